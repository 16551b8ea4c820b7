// Drafts, counted characters, and forms that are sent once. What keeps pages fresh is live.js.
// Without JavaScript the desk works as well; see the noscript parts.

const REST = 1000; // milliseconds without a key after which a draft is kept

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

for (const form of document.querySelectorAll("form[data-draft]")) watchDraft(form);
document.addEventListener("submit", sendOnce);
window.addEventListener("pageshow", allowSending);
