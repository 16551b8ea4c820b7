/* Messages as plain text, to be copied or saved: with sources and dates. */

import { find, words as names } from "../page.js";
import { words } from "./words.js";

export function asText({ who, title, text, at, revision, is_withdrawn: isWithdrawn, cautions = [], sources = [], checked, unit }) {
  const parts = [
    title, text || (who === "citizen" ? names.held : ""), ...cautions,
    ...sources.map((source) => [`- ${source.title}`, source.dated, source.url].filter(Boolean).join(", ")),
    unit && words.unit + unit,
    checked && words.checked + checked,
  ];
  const changed = revision && !isWithdrawn ? ` ${words.changed}` : "";
  return `${names[who] || names.system}, ${dayAndTime(at)}${changed}\n${parts.filter(Boolean).join("\n")}`;
}

export function dayAndTime(at) {
  const parts = { dateStyle: "long", timeStyle: "short", timeZone: "Asia/Jakarta" };
  return `${new Intl.DateTimeFormat("id-ID", parts).format(at)} WIB`;
}

/* Put a text on the clipboard; false where the browser does not let us. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyTheOldWay(text);
  }
}

/* The clipboard's own interface exists only on HTTPS. */
function copyTheOldWay(text) {
  const focused = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  (focused.closest("dialog") || document.body).append(field); // a dialog lets nothing else be selected
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  focused.focus();
  return isCopied;
}

/* Let the browser store the whole conversation as a text file. */
export function save() {
  const said = Array.from(find("messages").children, (article) => asText(article.message));
  const head = `${document.querySelector("h1").textContent}, ${dayAndTime(new Date())}`;
  const file = new Blob([[head, ...said].join("\n\n"), "\n"], { type: "text/plain;charset=utf-8" });
  const a = document.createElement("a");
  a.href = URL.createObjectURL(file);
  a.download = `tanya-bpkp-${new Date().toISOString().slice(0, 10)}.txt`;
  a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 10_000);
}
