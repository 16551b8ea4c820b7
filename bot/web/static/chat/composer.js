/* Where the citizen writes: the field, what is said below it, and the suggestions. */

import { find, memory } from "./page.js";

const COUNTER_FROM = 3_600; // characters from which the rest is counted
const GIVEN_LIMIT = 500; // characters taken from an address
const question = find("question");

/* Make the form work and show it. */
export function openComposer(sender) {
  const send = (text) => sender.send(text, { text });
  find("composer").addEventListener("submit", (event) => submit(event, send));
  question.addEventListener("keydown", onKey);
  question.addEventListener("input", () => { setHint(""); noteText(); });
  for (const button of document.querySelectorAll("#suggestions button")) {
    button.addEventListener("click", () => send(button.textContent).focus());
  }
  find("composer").hidden = false;
  fillIn();
}

/* Put in what an address asks ("/?tanya=…"), or what was typed before a reload; nothing is sent. */
function fillIn() {
  const given = (new URLSearchParams(location.search).get("tanya") || "").replace(/\s+/g, " ").trim();
  question.value = given.slice(0, GIVEN_LIMIT) || memory.get("draft");
  noteText();
  if (!given) return;
  history.replaceState(null, "", location.pathname); // a reload must not undo what is typed now
  question.focus();
}

function submit(event, send) {
  event.preventDefault();
  const text = question.value.trim();
  question.focus();
  setHint(text ? "" : find("hint").dataset.empty);
  if (!text) return;
  question.value = "";
  noteText();
  send(text);
}

function onKey(event) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  if (!event.repeat) find("composer").querySelector("[type=submit]").click();
}

function setHint(hint) {
  find("hint").textContent = hint;
}

function noteText() {
  memory.set("draft", question.value);
  const length = question.value.length;
  const left = String(question.maxLength - length);
  const counter = find("counter");
  counter.textContent = length < COUNTER_FROM ? "" : counter.dataset.left.replace("{n}", left);
}
