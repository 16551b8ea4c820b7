/* Reads the server's words, and does what the menu offers; chat.js fetches it when it is needed. */

import { fillMenu } from "./menu.js";
import { Stream } from "./stream.js";
import { Tabs } from "./tabs.js";
import { words } from "./words.js";

/* `fetchFiles` brings what sends files, which hardly anybody needs. */
export function startReading(conversation, sender, known, early, fetchFiles) {
  const stream = new Stream(conversation, sender, known, early);
  stream.watchTicket(known.lines[known.lines.length - 1] || {}, async (isOpen) => {
    const files = await fetchFiles().catch(() => null); // without it everything else goes on
    if (files) files.offerFiles(sender, isOpen, words.files);
  });
  stream.tabs = new Tabs(stream);
  return stream;
}

export function showMenu(stream) {
  fillMenu(stream.tabs);
}
