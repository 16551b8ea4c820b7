"""Citizens' messages, counted by day, channel and topic; a press or a part of an album is none."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, distinct, func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import InstrumentedAttribute

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


@dataclass(frozen=True)
class MessageFigures:
    """The messages of a period: all, of each day, and of each channel on which somebody wrote."""

    whole: Messages
    by_day: dict[date, Messages]
    by_channel: dict[str, Messages]


def read_messages(session: Session, period: Period) -> MessageFigures:
    """Count a period's messages; a conversation of two days counts once in the whole."""
    of_day: dict[str, Counter[str]] = defaultdict(Counter)
    of_channel: dict[str, Counter[str]] = defaultdict(Counter)
    day = local_day(Turn.created_at).label("day")
    counts = _of(period, day, Conversation.channel, Turn.outcome, func.count())
    for at, channel, outcome, count in session.execute(
        counts.group_by(day, Conversation.channel, Turn.outcome)
    ):
        of_day[at][outcome] += count
        of_channel[channel][outcome] += count
    by_channel = _with_conversations(session, period, Conversation.channel, of_channel)
    by_day = _with_conversations(session, period, day, of_day)
    return MessageFigures(
        whole=_messages(
            sum(of_channel.values(), Counter()), sum(o.conversations for o in by_channel.values())
        ),
        by_day={one: by_day.get(one.isoformat(), Messages()) for one in period.days},
        by_channel=by_channel,
    )


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


def _with_conversations(
    session: Session,
    period: Period,
    key: ColumnElement[str] | InstrumentedAttribute[str],
    outcomes: Mapping[str, Counter[str]],
) -> dict[str, Messages]:
    """Add in how many conversations each of these was written."""
    people = _of(period, key, func.count(distinct(Turn.conversation_id))).group_by(key)
    found: dict[str, int] = dict(session.execute(people).all())
    return {name: _messages(of, found[name]) for name, of in sorted(outcomes.items())}


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


def _of(period: Period, *columns: Any) -> Select[Any]:
    """Select from the messages of a period, with the conversations they are of."""
    return (
        select(*columns)
        .join(Conversation, Conversation.id == Turn.conversation_id)
        .where(*_written_in(period))
    )


def _written_in(period: Period) -> tuple[ColumnElement[bool], ...]:
    return (
        Turn.created_at >= period.begin,
        Turn.created_at < period.end,
        Turn.outcome.not_in(NO_MESSAGE),
    )
