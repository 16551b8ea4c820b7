"""What an officer means by a message in the group: an order, a note, an answer, or talk. Pure.

Only a reply to a citizen's message, or ``/balas``, goes out. Whatever carries a note's mark, and
whatever answers a colleague, stays inside, however it is changed later.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from service.calendar import WIB

NOTE_MARKS = ("//", "#catatan", "catatan:")
_ORDER = re.compile(r"/([a-zA-Z_]{1,32})(?:@(\w{1,64}))?(?:\s+|$)", re.ASCII)
_SPAN = re.compile(r"(\d{1,3})\s*(menit|jam|hari|minggu)", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:\bpukul|\bjam)\s+(\d{1,2})(?:[.:](\d{2}))?(?!\d|\s*(?:menit|jam))|(\d{1,2})[.:](\d{2})"
)
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_UNITS = {"menit": "minutes", "jam": "hours", "hari": "days", "minggu": "weeks"}
_DAYS = {"besok": 1, "lusa": 2}
_WEEKDAYS = "senin selasa rabu kamis jumat sabtu minggu".split()
MORNING = 8  # o'clock, where somebody names a day and no hour
LONGEST = timedelta(days=60)  # for which a case may be put off


class Order(StrEnum):
    """What can be ordered, by the word that officers type."""

    TAKE = "ambil"
    RELEASE = "lepas"
    TRANSFER = "alih"
    SNOOZE = "tunda"
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


def read_until(text: str, now: datetime) -> datetime | None:
    """Return until when somebody puts a case off, in UTC; None when it cannot be told.

    Understood are spans ("2 jam"), days ("besok", "senin", "2026-12-01") and hours ("14.30"), the
    hours in western Indonesian time.
    """
    words, local = text.strip().lower(), now.astimezone(WIB)
    without_dates = _DATE.sub(" ", words)
    spans = _SPAN.findall(_CLOCK.sub(" ", without_dates))  # in "10.30 hari senin" is none
    if spans:
        ahead = (timedelta(**{_UNITS[unit]: int(count)}) for count, unit in spans)
        return _within(now + sum(ahead, timedelta()), now)
    try:
        day = _day_of(words, local)
        hour = _clock_of(without_dates)
        if day is None and hour is None:
            return None
        at = (day or local).replace(second=0, microsecond=0)
        at = (
            at.replace(hour=hour[0], minute=hour[1])
            if hour
            else at.replace(hour=MORNING, minute=0)
        )
    except ValueError:  # the 31st of a month without one, or 25 o'clock
        return None
    if day is None and at <= local:
        at += timedelta(days=1)
    return _within(at.astimezone(now.tzinfo), now)


def _day_of(words: str, local: datetime) -> datetime | None:
    found = _DATE.search(words)
    if found:
        year, month, day = (
            (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
        )
        return local.replace(year=int(year), month=int(month), day=int(day))
    for word in re.findall(r"[a-z]+", words):
        if word in _DAYS:
            return local + timedelta(days=_DAYS[word])
        if word in _WEEKDAYS:
            ahead = (_WEEKDAYS.index(word) - local.weekday()) % 7 or 7
            return local + timedelta(days=ahead)
    return None


def _clock_of(words: str) -> tuple[int, int] | None:
    found = _CLOCK.search(words)
    if found is None:
        return None
    return int(found[1] or found[3]), int(found[2] or found[4] or 0)


def _within(at: datetime, now: datetime) -> datetime | None:
    return at if now < at <= now + LONGEST else None
