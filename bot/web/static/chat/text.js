/* Texts as nodes: what others wrote becomes text and links built here, never markup. */

const LINK = /\b(?:https?:\/\/|www\.)[^\s<>"']+/gi;

export function withLinks(text) {
  const fragment = document.createDocumentFragment();
  let done = 0;
  for (const match of text.matchAll(LINK)) {
    const address = withoutPunctuation(match[0]);
    fragment.append(text.slice(done, match.index), link(address));
    done = match.index + address.length;
  }
  fragment.append(text.slice(done));
  return fragment;
}

export function timeInWords(at) {
  const isToday = at.toDateString() === new Date().toDateString();
  const day = isToday ? {} : { day: "numeric", month: "short" };
  const format = new Intl.DateTimeFormat("id-ID", { ...day, hour: "2-digit", minute: "2-digit" });
  return format.format(at);
}

/* Leave out what ends the sentence, not the address; ")" stays when the address opened it. */
function withoutPunctuation(address) {
  let kept = address.replace(/[.,;:!?\]}»”’*]+$/, "");
  while (kept.endsWith(")") && !kept.includes("(")) {
    kept = kept.slice(0, -1).replace(/[.,;:!?]+$/, "");
  }
  return kept;
}

function link(address) {
  const a = document.createElement("a");
  a.href = /^https?:/i.test(address) ? address : `https://${address}`;
  a.target = "_blank";
  a.rel = "noopener noreferrer nofollow";
  a.textContent = address;
  return a;
}
