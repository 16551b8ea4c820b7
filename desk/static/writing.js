// Puts canned replies and articles into an answer: "/" and a key in the box, or by the panel below.
// What comes from the server is only ever put in as text. Without this script the panel's buttons
// do the same by sending the form.

const panel = document.getElementById("inserts");
const box = document.getElementById("text");
const TYPED = /(?:^|\s)\/([a-z0-9-]{0,32})$/i; // a slash and what of a key stands before the caret
const FRESH = 60_000; // milliseconds for which the list that was fetched serves
const SHOWN = 8;
const REST = 250; // milliseconds without a key until articles are searched
let kept = { at: -FRESH, canned: [] };
let choices = []; // canned replies in the open list
let chosen = 0;

function element(name, properties = {}, attributes = {}) {
  const made = Object.assign(document.createElement(name), properties);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

async function fetchInserts(query = "") {
  const response = await fetch(panel.dataset.inserts + query, { redirect: "manual", cache: "no-store" });
  if (!response.ok) throw new Error("no inserts");
  return response.json();
}

async function cannedReplies() {
  if (performance.now() - kept.at > FRESH) {
    const { canned } = await fetchInserts();
    kept = { at: performance.now(), canned };
  }
  return kept.canned;
}

// Writes where the caret stands; a paragraph of its own unless it takes the place of what was typed.
function put(text, from = box.selectionStart) {
  const before = box.value.slice(0, from);
  const isTyped = from !== box.selectionStart;
  const gap = isTyped || !before.trim() ? "" : before.endsWith("\n\n") ? "" : "\n\n";
  box.setRangeText(gap + text, from, box.selectionEnd, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
}

function say(text) {
  document.getElementById("saved").textContent = text;
}

// --- the list that opens while a key is typed ---

const list = element("ul", { id: "choosing", className: "choosing", hidden: true }, { role: "listbox" });

function typedKey() {
  return TYPED.exec(box.value.slice(0, box.selectionStart));
}

function close() {
  list.hidden = true;
  choices = [];
  box.removeAttribute("aria-activedescendant");
}

function choose(number) {
  chosen = (number + choices.length) % choices.length;
  for (const [at, option] of [...list.children].entries()) {
    option.setAttribute("aria-selected", at === chosen);
    if (at === chosen) option.scrollIntoView({ block: "nearest" });
  }
  box.setAttribute("aria-activedescendant", `choice-${chosen}`);
}

function take(number) {
  const { text, missing } = choices[number];
  if (missing.length) {
    say(`${missing.join(", ")} ${panel.dataset.missing}`);
    return;
  }
  const typed = typedKey();
  close();
  if (typed) put(text, box.selectionStart - typed[1].length - 1);
  say(panel.dataset.inserted);
}

function item({ key, text, missing }, at) {
  const made = element("li", { id: `choice-${at}` }, { role: "option", "aria-selected": false });
  const lacks = missing.length ? `${missing.join(", ")} ${panel.dataset.missing}` : text;
  made.append(element("strong", { textContent: `/${key}` }), ` ${lacks.slice(0, 120)}`);
  if (missing.length) made.setAttribute("aria-disabled", true);
  made.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps its focus
  made.addEventListener("click", () => take(at));
  return made;
}

async function offer() {
  if (!typedKey()) return close();
  let all = [];
  try {
    all = await cannedReplies();
  } catch {
    return close();
  }
  const typed = typedKey(); // more may have been typed meanwhile
  if (!typed) return close();
  const key = typed[1].toLowerCase();
  const begin = all.filter((one) => one.key.startsWith(key));
  const have = all.filter((one) => one.key.includes(key) && !one.key.startsWith(key));
  choices = [...begin, ...have].slice(0, SHOWN);
  list.replaceChildren(...choices.map(item));
  list.hidden = choices.length === 0;
  if (choices.length) choose(0);
  else close();
}

function steer(event) {
  if (list.hidden || event.isComposing || event.ctrlKey || event.metaKey) return;
  const moves = { ArrowDown: () => choose(chosen + 1), ArrowUp: () => choose(chosen - 1), Enter: () => take(chosen), Tab: () => take(chosen), Escape: close };
  if (!moves[event.key]) return;
  event.preventDefault();
  moves[event.key]();
}

// --- the panel ---

function found(article) {
  const made = element("li");
  const button = element("button", { type: "button", className: "plain", textContent: article.title });
  button.addEventListener("click", () => {
    put(article.text);
    say(panel.dataset.inserted);
  });
  const [, ...paragraphs] = article.text.split("\n\n"); // the first is the title
  const begins = paragraphs.join(" ").slice(0, 160);
  made.append(button, element("p", { className: "hint", textContent: `${begins}…` }));
  return made;
}

let newest = 0; // the search that was begun last: an older one's answer comes too late

async function search(field) {
  const mine = (newest += 1);
  const told = document.getElementById("found");
  const articles = document.getElementById("articles");
  if (!field.value.trim()) return articles.replaceChildren();
  try {
    const answer = await fetchInserts(`?q=${encodeURIComponent(field.value)}`);
    if (mine !== newest) return;
    articles.replaceChildren(...answer.articles.map(found));
    told.textContent = answer.articles.length ? "" : panel.dataset.none;
  } catch {
    told.textContent = panel.dataset.failed;
  }
}

function watchSearch(field) {
  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, REST, field);
  });
  field.form.querySelector("[name=do][value=search]").addEventListener("click", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    search(field);
  });
}

async function putChosen(event) {
  event.preventDefault();
  const key = document.getElementById("canned").value;
  try {
    const wanted = (await cannedReplies()).find((one) => one.key === key);
    if (!wanted) return;
    if (wanted.missing.length) say(`${wanted.missing.join(", ")} ${panel.dataset.missing}`);
    else {
      put(wanted.text);
      say(panel.dataset.inserted);
    }
  } catch {
    say(panel.dataset.failed);
  }
}

if (panel && box && !box.readOnly) {
  list.setAttribute("aria-label", panel.dataset.list);
  box.after(list);
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-autocomplete", "list");
  box.addEventListener("input", offer);
  box.addEventListener("keydown", steer);
  box.addEventListener("blur", () => setTimeout(close, REST));
  const field = document.getElementById("sought");
  if (field) watchSearch(field);
  panel.querySelector("[name=do][value=canned]")?.addEventListener("click", putChosen);
}
