"""Citizens' messages, counted by day, channel and topic; a press or a part of an album is none."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, distinct, func, literal, select
from sqlalchemy.orm import Session

from service.figures.periods import Period, local_day
from service.outcomes import Outcome
from service.storage.content_tables import ArticleRow
from service.storage.tables import Conversation, Turn

NO_MESSAGE = (Outcome.JOINED, Outcome.RATED, Outcome.IGNORED)  # the rest of an album, a press
ANSWERED = (Outcome.ANSWERED, Outcome.EMERGENCY)
OFFERED = (Outcome.CLARIFIED,)
MISSED = (Outcome.NOT_UNDERSTOOD, Outcome.REPEATED)
ELSEWHERE = (Outcome.REFERRED,)
TO_PEOPLE = (Outcome.ESCALATED, Outcome.RELAYED)
WITH_ARTICLE = (Outcome.ANSWERED, Outcome.RELAYED)  # the latter beside a ticket that waits


@dataclass(frozen=True)
class Messages:
    """How many messages there were, and what came of them."""

    all: int = 0
    conversations: int = 0
    answered: int = 0
    offered: int = 0
    missed: int = 0
    elsewhere: int = 0
    to_people: int = 0

    @property
    def others(self) -> int:
        """Small talk, what was refused, and what failed."""
        counted = self.answered + self.offered + self.missed + self.elsewhere + self.to_people
        return self.all - counted


@dataclass(frozen=True)
class TopicFigures:
    """How often a topic was the answer, and what citizens said of it; no title: it is gone."""

    topic: str
    title: str
    answered: int
    helpful: int
    unhelpful: int


def messages_by_day(session: Session, period: Period) -> dict[date, Messages]:
    """Return the figures of each day of a period, also of those on which nobody wrote."""
    found = _read(session, period, local_day(Turn.created_at))
    return {day: found.get(day.isoformat(), Messages()) for day in period.days}


def messages_by_channel(session: Session, period: Period) -> dict[str, Messages]:
    """Return the figures of each channel on which somebody wrote."""
    channel = (
        select(Conversation.channel)
        .where(Conversation.id == Turn.conversation_id)
        .scalar_subquery()
    )
    return _read(session, period, channel)


def messages_in(session: Session, period: Period) -> Messages:
    """Return the figures of the whole period; a conversation of two days counts once."""
    return _read(session, period, literal("all")).get("all", Messages())


def topics_in(session: Session, period: Period) -> list[TopicFigures]:
    """Return the topics that were answers, the most asked first."""
    answered = func.count().filter(Turn.outcome.in_(WITH_ARTICLE))
    rows = session.execute(
        select(
            Turn.topic,
            func.coalesce(func.max(ArticleRow.title), ""),
            answered,
            func.count().filter(Turn.feedback == "helpful"),
            func.count().filter(Turn.feedback == "unhelpful"),
        )
        .outerjoin(ArticleRow, ArticleRow.id == Turn.topic)
        .where(*_written_in(period), Turn.topic.is_not(None))
        .group_by(Turn.topic)
        .having(answered > 0)
        .order_by(answered.desc(), Turn.topic)
    )
    return [
        TopicFigures(topic or "", title, count, helpful, unhelpful)
        for topic, title, count, helpful, unhelpful in rows
    ]


def _read(session: Session, period: Period, key: ColumnElement[str]) -> dict[str, Messages]:
    outcomes: dict[str, Counter[str]] = defaultdict(Counter)
    named = key.label("name")
    rows = select(named, Turn.outcome, func.count()).where(*_written_in(period))
    for name, outcome, count in session.execute(rows.group_by(named, Turn.outcome)):
        outcomes[name][outcome] = count
    who = select(named, func.count(distinct(Turn.conversation_id))).where(*_written_in(period))
    conversations = dict(session.execute(who.group_by(named)).all())
    return {name: _messages(of, conversations[name]) for name, of in sorted(outcomes.items())}


def _messages(outcomes: Counter[str], conversations: int) -> Messages:
    def of(kinds: Sequence[Outcome]) -> int:
        return sum(outcomes[kind.value] for kind in kinds)

    return Messages(
        all=outcomes.total(),
        conversations=conversations,
        answered=of(ANSWERED),
        offered=of(OFFERED),
        missed=of(MISSED),
        elsewhere=of(ELSEWHERE),
        to_people=of(TO_PEOPLE),
    )


def _written_in(period: Period) -> tuple[ColumnElement[bool], ...]:
    return (
        Turn.created_at >= period.begin,
        Turn.created_at < period.end,
        Turn.outcome.not_in(NO_MESSAGE),
    )
