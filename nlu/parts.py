"""Reads a message also sentence by sentence, and after the topic before it, in one call.

``MessageSplitter`` stands first in the pipeline and hands what follows further messages, one for
each other reading; ``PartCollector`` stands last and writes what was made of them onto the whole.
Whoever decides (``service.answering.dialogue``) then sees two questions in one message, the
question behind a greeting, and what "berapa lama?" means. Training sees whole messages only.
"""

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

PARTS = "parts"
CONTEXT = "context"
IS_PART = "is_part"  # the encoder leaves such a message alone: its words must be clear enough
WHOLE = "whole"  # the message that another one reads in its context
METADATA, SLOTS, TITLE = "metadata", "slots", "title"  # as nlu/channel.py hands them on
IN_CONTEXT_WORDS = 10  # a longer message says by itself what it is about
MAX_PARTS = 5  # more than these are a story: only the last ones are looked at
MIN_WORDS = 2
RANKED = 5  # intents kept of each part

_JOIN = (
    r"(?:dan juga|dan|terus|trus|trs|lalu|sama|sm|serta|sekalian|plus|selain itu|jg|juga|karo|"
    r"kaliyan|sareng|jeung|n)"
)
_BREAK = re.compile(
    r"(?<=[?!])[\s)]*"  # behind a question mark
    r"|(?<=\w{3}[.;])\s+(?=\S)"  # behind a sentence; "No. 5" and "3.000" are none
    r"|\s*\n\s*|,\s+"
    r"|(?:^|\s)(?:\(?\d[.)]|[-•])\s+(?=\D)"  # an item of a list
    rf"|[\s,]+{_JOIN}\s+",
    re.IGNORECASE,
)

_NEGATES = re.compile(
    r"\b(?:bukan|bkn|bukannya|(?:ga|gak|nggak|tdk|tidak) (?:nanya|tanya|mau nanya))\b", re.I
)
_TURN = re.compile(
    r"[\s,]+(?=(?:tapi|tp|tetapi|cuma|cuman|cm|melainkan|maksud\w*|mksd\w*|"
    r"(?:yang|yg) (?:saya|sy|aku|gw|gue)|bukan)\s)",
    re.I,
)  # where a message that says what is not meant turns to what is


def split_parts(text: str) -> list[str]:
    """Return the sentences and clauses of a message in order; none when it is just one.

    Cuts rather too often, "beda bpk sama bpkp" as well: whoever decides believes two questions
    only where both parts and the whole message say so.
    """
    cut = _BREAK.split(text)
    if _NEGATES.search(text):
        cut = [part for piece in cut for part in _TURN.split(piece)]
    pieces = [piece.strip(" ,.") for piece in cut if piece]
    parts = [piece for piece in pieces if len(piece.split()) >= MIN_WORDS]
    is_several = len(parts) > 1 or (bool(parts) and len(_said(pieces)) > 1)
    return parts[-MAX_PARTS:] if is_several else []


def _said(pieces: list[str]) -> list[str]:
    """Return the pieces that have a word: "thx!" before a question makes it a part."""
    return [piece for piece in pieces if any(character.isalnum() for character in piece)]


class _PlainComponent(GraphComponent):
    """A component that learns nothing and keeps nothing."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "_PlainComponent":
        """Make the component."""
        return cls()


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class MessageSplitter(_PlainComponent):
    """Adds the other readings of each message behind all whole messages, in order.

    They are its parts and, for a short message with a topic before it, that topic's title and
    the message in one: "Magang atau PKL di BPKP berapa lama".
    """

    def process(self, messages: list[Message]) -> list[Message]:
        """Return the messages and, behind them, their other readings."""
        others = []
        for message in messages:
            parts, in_context = split_parts(message.get(TEXT) or ""), text_in_context(message)
            message.set(PARTS, len(parts))
            message.set(CONTEXT, len(in_context))
            others += [Message({TEXT: text, IS_PART: True}) for text in parts]
            others += [Message({TEXT: text, WHOLE: message}) for text in in_context]
        return [*messages, *others]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class PartCollector(_PlainComponent):
    """Takes the other readings away again and notes on the whole what they were understood as."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Return the whole messages alone.

        ``parts`` holds text and ``intent_ranking`` of each part; ``context`` those of the message
        behind the title before it, or nothing.
        """
        wholes = [message for message in messages if isinstance(message.get(PARTS), int)]
        others = iter([message for message in messages if message.get(PARTS) is None])
        for whole in wholes:
            parts = [_summary(next(others)) for _ in range(whole.get(PARTS))]
            in_context = [_summary(next(others)) for _ in range(whole.get(CONTEXT))]
            whole.set(PARTS, parts, add_to_output=True)
            whole.set(CONTEXT, in_context[0] if in_context else {}, add_to_output=True)
        return wholes


def text_in_context(message: Message) -> list[str]:
    """Return a short message behind the title of the topic before it; none without a topic."""
    slots = (message.get(METADATA) or {}).get(SLOTS) or {}
    title, text = slots.get(TITLE), message.get(TEXT) or ""
    is_short = 0 < len(text.split()) <= IN_CONTEXT_WORDS and not text.startswith("/")
    return [f"{title} {text}"] if isinstance(title, str) and is_short else []


def _summary(part: Message) -> dict[str, Any]:
    return {TEXT: part.get(TEXT), INTENT_RANKING_KEY: part.get(INTENT_RANKING_KEY)[:RANKED]}
