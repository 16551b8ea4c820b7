"""What an escalation is about, in one look, for the officer who opens it.

Everything is read out of what is stored: no text is made. Functions take an open ``Session`` and
never commit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.conversations.ownership import state_of
from service.escalations.access import Access
from service.escalations.transcripts import BEFORE
from service.escalations.views import EscalationView, row_of
from service.outcomes import EscalationState, Outcome
from service.storage.tables import Escalation, Turn, Update

OFFICE = "office"  # the slot that names the office spoken of
HELD_KINDS = frozenset({"accusation", "distress"})  # what the door keeps without its words


@dataclass(frozen=True)
class HeldBack:
    """Something that the door did not keep: what it was, and the channel that it was led to."""

    kind: str
    channel: str | None


@dataclass(frozen=True)
class Summary:
    """An escalation in one look.

    Attributes:
        question: What the citizen asked last before they wished for a person, masked; empty where
            they asked nothing.
        topic: The article that was taken for it; None where it was not understood.
        articles: The articles that were shown, the oldest first.
        office: The code of the regional office spoken of.
        held_back: What the door held, by kind and channel; never its words.
        masked: Kinds of personal data that were hidden.
    """

    question: str
    topic: str | None
    articles: tuple[str, ...]
    office: str | None
    is_english: bool
    wait: timedelta
    held_back: tuple[HeldBack, ...]
    masked: tuple[str, ...]


def summarize(
    session: Session, access: Access, now: datetime, is_english: Callable[[str], bool]
) -> Summary:
    """Return what an escalation is about.

    Args:
        is_english: Tells whether a message is written in English.
    """
    return summarize_for_unit(session, access.escalation, now, is_english)


def summarize_for_unit(
    session: Session, view: EscalationView, now: datetime, is_english: Callable[[str], bool]
) -> Summary:
    """Return what an escalation is about, for what its unit shows to all of its officers."""
    row = row_of(session, view.ticket)
    turns = _turns(session, row)
    asked = question_among(turns)
    shown = [turn.topic for turn in turns if turn.outcome == Outcome.ANSWERED and turn.topic]
    text = asked.text if asked else ""
    until = row.closed_at if row.state == EscalationState.CLOSED else now
    return Summary(
        question=text,
        topic=asked.topic if asked else None,
        articles=tuple(dict.fromkeys(shown)),
        office=_office(session, row),
        is_english=bool(text) and is_english(text),
        wait=(until or now) - view.waits_since,
        held_back=_held_back(turns),
        masked=_masked(session, turns),
    )


def _turns(session: Session, row: Escalation) -> list[Turn]:
    """Return the turns of the window up to the opening, the oldest first."""
    rows = session.scalars(
        select(Turn)
        .where(Turn.conversation_id == row.conversation_id, Turn.created_at <= row.opened_at)
        .order_by(Turn.id.desc())
        .limit(BEFORE)
    )
    return list(rows)[::-1]


def question_among(turns: Sequence[Any]) -> Any:
    """Return the last turn that asked something, else the one that wished for a person.

    A wish that says what it is about has a topic, and asks as well.

    Of rows, or of as many of their columns as this reads; None: nothing was written.
    """
    written = [turn for turn in turns if turn.text and turn.kind in ("text", "edited", "button")]
    asking = [turn for turn in written if turn.outcome not in _SMALL and not _is_bare_wish(turn)]
    found = asking or written
    return found[-1] if found else None


def _is_bare_wish(turn: Any) -> bool:
    return turn.outcome == Outcome.ESCALATED and not turn.topic


def _office(session: Session, row: Escalation) -> str | None:
    office = state_of(session, row.conversation_id).slots.get(OFFICE)
    return office if isinstance(office, str) else None


def _held_back(turns: list[Turn]) -> tuple[HeldBack, ...]:
    held = [HeldBack(turn.kind, turn.topic) for turn in turns if turn.kind in HELD_KINDS]
    return tuple(dict.fromkeys(held))


def _masked(session: Session, turns: list[Turn]) -> tuple[str, ...]:
    numbers = [turn.update_id for turn in turns]
    rows = session.scalars(select(Update.masked_kinds).where(Update.id.in_(numbers)))
    return tuple(sorted({kind for kinds in rows for kind in kinds}))


_SMALL = (Outcome.SMALL_TALK, Outcome.RATED)
