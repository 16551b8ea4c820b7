/* Keeps the desk's pages fresh: one stream of news for all tabs of a browser says that something
   changed, and each tab that is looked at then asks for its page. Without JavaScript the desk works
   as well; see the noscript parts. */

import { Attention } from "./live/attention.js";
import { Page } from "./live/page.js";
import { Presence } from "./live/presence.js";
import { Stream } from "./live/stream.js";
import { Tabs } from "./live/tabs.js";

const attention = new Attention();
const page = new Page((title) => attention.retitle(title));
const stream = new Stream({
  heard: (news) => tabs.tell({ news }),
  became: (state) => tabs.tell({ state }),
});
const tabs = new Tabs(stream, {
  news: (news) => {
    page.hear(news.topics);
    if (tabs.isLeading) attention.hear(news, tabs);
  },
  state: (state) => page.become(state),
  counts: (counts) => attention.show(counts),
});
const presence = document.getElementById("onlookers");
if (presence) new Presence(presence).begin();
tabs.join();

window.refresh = () => page.look(); // also for whoever changes something without leaving the page
