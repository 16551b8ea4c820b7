"""How the service stands, in counts, for who keeps its content and its accounts; only reads.

Nobody's words are in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.calendar import WIB
from service.content.store import newest_load
from service.figures.messages import Messages, read_messages
from service.figures.periods import Period
from service.operations.backlog import Backlog, read_backlog
from service.operations.serving import Serving, serving_model
from service.operations.switches import SwitchedOff, switched_off
from service.outcomes import UpdateState
from service.storage.content_tables import ArticleRow
from service.storage.tables import Update

SOON = timedelta(days=30)  # in which an article that expires is looked at
LATELY = 7  # days


@dataclass(frozen=True)
class Expiring:
    """An article that is, or soon will be, too old to be said."""

    topic: str
    title: str
    unit: str
    expires: date


@dataclass(frozen=True)
class Loaded:
    """The content that serves.

    Attributes:
        version: The beginning of what its files are, as 12 hex digits.
    """

    version: str
    at: datetime
    articles: int


@dataclass(frozen=True)
class Overview:
    """One look.

    Attributes:
        expiring: By their day, those that have expired first.
        days: Messages of each of the last seven days, the oldest first.
        dead: Messages that could not be answered however often it was tried.
    """

    model: Serving | None
    loaded: Loaded | None
    expiring: tuple[Expiring, ...]
    days: Mapping[date, Messages]
    week: Messages
    switches: tuple[SwitchedOff, ...]
    backlog: Backlog
    dead: int


def read_overview(session: Session, now: datetime) -> Overview:
    """Return how the service stands now."""
    today = now.astimezone(WIB).date()
    period = Period(today - timedelta(days=LATELY - 1), today)
    messages = read_messages(session, period)
    dead = select(func.count()).select_from(Update).where(Update.state == UpdateState.DEAD)
    return Overview(
        model=serving_model(session),
        loaded=_loaded(session),
        expiring=_expiring(session, today),
        days=messages.by_day,
        week=messages.whole,
        switches=tuple(switched_off(session)),
        backlog=read_backlog(session, now),
        dead=session.scalar(dead) or 0,
    )


def _loaded(session: Session) -> Loaded | None:
    load = newest_load(session)
    if load is None:
        return None
    count = session.scalar(select(func.count()).select_from(ArticleRow)) or 0
    return Loaded(load.fingerprint[:12], load.loaded_at, count)


def _expiring(session: Session, today: date) -> tuple[Expiring, ...]:
    columns = (ArticleRow.id, ArticleRow.title, ArticleRow.unit, ArticleRow.expires)
    rows = session.execute(
        select(*columns)
        .where(ArticleRow.expires <= today + SOON)
        .order_by(ArticleRow.expires, ArticleRow.id)
    )
    return tuple(Expiring(*row) for row in rows)
