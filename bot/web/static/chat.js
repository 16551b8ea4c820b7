/* The citizens' web chat: puts its parts together. Talks to bot/web/app.py.
   Written for phones that get no updates any more: nothing newer than Chrome 80 understands,
   and whatever a browser may lack (locks, channels, notifications) has another way.
   What stands here and in chat/ is enough to read the page, to write and to send;
   serving/bundle.py makes one script of it. What reads the server's words stands in
   chat/later/, another script, and comes when it is needed: at the first touch of the box. */

import { openComposer } from "./chat/composer.js";
import { Conversation } from "./chat/conversation.js";
import { fetchHistory, find, memory, pause, setConnected } from "./chat/page.js";
import { Sender } from "./chat/sending.js";

const RETRY_TIME = 3_000; // ms between two tries to reach the server
const RELOADS = 3; // in a row, for parts that do not come

const conversation = new Conversation();
const sender = new Sender(conversation);
const menu = find("menu");
let stream = null; // a promise, once the server's words are to be read

const history = reach();
const talk = () => (stream = stream || startTalking());
sender.waitFor(history.then(show)); // what is written earlier stands below the history
sender.onSent = async () => { (await talk())?.expectReply(); };
openComposer(sender);
for (const sign of ["focusin", "pointerdown", "keydown", "click"]) { // of a hand: the box may have the focus already
  for (const part of ["composer", "suggestions"]) find(part).addEventListener(sign, talk, { once: true });
}
find("late").remove();
history.then(({ lines }) => sender.restore(new Set(lines.map((line) => line.client_id))));

async function reach() {
  let known = null;
  while (!(known = await fetchHistory())) await pause(RETRY_TIME);
  return known;
}

/* Show the history; a new visitor has none, and is shown what to ask. */
async function show({ lines }) {
  if (lines.length) await talk();
  else conversation.showHistory([]);
}

async function startTalking() {
  dress();
  try {
    const coming = import("./chat/later/start.js");
    coming.catch(() => {}); // it may fail while the history is waited for; told below
    const known = await history;
    const early = known.lines.length ? null : listen(known.after);
    const replies = await coming;
    memory.set("reloads", "");
    const reading = replies.startReading(conversation, sender, known, early, () => import("./chat/later/files.js"));
    menu.addEventListener("toggle", () => replies.showMenu(reading), { once: true });
    if (menu.open) menu.dispatchEvent(new Event("toggle"));
    return reading;
  } catch {
    await reload();
    return null; // in vain: messages are sent all the same, and the banner stays
  }
}

/* Open a newcomer's stream while what reads it comes: an answer is not to wait for one after the other. */
function listen(after) {
  const source = new EventSource(`/chat/stream?after=${after}`);
  source.heard = [];
  source.keep = ({ data }) => source.heard.push(data);
  source.addEventListener("message", source.keep);
  source.addEventListener("error", () => source.close()); // then another is opened
  return source;
}

/* Fetch how replies look; without it they can be read all the same. */
function dress() {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("./replies.css", import.meta.url);
  style.addEventListener("load", () => conversation.stayAtEnd());
  document.head.append(style);
}

/* A part did not come, and a browser may not ask twice. A reload loses nothing: see `memory`. */
async function reload() {
  setConnected(false);
  const count = Number(memory.get("reloads")) + 1;
  memory.set("reloads", count);
  if (count > RELOADS || !memory.get("reloads")) return; // without a memory it would lose something
  await pause(RETRY_TIME);
  await reach();
  location.reload();
}

/* --- the menu ------------------------------------------------------------------------------ */

menu.addEventListener("toggle", talk, { once: true });
document.addEventListener("click", ({ target }) => {
  if (!menu.contains(target)) menu.open = false;
});
menu.addEventListener("focusout", ({ relatedTarget }) => { // an open menu hides what has the focus
  if (relatedTarget && !menu.contains(relatedTarget)) menu.open = false;
});
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.firstElementChild.focus();
});
/* Paper cannot be opened: what is folded is printed as well. */
window.addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("article details")) folded.open = true;
});
