/* The citizens' web chat. Talks to bot/web.py: history once, then a stream of replies; messages
   go out by POST, each with an id of its own, so that sending one again never doubles it.
   What others wrote becomes text nodes and links built here, never markup.
   Every sentence a citizen reads stands in chat.html. */

const TYPING_TIME = 20_000; // ms until the indicator gives up
const SEND_TIME = 15_000; // ms until a message counts as failed
const RETRY_TIME = 3_000; // ms between two tries to reach the server
const COUNTER_FROM = 3_600; // characters from which the rest is counted
const NEAR_END = 120; // px from the end that still count as reading the newest message
const LINK = /\b(?:https?:\/\/|www\.)[^\s<>"']+/gi;

const find = (id) => document.getElementById(id);
const words = find("words").dataset;
const pane = find("conversation");
const log = find("messages");
const question = find("question");

let newest = 0; // id of the newest reply shown
let isAtEnd = true; // the citizen reads the newest message, rather than earlier ones
let typingTimer = 0;
let source = null;

// --- text ---------------------------------------------------------------------------------------

function withLinks(text) {
  const fragment = document.createDocumentFragment();
  let done = 0;
  for (const match of text.matchAll(LINK)) {
    const address = withoutPunctuation(match[0]);
    fragment.append(text.slice(done, match.index), link(address));
    done = match.index + address.length;
  }
  fragment.append(text.slice(done));
  return fragment;
}

/* Leave out what ends the sentence, not the address; ")" stays when the address opened it. */
function withoutPunctuation(address) {
  let kept = address.replace(/[.,;:!?\]}»”’*]+$/, "");
  while (kept.endsWith(")") && !kept.includes("(")) {
    kept = kept.slice(0, -1).replace(/[.,;:!?]+$/, "");
  }
  return kept;
}

function link(address) {
  const a = document.createElement("a");
  a.href = /^https?:/i.test(address) ? address : `https://${address}`;
  a.target = "_blank";
  a.rel = "noopener noreferrer nofollow";
  a.textContent = address;
  return a;
}

function timeInWords(at) {
  const isToday = at.toDateString() === new Date().toDateString();
  const day = isToday ? {} : { day: "numeric", month: "short" };
  const format = new Intl.DateTimeFormat("id-ID", { ...day, hour: "2-digit", minute: "2-digit" });
  return format.format(at);
}

// --- messages -----------------------------------------------------------------------------------

function makeMessage({ who, title = "", text, at }) {
  const article = find("message").content.cloneNode(true).firstElementChild;
  const moment = at ? new Date(at) : new Date();
  article.classList.add(who);
  article.querySelector(".who").textContent = words[who] ?? words.system;
  article.querySelector("time").dateTime = moment.toISOString();
  article.querySelector("time").textContent = timeInWords(moment);
  fill(article.querySelector(".title"), title);
  const body = who === "citizen" ? text || words.pressed : withLinks(text);
  fill(article.querySelector(".text"), body);
  return article;
}

function fill(element, content) {
  element.append(content);
  if (!element.hasChildNodes() || !element.textContent) element.remove();
}

function addChoices(article, buttons) {
  if (!buttons.length) return;
  const group = document.createElement("div");
  group.className = "choices";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", words.choices);
  for (const { label, token } of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => send(label, { button: token }).focus());
    group.append(button);
  }
  article.append(group);
}

function removeChoices() {
  for (const group of log.querySelectorAll(".choices")) group.remove();
}

/* Show the whole message; of one longer than the screen, its beginning. */
function scrollTo(article) {
  const isLong = article.offsetHeight > pane.clientHeight - 24;
  if (isLong) article.scrollIntoView({ block: "start" });
  else scrollToEnd();
  find("newer").hidden = true;
}

function scrollToEnd() {
  pane.scrollTop = pane.scrollHeight;
  isAtEnd = true;
}

function noteScroll() {
  isAtEnd = pane.scrollHeight - pane.scrollTop - pane.clientHeight < NEAR_END;
  if (isAtEnd) find("newer").hidden = true;
}

function stayAtEnd() {
  if (isAtEnd) scrollToEnd();
}

function showReply(event) {
  const id = Number(event.lastEventId);
  if (id <= newest) return; // a reconnected stream may repeat what is shown
  newest = id;
  const reply = JSON.parse(event.data);
  const article = makeMessage(reply);
  setTyping(false);
  removeChoices();
  addChoices(article, reply.buttons);
  log.append(article);
  if (isAtEnd) scrollTo(article);
  else find("newer").hidden = false;
}

