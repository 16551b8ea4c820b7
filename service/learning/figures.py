"""What was asked over some days and what came of it, for who sees figures and no words.

One statement counts by day, channel, topic and outcome; the tables are sums of it. Only reads.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from service.figures.periods import Period, local_day
from service.learning.judged_wrong import wrong_turns
from service.learning.reviewing import Asked, groups_of
from service.learning.rising import Rising, rising_topics
from service.learning.signals import BY_BOT, Signal
from service.outcomes import Outcome
from service.storage.content_tables import ArticleRow
from service.storage.tables import Conversation, Turn, Update

BY_WEEK = 62  # days, from which on weeks are shown instead
GAPS = 20  # groups that no article answers
NONE = ""  # the topic or unit of what has none
ASKED = BY_BOT | {Outcome.ESCALATED}

Key = TypeVar("Key")


@dataclass(frozen=True)
class Came:
    """How many questions there were, and what came of them; ``wrong``: by citizens or judges."""

    asked: int = 0
    answered: int = 0
    clarified: int = 0
    not_understood: int = 0
    escalated: int = 0
    referred: int = 0
    failed: int = 0
    wrong: int = 0


@dataclass(frozen=True)
class Gap:
    """Alike messages that no article answered: how many, and what they were nearest to."""

    messages: int
    nearest: str


@dataclass(frozen=True)
class Held:
    """How often something of a kind was held or masked at the door; its words are nowhere."""

    channel: str
    kind: str
    messages: int


@dataclass(frozen=True)
class LearningFigures:
    """The figures of a period; ``by_topic`` and the like have the most asked first."""

    period: Period
    before: Period
    whole: Came
    by_step: dict[date, Came]
    by_topic: dict[str, Came]
    by_unit: dict[str, Came]
    by_channel: dict[str, Came]
    rising: list[Rising]
    gaps: list[Gap]
    referred: dict[str, int]
    held: list[Held]


@dataclass(frozen=True)
class _Cell:
    """Some messages that are alike in all that is counted by."""

    day: date
    channel: str
    topic: str
    came: str
    messages: int


def read_learning(session: Session, period: Period) -> LearningFigures:
    """Return the figures of a period."""
    cells = [*_cells(session, period), *_wrong(session, period)]
    units = {row.id: row.unit for row in session.execute(select(ArticleRow.id, ArticleRow.unit))}
    length = timedelta(days=len(period.days))
    before = Period(period.first - length, period.last - length)
    step = _monday if len(period.days) > BY_WEEK else _same
    by_step = _by(cells, lambda cell: step(cell.day))
    return LearningFigures(
        period=period,
        before=before,
        whole=_came(cells),
        by_step={day: by_step.get(day, Came()) for day in dict.fromkeys(map(step, period.days))},
        by_topic=_most_asked(_by(cells, lambda cell: cell.topic)),
        by_unit=_most_asked(_by(cells, lambda cell: units.get(cell.topic, NONE))),
        by_channel=_most_asked(_by(cells, lambda cell: cell.channel)),
        rising=rising_topics(session, period, before),
        gaps=_gaps(session, period),
        referred=_referred(session, period),
        held=_held(session, period),
    )


def _cells(session: Session, period: Period) -> list[_Cell]:
    day = local_day(Turn.created_at).label("day")
    columns = (day, Conversation.channel, Turn.topic, Turn.outcome)
    rows = session.execute(
        select(*columns, func.count())
        .join(Conversation, Conversation.id == Turn.conversation_id)
        .where(
            Turn.created_at >= period.begin,
            Turn.created_at < period.end,
            Turn.outcome.in_([outcome.value for outcome in ASKED]),
        )
        .group_by(*columns)
    )
    return [
        _Cell(date.fromisoformat(at), channel, topic or NONE, outcome, number)
        for at, channel, topic, outcome, number in rows
    ]


def _wrong(session: Session, period: Period) -> list[_Cell]:
    return [
        _Cell(one.day, one.channel, one.topic or NONE, "wrong", 1)
        for one in wrong_turns(session, period)
    ]


def _by(cells: Sequence[_Cell], key: Callable[[_Cell], Key]) -> dict[Key, Came]:
    found: dict[Key, list[_Cell]] = defaultdict(list)
    for cell in cells:
        found[key(cell)].append(cell)
    return {one: _came(its) for one, its in found.items()}


def _came(cells: Iterable[_Cell]) -> Came:
    counted: Counter[str] = Counter()
    for cell in cells:
        came = "not_understood" if cell.came == Outcome.REPEATED else cell.came
        counted[came] += cell.messages
        counted["asked"] += cell.messages if cell.came != "wrong" else 0
    return Came(**{field.name: counted[field.name] for field in fields(Came)})


def _most_asked(found: dict[str, Came]) -> dict[str, Came]:
    return dict(sorted(found.items(), key=lambda item: (-item[1].asked, item[0])))


def _gaps(session: Session, period: Period) -> list[Gap]:
    asked = Asked(period.begin, period.end, signals=(Signal.NOT_UNDERSTOOD,))
    found = []
    for group in groups_of(session, asked):
        ranking = group.members[0].ranking
        found.append(Gap(len(group.members), ranking[0][0] if ranking else NONE))
    return sorted(found, key=lambda gap: -gap.messages)[:GAPS]


def _referred(session: Session, period: Period) -> dict[str, int]:
    number = func.count().label("number")
    rows = session.execute(
        select(Turn.intent, number)
        .where(
            Turn.created_at >= period.begin,
            Turn.created_at < period.end,
            Turn.outcome == Outcome.REFERRED.value,
        )
        .group_by(Turn.intent)
        .order_by(number.desc(), Turn.intent)
    )
    return {row.intent or NONE: row.number for row in rows}


def _held(session: Session, period: Period) -> list[Held]:
    """Count what updates say was masked; a message with two kinds counts for both."""
    kinds = cast(Update.masked_kinds, String)
    rows = session.execute(
        select(Update.channel, kinds.label("as_text"), func.count().label("number"))
        .where(
            Update.received_at >= period.begin,
            Update.received_at < period.end,
            kinds != "[]",
        )
        .group_by(Update.channel, kinds)
    )
    counted: Counter[tuple[str, str]] = Counter()
    for row in rows:
        for kind in set(_names(row.as_text)):
            counted[row.channel, kind] += row.number
    return [Held(*key, number) for key, number in counted.most_common()]


def _names(as_json: str) -> list[str]:
    return [str(name) for name in json.loads(as_json)]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _same(day: date) -> date:
    return day
