"""What citizens asked lately, each question once: what a candidate is asked again.

Only what the bot itself answered, masked as it is kept. What was written to an officer belongs to
the ticket, and what was chosen by a button is no matter of the model. Only reads.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.answering.decision import group_of
from service.conversations.ownership import DIALOGUE_MINUTES, FORGOTTEN
from service.learning.signals import HEARD
from service.outcomes import AnsweredBy, Outcome
from service.storage.tables import Conversation, Turn
from service.text import normalise

MOST = 5_000  # different questions
TURNS_KEPT = 50  # ids of a question's turns, the newest: enough for a label to name them
SENSITIVE = 2  # times the weight of a question whose confusion does harm
DIALOGUE = timedelta(minutes=DIALOGUE_MINUTES)

_WRITTEN = frozenset({"text", "edited"})  # of these the model was asked
_AWAY = "deny"  # "bukan ini": the topic before is left

Key = tuple[str, str | None]


@dataclass(frozen=True)
class Asked:
    """A question, with what was talked about just before it.

    Attributes:
        text: Masked, in the wording that came most often.
        in_talk: The article that was shown before; a follow-up means nothing without it.
        channel: Where it came from most often.
        count: How often it was asked.
        citizens: In how many conversations.
        turns: Of the newest times.
    """

    text: str
    in_talk: str | None
    channel: str
    count: int
    citizens: int
    turns: tuple[int, ...] = ()


@dataclass(frozen=True)
class AskedLately:
    """The questions of a period, those that weigh most first.

    Attributes:
        left_out: Different questions beyond the most that were wanted.
        messages_left_out: How often those were asked.
    """

    questions: tuple[Asked, ...]
    left_out: int = 0
    messages_left_out: int = 0

    @property
    def messages(self) -> int:
        """How often the questions were asked."""
        return sum(one.count for one in self.questions)


@dataclass
class _Same:
    """Messages that are the same question."""

    wordings: Counter[str] = field(default_factory=Counter)
    channels: Counter[str] = field(default_factory=Counter)
    citizens: set[str] = field(default_factory=set)
    turns: list[int] = field(default_factory=list)
    weight: int = 1


def messages_of(
    session: Session,
    begin: datetime,
    end: datetime,
    slang: Mapping[str, str],
    most: int = MOST,
) -> AskedLately:
    """Return what was asked from ``begin`` to before ``end``.

    Two messages are the same question when they read alike to the model (``normalise``) and the
    same was talked about before. A citizen who says one thing a hundred times weighs as one.
    """
    same: dict[Key, _Same] = {}
    for _, rows in groupby(_rows(session, begin, end), key=lambda row: row.conversation_id):
        for row, in_talk in _with_topics(rows):
            if row.created_at >= begin and _is_question(row):
                words = normalise(row.text, slang) or row.text.strip()
                _count(same.setdefault((words, in_talk), _Same()), row)
    ranked = sorted(same.items(), key=lambda item: _order(*item))
    asked = [_asked(in_talk, found) for (_, in_talk), found in ranked]
    rest = asked[most:]
    return AskedLately(tuple(asked[:most]), len(rest), sum(one.count for one in rest))


def _rows(session: Session, begin: datetime, end: datetime) -> Iterator[Any]:
    """Yield turns, conversation by conversation; from a dialogue earlier on, for what they met."""
    columns = (
        Turn.id,
        Turn.conversation_id,
        Turn.kind,
        Turn.text,
        Turn.outcome,
        Turn.topic,
        Turn.intent,
        Turn.answered_by,
        Turn.created_at,
        Conversation.channel,
    )
    found = (
        select(*columns)
        .join(Conversation, Conversation.id == Turn.conversation_id)
        .where(Turn.created_at >= begin - DIALOGUE, Turn.created_at < end)
        .where(~Conversation.address.startswith(FORGOTTEN))
        .order_by(Turn.conversation_id, Turn.id)
        .execution_options(yield_per=1_000)
    )
    return iter(session.execute(found))


def _with_topics(rows: Iterator[Any]) -> Iterator[tuple[Any, str | None]]:
    """Yield one conversation's turns, each with the topic that it found in talk."""
    topic, last = None, None
    for row in rows:
        if last is not None and row.created_at - last > DIALOGUE:
            topic = None
        yield row, topic
        topic, last = _topic_after(row, topic), row.created_at


def _topic_after(row: Any, before: str | None) -> str | None:
    if row.intent == _AWAY:
        return None
    shown: str | None = row.topic if row.outcome == Outcome.ANSWERED else None
    return shown or before


def _is_question(row: Any) -> bool:
    is_models = row.answered_by != AnsweredBy.GATEWAY
    return bool(row.text) and row.kind in _WRITTEN and row.outcome in HEARD and is_models


def _count(same: _Same, row: Any) -> None:
    same.wordings[row.text] += 1
    same.channels[row.channel] += 1
    same.citizens.add(row.conversation_id)
    same.turns.append(row.id)
    if row.topic is not None and group_of(row.topic) is not None:
        same.weight = SENSITIVE


def _order(key: Key, same: _Same) -> tuple[int, int, str, str]:
    weight, count = same.weight * len(same.citizens), same.wordings.total()
    return -weight, -count, key[0], key[1] or ""


def _asked(in_talk: str | None, same: _Same) -> Asked:
    return Asked(
        text=_commonest(same.wordings),
        in_talk=in_talk,
        channel=_commonest(same.channels),
        count=same.wordings.total(),
        citizens=len(same.citizens),
        turns=tuple(sorted(same.turns)[-TURNS_KEPT:]),
    )


def _commonest(counted: Counter[str]) -> str:
    """Return what came most often; of several the first by letter, so that it is always one."""
    ways: Sequence[tuple[str, int]] = counted.most_common()
    return min(ways, key=lambda way: (-way[1], way[0]))[0]
