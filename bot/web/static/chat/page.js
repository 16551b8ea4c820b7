/* The parts of chat.html, and small things that every part needs.
   Sentences stand in chat.html, and those of replies in later/words.js. */

export const find = (id) => document.getElementById(id);

export const words = find("words").dataset;

export const pause = (time) => new Promise((resolve) => { setTimeout(resolve, time); });

/* What this tab remembers over a reload; a browser may forbid it, then a reload forgets. */
export const memory = {
  get(key) {
    try { return sessionStorage.getItem(key) || ""; } catch { return ""; }
  },
  set(key, value) {
    try { sessionStorage.setItem(key, value); } catch { /* forbidden, or full */ }
  },
};

/* Tell whether the server can be reached; `back` is an event of the window. */
export function setConnected(isConnected) {
  const banner = find("connection");
  const isBack = isConnected && banner.textContent;
  banner.textContent = isConnected ? "" : banner.dataset.lost;
  if (isBack) window.dispatchEvent(new Event("back"));
}

/* Fetch the conversation, or what is newer than a cursor; null when that did not work. */
export async function fetchHistory(query = "") {
  try {
    const response = await fetch(`/chat/history${query}`);
    setConnected(response.ok);
    return response.ok ? await response.json() : null;
  } catch {
    setConnected(false);
    return null;
  }
}
