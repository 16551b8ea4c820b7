"""Which trained model answers, and since when: noted by a gateway, read by whoever keeps the bot.

Functions take an open ``Session`` and never commit.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.operations.tables import ServingModel

NOTED_EVERY = timedelta(minutes=5)  # while the same one answers
NAME_LENGTH = 200


@dataclass(frozen=True)
class Serving:
    """A model that answers.

    Attributes:
        since: When it was seen first after another one.
        seen_at: When it was seen last; long ago: Rasa, or every gateway, is away.
    """

    name: str
    since: datetime
    seen_at: datetime


def serving_model(session: Session) -> Serving | None:
    """Return the model that was seen last, None where none ever was."""
    row = _newest(session)
    return Serving(row.name, row.since, row.seen_at) if row else None


def is_to_be_noted(session: Session, name: str, now: datetime) -> bool:
    """Tell whether noting a model would tell anything new."""
    row = _newest(session)
    return row is None or row.name != name[:NAME_LENGTH] or now - row.seen_at >= NOTED_EVERY


def note_model(session: Session, name: str, now: datetime) -> None:
    """Note that a model answers now."""
    name, newest = name[:NAME_LENGTH], _newest(session)
    row = session.get(ServingModel, name, with_for_update=True)
    if row is None:
        session.add(ServingModel(name=name, since=now, seen_at=now))
        return
    if newest is not None and newest.name != name:
        row.since = now
    row.seen_at = now


def _newest(session: Session) -> ServingModel | None:
    return session.scalar(
        select(ServingModel).order_by(ServingModel.seen_at.desc(), ServingModel.name).limit(1)
    )
