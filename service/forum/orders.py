"""What an officer means by a message in the group: an order, a note, an answer, or talk. Pure.

Only a reply to a citizen's message, or ``/balas``, goes out. Whatever carries a note's mark, and
whatever answers a colleague, stays inside, however it is changed later.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

NOTE_MARKS = ("//", "#catatan", "catatan:")
_ORDER = re.compile(r"/([a-zA-Z_]{1,32})(?:@(\w{1,64}))?(?:\s+|$)", re.ASCII)


class Order(StrEnum):
    """What can be ordered, by the word that officers type."""

    TAKE = "ambil"
    RELEASE = "lepas"
    TRANSFER = "alih"
    SNOOZE = "tunda"
    KIND = "jenis"
    EXTEND = "perpanjang"
    NOTE = "catat"
    CANNED = "jawab"
    REPLY = "balas"
    WITHDRAW = "tarik"
    HISTORY = "riwayat"
    CLOSE = "tutup"
    HELP = "bantuan"
    LINK = "hubungkan"


class Saying(StrEnum):
    """What a message without an order is."""

    ANSWER = "answer"  # goes to the citizen
    NOTE = "note"  # marked: stays inside, and is kept with the ticket
    TALK = "talk"  # stays inside, and is not kept


class Answered(StrEnum):
    """What a message of an officer's answers."""

    NOTHING = "nothing"  # also the first message of its topic
    CITIZEN = "citizen"  # words or a file of the citizen's, or what they were told
    CARD = "card"  # anything else that the bot wrote
    OFFICER = "officer"  # an officer's answer, note or talk


@dataclass(frozen=True)
class Ordered:
    """An order and what stands behind it."""

    order: Order
    argument: str = ""


@dataclass(frozen=True)
class UnknownOrder:
    """Something that looks like an order, and is none."""

    word: str


def read_order(text: str, bot_name: str = "") -> Ordered | UnknownOrder | None:
    """Return the order that a text begins with, None when it is none, or another bot's."""
    found = _ORDER.match(text.lstrip())
    if found is None:
        return None
    word, called = found[1].lower(), found[2]
    if called and bot_name and called.lower() != bot_name.lower():
        return None
    argument = text.lstrip()[found.end() :].strip()
    try:
        return Ordered(Order(word), argument)
    except ValueError:
        return UnknownOrder(word)


def is_marked(text: str) -> bool:
    """Tell whether a text, or the words under a file, are marked as a note."""
    start = text.lstrip().lower()
    if start.startswith(NOTE_MARKS):
        return True
    order = read_order(text)
    return isinstance(order, Ordered) and order.order is Order.NOTE


def unmarked(text: str) -> str:
    """Return a note's words without its mark."""
    bare = text.lstrip()
    order = read_order(bare)
    if isinstance(order, Ordered) and order.order is Order.NOTE:
        return order.argument
    mark = next((mark for mark in NOTE_MARKS if bare.lower().startswith(mark)), "")
    return bare[len(mark) :].strip()


def answer_in(text: str, bot_name: str = "") -> str | None:
    """Return an answer's words without ``/balas``; None for any other order."""
    order = read_order(text, bot_name)
    if order is None:
        return text.strip()
    if isinstance(order, Ordered) and order.order is Order.REPLY:
        return order.argument
    return None


def what_is_said(text: str, answered: Answered) -> Saying:
    """Return what a message without an order is."""
    if is_marked(text):
        return Saying.NOTE
    return Saying.ANSWER if answered is Answered.CITIZEN else Saying.TALK


def unit_in(text: str, units: Collection[str]) -> tuple[str | None, str]:
    """Return the unit whose id a text begins with, and what stands behind it.

    Args:
        units: Ids; their hyphens may be written as spaces.
    """
    for unit in sorted(units, key=len, reverse=True):
        spelt = re.escape(unit).replace(r"\-", "[- ]")
        found = re.match(rf"{spelt}(?![\w-])[\s:,.]*(.*)", text.strip(), re.IGNORECASE | re.DOTALL)
        if found:
            return unit, found[1].strip()
    return None, ""
