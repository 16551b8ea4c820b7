/* The citizen's messages on their way: one after the other, each under an id of its own, so that
   sending one again never doubles it. What is not known to be stored survives a reload. */

import { addState, makeMessage, setState } from "./messages.js";
import { memory, pause } from "./page.js";

const SEND_TIME = 15_000; // ms until a try counts as failed
const PAUSES = [2, 5, 10]; // seconds before each further try
const LONGEST_WAIT = 600; // seconds that a server may ask for

export class Sender {
  constructor(conversation) {
    this.conversation = conversation;
    this.queue = Promise.resolve();
    this.open = new Map(); // messages by id, until they are known to be stored
    this.mine = new Map(); // messages that this page shows, by id
    this.onSent = () => {};
    this.wakeUp = () => {};
    window.addEventListener("online", () => this.tryAgain());
    window.addEventListener("back", () => this.tryAgain());
  }

  /* Let what is sent from now on wait until a promise is kept. */
  waitFor(promise) {
    this.queue = this.queue.then(() => promise);
  }

  /* Show a message of the citizen at once, send it, and return its element. */
  send(shown, content) {
    const out = this.prepare(shown, { id: newId(), ...content });
    if (content.button) this.conversation.removeChoices();
    this.deliver(out);
    return out.article;
  }

  /* Send a press that is no message: it is never shown, and ends with the page. */
  sendQuietly(content) {
    this.deliver(this.prepare("", { id: newId(), ...content }, true));
  }

  /* Show again, and send, what a reload interrupted; `known` are the ids that the server has. */
  restore(known) {
    let left = [];
    try { left = JSON.parse(memory.get("unsent") || "[]"); } catch { /* not ours */ }
    for (const [shown, message] of left) {
      if (!known.has(message.id) && !this.mine.has(message.id)) this.deliver(this.prepare(shown, message));
    }
    this.remember();
  }

  /* Take note that a message is stored; false for one that this page does not show. */
  arrived(id) {
    const out = this.open.get(id);
    if (this.open.delete(id)) {
      this.remember();
      this.settle(out, "sent");
    }
    return this.mine.has(id);
  }

  /* A message was answered, or an officer has it: nobody is writing a reply to it any more. */
  taken(id, isRelayed) {
    const out = this.mine.get(id);
    if (!out) return;
    this.conversation.setTyping(false);
    if (isRelayed) this.settle(out, "relayed");
  }

  /* The network seems to be back: send what waits, and what was given up. */
  tryAgain() {
    this.wakeUp();
    for (const out of this.open.values()) if (out.isGivenUp) this.deliver(out);
  }

  prepare(shown, message, isQuiet = false) {
    const article = makeMessage({ id: message.id, who: "citizen", text: shown });
    const out = { article, message, shown, isQuiet, isGivenUp: false };
    addState(article, () => {
      this.deliver(out);
      article.focus();
    });
    this.mine.set(message.id, out);
    this.open.set(message.id, out);
    this.remember();
    return out;
  }

  deliver(out) {
    out.isGivenUp = false;
    if (!out.isQuiet) {
      this.conversation.showOwn(out.article);
      this.conversation.setTyping(navigator.onLine);
    }
    this.settle(out, navigator.onLine ? "sending" : "waiting");
    if (out.message.send) this.carry(out); // a file takes long: what is written meanwhile need not wait
    else this.queue = this.queue.then(() => this.carry(out));
  }

  /* Post a message until it is stored, refused, or has been tried often enough. */
  async carry(out) {
    const pauses = [...PAUSES];
    while (this.open.has(out.message.id)) {
      const { isStored, isRefused, told, wait } = await (out.message.send || post)(out.message);
      if (isStored) {
        this.arrived(out.message.id);
        this.onSent();
      }
      if (!this.open.has(out.message.id)) return;
      const rest = wait || (!isRefused && pauses.shift());
      this.conversation.setTyping(false);
      this.settle(out, rest ? "waiting" : "failed", told);
      out.isGivenUp = !rest && !isRefused;
      if (!rest) return;
      const isBack = new Promise((resolve) => { this.wakeUp = wait ? () => {} : resolve; });
      await Promise.race([pause(rest * 1000), isBack]);
    }
  }

  settle(out, state, told) {
    setState(out.article, state, told);
    this.conversation.stayAtEnd();
  }

  remember() {
    const kept = [...this.open.values()].filter(({ isQuiet, message }) => !isQuiet && !message.send);
    memory.set("unsent", JSON.stringify(kept.map((out) => [out.shown, out.message])));
  }
}

/* An id for a message; randomUUID exists only on HTTPS and on localhost. */
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function post(message) {
  const patience = new AbortController(); // AbortSignal.timeout is missing on old phones
  const timer = setTimeout(() => patience.abort(), SEND_TIME);
  try {
    const response = await fetch("/chat/messages", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(message),
      signal: patience.signal,
    });
    const { stored, error } = await response.json().catch(() => ({}));
    if (stored) return { isStored: true }; // 200 alone may be a hotspot's log-in page
    const isBusy = response.status === 429;
    const asked = Number(response.headers.get("Retry-After")) || PAUSES[1];
    return {
      told: error,
      wait: isBusy ? Math.min(asked, LONGEST_WAIT) : 0,
      isRefused: response.status >= 400 && response.status < 500 && response.status !== 408,
    };
  } catch {
    return {}; // no network, or no answer in time
  } finally {
    clearTimeout(timer);
  }
}
