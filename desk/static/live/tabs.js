/* All tabs of a browser share one stream: the tab that holds a lock reads it and tells the others.
   Without locks or channels (no HTTPS) each tab in view reads its own. */

const NAME = "tanya-bpkp-desk";
const ANSWER = 200; // ms in which a tab in view says that it is

export class Tabs {
  /* With what is done on `news`, a new `state` of the stream, and new `counts`. */
  constructor(stream, acts) {
    this.stream = stream;
    this.acts = acts;
    this.isLeading = false;
    this.isSeen = () => {};
    this.known = {}; // what a tab that is opened is told
    this.channel = window.BroadcastChannel && navigator.locks ? new BroadcastChannel(NAME) : null;
    this.channel?.addEventListener("message", ({ data }) => this.take(data));
  }

  join() {
    if (this.channel) {
      this.post({ hello: true });
      navigator.locks.request(NAME, () => {
        this.lead();
        return new Promise(() => {}); // until this tab is closed
      });
      return;
    }
    const choose = () => (document.hidden ? this.rest() : this.lead());
    document.addEventListener("visibilitychange", choose);
    choose();
  }

  lead() {
    if (this.isLeading && this.stream.element) return;
    this.isLeading = true;
    this.stream.open();
  }

  rest() {
    this.isLeading = false;
    this.stream.close();
  }

  /* Tell all tabs, this one too. */
  tell(what) {
    Object.assign(this.known, { state: what.state ?? this.known.state, counts: what.counts ?? this.known.counts });
    this.post(what);
    this.take(what);
  }

  post(what) {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
    this.channel?.postMessage(what);
  }

  take({ news, state, counts, hello, isAnybodyThere, iAm }) {
    if (news) this.acts.news(news);
    if (state) this.acts.state(state);
    if (counts) this.acts.counts(counts);
    if (hello && this.isLeading) this.greet();
    if (isAnybodyThere && !document.hidden) this.post({ iAm: true });
    if (iAm) this.isSeen();
  }

  /* A page was opened, perhaps after another log-in. */
  greet() {
    if (this.stream.state === "ended") this.stream.open();
    else this.post(this.known);
  }

  /* Tell whether a person looks at any of the tabs. */
  async isInView() {
    if (!document.hidden) return true;
    return new Promise((resolve) => {
      this.isSeen = () => resolve(true);
      this.post({ isAnybodyThere: true });
      setTimeout(() => resolve(false), ANSWER);
    });
  }
}
