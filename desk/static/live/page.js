/* The page that is open. It asks the server for itself again; htmx moves what changed into every
   part marked data-live, node by node, so that what somebody types, has opened or selected stays. */

const OFTEN = 5_000; // ms between looks while no stream tells of changes
const SELDOM = 60_000; // ms between looks otherwise: waits grow by the clock alone
const GONE = [403, 404]; // another unit's now, or nobody's

const { htmx } = window;

htmx.registerExtension("desk", {
  htmx_before_morph_attr: (element, { attrName }) => {
    if (element.tagName === "DETAILS" && attrName === "open") return false; // the reader's choice
    return undefined;
  },
});

function parts() {
  return [...document.querySelectorAll("[data-live]")];
}

export class Page {
  /* With `retitle`, which is given the page's newest title. */
  constructor(retitle) {
    this.retitle = retitle;
    this.source = document.getElementById("look");
    this.connection = document.getElementById("connection");
    this.etag = null; // what the server called the page that is shown
    this.isStreaming = false;
    this.isEnded = false;
    this.timer = 0;
    this.before = {}; // what was where before a swap
    this.topics = [this.source.dataset.topic, "*"];
    this.watch();
    document.addEventListener("visibilitychange", () => this.look());
    this.lookLater();
  }

  watch() {
    const on = (name, act) => this.source.addEventListener(name, act);
    on("htmx:config:request", ({ detail }) => this.ask(detail.ctx.request));
    on("htmx:before:swap", (event) => this.sift(event));
    on("htmx:after:swap", ({ detail }) => this.settle(detail.ctx));
    on("htmx:response:error", ({ detail }) => this.fail(detail.ctx.response.status, detail.ctx.text));
    on("htmx:error", () => this.fail());
  }

  /* Take in what the stream says is another now. */
  hear(topics) {
    if (topics.some((topic) => this.topics.includes(topic))) this.look();
  }

  /* Take in how the stream stands: "up", "down" or "ended". */
  become(state) {
    const wasStreaming = this.isStreaming;
    this.isStreaming = state === "up";
    if (state === "ended") this.end();
    else if (this.isStreaming !== wasStreaming || this.isEnded) this.look();
    this.lookLater();
  }

  /* Ask for the page again; resolves when it is shown. A page that nobody sees waits. */
  look() {
    if (document.hidden || !this.source.getAttribute("hx-get")) return Promise.resolve();
    const shown = new Promise((resolve) => {
      this.source.addEventListener("htmx:finally:request", resolve, { once: true });
    });
    htmx.trigger(this.source, "look");
    return shown;
  }

  lookLater() {
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      await this.look();
      this.lookLater();
    }, this.isStreaming ? SELDOM : OFTEN);
  }

  ask(request) {
    request.cache = "no-store";
    if (this.etag) request.headers["If-None-Match"] = this.etag;
  }

  /* Before anything is exchanged: is it this page, and what is new to a screen reader? */
  sift(event) {
    const { ctx, tasks } = event.detail;
    const fresh = new Map(tasks.map(({ target, fragment }) => [target, fragment.firstElementChild]));
    if (ctx.response.status >= 400) event.preventDefault();
    else if (ctx.response.status !== 304 && !parts().every((part) => fresh.has(part))) {
      event.preventDefault();
      this.replace(ctx.text);
    } else {
      this.before = { focused: document.activeElement, scrolls: this.scrolls() };
      for (const [part, newer] of fresh) this.announce(part, newer);
    }
  }

  scrolls() {
    return parts().map(({ parentElement: scroller }) => ({ scroller, height: scroller.scrollHeight }));
  }

  announce(part, newer) {
    if (newer && Number(newer.dataset.count) > Number(part.dataset.count)) {
      document.getElementById("announcement").textContent = newer.dataset.announce;
    }
  }

  settle(ctx) {
    this.isEnded = false;
    this.connection.textContent = "";
    if (ctx.response.status === 304) return;
    this.etag = ctx.response.headers.get("etag");
    if (ctx.title) this.retitle(ctx.title);
    for (const { scroller, height } of this.before.scrolls ?? []) {
      const isReadingBack = scroller.scrollTop < -4; // the transcript counts from its end
      if (isReadingBack) scroller.scrollTop -= scroller.scrollHeight - height;
    }
    this.refocus(this.before.focused);
    const token = document.querySelector("#leave input[name=csrf]")?.value; // another after a log-in
    for (const field of document.querySelectorAll("input[name=csrf]")) field.value = token ?? field.value;
  }

  refocus(focused) {
    if (!focused?.id || document.activeElement !== document.body) return;
    document.getElementById(focused.id)?.focus({ preventScroll: true });
  }

  /* Show another page at the same address, as when a ticket went to another unit; what somebody
     was writing stays to be copied. */
  replace(text) {
    const main = document.getElementById("isi");
    const typed = main.querySelector("#reply textarea")?.value.trim();
    const fresh = new DOMParser().parseFromString(text, "text/html");
    main.replaceChildren(...(fresh.getElementById("isi")?.childNodes ?? []));
    this.source.removeAttribute("hx-get");
    this.retitle(fresh.title);
    if (!typed) return;
    main.append(document.getElementById("unsent").content.cloneNode(true));
    main.querySelector(".unsent textarea").value = typed;
  }

  fail(status, text) {
    if (status === 401) this.end();
    else if (GONE.includes(status)) this.replace(text);
    else this.connection.textContent = this.connection.dataset.offline;
  }

  end() {
    this.isEnded = true;
    this.connection.textContent = this.connection.dataset.ended;
  }
}
