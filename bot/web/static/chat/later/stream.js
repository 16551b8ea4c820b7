/* What the server has to say: the history once, then whatever either side says, by a stream of
   events; where no stream comes through, by asking. */

import { fetchHistory, setConnected } from "../page.js";
import { addChoices, addTools, makeLine } from "./answers.js";
import { officerAnswered } from "./attention.js";
import { beginAnew } from "./tabs.js";

const RETRY_TIME = 3_000; // ms between two tries of a stream
const STREAM_TRIES = 2; // failures in a row after which the server is asked instead
const STREAM_AGAIN = 30; // looks after which a stream is tried once more
const PATIENCE = 6_000; // ms after a message until a silent stream is doubted
const DOUBTS = 5; // looks while no reply comes
const HIDDEN_TIME = 30_000; // ms between two looks of a hidden tab that gave its stream back

export class Stream {
  /* Show what is known, and go on from there as soon as a tab is to lead: with `early`, a stream
     that was opened before and kept what it heard, or with one of its own. */
  constructor(conversation, sender, { lines, after }, early) {
    this.conversation = conversation;
    this.sender = sender;
    const [m, t, r = 0] = String(after).split("-").map(Number);
    this.newest = { m, t, r }; // numbers of the newest message, turn and change of a message shown
    this.source = null;
    this.early = early;
    this.timer = 0;
    this.doubt = 0; // a timer as well
    this.failures = 0; // of streams, in a row
    this.looks = 0; // in vain, in a row
    this.heardAt = 0;
    this.share = () => {}; // tells other tabs
    this.hasTicket = false;
    this.press = (label, token) => sender.send(label, { button: token }).focus();
    window.addEventListener("offline", () => setConnected(false));
    window.addEventListener("pageshow", ({ persisted }) => {
      if (persisted) location.reload(); // as it stood in memory: it may have been deleted since
    });
    window.addEventListener("online", () => { if (this.isLeading) this.lead(); });
    const articles = lines.map((line) => this.makeArticle(line));
    const last = lines.length - 1;
    if (lines.length) addChoices(articles[last], lines[last].buttons, this.press);
    conversation.showHistory(articles);
  }

  /* Read the server's words for all tabs. */
  lead() {
    this.isLeading = true;
    this.failures = 0;
    this.open();
  }

  /* Let another tab read, or, where tabs cannot talk, look now and then. */
  rest(isAlone) {
    this.isLeading = false;
    this.close();
    if (isAlone) this.timer = setTimeout(() => this.lookAndRest(), HIDDEN_TIME);
  }

  async lookAndRest() {
    await this.look();
    if (!this.isLeading) this.rest(true); // it may have come into view meanwhile
  }

  /* A message is on its way: doubt a stream that stays silent, as behind some proxies. */
  expectReply(doubts = DOUBTS) {
    this.looks = 0;
    const asked = Date.now();
    clearTimeout(this.doubt);
    this.doubt = setTimeout(() => { if (this.heardAt < asked) this.doubtStream(doubts); }, PATIENCE);
  }

  /* Ask from now on where the server knows more than the stream told. */
  async doubtStream(doubts) {
    const isNew = await this.look();
    if (!isNew && doubts) this.expectReply(doubts - 1);
    if (!isNew || !this.isLeading || !this.source) return;
    this.close();
    this.ask();
  }

  open() {
    const { early } = this;
    this.early = null;
    this.close();
    const isUsable = early && early.readyState !== EventSource.CLOSED;
    const source = isUsable ? early : new EventSource(`/chat/stream?after=${this.cursor()}`);
    source.addEventListener("open", () => {
      this.failures = 0;
      setConnected(true);
    });
    source.addEventListener("message", ({ data }) => this.hear(JSON.parse(data), true));
    source.addEventListener("forgotten", beginAnew); // deleted on another device
    source.addEventListener("error", () => this.tryAgain());
    source.addEventListener("crowded", () => { // too many of this browser: others need it more
      this.close();
      this.ask();
    });
    this.source = source;
    if (early) this.takeOver(early);
  }

  takeOver(early) {
    early.removeEventListener("message", early.keep);
    for (const data of early.heard) this.hear(JSON.parse(data), true);
  }

  tryAgain() {
    this.close();
    setConnected(false);
    this.failures += 1;
    const isToBeAsked = this.failures >= STREAM_TRIES;
    const next = () => (isToBeAsked ? this.ask() : this.open());
    this.timer = setTimeout(next, isToBeAsked ? 0 : RETRY_TIME);
  }

  close() {
    clearTimeout(this.timer);
    for (const source of [this.source, this.early]) if (source) source.close();
    this.source = this.early = null;
  }

  /* Look every 3 seconds, later 5 and 10, and try a stream again now and then. */
  async ask() {
    await this.look();
    if (!this.isLeading || this.source) return; // a stream was opened meanwhile
    this.looks += 1;
    const time = [3, 5, 10][Math.min(2, Math.floor(this.looks / 10))] * 1000;
    const next = () => (this.looks % STREAM_AGAIN ? this.ask() : this.open());
    clearTimeout(this.timer);
    this.timer = setTimeout(next, time);
  }

  /* Fetch what is newer, once; true if it was not known. */
  async look() {
    const newer = await fetchHistory(`?after=${this.cursor()}`);
    const fresh = newer ? newer.lines.filter((line) => this.isNew(line)) : [];
    for (const line of fresh) this.hear(line, true);
    return fresh.length > 0;
  }

  isNew(line) {
    return this.isUnseen(line) || (line.revision || 0) > this.newest.r;
  }

  isUnseen({ id }) {
    return Number(id.slice(1)) > this.newest[id[0]];
  }

  /* Show one line, once: tabs and reconnected streams repeat. */
  hear(line, isFirst) {
    if (!this.isNew(line)) return;
    this.heardAt = Date.now();
    this.looks = 0;
    if (isFirst) this.share(line);
    if (!this.isUnseen(line)) {
      this.newest.r = line.revision;
      this.conversation.replace(this.makeArticle(line));
      return;
    }
    this.newest[line.id[0]] = Number(line.id.slice(1));
    this.noteTicket(line);
    if (line.client_id && this.sender.arrived(line.client_id)) {
      this.sender.taken(line.client_id, line.relayed);
      return;
    }
    if (line.who !== "citizen") this.conversation.setTyping(false);
    const article = this.makeArticle(line);
    this.conversation.removeChoices();
    addChoices(article, line.buttons, this.press);
    this.conversation.showReply(article);
    if (line.who === "officer") officerAnswered(isFirst);
  }

  /* Let somebody know when a ticket is open, and when it is no longer; `newest` is a line. */
  watchTicket(newest, onTicket) {
    this.onTicket = onTicket;
    this.noteTicket(newest);
  }

  noteTicket({ has_ticket: hasTicket = false }) {
    if (hasTicket === this.hasTicket) return;
    this.hasTicket = hasTicket;
    this.onTicket(hasTicket);
  }

  makeArticle(line) {
    const article = makeLine(line);
    addTools(article, (token) => this.sender.sendQuietly({ button: token }));
    return article;
  }

  cursor() {
    return Object.values(this.newest).join("-");
  }
}
