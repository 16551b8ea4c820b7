/* Photos and PDF for the officer of an open ticket. The server is asked first whether it takes
   one, so that nobody pays for megabytes that it refuses; then they travel, one after the other. */

import { find } from "../page.js";

const LIMIT = 10 * 1024 * 1024;
const SEND_TIME = 300_000; // ms for a try
const LONGEST_WAIT = 600; // seconds that a server may ask for
const FILES = "/chat/files";
let offer = null;
let queue = Promise.resolve();

/* Show below the box how a file is sent, as long as a ticket is open. */
export function offerFiles(sender, isOpen, words) {
  offer = offer || makeOffer(sender, words);
  offer.hidden = !isOpen;
  sender.conversation.stayAtEnd();
}

function makeOffer(sender, words) {
  const [part, title, note, button, input] = ["details", "summary", "p", "button", "input"].map((tag) => document.createElement(tag));
  part.className = "files";
  title.textContent = words.title;
  note.textContent = words.note;
  note.id = "files-note";
  Object.assign(button, { type: "button", textContent: words.choose });
  button.setAttribute("aria-describedby", note.id);
  Object.assign(input, { type: "file", accept: "image/*,application/pdf", multiple: true, hidden: true });
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    for (const file of input.files) sendFile(sender, file, words);
    input.value = ""; // the same file may be chosen again
    part.open = false;
    title.focus(); // the button is hidden now
  });
  part.append(title, note, button, input);
  find("composer").append(part);
  return part;
}

function sendFile(sender, file, words) {
  const problem = file.size > LIMIT ? words.tooLarge : file.size ? "" : words.empty;
  find("hint").textContent = problem;
  if (problem) return;
  const shown = file.type === "application/pdf" ? words.document : words.photo;
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", words.title);
  const send = ({ id }) => (queue = queue.then(() => post(id, file, bar)).then((done) => {
    bar.hidden = true;
    if (done.isStored) find("said").textContent = words.sent;
    return done;
  }));
  const article = sender.send(shown, { send });
  article.querySelector(".state").before(bar);
  sender.conversation.setTyping(false); // nobody answers it by itself
}

async function post(id, file, bar) {
  const asked = await request("GET", FILES);
  if (asked.status !== 200) return outcome(asked);
  bar.value = 0;
  bar.hidden = false;
  return outcome(await request("POST", `${FILES}?id=${id}`, file, bar));
}

/* Return what Sender.carry understands. */
function outcome({ status, said, later }) {
  if (said.stored) return { isStored: true };
  return {
    told: said.error,
    wait: status === 429 ? Math.min(later, LONGEST_WAIT) : 0,
    isRefused: status >= 400 && status < 500 && status !== 408,
  };
}

/* fetch tells nothing of how far a body is. */
function request(method, address, body, bar) {
  return new Promise((resolve) => {
    const call = new XMLHttpRequest();
    call.open(method, address);
    call.timeout = SEND_TIME;
    if (body) {
      call.setRequestHeader("Content-Type", "application/octet-stream");
      call.upload.addEventListener("progress", ({ loaded, total }) => { bar.value = total ? loaded / total : 0; });
    }
    call.addEventListener("loadend", () => {
      let said = {};
      try { said = JSON.parse(call.responseText) || {}; } catch { /* a hotspot's page, or nothing */ }
      resolve({ status: call.status, said, later: Number(call.getResponseHeader("Retry-After")) || 5 });
    });
    call.send(body || null);
  });
}
