/* The parts of chat.html. Every sentence a citizen reads stands there, never in a script. */

export const find = (id) => document.getElementById(id);

export const words = find("words").dataset;
