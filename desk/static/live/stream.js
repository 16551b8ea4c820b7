/* The stream of news, read by htmx's extension for one tab that passes it on to the others. It says
   which tickets are others now, and no word of anybody. */

const RETRY = 3_000; // ms after which a stream that never began is tried again
const SILENCE = 40_000; // ms; the server says more often that it is alive
const CONFIG = JSON.stringify({ sse: { pauseOnBackground: false, reconnectMaxDelay: 15_000 } });

const { htmx } = window;

export class Stream {
  /* With `heard`, which is given news, and `became`, which is told "up", "down" and "ended". */
  constructor({ heard, became }) {
    this.heard = heard;
    this.became = became;
    this.state = "down";
    this.after = document.body.dataset.cursor;
    this.element = null;
    this.connection = null; // htmx's
    this.timer = 0;
    window.addEventListener("offline", () => this.turn("down"));
    window.addEventListener("online", () => { if (this.element) this.open(); });
  }

  open() {
    this.close();
    const element = document.createElement("div");
    element.hidden = true;
    element.setAttribute("hx-sse:connect", `/live?after=${encodeURIComponent(this.after)}`);
    element.setAttribute("hx-swap", "none");
    element.setAttribute("hx-config", CONFIG);
    this.listen((name, act) => element.addEventListener(name, act));
    document.body.append(element);
    this.element = element;
    htmx.process(element);
    this.doubt();
  }

  listen(on) {
    on("htmx:sse:after:connection", ({ detail }) => { this.connection = detail.connection; });
    on("htmx:sse:error", ({ detail }) => this.fail(detail.status));
    on("htmx:response:error", ({ detail }) => this.fail(detail.ctx.response.status, true));
    on("htmx:error", () => this.fail(0, true));
    on("news", ({ detail }) => this.hear(detail));
    on("beat", () => this.live());
    on("ended", () => this.end());
  }

  /* Give the stream back, as a tab that leads no longer. */
  close() {
    clearTimeout(this.timer);
    this.element?.remove();
    this.connection?.reader?.cancel();
    this.element = null;
    this.connection = null;
  }

  hear({ data, id }) {
    this.live();
    this.after = id;
    this.heard(JSON.parse(data));
  }

  live() {
    this.turn("up");
    this.doubt();
  }

  /* Begin anew where nothing comes any more: some networks fall silent without a word. */
  doubt(wait = SILENCE) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.turn("down");
      this.open();
    }, wait);
  }

  fail(status, isToBeRetried = false) {
    if (status === 401) this.end();
    else {
      this.turn("down");
      if (isToBeRetried) this.doubt(RETRY);
    }
  }

  end() {
    this.close();
    this.turn("ended");
  }

  turn(state) {
    if (state === this.state) return;
    this.state = state;
    this.became(state);
  }
}
