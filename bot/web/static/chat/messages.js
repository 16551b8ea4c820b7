/* One message as an element, from the templates of chat.html; later/answers.js fills a reply. */

import { find, words } from "./page.js";

/* `message` is a line of bot/web/reading.py; it stays with the element, to be copied and saved. */
export function makeMessage(message, at = message.at ? new Date(message.at) : new Date()) {
  const { id, who, title = "", text } = message;
  const article = find("message").content.cloneNode(true).firstElementChild;
  const [by, heading, body] = [".by", ".title", ".text"].map((part) => article.querySelector(part));
  article.message = { ...message, at };
  article.classList.add(who);
  by.id = `by-${id}`;
  heading.id = `title-${id}`;
  article.setAttribute("aria-labelledby", `${by.id} ${heading.id}`);
  by.firstElementChild.textContent = words[who] || words.system;
  by.lastElementChild.dateTime = at.toISOString();
  by.lastElementChild.textContent = timeInWords(at);
  heading.textContent = title;
  if (!title) heading.remove();
  body.textContent = text || (who === "citizen" ? words.held : "");
  return article;
}

/* Return a time as BPKP's clocks show it; the zone is named where the reader's is another. */
function timeInWords(at) {
  const inWords = (parts) => new Intl.DateTimeFormat("id-ID", { timeZone: "Asia/Jakarta", ...parts }).format(at);
  const day = { day: "numeric", month: "short" };
  const isToday = at.toDateString() === new Date().toDateString();
  const zone = at.getTimezoneOffset() === -420 ? "" : " WIB";
  return inWords({ ...(isToday ? {} : day), hour: "2-digit", minute: "2-digit" }) + zone;
}

/* Put the line under a citizen's message that says how far it came; `again` sends it again. */
export function addState(article, again) {
  article.append(find("state").content.cloneNode(true));
  article.querySelector(".again").addEventListener("click", again);
}

/* State is sending, waiting, sent or failed; `told` is the server's own sentence about it. */
export function setState(article, state, told = "") {
  const line = article.querySelector(".state");
  line.className = `state ${state}`;
  line.setAttribute("aria-live", state === "failed" ? "assertive" : "off");
  const isAsked = state === "waiting" && told;
  line.querySelector(".word").textContent = isAsked ? `${told} ${words.later}` : `${words[state]} ${told}`.trim();
  line.querySelector(".again").hidden = state !== "failed";
}
