/* Tells colleagues that a conversation is open here, and whether somebody writes in it. The server
   forgets within half a minute who does not say so again. */

const BEAT = 12_000; // ms between two words while the page is in view
const WRITING = 10_000; // ms after the last key

export class Presence {
  constructor({ dataset }) {
    this.address = dataset.here;
    this.typedAt = -WRITING;
    this.wasWriting = false;
    this.timer = 0;
    this.isLeft = false;
  }

  begin() {
    document.addEventListener("visibilitychange", () => (document.hidden ? this.go() : this.be()));
    document.addEventListener("input", ({ target }) => { if (target.closest("#reply")) this.type(); });
    window.addEventListener("pagehide", () => { this.isLeft = true; this.go(); });
    window.addEventListener("pageshow", ({ persisted }) => { if (persisted) { this.isLeft = false; this.be(); } });
    if (!document.hidden) this.be();
  }

  type() {
    this.typedAt = performance.now();
    if (!this.wasWriting) this.be();
  }

  be() {
    clearTimeout(this.timer);
    if (this.isLeft) return; // nothing said on the way out may come after "gone"
    this.wasWriting = performance.now() - this.typedAt < WRITING;
    this.say(this.wasWriting ? { writing: "yes" } : {});
    this.timer = setTimeout(() => this.be(), BEAT);
  }

  go() {
    clearTimeout(this.timer);
    this.wasWriting = false;
    this.say({ gone: "yes" });
  }

  say(what) {
    const csrf = document.querySelector("input[name=csrf]").value;
    const body = new URLSearchParams({ csrf, ...what });
    fetch(this.address, { method: "POST", body, keepalive: true, redirect: "manual" }).catch(() => {});
  }
}
