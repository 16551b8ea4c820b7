/* Tells that an officer answered: in the title and the icon of a hidden tab, and, for those who
   asked for it, by a notification of the browser and by a sound. Nothing of the answer is shown:
   others may see the screen. */

import { words } from "./words.js";

const BADGE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='7' fill='%23f2c14e'/%3E%3Ccircle cx='16' cy='16' r='10' fill='%239b1c1c'/%3E%3C/svg%3E";
const TONES = [660, 880]; // hertz, one after the other
const [title, icon] = [document.title, document.querySelector("link[rel=icon]")];
const ownIcon = icon.href;
let unread = 0;
let audio = null;

export const choice = {
  isOn(name) {
    try { return localStorage.getItem(`tanya.${name}`) === "1"; } catch { return false; }
  },
  set(name, isOn) {
    try { localStorage.setItem(`tanya.${name}`, isOn ? "1" : ""); } catch { /* forbidden */ }
  },
};

/* An officer's message came; `isFirst` in the one tab that tells it aloud. */
export function officerAnswered(isFirst) {
  if (isFirst && choice.isOn("sound")) chime();
  if (!document.hidden) return;
  unread += 1;
  document.title = words.unread.replace("{n}", unread);
  icon.href = BADGE;
  if (isFirst && choice.isOn("notify")) notify();
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  unread = 0;
  document.title = title;
  icon.href = ownIcon;
});

/* Ask the browser for leave, after a tap only; false where it is refused. */
export async function mayNotify() {
  if (!window.Notification) return false;
  const ask = new Promise((resolve) => { // old browsers answer by a call, others by a promise
    const promise = Notification.requestPermission(resolve);
    if (promise) promise.then(resolve);
  });
  if (await ask !== "granted") return false;
  await worker().catch(() => null);
  return true;
}

/* Phones show a notification only through a worker, which does nothing else. */
function worker() {
  return navigator.serviceWorker
    ? navigator.serviceWorker.register("/static/worker.js")
    : Promise.reject(new Error("no workers"));
}

async function notify() {
  const options = { body: words.notified, tag: "tanya-bpkp", icon: ownIcon };
  try {
    await (await worker()).showNotification(words.answered, options);
  } catch {
    try {
      const shown = new Notification(words.answered, options);
      shown.addEventListener("click", () => window.focus());
    } catch { /* neither way: the title tells */ }
  }
}

/* Two short, soft tones, made here: there is no file to fetch. */
export function chime() {
  const Context = window.AudioContext || window.webkitAudioContext;
  if (!Context) return;
  audio = audio || new Context();
  audio.resume();
  TONES.forEach((frequency, index) => {
    const [tone, loudness, start] = [audio.createOscillator(), audio.createGain(), audio.currentTime + index * 0.16];
    tone.frequency.value = frequency;
    loudness.gain.setValueAtTime(0.08, start);
    loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.3);
    tone.connect(loudness).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.3);
  });
}
