// Keeps a page of the desk fresh without ever touching what is being typed.
// Every part marked data-live is compared with the server's newest page and exchanged only when
// it changed: parsed without running anything in it, and moved as nodes, never put in as markup.
// Without JavaScript the desk works as well; see the noscript parts.

const PAUSE = 5000; // milliseconds between refreshes
const REST = 1000; // milliseconds without a key after which a draft is kept
const page = document.body.dataset.refresh;
const connection = document.getElementById("connection");
const announcement = document.getElementById("announcement");
const shown = new Map(); // id of a live part -> it as the server last sent it
let newest = null; // what the server called the page that is shown; it then sends only newer ones
let isAllShown = true; // nothing was left as it was because somebody selects in it

function isSelecting(part) {
  const selection = window.getSelection();
  return !selection.isCollapsed && part.contains(selection.anchorNode);
}

function exchange(part, fresh) {
  const scroller = part.parentElement;
  const height = scroller.scrollHeight;
  const isReadingBack = scroller.scrollTop < -4; // the transcript counts from its end
  const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
  shown.set(part.id, fresh.cloneNode(true));
  part.textContent = "";
  part.append(...fresh.childNodes);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  if (isReadingBack) scroller.scrollTop -= scroller.scrollHeight - height;
  if (Number(fresh.dataset.count) > Number(part.dataset.count)) {
    announcement.textContent = fresh.dataset.announce;
  }
  Object.assign(part.dataset, fresh.dataset);
}

function show(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  document.title = fresh.title;
  isAllShown = true;
  for (const part of document.querySelectorAll("[data-live]")) {
    const newer = fresh.getElementById(part.id);
    const isNew = newer && !newer.isEqualNode(shown.get(part.id));
    if (isNew && isSelecting(part)) isAllShown = false;
    else if (isNew) exchange(part, newer);
  }
  const token = fresh.querySelector("input[name=csrf]")?.value; // new after another log-in
  for (const field of document.querySelectorAll("input[name=csrf]")) field.value = token ?? field.value;
}

async function refresh() {
  if (document.hidden) return;
  try {
    const headers = newest ? { "If-None-Match": newest } : {};
    const response = await fetch(page, { redirect: "manual", cache: "no-store", headers });
    if (response.status === 304) {
      connection.textContent = "";
    } else if (response.type === "opaqueredirect") {
      connection.textContent = connection.dataset.ended;
    } else if (response.ok) {
      show(await response.text());
      newest = isAllShown ? response.headers.get("etag") : null;
      connection.textContent = "";
    } else {
      connection.textContent = connection.dataset.offline;
    }
  } catch {
    connection.textContent = connection.dataset.offline;
  }
}

async function refreshForever() {
  await refresh();
  setTimeout(refreshForever, PAUSE);
}

// The last words go as well when the page is left; what is being sent is no draft any more.
function keepDraft(form, field) {
  const status = document.getElementById("saved");
  let kept = field.value;
  let waiting = 0;
  const save = async () => {
    clearTimeout(waiting);
    if (field.value === kept || form.dataset.sent) return;
    const text = field.value;
    const body = new URLSearchParams({ csrf: form.elements.csrf.value, text, by: "script" });
    try {
      const response = await fetch(form.dataset.draft, { method: "POST", body, keepalive: true, redirect: "manual" });
      if (response.ok) kept = text;
      status.textContent = response.ok ? status.dataset.saved : status.dataset.unsaved;
    } catch {
      status.textContent = status.dataset.unsaved;
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, REST);
  });
  window.addEventListener("pagehide", save);
}

function watchDraft(form) {
  const field = form.querySelector("textarea");
  const counter = document.getElementById("counter");
  const limit = Number(field.dataset.limit);
  const count = () => {
    const length = field.value.trim().length;
    counter.hidden = length === 0;
    counter.textContent = `${length.toLocaleString("id")} / ${limit.toLocaleString("id")}`;
    counter.classList.toggle("over", length > limit);
    field.setCustomValidity(length > limit ? field.dataset.tooLong : "");
  };
  field.addEventListener("input", count);
  keepDraft(form, field);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  window.addEventListener("beforeunload", (event) => {
    if (field.value.trim() && !form.dataset.sent) event.preventDefault();
  });
  count();
}

function sendOnce(event) {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
}

function allowSending() {
  for (const form of document.querySelectorAll("form")) delete form.dataset.sent;
}

for (const part of document.querySelectorAll("[data-live]")) shown.set(part.id, part.cloneNode(true));
for (const form of document.querySelectorAll("form[data-draft]")) watchDraft(form);
document.addEventListener("submit", sendOnce);
window.addEventListener("pageshow", allowSending);
if (page) {
  document.addEventListener("visibilitychange", refresh);
  setTimeout(refreshForever, PAUSE);
}
