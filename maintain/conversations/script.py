"""A conversation as its file writes it: what the citizen does turn by turn, and what is expected.

docs/nlu.md has the format; ``reading`` makes these, ``player`` plays them, ``judge`` judges them.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from maintain.conversations.clock import ClockTime

NO_GROUP = "-"
_GROUP = re.compile(r"\s*\[([^\]]+)\]")


class OfficerAct(StrEnum):
    """What an officer does at the desk."""

    CLAIM = "claim"
    ANSWER = "answer"
    CLOSE = "close"


@dataclass(frozen=True)
class Say:
    """A text; ``{ticket}`` in it is the ticket shown last."""

    text: str


@dataclass(frozen=True)
class Press:
    """A press on the button whose label has this part."""

    label: str


@dataclass(frozen=True)
class ShareLocation:
    """A point, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class SendMedia:
    """A file or the like, with or without words; an ``album`` is two photos."""

    kind: str
    caption: str = ""


@dataclass(frozen=True)
class EditNewest:
    """Other words for the citizen's newest text."""

    text: str


@dataclass(frozen=True)
class SetClock:
    """Time jumps on to the next such moment."""

    to: ClockTime


@dataclass(frozen=True)
class LetPass:
    """Time passes."""

    span: timedelta


@dataclass(frozen=True)
class OfficerActs:
    """An officer acts; ``text`` is what they answer."""

    act: OfficerAct
    text: str = ""


Act = Say | Press | ShareLocation | SendMedia | EditNewest | SetClock | LetPass | OfficerActs


@dataclass(frozen=True)
class Expect:
    """What must hold of what came after a turn; what is None or empty demands nothing."""

    topic: str | None = None
    any_topic: tuple[str, ...] = ()
    clarify: bool | None = None
    handoff: bool | None = None
    ticket: bool | None = None
    contains_any: tuple[str, ...] = ()
    not_contains: tuple[str, ...] = ()
    nonempty: bool | None = None
    refused: bool | None = None

    @property
    def topics(self) -> frozenset[str]:
        """Every article that is named."""
        return frozenset({*([self.topic] if self.topic else []), *self.any_topic})


@dataclass(frozen=True)
class Turn:
    """One turn; without expectations it is played and not counted."""

    act: Act
    expect: Expect | None = None


@dataclass(frozen=True)
class Conversation:
    """One conversation of a new citizen."""

    id: str
    title: str
    turns: tuple[Turn, ...]

    @property
    def group(self) -> str:
        """Which figure it counts for: what its title has in brackets."""
        found = _GROUP.match(self.title)
        return found.group(1).strip() if found else NO_GROUP
