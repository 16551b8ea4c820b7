// Keys of one letter, outside of fields, and the list of them under "?". Each can be reached without.
// Letters move the focus, or lead somewhere, and never act: what tells a citizen something needs
// Enter. They can be switched off for this browser, for whoever speaks to it or has a trembling hand.

const SWITCH = "desk-keys"; // "off" in what the browser remembers
const link = document.getElementById("keys-link");
let help = null; // the dialog, once it was fetched

const remembered = () => { try { return localStorage.getItem(SWITCH); } catch { return null; } };
const areOn = () => remembered() !== "off";

function go(selector) {
  const element = document.querySelector(selector);
  if (!element) return;
  for (let around = element.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
  element.focus();
}

function follow(selector, otherwise = "") {
  const address = document.querySelector(selector)?.href || otherwise;
  if (address) location.assign(address);
}

// From one thing of a list to the next, where there is no page before or after this one.
function step(by) {
  const all = [...document.querySelectorAll("[data-step]")];
  const next = all[all.indexOf(document.activeElement) + by] || (by > 0 ? null : all[0]);
  if (next) next.focus();
}

// A digit chooses on this page, and leads to where it is said more closely. Enter sends it.
function choose(key) {
  const choice = document.querySelector(`[data-key="${key}"]`);
  if (!choice) return false;
  choice.checked = true;
  go(choice.dataset.focus || `#${choice.id}`);
  return true;
}

const keys = {
  b: () => go("#text"),
  c: () => go("#note-text"),
  a: () => go("#claim"),
  t: () => go("#reason"),
  m: () => go(".transcript"),
  j: () => (document.querySelector("[data-step]") ? step(1) : follow("a[rel=next]")),
  k: () => (document.querySelector("[data-step]") ? step(-1) : follow("a[rel=prev]")),
  g: () => location.assign("/"),
  "/": () => (document.getElementById("search") ? go("#search") : location.assign("/#search")),
  "?": showHelp,
};

function offerSwitch(part) {
  const box = part.querySelector("[data-keys]");
  if (!box) return;
  box.closest("label").hidden = false;
  box.checked = areOn();
  box.addEventListener("change", () => {
    try { localStorage.setItem(SWITCH, box.checked ? "on" : "off"); } catch { box.checked = true; }
  });
}

async function fetchHelp() {
  const response = await fetch(link.href, { redirect: "error" });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const dialog = document.createElement("dialog");
  const form = document.createElement("form");
  const close = document.createElement("button");
  form.method = "dialog";
  close.className = "plain";
  close.textContent = link.dataset.close;
  form.append(close);
  const title = page.querySelector("h1");
  title.id = "keys-title";
  title.tabIndex = -1;
  title.autofocus = true; // else the list opens at its end, where the first control stands
  dialog.className = "help";
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.append(title, page.getElementById("keys"), form);
  document.body.append(dialog);
  offerSwitch(dialog);
  return dialog;
}

async function showHelp() {
  try {
    help ||= await fetchHelp();
    help.showModal();
  } catch {
    location.assign(link.href); // logged out, or no network: the page says so
  }
}

function isWriting({ target }) {
  return target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], dialog");
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && event.target.matches("textarea, input")) event.target.blur();
  if (/^[1-9]$/.test(event.key) && areOn() && !isWriting(event) && choose(event.key)) return event.preventDefault();
  const act = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
  if (!act || !areOn() || isWriting(event)) return;
  event.preventDefault();
  act();
});
link.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  showHelp();
});
offerSwitch(document);
if (location.hash === "#search") go("#search");
