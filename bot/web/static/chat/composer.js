/* Where the citizen writes: the field, what is said below it, and the suggestions. */

import { find } from "./page.js";

const COUNTER_FROM = 3_600; // characters from which the rest is counted
const question = find("question");

/* Make the form work and show it. */
export function openComposer(sender) {
  const send = (text) => sender.send(text, { text });
  find("composer").addEventListener("submit", (event) => submit(event, send));
  question.addEventListener("keydown", onKey);
  question.addEventListener("input", () => { setHint(""); count(); });
  for (const button of document.querySelectorAll("#suggestions button")) {
    button.addEventListener("click", () => send(button.textContent).focus());
  }
  find("composer").hidden = false;
}

function submit(event, send) {
  event.preventDefault();
  const text = question.value.trim();
  question.focus();
  setHint(text ? "" : find("hint").dataset.empty);
  if (!text) return;
  question.value = "";
  count();
  send(text);
}

function onKey(event) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  find("composer").requestSubmit();
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
