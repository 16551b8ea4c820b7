/* What the server has to say: the history once, then a stream of replies. */

import { addChoices, makeMessage } from "./messages.js";
import { find } from "./page.js";

const RETRY_TIME = 3_000; // ms between two tries to reach the server

export class Stream {
  /* `press` is called with the label and the token of a button that the citizen presses. */
  constructor(conversation, press) {
    this.conversation = conversation;
    this.press = press;
    this.newest = 0; // id of the newest reply shown
    this.source = null;
    window.addEventListener("offline", () => setConnected(false));
    window.addEventListener("online", () => { if (this.source) this.open(); });
  }

  /* Show the history, then open the stream; kept when the history is shown. */
  async start() {
    const history = await fetchHistory();
    setConnected(true);
    this.newest = history.after;
    this.showHistory(history);
    this.open();
  }

  showHistory({ lines, buttons }) {
    const articles = lines.map((line) => makeMessage(line));
    if (articles.length) addChoices(articles[articles.length - 1], buttons, this.press);
    this.conversation.showHistory(articles);
  }

  open() {
    this.source?.close();
    const source = new EventSource(`/chat/stream?after=${this.newest}`);
    source.addEventListener("open", () => setConnected(true));
    source.addEventListener("message", (event) => this.showReply(event));
    source.addEventListener("error", () => {
      setConnected(false);
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.open(), RETRY_TIME);
    });
    this.source = source;
  }

  showReply(event) {
    const id = Number(event.lastEventId);
    if (id <= this.newest) return; // a reconnected stream may repeat what is shown
    this.newest = id;
    const reply = JSON.parse(event.data);
    const article = makeMessage(reply);
    this.conversation.removeChoices();
    addChoices(article, reply.buttons, this.press);
    this.conversation.showReply(article);
  }
}

async function fetchHistory() {
  for (;;) {
    try {
      const response = await fetch("/chat/history");
      if (response.ok) return await response.json();
    } catch { /* offline: tried again below, and told */ }
    setConnected(false);
    await pause(RETRY_TIME);
  }
}

const pause = (time) => new Promise((resolve) => { setTimeout(resolve, time); });

function setConnected(isConnected) {
  find("connection").textContent = isConnected ? "" : find("connection").dataset.lost;
}
