/* Several tabs of one visitor share one stream: the one that is looked at reads it and tells the
   others. Without locks (no HTTPS) or channels each tab in view has its own, and a hidden one
   gives it back. */

const NAME = "tanya-bpkp";

/* The conversation was deleted: on a shared computer nothing of it may stay, also what was typed. */
export function beginAnew() {
  try { sessionStorage.clear(); } catch { /* forbidden: there is nothing */ }
  location.assign("/");
}

export class Tabs {
  constructor(stream) {
    this.stream = stream;
    this.locks = navigator.locks;
    this.isLeading = false;
    this.isWaiting = false;
    if (window.BroadcastChannel) {
      this.channel = new BroadcastChannel(NAME);
      this.channel.addEventListener("message", ({ data }) => {
        if (data.line) this.stream.hear(data.line, false);
        else beginAnew();
      });
      this.stream.share = (line) => this.tell({ line });
    }
    document.addEventListener("visibilitychange", () => {
      this.choose();
      if (!document.hidden) this.stream.look(); // a tab that slept may have missed something
    });
    this.choose();
  }

  /* Let the other tabs begin anew as well. */
  tellForgotten() {
    this.tell({});
  }

  tell(what) {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
    if (this.channel) this.channel.postMessage(what);
  }

  choose() {
    const isInView = document.visibilityState === "visible";
    if (!this.locks || !this.channel) {
      if (isInView) this.stream.lead();
      else this.stream.rest(true);
    } else if (isInView && !this.isLeading) {
      this.request({ steal: true });
    } else if (!this.isLeading) {
      this.wait();
    }
  }

  /* Read on when the tab that reads is closed. */
  wait() {
    this.stream.rest(false);
    if (this.isWaiting) return;
    this.isWaiting = true;
    this.request({});
  }

  request(options) {
    const hold = () => {
      if (!options.steal) this.isWaiting = false;
      this.isLeading = true;
      this.stream.lead();
      return new Promise(() => {}); // until this tab is closed, or another takes it
    };
    this.locks.request(NAME, options, hold).catch(() => {
      this.isLeading = false;
      this.wait();
    });
  }
}
