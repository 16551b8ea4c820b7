/* What the menu does. */

import { find } from "../page.js";
import { button } from "./answers.js";
import { chime, choice, mayNotify } from "./attention.js";
import { copy, dayAndTime, save } from "./saving.js";
import { beginAnew } from "./tabs.js";
import { make } from "./text.js";
import { words } from "./words.js";

const acts = { save, print: () => window.print(), link, notify, sound, forget };
const wishes = ["notify", "sound"]; // these are switched, and leave the menu open
const buttons = {};

/* Put into the menu what can be done. */
export function fillMenu(tabs) {
  const menu = find("menu");
  for (const [name, act] of Object.entries(acts)) {
    buttons[name] = button(words.menu[name], () => {
      menu.open = wishes.includes(name);
      act(tabs);
    });
  }
  menu.lastElementChild.prepend(...Object.values(buttons));
  showState();
}

function showState() {
  for (const name of wishes) buttons[name].setAttribute("aria-pressed", choice.isOn(name));
}

async function notify() {
  const isWanted = !choice.isOn("notify");
  if (isWanted && !await mayNotify()) {
    open(words.menu.notify, make("p", {}, words.noNotify));
    return;
  }
  choice.set("notify", isWanted);
  showState();
}

function sound() {
  choice.set("sound", !choice.isOn("sound"));
  if (choice.isOn("sound")) chime();
  showState();
}

/* Ask once, then let the server forget this browser, and begin anew in all tabs. */
function forget(tabs) {
  const yes = button(words.yes, async () => {
    const { isDone, error } = await post("/chat/forget");
    if (!isDone) return tell(error || words.trouble);
    tabs.tellForgotten();
    return beginAnew();
  });
  yes.className = "danger";
  open(words.forgetTitle, make("p", {}, words.forgetText), yes);
}

async function link() {
  const { url, qr, until, error } = await post("/chat/link");
  if (!url) return open(words.menu.link, make("p", {}, error || words.trouble));
  const picture = make("img", { alt: words.qr, width: 220, height: 220, className: "qr" });
  picture.src = `data:image/svg+xml,${encodeURIComponent(qr)}`; // as a picture it runs no script
  const address = make("input", { readOnly: true, value: url });
  address.setAttribute("aria-label", words.address);
  const copying = button(words.copy, async ({ target }) => {
    target.textContent = await copy(url) ? words.copied : words.trouble;
  });
  const text = words.linkText.replace("{until}", dayAndTime(new Date(until)));
  return open(words.menu.link, make("p", {}, text), picture, address, copying);
}

async function post(address) {
  const headers = { "Content-Type": "application/json" };
  try {
    const response = await fetch(address, { method: "POST", headers, body: "{}" });
    return { isDone: response.ok, ...await response.json().catch(() => ({})) };
  } catch {
    return {};
  }
}

function open(title, ...content) {
  const former = document.querySelector("dialog"); // of a second press while the server was slow
  if (former) former.remove();
  const heading = make("h2", { id: "dialog", tabIndex: -1 }, title);
  const told = make("p", { className: "told" });
  told.setAttribute("role", "status");
  const dialog = make("dialog", {}, heading, ...content, told, button(words.close, () => close(dialog)));
  dialog.setAttribute("aria-labelledby", heading.id);
  dialog.addEventListener("close", () => close(dialog));
  document.body.append(dialog);
  if (dialog.showModal) dialog.showModal();
  else dialog.setAttribute("open", ""); // Safari before 15.4
  heading.focus(); // else a low screen begins at the first button
}

function tell(text) {
  document.querySelector("dialog .told").textContent = text;
}

function close(dialog) {
  dialog.remove();
  find("menu").firstElementChild.focus();
}
