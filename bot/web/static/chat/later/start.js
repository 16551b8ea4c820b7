/* Reads the server's words, and does what the menu offers; chat.js fetches it when it is needed. */

import { fillMenu } from "./menu.js";
import { Stream } from "./stream.js";
import { Tabs } from "./tabs.js";

export function startReading(conversation, sender, known, early) {
  const stream = new Stream(conversation, sender, known, early);
  stream.tabs = new Tabs(stream);
  return stream;
}

export function showMenu(stream) {
  fillMenu(stream.tabs);
}
