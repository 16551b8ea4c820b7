"""What a dialogue remembers beside its topic: what was spoken of, offered, and asked last. Pure.

Actions make it anew after each message; it travels in one slot, as plain lists and words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

SLOT = "memory"
REMEMBERED = 8  # topics, and offices
OFFICE = "office:"  # before the code of an office that was offered


class Asked(StrEnum):
    """What the newest reply asks, which "ya" answers."""

    OFFICER = "officer"  # whether an officer is wished for
    AGAIN = "again"  # whether it is still about the same article
    CHOICE = "choice"  # which of several it is


@dataclass(frozen=True)
class Memory:
    """What a dialogue remembers.

    Attributes:
        topics: The articles answered, in order; of many the first and the newest.
        offices: The codes of the offices shown, in order.
        offered: The articles or offices of the newest choice, in order.
        aspect: What was asked about nothing in particular, until the matter is named.
        asked: What the newest reply asks.
        is_held: Whether an accusation was held at the door a moment ago.
        matter: The article whose unit a bare wish for a person goes to.
        about: What was asked last of an article ("waktu"), which "kalau yang lain?" asks as well.
        is_aside: Whether the newest reply was about this service itself, beside the topic.
        danger: The kind of distress whose helpers were named, until an article is answered.
        referred: Words of the remit that was just named as somebody else's.
    """

    topics: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    aspect: str | None = None
    asked: str | None = None
    is_held: bool = False
    matter: str | None = None
    about: str | None = None
    is_aside: bool = False
    danger: str | None = None
    referred: str | None = None

    def with_topic(self, topic: str) -> "Memory":
        """Return the memory after an article was answered."""
        return replace(self, topics=_remembered(self.topics, topic), matter=topic)

    def with_office(self, code: str) -> "Memory":
        """Return the memory after an office was shown."""
        return replace(self, offices=_remembered(self.offices, code))


NOTHING_SAID = Memory()


def memory_in(slots: Mapping[str, Any]) -> Memory:
    """Return the memory in a dialogue's slots, an empty one where there is none."""
    kept = slots.get(SLOT)
    if not isinstance(kept, Mapping):
        return NOTHING_SAID
    return Memory(
        topics=tuple(kept.get("topics") or ()),
        offices=tuple(kept.get("offices") or ()),
        offered=tuple(kept.get("offered") or ()),
        aspect=kept.get("aspect"),
        asked=kept.get("asked"),
        is_held=bool(kept.get("is_held")),
        matter=kept.get("matter"),
        about=kept.get("about"),
        is_aside=bool(kept.get("is_aside")),
        danger=kept.get("danger"),
        referred=kept.get("referred"),
    )


def memory_as_slot(memory: Memory) -> dict[str, Any]:
    """Return what the slot holds: JSON, without what is empty."""
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in asdict(memory).items()
        if value
    }


def without_matter(slots: Mapping[str, Any]) -> dict[str, Any]:
    """Return the slots after a pause: a wish for a person is no longer about the topic."""
    return {**slots, SLOT: memory_as_slot(replace(memory_in(slots), matter=None))}


def _remembered(before: Sequence[str], now: str) -> tuple[str, ...]:
    """Append to a list; the first stays, so that it can be gone back to."""
    if before and before[-1] == now:
        return tuple(before)
    first, rest = tuple(before[:1]), tuple(before[1:])
    return (*first, *(*rest, now)[-(REMEMBERED - 1) :])
