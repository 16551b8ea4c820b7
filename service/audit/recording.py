"""Writes the record: in the transaction of the deed, as the last thing before it commits.

One writer at a time, because each row hangs on the one before: SQLite has one writer anyway, on
PostgreSQL a lock is held from here to the end of the commit. All else is written before it is
taken, so nobody who holds it waits for a row of somebody who waits for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from service.audit.chain import BEGINNING, VERSION, Entry, as_json, chained
from service.audit.keys import Keys, keys_of
from service.audit.origin import Channel, Origin, origin
from service.audit.tables import AuditRow
from service.audit.values import plain
from service.clock import utc_now
from service.storage.base import table_of
from service.storage.database import do_last

RECORDING = 7214002  # PostgreSQL's name of the lock; any number that nobody else uses
_PENDING = "deeds to record"


class Deed(StrEnum):
    """What is recorded beside what happens to a ticket, which is ``ticket.`` and its event."""

    LOGGED_IN = "login.opened"
    LOGIN_HALF = "login.half"  # what was shown first was right; the second factor is waited for
    LOGIN_REFUSED = "login.refused"
    LOGGED_OUT = "login.closed"
    ACCOUNT_ADDED = "account.added"
    ACCOUNT_INVITED = "account.invited"  # by a link with which a password is chosen
    ACCOUNT_PASSWORD = "account.password"  # noqa: S105 - a deed's name
    ACCOUNT_ROLE = "account.role"
    ACCOUNT_UNITS = "account.units"
    ACCOUNT_DUTY = "account.duty"
    ACCOUNT_AWAY = "account.away"
    ACCOUNT_DISABLED = "account.disabled"
    ACCOUNT_ENABLED = "account.enabled"
    ACCOUNT_SESSIONS = "account.sessions"  # somebody else's log-ins were ended
    FACTOR_ADDED = "factor.added"
    FACTOR_REMOVED = "factor.removed"
    FACTORS_TAKEN = "factor.taken"  # by an administrator
    RECOVERY_MADE = "factor.codes"
    RECOVERY_USED = "factor.code_used"
    IDENTITY_BOUND = "identity.bound"  # to the agency's provider
    IDENTITY_UNBOUND = "identity.unbound"
    ACCOUNT_CODE = "account.code"  # by which a Telegram account, or a group, is linked
    ACCOUNT_LINKED = "account.linked"
    ACCOUNT_UNLINKED = "account.unlinked"
    GROUP_LINKED = "group.linked"
    GROUP_UNLINKED = "group.unlinked"
    TICKETS_LISTED = "tickets.listed"  # first lines of tickets, in a queue or a view
    TICKETS_FOUND = "tickets.found"  # the same, by a search; what was searched for is not kept
    TICKET_ERASED = "ticket.erased"
    SWITCHED_OFF = "switch.off"
    SWITCHED_ON = "switch.on"
    CONTENT_LOADED = "content.loaded"
    ARTICLE_PROPOSED = "article.proposed"
    ARTICLE_WITHDRAWN = "article.withdrawn"  # a proposal, by whoever made it
    ARTICLE_REFUSED = "article.refused"
    ARTICLE_PUBLISHED = "article.published"  # a proposal that was approved
    ARTICLE_TAKEN_BACK = "article.taken_back"  # to a version that served before
    ARTICLE_EXPIRED = "article.expired"
    ARTICLES_EXPORTED = "article.exported"
    EXAMPLES_ADDED = "examples.added"  # sentences that an intent is learnt from
    EXAMPLES_RETIRED = "examples.retired"
    EXAMPLES_MOVED = "examples.moved"  # an intent renamed, split or merged
    EXAMPLES_IMPORTED = "examples.imported"  # hand edits of the files
    EXAMPLES_EXPORTED = "examples.exported"
    HOURS_DECIDED = "hours.decided"  # a day, a season, a unit's week, or the file's again
    FILES_FORGOTTEN = "files.forgotten"
    INBOX_READ = "inbox.read"
    INBOX_RETRIED = "inbox.retried"
    REVIEW_LISTED = "review.listed"  # questions that were probably answered wrongly
    REVIEW_READ = "review.read"  # one of them, with its conversation
    SAMPLE_DRAWN = "sample.drawn"  # messages of a week, at random, to be judged
    SAMPLE_READ = "sample.read"  # one of them, with its conversation, by who is to judge it
    SAMPLE_JUDGED = "sample.judged"  # which word it was is not told here
    RELEASE_REPLAYED = "release.replayed"  # citizens' questions were asked of it and what serves
    ANSWERS_LISTED = "answers.listed"  # what officers answered again and again
    REPLAY_LISTED = "replay.listed"  # questions that a release answers otherwise
    REPLAY_DECIDED = "replay.decided"  # one of them, or several at once
    LABEL_PROPOSED = "label.proposed"  # what messages mean, for a second person to decide
    LABEL_DONE = "label.done"  # said by one person, who was enough
    LABEL_APPROVED = "label.approved"
    LABEL_REFUSED = "label.refused"
    LABEL_WITHDRAWN = "label.withdrawn"
    LABELS_LISTED = "label.listed"  # what waits and what was decided, with its sentences
    EXAMPLES_LISTED = "examples.listed"  # what an intent is learnt from
    CASES_EXPORTED = "case.exported"  # what must go on being answered right
    RELEASE_ORDERED = "release.ordered"  # that it serve
    RELEASE_SERVES = "release.serves"  # turns went over to it
    RELEASE_NOT_SERVED = "release.not_served"  # an order that could not be carried out
    SCHEMA_MIGRATED = "schema.migrated"
    SETTINGS = "settings.read"  # a process began with other settings than before
    RECORD_READ = "record.read"
    RECORD_EXPORTED = "record.exported"
    RECORD_VERIFIED = "record.verified"
    CANNED_KEPT = "canned.kept"  # a canned reply, new or with other words
    CANNED_REMOVED = "canned.removed"
    CANNED_MOVED = "canned.moved"  # to another place in its list
    PAGE_REFUSED = "page.refused"  # of the desk, to a role that may not
    RECORD_ANCHORED = "record.anchored"
    FILTER_SAVED = "filter.saved"  # of tickets or mistakes, under a name of the officer's own
    FILTER_REMOVED = "filter.removed"
    ALERTS_CHOSEN = "alerts.chosen"
    RELEASE_TRAINED = "release.trained"  # a candidate was made
    RELEASE_FAILED = "release.failed"  # a training gave no model
    RELEASE_JUDGED = "release.judged"
    RELEASE_APPROVED = "release.approved"
    RELEASE_OVERRIDDEN = "release.overridden"  # let serve against the gate, with a reason
    RELEASE_WITHDRAWN = "release.withdrawn"
    RELEASE_CONTENT = "release.content"  # what is said changed, the model stayed


def ticket_deed(kind: str) -> str:
    """Return the name in the record of something that happened to a ticket."""
    return f"ticket.{kind}"


@dataclass(frozen=True)
class Subject:
    """Whom or what a deed is about.

    Attributes:
        conversation_id: Of which only a pseudonym is kept.
        stranger: Somebody by a name that may be anything; only its pseudonym is kept.
    """

    ticket: str | None = None
    conversation_id: str | None = None
    stranger: str | None = None


NOBODY = Subject()
NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True)
class _Told:
    at: datetime
    deed: str
    actor: str
    officer_id: int | None
    place: Origin
    subject: Subject
    data: dict[str, Any]


def record(
    session: Session,
    deed: str,
    now: datetime | None,
    subject: Subject = NOBODY,
    *,
    actor: str | None = None,
    officer_id: int | None = None,
    data: Mapping[str, Any] = NOTHING,
) -> None:
    """Let a deed be recorded when the transaction of ``Database.write`` commits.

    Args:
        now: None where the deed knows no time: the machine's.
        actor: ``officer``, ``citizen``, ``bot``, ``operator`` or ``system``; else told by where
            the deed comes from.
        officer_id: Who did it; else who is logged in there.

    Raises:
        ValueError: A value could be somebody's words.
    """
    place = origin()
    who = officer_id if officer_id is not None or actor else place.officer_id
    values = {name: plain(name, value) for name, value in data.items() if value is not None}
    told = _Told(now or utc_now(), deed, actor or _actor(place, who), who, place, subject, values)
    _pending(session).append(told)


def head_of(session: Session) -> tuple[int, str]:
    """Return the number and the hash of the last row."""
    row = session.execute(_HEAD).first()
    return (row.id, row.hash) if row else (0, BEGINNING)


def take_turn(session: Session) -> None:
    """Be the only one who writes the record until the transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_LOCK)


