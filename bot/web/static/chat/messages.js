/* One message as an element, from the templates of chat.html. */

import { find, words } from "./page.js";
import { timeInWords, withLinks } from "./text.js";

export function makeMessage({ who, title = "", text, at }) {
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

/* Put buttons under a message; `press` is given the label and the token of the one pressed. */
export function addChoices(article, buttons, press) {
  if (!buttons.length) return;
  const group = document.createElement("div");
  group.className = "choices";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", words.choices);
  for (const { label, token } of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => press(label, token));
    group.append(button);
  }
  article.append(group);
}

/* Put the line under a citizen's message that says how far it came; `again` sends it again. */
export function addState(article, again) {
  article.append(find("state").content.cloneNode(true));
  article.querySelector(".again").addEventListener("click", again);
}

/* State is sending, sent or failed; `told` is the server's own sentence about a failure. */
export function setState(article, state, told = "") {
  const line = article.querySelector(".state");
  line.className = `state ${state}`;
  line.setAttribute("aria-live", state === "failed" ? "assertive" : "off");
  line.querySelector(".word").textContent = `${words[state]} ${told}`.trim();
  line.querySelector(".again").hidden = state !== "failed";
}

function fill(element, content) {
  element.append(content);
  if (!element.hasChildNodes() || !element.textContent) element.remove();
}
