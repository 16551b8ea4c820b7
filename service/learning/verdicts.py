"""What two people say of a sampled message; neither reads the other's word before both are there.

Functions take an open ``Session`` and never commit.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.learning.reviewing import Look, read_turn
from service.learning.sampling import SampleRefused
from service.learning.signals import HEARD
from service.storage.content_tables import ArticleRow
from service.storage.learning_tables import SampledTurn, SampleVerdict
from service.storage.tables import Turn

JUDGES = 2
OUTSIDE = "outside"  # the intent of what is not for us


class Verdict(StrEnum):
    """What one person says of an answer."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True)
class ToJudge:
    """A message that waits for one's word, with how many do."""

    sampled_id: int
    turn_id: int
    look: Look
    left: int


def next_to_judge(session: Session, sample_id: int, officer_id: int) -> ToJudge | None:
    """Return the first message without one's own word that still needs one; None: there is none.

    What was erased in between is passed over.
    """
    asked = _waiting(officer_id).where(SampledTurn.sample_id == sample_id)
    rows = session.execute(asked.order_by(SampledTurn.id)).all()
    look = read_turn(session, rows[0].turn_id) if rows else None
    return ToJudge(rows[0].id, rows[0].turn_id, look, len(rows)) if look else None


def give_verdict(
    session: Session,
    sampled_id: int,
    officer_id: int,
    verdict: Verdict,
    intent: str | None,
    now: datetime,
) -> None:
    """Keep one person's word for good: who could change it could wait for the other's.

    Args:
        intent: What it should have been taken for: an article, ``OUTSIDE`` or None.

    Raises:
        SampleRefused: There is no such message (``gone``) or intent (``intent``), it has their
            word already (``again``), or two people's (``full``).
    """
    # Whoever judges the same message at the same moment waits here.
    sampled = session.get(SampledTurn, sampled_id, with_for_update=True)
    if sampled is None or read_turn(session, sampled.turn_id) is None:
        raise SampleRefused("gone", f"Message {sampled_id} of the sample is gone: judge the next.")
    if intent not in (None, OUTSIDE) and session.get(ArticleRow, intent) is None:
        raise SampleRefused("intent", f"No article is called {intent}: choose one that is there.")
    judges = session.scalars(_BY.where(SampleVerdict.sampled_id == sampled_id)).all()
    if officer_id in judges:
        raise SampleRefused("again", f"Message {sampled_id} has your word: judge the next.")
    if len(judges) >= JUDGES:
        raise SampleRefused("full", f"Two people judged message {sampled_id}: judge the next.")
    word = SampleVerdict(sampled_id=sampled_id, officer_id=officer_id, verdict=verdict.value)
    word.intent, word.at = intent, now
    session.add(word)
    # The record is read by others: which word it was is not in it.
    data = {"sample": sampled.sample_id, "turn": sampled.turn_id}
    record(session, Deed.SAMPLE_JUDGED, now, officer_id=officer_id, data=data)


def waiting_for(session: Session, officer_id: int) -> Counter[int]:
    """Return how many messages of each sample wait for somebody's word."""
    rows = session.execute(_waiting(officer_id))
    return Counter(row.sample_id for row in rows)


def _waiting(officer_id: int) -> Select[int, int, int]:
    """Select what is still there, without somebody's word, and needs one."""
    return (
        select(SampledTurn.id, SampledTurn.turn_id, SampledTurn.sample_id)
        .join(Turn, Turn.id == SampledTurn.turn_id)
        .where(
            Turn.text != "",
            Turn.outcome.in_([outcome.value for outcome in HEARD]),
            SampledTurn.id.not_in(_judged_by(officer_id)),
            SampledTurn.id.not_in(_FULL),
        )
    )


def _judged_by(officer_id: int) -> Select[int]:
    return select(SampleVerdict.sampled_id).where(SampleVerdict.officer_id == officer_id)


_BY = select(SampleVerdict.officer_id)
_FULL = (
    select(SampleVerdict.sampled_id)
    .group_by(SampleVerdict.sampled_id)
    .having(func.count() >= JUDGES)
)
