/* The messages on the page: where they are added, and what of them is in view. */

import { find } from "./page.js";

const TYPING_TIME = 20_000; // ms until the indicator gives up
const NEAR_END = 120; // px from the end that still count as reading the newest message

export class Conversation {
  constructor() {
    this.pane = find("conversation");
    this.log = find("messages");
    this.newer = find("newer");
    this.typing = find("typing");
    this.suggestions = find("suggestions");
    this.isAtEnd = false; // the citizen reads the newest message, rather than earlier ones
    this.typingTimer = 0;
    this.newer.addEventListener("click", () => this.scrollTo(this.log.lastElementChild));
    this.pane.addEventListener("scroll", () => this.noteScroll());
    // A phone's keyboard, the banner, a longer question: each changes the room there is.
    new ResizeObserver(() => this.stayAtEnd()).observe(this.pane);
  }

  /* Show what was said before this page was opened. */
  showHistory(articles) {
    this.log.prepend(...articles);
    this.suggestions.hidden = this.log.hasChildNodes();
    if (articles.length) this.scrollTo(articles[articles.length - 1]);
  }

  /* Show what came; somebody who reads earlier messages is told of it and not moved. */
  showReply(article) {
    this.suggestions.hidden = true;
    this.log.append(article);
    if (this.isAtEnd) this.scrollTo(article);
    else this.newer.hidden = false;
    this.announce(article.message, article.querySelector(".by").textContent);
  }

  /* Show a message as its officer changed it, or that it was taken back; nobody is moved. */
  replace(article) {
    const shown = Array.from(this.log.children).find(({ message }) => message.id === article.message.id);
    if (!shown) return;
    shown.replaceWith(article);
    this.stayAtEnd();
    this.announce(article.message, article.querySelector(".by").textContent);
  }

  /* Say who wrote, and the title or the beginning; the rest is read by going there. */
  announce({ title, text }, by) {
    find("said").textContent = [by, title, text.split("\n\n")[0]].filter(Boolean).join(". ");
  }

  /* Show a message of the citizen's; one that is sent again moves to the end. */
  showOwn(article) {
    this.suggestions.hidden = true;
    this.log.append(article);
    this.scrollTo(article);
  }

  removeChoices() {
    for (const group of this.log.querySelectorAll(".choices")) group.remove();
  }

  setTyping(isTyping) {
    clearTimeout(this.typingTimer);
    this.typing.textContent = isTyping ? this.typing.dataset.typing : "";
    if (isTyping) this.typingTimer = setTimeout(() => this.setTyping(false), TYPING_TIME);
  }

  /* Show the whole message; of one longer than the screen, its beginning. */
  scrollTo(article) {
    const isLong = article.offsetHeight > this.pane.clientHeight - 24;
    if (isLong) article.scrollIntoView({ block: "start" });
    else this.scrollToEnd();
    this.newer.hidden = true;
  }

  scrollToEnd() {
    this.pane.scrollTop = this.pane.scrollHeight;
    this.isAtEnd = true;
  }

  stayAtEnd() {
    if (this.isAtEnd) this.scrollToEnd();
  }

  noteScroll() {
    const { scrollHeight, scrollTop, clientHeight } = this.pane;
    this.isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (this.isAtEnd) this.newer.hidden = true;
  }
}
