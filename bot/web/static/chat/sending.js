/* The citizen's messages on their way: one after the other, each under an id of its own, so that
   sending one again never doubles it. */

import { addState, makeMessage, setState } from "./messages.js";

const SEND_TIME = 15_000; // ms until a message counts as failed

export class Sender {
  constructor(conversation) {
    this.conversation = conversation;
    this.queue = Promise.resolve();
  }

  /* Let what is sent from now on wait until a promise is kept. */
  waitFor(promise) {
    this.queue = this.queue.then(() => promise);
  }

  /* Show a message of the citizen at once, send it, and return its element. */
  send(shown, content) {
    const article = makeMessage({ who: "citizen", text: shown });
    const message = { id: newId(), ...content };
    addState(article, () => {
      this.deliver(article, message);
      article.focus();
    });
    if (content.button) this.conversation.removeChoices();
    this.deliver(article, message);
    return article;
  }

  deliver(article, message) {
    setState(article, "sending");
    this.conversation.showOwn(article);
    this.queue = this.queue.then(() => post(message)).then(
      () => this.settle(article, "sent"),
      (error) => {
        this.conversation.setTyping(false);
        this.settle(article, "failed", error.told);
      },
    );
  }

  settle(article, state, told) {
    setState(article, state, told);
    this.conversation.stayAtEnd();
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
    if (response.ok) return;
    const answer = await response.json().catch(() => ({}));
    throw Object.assign(new Error("not stored"), { told: answer.error });
  } finally {
    clearTimeout(timer);
  }
}
