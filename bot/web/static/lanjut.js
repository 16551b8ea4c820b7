/* The page of a link from another device: opens the conversation when the citizen says so.
   What opens it stands behind "#" and is sent only by the button. Talks to bot/web/device_pages.py. */

const find = (id) => document.getElementById(id);

const button = find("open");
const token = location.hash.slice(1);
let isReplacing = false;

if (token) {
  button.hidden = false;
  button.addEventListener("click", open);
} else {
  find("told").textContent = find("words").dataset.nothing;
}

async function open() {
  button.disabled = true;
  find("told").textContent = "";
  try {
    await ask();
  } catch {
    find("told").textContent = find("words").dataset.lost;
  }
  button.disabled = false;
}

async function ask() {
  const response = await fetch("/chat/open", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token, replace: isReplacing }),
  });
  if (response.ok) {
    location.replace("/"); // the secret is not to stay in the history
    return;
  }
  find("told").textContent = (await response.json()).error;
  isReplacing = response.status === 409; // this device has a conversation of its own
  if (isReplacing) button.textContent = button.dataset.again;
  else if (response.status === 410) button.hidden = true;
}
