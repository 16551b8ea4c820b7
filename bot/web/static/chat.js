/* The citizens' web chat: puts its parts together. Talks to bot/web/app.py.
   Written for phones that get no updates any more: nothing newer than Chrome 80 understands. */

import { openComposer } from "./chat/composer.js";
import { Conversation } from "./chat/conversation.js";
import { Sender } from "./chat/sending.js";
import { Stream } from "./chat/stream.js";

const conversation = new Conversation();
const sender = new Sender(conversation);
const press = (label, token) => sender.send(label, { button: token }).focus();
const stream = new Stream(conversation, press);

openComposer(sender);
sender.waitFor(stream.start()); // what is written earlier stands below the history
