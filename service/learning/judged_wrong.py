"""Which messages were answered wrongly in somebody's words: the citizen's, or a judge's."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from service.calendar import WIB
from service.figures.periods import Period
from service.learning.signals import AFTER, BY_BOT
from service.learning.verdicts import JUDGES, Verdict
from service.outcomes import Outcome
from service.storage.learning_tables import SampledTurn, SampleVerdict
from service.storage.tables import Conversation, Turn

_NO_MESSAGE = (Outcome.RATED.value, Outcome.JOINED.value, Outcome.IGNORED.value)


@dataclass(frozen=True)
class WrongTurn:
    """A message that was answered wrongly."""

    day: date
    channel: str
    topic: str | None


def wrong_turns(session: Session, period: Period) -> list[WrongTurn]:
    """Return what citizens called unhelpful or rejected, and what two judges called wrong."""
    return [
        WrongTurn(row.created_at.astimezone(WIB).date(), row.channel, row.topic)
        for row in session.execute(_statement(period))
        if row.is_told or _is_soon(row.created_at, row.next_at)
    ]


def _statement(period: Period) -> Select[Any]:
    """Select each message of the period with what its citizen said next."""
    talk: dict[str, Any] = {"partition_by": Turn.conversation_id, "order_by": Turn.id}
    told: ColumnElement[bool] = or_(
        func.coalesce(Turn.feedback, "") == "unhelpful", Turn.id.in_(_JUDGED)
    )
    inner = (
        select(
            Turn.created_at,
            Turn.topic,
            Turn.outcome,
            Conversation.channel,
            told.label("is_told"),
            func.lead(Turn.intent).over(**talk).label("next_intent"),
            func.lead(Turn.created_at, type_=Turn.created_at.type).over(**talk).label("next_at"),
        )
        .join(Conversation, Conversation.id == Turn.conversation_id)
        .where(
            Turn.created_at >= period.begin,
            Turn.created_at < period.end + AFTER,
            Turn.outcome.not_in(_NO_MESSAGE),
        )
        .subquery()
    )
    its = inner.c
    return select(inner).where(
        its.created_at < period.end,
        its.outcome.in_([outcome.value for outcome in BY_BOT]),
        or_(its.is_told, its.next_intent == "deny"),
    )


def _is_soon(at: datetime, after: datetime | None) -> bool:
    return after is not None and after - at <= AFTER


_BOTH = (
    select(SampleVerdict.sampled_id)
    .group_by(SampleVerdict.sampled_id)
    .having(func.count() == JUDGES, func.min(SampleVerdict.verdict) == Verdict.WRONG.value)
    .having(func.max(SampleVerdict.verdict) == Verdict.WRONG.value)
)
_JUDGED = select(SampledTurn.turn_id).where(SampledTurn.id.in_(_BOTH))