def _pending(session: Session) -> list[_Told]:
    if _PENDING not in session.info:
        session.info[_PENDING] = []
        do_last(session, _write)
    return cast("list[_Told]", session.info[_PENDING])


def _write(session: Session) -> None:
    pending = _pending(session)
    session.flush()
    keys = keys_of(session, pending[0].at)
    take_turn(session)
    number, before = head_of(session)
    rows = []
    for told in pending:
        number += 1
        entry = chained(_entry(number, told, keys), before, keys.seal)
        rows.append(vars(entry))
        before = entry.hash
    session.execute(_ADD, rows).close()
    pending.clear()


def _entry(number: int, told: _Told, keys: Keys) -> Entry:
    place, subject = told.place, told.subject
    whose = subject.conversation_id or subject.stranger
    is_of_somebody = told.actor in ("citizen", "bot")  # no address of a citizen's is kept
    return Entry(
        id=number,
        version=VERSION,
        at=told.at,
        deed=told.deed,
        actor=told.actor,
        officer_id=told.officer_id,
        operator=place.operator,
        channel=place.channel.value,
        address=None if is_of_somebody else _address(place, keys),
        ticket=subject.ticket,
        citizen=keys.pseudonym(whose) if whose else None,
        data=as_json(told.data),
    )


def _address(place: Origin, keys: Keys) -> str | None:
    if place.channel is Channel.TELEGRAM and place.address:
        return keys.pseudonym(place.address)
    return place.address


def _actor(place: Origin, officer_id: int | None) -> str:
    if officer_id is not None:
        return "officer"
    return "operator" if place.channel is Channel.COMMAND else "system"


# Built once, on the table: docs/adr/0016.
_a = table_of(AuditRow).c
_ADD = table_of(AuditRow).insert().returning(_a.id)  # all rows in one statement, see storage.rows
_HEAD = select(_a.id, _a.hash).order_by(_a.id.desc()).limit(1)
_LOCK = select(func.pg_advisory_xact_lock(text(str(RECORDING))))