function setTyping(isTyping) {
  clearTimeout(typingTimer);
  find("typing").textContent = isTyping ? find("typing").dataset.typing : "";
  if (isTyping) typingTimer = setTimeout(setTyping, TYPING_TIME, false);
}

// --- sending ------------------------------------------------------------------------------------

/* An id for a message; randomUUID exists only on HTTPS and on localhost. */
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* Show a message of the citizen at once, send it, and return its element. */
function send(shown, content) {
  const article = makeMessage({ who: "citizen", text: shown });
  article.append(find("state").content.cloneNode(true));
  const message = { id: newId(), ...content };
  article.querySelector(".again").addEventListener("click", () => {
    deliver(article, message);
    article.focus();
  });
  find("suggestions").hidden = true;
  if (content.button) removeChoices();
  deliver(article, message);
  return article;
}

function deliver(article, message) {
  log.append(article); // one that is sent again moves to the end, where its reply will follow
  setState(article, "sending");
  setTyping(true);
  scrollTo(article);
  queue = queue.then(() => post(message)).then(
    () => setState(article, "sent"),
    (error) => {
      setTyping(false);
      setState(article, "failed", error.told);
    },
  );
}

async function post(message) {
  const response = await fetch("/chat/messages", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(message),
    signal: AbortSignal.timeout(SEND_TIME),
  });
  if (response.ok) return;
  const answer = await response.json().catch(() => ({}));
  throw Object.assign(new Error("not stored"), { told: answer.error });
}

/* State is sending, sent or failed; `told` is the server's own sentence about a failure. */
function setState(article, state, told = "") {
  const line = article.querySelector(".state");
  line.className = `state ${state}`;
  line.setAttribute("aria-live", state === "failed" ? "assertive" : "off");
  line.querySelector(".word").textContent = `${words[state]} ${told}`.trim();
  line.querySelector(".again").hidden = state !== "failed";
  stayAtEnd();
}

// --- server -------------------------------------------------------------------------------------

function setConnected(isConnected) {
  find("connection").textContent = isConnected ? "" : find("connection").dataset.lost;
}

const pause = (time) => new Promise((resolve) => { setTimeout(resolve, time); });

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

async function start() {
  const history = await fetchHistory();
  setConnected(true);
  newest = history.after;
  showHistory(history);
  openStream();
}

function showHistory({ lines, buttons }) {
  const shown = lines.map(makeMessage);
  if (shown.length) addChoices(shown.at(-1), buttons);
  log.prepend(...shown);
  find("suggestions").hidden = log.hasChildNodes();
  if (shown.length) scrollTo(shown.at(-1));
}

function openStream() {
  source?.close();
  source = new EventSource(`/chat/stream?after=${newest}`);
  source.addEventListener("open", () => setConnected(true));
  source.addEventListener("message", showReply);
  source.addEventListener("error", () => {
    setConnected(false);
    if (source.readyState === EventSource.CLOSED) setTimeout(openStream, RETRY_TIME);
  });
}

// --- composer -----------------------------------------------------------------------------------

function submit(event) {
  event.preventDefault();
  const text = question.value.trim();
  question.focus();
  setHint(text ? "" : find("hint").dataset.empty);
  if (!text) return;
  question.value = "";
  count();
  send(text, { text });
}

function setHint(hint) {
  find("hint").textContent = hint;
}

function count() {
  const length = question.value.length;
  const left = String(question.maxLength - length);
  const counter = find("counter");
  counter.textContent = length < COUNTER_FROM ? "" : counter.dataset.left.replace("{n}", left);
}

function onKey(event) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  find("composer").requestSubmit();
}

find("composer").addEventListener("submit", submit);
question.addEventListener("keydown", onKey);
question.addEventListener("input", () => { setHint(""); count(); });
find("newer").addEventListener("click", () => scrollTo(log.lastElementChild));
pane.addEventListener("scroll", noteScroll);
new ResizeObserver(stayAtEnd).observe(pane); // a phone's keyboard, the banner, a longer question
for (const button of document.querySelectorAll("#suggestions button")) {
  const text = button.textContent;
  button.addEventListener("click", () => send(text, { text }).focus());
}
window.addEventListener("offline", () => setConnected(false));
window.addEventListener("online", () => { if (source) openStream(); });
find("composer").hidden = false;
let queue = start(); // messages go one after the other, the first when the history is shown
