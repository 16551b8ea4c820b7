/* Texts as nodes: what others wrote becomes text, lists and links built here, never markup. */

import { words } from "./words.js";

const ITEM = /^\s*(?:(\d{1,3})[.)]|[-•])\s+(.*)/;
const FOUND = new RegExp([
  "(\\b(?:https?:\\/\\/|www\\.)[^\\s<>\"']+)",
  "([\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+)",
  // (021) 85910031, +62 812-3456-7890, 0274 385323, 1500 789
  "(\\(0\\d{2,3}\\)[ -]?\\d[\\d -]{4,12}\\d|\\+62[ -]?\\d[\\d -]{6,13}\\d|\\b0\\d{2,3}[ -]?\\d{3,4}[ -]?\\d{2,5}(?:[ -]?\\d{2,4})?\\b|\\b1500[ -]?\\d{3}\\b)",
  // three digits are a number to be called only where the words say so
  "(\\b(?:[Tt]ele?pon|[Tt]elp\\.?|[Hh]ubungi|[Cc]all [Cc]enter|[Hh]otline|[Dd]arurat|SAPA)[: ]+(?:nomor )?1\\d\\d\\b(?! ?\\d)(?: ext\\.? ?\\d+)?)",
  // a street up to its postcode, or to the end of the sentence, which "No." and "H." do not end
  "(\\b(?:Jl\\.|Jln\\.|Jalan) [A-Z0-9](?:[^;\\n]{0,100}?\\b\\d{5}\\b|.*?(?:\\w{5}|\\d|\\))(?=;|\\. [A-Z]|\\.?$)))",
].join("|"), "gm");

export function make(tag, properties, ...content) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...content);
  return element;
}

/* Return paragraphs and lists; a list goes on over blank lines while its numbers do. */
export function blocks(text) {
  const fragment = document.createDocumentFragment();
  let block = null; // what the next line continues
  for (const line of text.split("\n")) {
    const [item, number, rest] = ITEM.exec(line) || [];
    if (item) block = addItem(fragment, number, rest);
    else if (!line.trim()) block = null;
    else if (block) block.append("\n", withLinks(line));
    else fragment.append(block = make("p", {}, withLinks(line)));
  }
  return fragment;
}

function addItem(fragment, number, text) {
  const last = fragment.lastElementChild;
  const goesOn = last && last.tagName === (number ? "OL" : "UL")
    && (!number || Number(number) === last.start + last.children.length);
  const list = goesOn ? last : make(number ? "ol" : "ul", number ? { start: number } : {});
  const item = make("li", {}, withLinks(text));
  list.append(item);
  if (!goesOn) fragment.append(list);
  return item;
}

function withLinks(text) {
  const fragment = document.createDocumentFragment();
  let done = 0;
  for (const match of text.matchAll(FOUND)) {
    const [shown, href] = target(match);
    const start = match.index + match[0].indexOf(shown);
    done = linkOne(fragment, text.slice(done, start), shown, href) ? start + shown.length : done;
  }
  fragment.append(text.slice(done));
  return fragment;
}

/* Add a link behind the text before it; behind a place, the link to its map. */
function linkOne(fragment, before, shown, href) {
  if (!href) return false;
  fragment.append(before);
  if (/^geo:|openstreetmap/.test(href)) {
    const map = link(href, words.map);
    map.className = "map";
    fragment.append(shown, " ", map);
  } else fragment.append(link(href, shown));
  return true;
}

/* Return what is linked and where to; nothing for digits that are no telephone's. */
function target([found, site, email, phone, short]) {
  if (site) {
    const shown = withoutPunctuation(site);
    return [shown, /^https?:/i.test(shown) ? shown : `https://${shown}`];
  }
  if (email) return [email, `mailto:${email}`];
  if (phone) return isPhone(phone) ? [phone, telephone(phone)] : [phone];
  if (!short) return [found, mapOf(found)];
  const [number] = /1\d\d\b.*/.exec(short);
  return [number, telephone(number)];
}

const isPhone = (text) => text.startsWith("1500") || text.match(/\d/g).length > 8;

function telephone(number) {
  const [main, extension] = number.split(/ ext\.? ?/);
  const digits = main.replace(/[^\d+]/g, "").replace(/^0/, "+62");
  return extension ? `tel:${digits},${extension}` : `tel:${digits}`;
}

/* A phone opens its own maps; elsewhere OpenStreetMap, which is asked when the link is pressed. */
function mapOf(place) {
  const where = encodeURIComponent(place);
  return /Android/.test(navigator.userAgent)
    ? `geo:0,0?q=${where}`
    : `https://www.openstreetmap.org/search?query=${where}`;
}

/* Leave out what ends the sentence, not the address; ")" stays when the address opened it. */
function withoutPunctuation(address) {
  let kept = address.replace(/[.,;:!?\]}»”’*]+$/, "");
  while (kept.endsWith(")") && !kept.includes("(")) {
    kept = kept.slice(0, -1).replace(/[.,;:!?]+$/, "");
  }
  return kept;
}

export function link(href, shown) {
  const elsewhere = { rel: "noopener noreferrer nofollow", target: "_blank" };
  return make("a", { href, ...(/^http|^\//.test(href) ? elsewhere : {}) }, shown);
}
