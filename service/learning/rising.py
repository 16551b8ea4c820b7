"""Which topics are asked more than before, so surely that it is no accident.

People are counted, not messages: one who asks ten times is no trend.
"""

from dataclasses import dataclass
from math import exp, lgamma

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session

from service.figures.periods import Period
from service.storage.tables import Turn

LEVEL = 0.05  # of all topics together


@dataclass(frozen=True)
class Rising:
    """A topic: in how many conversations it was asked, and the chance that it is no news."""

    topic: str
    now: int
    before: int
    chance: float


def rising_topics(session: Session, period: Period, before: Period) -> list[Rising]:
    """Return the topics whose part of all conversations rose, the surest first."""
    now, all_now = _people(session, period)
    then, all_then = _people(session, before)
    return rising(now, all_now, then, all_then)


def rising(now: dict[str, int], all_now: int, then: dict[str, int], all_then: int) -> list[Rising]:
    """Compare by Fisher's exact test, one-sided; Bonferroni's level, for many are compared."""
    found = [
        Rising(topic, number, then.get(topic, 0), chance)
        for topic, number in now.items()
        if (chance := fisher(number, all_now, then.get(topic, 0), all_then)) <= LEVEL / len(now)
    ]
    return sorted(found, key=lambda one: (one.chance, one.topic))


def fisher(now: int, all_now: int, before: int, all_before: int) -> float:
    """Return how likely ``now`` or more of ``all_now`` are when nothing has changed."""
    marked, whole = now + before, all_now + all_before
    most = min(marked, all_now)
    if not all_before:
        return 1.0  # nothing to compare with
    base = _choose(whole, all_now)
    return min(
        1.0,
        sum(
            exp(_choose(marked, k) + _choose(whole - marked, all_now - k) - base)
            for k in range(now, most + 1)
            if all_now - k <= whole - marked
        ),
    )


def _choose(of: int, some: int) -> float:
    """Return the logarithm of how many ways there are to choose some."""
    return lgamma(of + 1) - lgamma(some + 1) - lgamma(of - some + 1)


def _people(session: Session, period: Period) -> tuple[dict[str, int], int]:
    """Return in how many conversations each topic was the answer, and any was."""
    people = func.count(distinct(Turn.conversation_id))
    those = (
        Turn.created_at >= period.begin,
        Turn.created_at < period.end,
        Turn.topic.is_not(None),
    )
    rows = session.execute(select(Turn.topic, people).where(*those).group_by(Turn.topic))
    whole = session.scalar(select(people).where(*those)) or 0
    return {topic: number for topic, number in rows if topic}, whole
