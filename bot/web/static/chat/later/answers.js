/* What a reply has beside its text: cautions, sources, choices, and what can be done with it. */

import { makeMessage } from "../messages.js";
import { asText, copy } from "./saving.js";
import { blocks, link, make } from "./text.js";
import { words } from "./words.js";

const FEEDBACK = ["helpful", "unhelpful"];

/* Return a line of bot/web/reading.py as an element. */
export function makeLine(message) {
  const article = makeMessage(message);
  if (message.who === "citizen") return article;
  const bubble = article.querySelector(".bubble");
  const text = bubble.querySelector(".text");
  text.textContent = "";
  text.append(blocks(message.text));
  if (message.is_withdrawn) article.classList.add("withdrawn");
  else if (message.revision) article.querySelector(".by").append(make("span", { className: "changed" }, ` ${words.changed}`));
  if (message.file) bubble.append(make("p", { className: "file" }, fileLink(message.file)));
  for (const caution of message.cautions) {
    const isUncertain = /belum (di)?pasti/i.test(caution);
    bubble.append(fold("caution", isUncertain ? words.caution : words.note, caution));
  }
  if (message.sources.length || message.checked) bubble.append(foldedSources(message));
  return article;
}

/* A download leaves the page as it is; of a file that is gone the server shows a page that says so. */
function fileLink({ url, told }) {
  return make("a", { href: url }, told);
}

function fold(className, summary, ...content) {
  return make("details", { className }, make("summary", {}, make("span", {}, summary)), make("div", {}, ...content));
}

/* One line, "2 sumber · dicocokkan 24 Nov 2026", that opens. */
function foldedSources({ sources, checked, unit, topic }) {
  const count = sources.length ? words.sources.replace("{n}", sources.length) : "";
  const day = checked && words.checked + checked.replace(/([A-Za-z]{3})[a-z]+/, "$1");
  const items = sources.map(({ title, url, dated }) => make(
    "li", {}, url ? link(url, title || url) : title, dated ? ` (${dated})` : "",
  ));
  const content = items.length ? [make("ul", {}, ...items)] : [];
  if (unit) content.push(make("p", {}, words.unit + unit));
  if (topic) content.push(make("p", {}, link(`/topik/${topic}`, words.topic)));
  return fold("sources", [count, day].filter(Boolean).join(" · "), ...content);
}

/* Put buttons under a message; `press` is given the label and the token of the one pressed. */
export function addChoices(article, buttons, press) {
  const choices = buttons.filter(({ kind }) => !FEEDBACK.includes(kind));
  if (!choices.length) return;
  const group = make("div", { className: "choices" });
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", words.choices);
  for (const { label, token } of choices) {
    group.append(button(label, () => press(label, token)));
  }
  article.append(group);
}

/* Put under an answer whether it helped, which is said quietly, and a button that copies it. */
export function addTools(article, rate) {
  const { who, title, sources, buttons } = article.message;
  const tools = make("div", { className: "tools" });
  const thanks = make("span", { className: "thanks" });
  thanks.setAttribute("role", "status");
  const rated = buttons.filter(({ kind }) => FEEDBACK.includes(kind)).map(({ label, token }) => (
    button(label, () => {
      thanks.textContent = words.thanks;
      for (const one of rated) one.remove();
      rate(token);
    })
  ));
  tools.append(...rated, thanks);
  if ((who === "officer" && !article.message.is_withdrawn) || (who !== "citizen" && (title || sources.length))) {
    tools.append(button(words.copy, async ({ target }) => {
      target.textContent = await copy(asText(article.message)) ? words.copied : words.trouble;
    }));
  }
  if (tools.querySelector("button")) article.append(tools);
}

export function button(label, onclick) {
  return make("button", { type: "button", onclick }, label);
}
