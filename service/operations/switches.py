"""Off switches: the whole bot, escalation, one intent or one article, as rows and not deployments.

``tanya switch`` turns them, ``bot/switch_gate.py`` obeys them. A row of ``switches`` is something
that is off, with what citizens are told; ``switch_changes`` keeps every change and is only added
to. Functions take an open ``Session`` and never commit.
"""

import difflib
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from service.answering.decision import CHAT_INTENTS, OTHER_INTENTS
from service.audit.recording import Deed, record
from service.content.store import read_articles
from service.errors import DatabaseUnavailable, UnknownSwitch, UnusableText
from service.storage.database import Database
from service.storage.tables import SwitchChange, SwitchRow

BOT = "bot"
ESCALATION = "escalation"
_INTENT = "intent:"
_ARTICLE = "article:"
TEXT_LIMIT = 1000  # characters; a phone shows them without scrolling far
REFRESH = 2.0  # seconds between two looks at the table

log = structlog.get_logger()


@dataclass(frozen=True)
class SwitchedOff:
    """Something that is off; ``text`` is what citizens are told instead."""

    name: str
    text: str
    by: str
    reason: str
    since: datetime


@dataclass(frozen=True)
class Change:
    """One turn of a switch; ``text`` is empty where it was turned on."""

    name: str
    is_off: bool
    text: str
    by: str
    reason: str
    at: datetime


def intent_switch(intent: str) -> str:
    """Return the name of an intent's switch."""
    return _INTENT + intent


def article_switch(article_id: str) -> str:
    """Return the name of an article's switch."""
    return _ARTICLE + article_id


def known_switches(session: Session) -> list[str]:
    """Return the name of everything that can be switched off with the content loaded now."""
    articles = [article.id for article in read_articles(session)]
    intents = [*sorted((CHAT_INTENTS | OTHER_INTENTS) - {"nlu_fallback"}), *articles]
    return [
        BOT,
        ESCALATION,
        *map(intent_switch, intents),
        *map(article_switch, articles),
    ]


def require_known(session: Session, name: str) -> None:
    """Make sure that something of this name can be switched off.

    Raises:
        UnknownSwitch: There is nothing of this name; tells what is near.
    """
    known = known_switches(session)
    if name not in known:
        near = ", ".join(_near(name, known)) or f"{BOT}, {ESCALATION}"
        raise UnknownSwitch(f"there is no switch {name!r}; near it: {near}")


def turn_off(
    session: Session, name: str, text: str, by: str, reason: str, now: datetime
) -> SwitchedOff:
    """Switch something off, or change the text of what is off.

    Raises:
        UnknownSwitch: There is nothing of this name; tells what is near.
        UnusableText: Citizens would read nothing, or too much.
    """
    require_known(session, name)
    text = text.strip()
    if not text or len(text) > TEXT_LIMIT:
        raise UnusableText(f"the text for citizens needs 1 to {TEXT_LIMIT} characters")
    session.merge(SwitchRow(name=name, text=text, by=by, reason=reason, since=now))
    session.add(SwitchChange(name=name, is_off=True, text=text, by=by, reason=reason, at=now))
    record(session, Deed.SWITCHED_OFF, now, data={"switch": name[:64]})
    return SwitchedOff(name, text, by, reason, now)


def turn_on(session: Session, name: str, by: str, reason: str, now: datetime) -> bool:
    """Switch something on again; False when it was not off.

    Raises:
        UnknownSwitch: There is nothing of this name, and nothing of it is off.
    """
    row = session.get(SwitchRow, name)
    if row is None:
        require_known(session, name)
        return False
    session.delete(row)
    session.add(SwitchChange(name=name, is_off=False, text="", by=by, reason=reason, at=now))
    record(session, Deed.SWITCHED_ON, now, data={"switch": name[:64]})
    return True


def switched_off(session: Session) -> list[SwitchedOff]:
    """Return everything that is off, by name."""
    rows = session.scalars(select(SwitchRow).order_by(SwitchRow.name))
    return [SwitchedOff(row.name, row.text, row.by, row.reason, row.since) for row in rows]


def switch_history(session: Session, limit: int) -> list[Change]:
    """Return the newest changes, the newest first."""
    rows = session.scalars(select(SwitchChange).order_by(SwitchChange.id.desc()).limit(limit))
    return [Change(row.name, row.is_off, row.text, row.by, row.reason, row.at) for row in rows]


class Switches:
    """What is off now, for a process that asks often: looks every ``REFRESH`` seconds.

    Thread-safe. When the table cannot be read, what was known last goes on.
    """

    def __init__(self, database: Database, refresh: float = REFRESH) -> None:
        self._database = database
        self._refresh = refresh
        self._lock = threading.Lock()
        self._off: Mapping[str, SwitchedOff] = {}
        self._look_at = 0.0

    def is_fresh(self) -> bool:
        """Tell whether what is known is new enough to go by."""
        return time.monotonic() < self._look_at

    def known(self) -> Mapping[str, SwitchedOff]:
        """Return what was off at the last look, by name, without waiting."""
        return self._off

    def off(self) -> Mapping[str, SwitchedOff]:
        """Return what is off, by name, after a look where that is due."""
        with self._lock:
            if time.monotonic() >= self._look_at:
                self._look()
                self._look_at = time.monotonic() + self._refresh
            return self._off

    def _look(self) -> None:
        try:
            with self._database.read() as session:
                self._off = {off.name: off for off in switched_off(session)}
        except (SQLAlchemyError, DatabaseUnavailable) as error:
            log.warning("switches_unreadable", error=type(error).__name__)


def _near(name: str, known: Sequence[str]) -> list[str]:
    """Return names like one that was mistyped, also where its kind was left out."""
    bare = _bare(name)
    same = [other for other in known if _bare(other) == bare]
    if same:
        return same
    by_bare = {_bare(other): other for other in known}
    close = difflib.get_close_matches(bare, by_bare, n=3, cutoff=0.5)
    whole = difflib.get_close_matches(name, known, n=3, cutoff=0.6)
    return list(dict.fromkeys([*whole, *(by_bare[found] for found in close)]))[:5]


def _bare(name: str) -> str:
    """Return what a switch's name is about, without its kind."""
    return name.removeprefix(_INTENT).removeprefix(_ARTICLE)
