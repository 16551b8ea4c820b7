// Reading changed answers by keyboard: j and k walk, a accepts, e opens the field for an example.
// Nothing of it reaches a citizen, and an acceptance can be taken back; so "a" may act at once.
// They are off where the desk's keys are off, and inside fields (keys.js).

const rows = [...document.querySelectorAll(".change")];

const current = () => document.activeElement?.closest(".change") || null;

function walk(step) {
  const at = rows.indexOf(current());
  const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

const acts = {
  j: () => walk(1),
  k: () => walk(-1),
  a: () => current()?.querySelector("form.accept button")?.click(),
  e: () => {
    const part = current()?.querySelector("details.teach");
    if (!part) return;
    part.open = true;
    part.querySelector("input[list]").focus();
  },
};

function isOff() {
  try { return localStorage.getItem("desk-keys") === "off"; } catch { return false; }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  if (event.key === "Escape" && event.target.closest("details.teach")) current()?.focus();
  const act = Object.hasOwn(acts, event.key) ? acts[event.key] : null;
  if (!act || isOff() || event.target.closest("input, textarea, select, dialog")) return;
  event.preventDefault();
  act();
});

const meant = rows.find((row) => `#${row.id}` === location.hash);
if (meant) meant.focus();
else if (new URLSearchParams(location.search).has("info")) rows[0]?.focus();
