/* How a tab that nobody looks at calls: the count in title and icon, notifications, and a sound.
   Which of these an officer wants is kept by the server and comes with the counts. */

const PAUSE = 2_000; // ms between two questions how much waits
const TOGETHER = 1_500; // ms in which what happens becomes one notification
const MOST = 9; // the icon that says more than that is the next
const COUNT = /^\((\d+)\) /; // before a title
const TONES = [659, 880]; // Hz
const TONE = 0.15; // seconds

/* What calls for attention: its name in the news, the alert, and the word in the page's data. */
function nothing() {
  return [
    { name: "opened", alert: "new_ticket", word: "Ticket", tickets: new Set() },
    { name: "written", alert: "new_words", word: "Words", tickets: new Set() },
    { name: "noticed", alert: "notice", word: "Notice", tickets: new Set() },
  ];
}

export class Attention {
  constructor() {
    this.words = document.getElementById("alerts");
    this.icon = document.querySelector("link[rel=icon]");
    this.plainIcon = this.icon.href;
    this.title = document.title.replace(COUNT, "");
    this.alerts = new Set();
    this.count = 0;
    this.timer = 0;
    this.askedAt = -PAUSE;
    this.happened = nothing();
    this.notifying = 0; // a timer as well
  }

  /* Take in news, in the tab that leads. */
  hear(news, tabs) {
    this.timer ||= setTimeout(() => this.ask(tabs), this.askedAt + PAUSE - performance.now());
    for (const { name, tickets } of this.happened) for (const one of news[name]) tickets.add(one);
    if (this.happened.some(({ tickets }) => tickets.size)) {
      this.notifying ||= setTimeout(() => this.call(tabs), TOGETHER);
    }
  }

  async ask(tabs) {
    this.timer = 0;
    this.askedAt = performance.now();
    try {
      const headers = { "HX-Request": "true" };
      const response = await fetch("/live/counts", { cache: "no-store", headers });
      if (response.ok) tabs.tell({ counts: await response.json() });
    } catch { /* told by the stream */ }
  }

  show({ waiting, unanswered, alerts }) {
    this.alerts = new Set(alerts);
    this.count = this.alerts.has("count") ? waiting + unanswered : 0;
    this.retitle(this.title);
    const name = this.count > MOST ? "more" : String(this.count);
    this.icon.href = this.count ? this.words.dataset.icons.replace("/1.svg", `/${name}.svg`) : this.plainIcon;
  }

  /* Give the tab a title, with how much waits before it. */
  retitle(title) {
    const [, told] = title.match(COUNT) ?? [];
    this.title = title.replace(COUNT, "");
    if (told) this.count = Number(told); // the queue says it itself, and is newer
    document.title = this.count ? `(${this.count}) ${this.title}` : this.title;
  }

  async call(tabs) {
    const happened = this.happened;
    this.happened = nothing();
    this.notifying = 0;
    if (await tabs.isInView()) return;
    const wanted = happened.filter(({ alert, tickets }) => tickets.size && this.alerts.has(alert));
    for (const { alert, tickets, word } of wanted) this.notify(alert, [...tickets], word);
    if (wanted.length && this.alerts.has("sound")) this.sound();
  }

  notify(alert, tickets, word) {
    if (!window.Notification || Notification.permission !== "granted") return;
    const isOne = tickets.length === 1;
    const text = this.words.dataset[isOne ? `one${word}` : `many${word}`];
    const body = text.replace("#", isOne ? tickets[0] : tickets.length);
    try {
      const shown = new Notification(this.words.dataset.name, { body, tag: alert, icon: this.plainIcon });
      shown.addEventListener("click", () => {
        window.focus();
        location.assign(isOne ? `/escalations/${tickets[0]}` : "/");
      });
    } catch { /* some phones let only installed pages notify */ }
  }

  sound() {
    const context = new AudioContext();
    TONES.forEach((pitch, place) => {
      const tone = new OscillatorNode(context, { frequency: pitch });
      const volume = new GainNode(context, { gain: 0.1 });
      tone.connect(volume).connect(context.destination);
      tone.start(context.currentTime + place * TONE);
      tone.stop(context.currentTime + (place + 1) * TONE);
    });
    setTimeout(() => context.close(), 1_000);
  }
}
