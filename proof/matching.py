"""Tells which row of the outbox each delivered message is: by its id, its buttons, its words.

A row marked sent names its message. The rest are repetitions and messages whose answer was lost:
a keyboard's tokens belong to one row; a text without buttons goes to a row of the same words: the
next one after what the chat got before, as the outbox keeps the order.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from html import unescape

from proof.evidence import Delivered, Evidence, MessageRow, by_key
from service.outcomes import Author

TAG = re.compile(r"<[^>]+>")
NOT_A_WORD = re.compile(r"[\W_]+")
MOMENT = re.compile(r"@time\[\d+\]")  # the words behind it are read
PROVENANCE = re.compile(r"^> .*\[.*$", re.MULTILINE)
MARK = re.compile(r"(?<=\])\([^\s()]*\)|@(?:unit|checked)(?=\[)")  # an address, a value's name
EARLY = 1.0  # seconds that the clocks of two processes may differ


@dataclass
class Matches:
    """The deliveries of each row, the first first; and those of no row."""

    of_row: dict[int, list[Delivered]] = field(default_factory=lambda: defaultdict(list))
    unexplained: list[Delivered] = field(default_factory=list)


def match_deliveries(evidence: Evidence) -> Matches:
    """Match everything delivered with the outbox, chat by chat."""
    matches = Matches()
    rows: dict[int, list[MessageRow]] = defaultdict(list)
    for message in evidence.messages:
        if message.conversation in evidence.chats:
            rows[evidence.chats[message.conversation]].append(message)
    for chat, delivered in by_key(evidence.delivered, "chat").items():
        _match_chat(rows[chat], delivered, matches)
    for found in matches.of_row.values():
        found.sort(key=lambda delivery: delivery.t)
    return matches


def essence(text: str) -> str:
    """Return the letters and digits of a rendered text, without its markup."""
    return NOT_A_WORD.sub("", unescape(TAG.sub("", text))).lower()


def _match_chat(rows: list[MessageRow], delivered: list[Delivered], matches: Matches) -> None:
    named = {row.external_id: row for row in rows if row.external_id}
    rest = []
    for delivery in delivered:
        row = named.get(delivery.message_id)
        if row is None:
            rest.append(delivery)
        else:
            matches.of_row[row.id].append(delivery)
    for delivery in rest:
        row = _row_of(rows, delivery, matches)
        if row is None:
            matches.unexplained.append(delivery)
        else:
            matches.of_row[row.id].append(delivery)


def _row_of(rows: list[MessageRow], delivery: Delivered, matches: Matches) -> MessageRow | None:
    words = essence(delivery.text)
    alike = [
        row
        for row in rows
        if row.tokens == delivery.tokens
        and row.created <= delivery.t + EARLY
        and words == essence_of_row(row)
    ]
    before = {
        row.id for row in rows for got in matches.of_row.get(row.id, ()) if got.t < delivery.t
    }
    next_ones = [row for row in alike if row.id > max(before, default=0)]
    if next_ones:  # also one that was sent once more, and is named by that
        return next_ones[0]
    candidates = [row for row in alike if not matches.of_row.get(row.id)] or alike
    return candidates[-1] if candidates else None


def essence_of_row(row: MessageRow) -> str:
    """Return what a row's text comes to, however it is rendered: a link shows its title only."""
    text = row.text
    if row.author != Author.OFFICER:
        text = MOMENT.sub("", PROVENANCE.sub(lambda line: MARK.sub("", line[0]), text))
    return NOT_A_WORD.sub("", text).lower()
