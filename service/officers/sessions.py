"""Log-ins at the desk: opened, looked up by the cookie, listed, ended.

A log-in ends after a working day, after ``IDLE`` without anything done, and when its account is
disabled. Functions take an open ``Session`` and never commit.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_, select, true, update
from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.officers.duty import OfficerView, view_of_officer
from service.officers.factors import has_factor
from service.officers.passwords import UNUSABLE
from service.officers.refusals import Source
from service.storage.officer_tables import DeskSession, LoginStep
from service.storage.tables import Officer

SESSION_TIME = timedelta(hours=10)  # a working day
IDLE = timedelta(minutes=30)
CONFIRMED = timedelta(minutes=10)  # in which password and second factor count as just shown
TOUCH = timedelta(minutes=1)  # how exactly it is known when somebody was here
NAME_LENGTH = 16  # characters of a token's hash by which its own officer names a log-in


@dataclass(frozen=True)
class Login:
    """A log-in: ``token`` goes into the browser's cookie and nowhere else.

    Attributes:
        browser: What makes the browser a known one; "" when it is one already.
    """

    token: str
    officer: OfficerView
    browser: str = ""


@dataclass(frozen=True)
class ActiveSession:
    """Who a cookie belongs to, and the token its forms must carry.

    Attributes:
        name: By which its officer names it among their own.
        confirmed_at: When the password was typed last, and the second factor shown.
        has_factor: Whether a second factor is asked of the officer.
        has_password: Whether they have chosen a password.
        login_before_at: The officer's log-in before this one.
        is_due: Whether ``touch`` should note that somebody is here.
    """

    officer: OfficerView
    csrf_token: str
    name: str = ""
    confirmed_at: datetime | None = None
    login_before_at: datetime | None = None
    is_due: bool = False
    has_factor: bool = False
    has_password: bool = True

    def is_confirmed_at(self, now: datetime) -> bool:
        """Tell whether they showed a moment ago who they are."""
        return self.confirmed_at is not None and now < self.confirmed_at + CONFIRMED


@dataclass(frozen=True)
class OwnSession:
    """One of an officer's log-ins, as they see it."""

    name: str
    since: datetime
    seen_at: datetime
    address: str
    agent: str


def open_session(
    session: Session, row: Officer, source: Source, now: datetime, how: str = "password"
) -> str:
    """Open a log-in; return the cookie's value. ``how`` says in the record what was shown,
    if it was not a password alone."""
    session.execute(delete(DeskSession).where(DeskSession.expires_at <= now))
    token = secrets.token_urlsafe(32)
    session.add(
        DeskSession(
            token_hash=digest(token),
            officer_id=row.id,
            csrf_token=secrets.token_urlsafe(32),
            created_at=now,
            expires_at=now + SESSION_TIME,
            seen_at=now,
            confirmed_at=now,
            login_before_at=row.last_login_at,
            address=source.address[:64],
            agent=source.agent[:200],
        )
    )
    row.last_login_at = now
    shown = {} if how == "password" else {"how": how}
    record(session, Deed.LOGGED_IN, now, officer_id=row.id, data=shown)
    return token


def active_session(session: Session, token: str, now: datetime) -> ActiveSession | None:
    """Return who a cookie belongs to; None when it is unknown, has expired, or was left alone."""
    row = session.get(DeskSession, digest(token))
    if row is None or not _is_alive(row, now):
        return None
    officer = session.get_one(Officer, row.officer_id)
    if not officer.active:
        return None
    return ActiveSession(
        officer=view_of_officer(session, officer),
        csrf_token=row.csrf_token,
        name=row.token_hash[:NAME_LENGTH],
        confirmed_at=row.confirmed_at,
        login_before_at=row.login_before_at,
        is_due=row.seen_at is None or row.seen_at <= now - TOUCH,
        has_factor=has_factor(session, officer.id),
        has_password=officer.password_hash != UNUSABLE,
    )


def touch(session: Session, token: str, now: datetime) -> None:
    """Note that somebody did something in a log-in."""
    row = session.get(DeskSession, digest(token))
    if row is not None:
        row.seen_at = now


def renew(session: Session, token: str) -> str:
    """Give a log-in another cookie's value and return it; the former one opens nothing more."""
    fresh = secrets.token_urlsafe(32)
    session.execute(
        update(DeskSession)
        .where(DeskSession.token_hash == digest(token))
        .values(token_hash=digest(fresh))
    )
    return fresh


def confirm(session: Session, token: str, now: datetime) -> None:
    """Note that in a log-in somebody showed once more who they are."""
    row = session.get(DeskSession, digest(token))
    if row is not None:
        row.confirmed_at = now


def log_out(session: Session, token: str) -> None:
    """End a log-in."""
    row = session.get(DeskSession, digest(token))
    if row is not None:
        record(session, Deed.LOGGED_OUT, None, officer_id=row.officer_id)
    session.execute(delete(DeskSession).where(DeskSession.token_hash == digest(token)))


def sessions_of(session: Session, officer_id: int, now: datetime) -> list[OwnSession]:
    """Return an officer's log-ins, the newest first."""
    rows = session.scalars(
        select(DeskSession)
        .where(DeskSession.officer_id == officer_id)
        .order_by(DeskSession.created_at.desc())
    )
    return [
        OwnSession(
            name=row.token_hash[:NAME_LENGTH],
            since=row.created_at,
            seen_at=row.seen_at or row.created_at,
            address=row.address,
            agent=row.agent,
        )
        for row in rows
        if _is_alive(row, now)
    ]


def end_session(session: Session, officer_id: int, name: str) -> bool:
    """End one of an officer's own log-ins; tell whether it was one."""
    if len(name) != NAME_LENGTH:
        return False
    ended = session.execute(
        delete(DeskSession)
        .where(
            DeskSession.officer_id == officer_id,
            DeskSession.token_hash.startswith(name, autoescape=True),
        )
        .returning(DeskSession.token_hash)
    ).all()
    if ended:
        record(session, Deed.LOGGED_OUT, None, officer_id=officer_id)
    return bool(ended)


def end_sessions(session: Session, officer_id: int, but: str = "") -> int:
    """End all of an officer's log-ins, but for the one whose cookie has this value.

    Those that wait for a second factor end as well, but are not counted.
    """
    session.execute(delete(LoginStep).where(LoginStep.officer_id == officer_id))
    ended = session.execute(
        delete(DeskSession)
        .where(DeskSession.officer_id == officer_id, DeskSession.token_hash != digest(but))
        .returning(DeskSession.token_hash)
    ).all()
    return len(ended)


def end_others_sessions(session: Session, officer_id: int, name: str = "") -> int:
    """End the log-ins of somebody else, or the one of that name; return how many.

    Recorded as the deed of who does it, not as a log-out of whose they were.
    """
    of_name = DeskSession.token_hash.startswith(name, autoescape=True)
    is_meant = of_name if len(name) == NAME_LENGTH else true()
    if name and len(name) != NAME_LENGTH:
        return 0
    ended = session.execute(
        delete(DeskSession)
        .where(DeskSession.officer_id == officer_id, is_meant)
        .returning(DeskSession.token_hash)
    ).all()
    data = {"account": officer_id, "count": len(ended)}
    record(session, Deed.ACCOUNT_SESSIONS, None, data=data)
    return len(ended)


def digest(token: str) -> str:
    """Return what the table holds of a secret."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def _is_alive(row: DeskSession, now: datetime) -> bool:
    is_idle = row.seen_at is not None and row.seen_at + IDLE <= now
    return row.expires_at > now and not is_idle


def is_alive(now: datetime) -> ColumnElement[bool]:
    """Tell the same in SQL."""
    is_used = or_(DeskSession.seen_at.is_(None), DeskSession.seen_at > now - IDLE)
    return (DeskSession.expires_at > now) & is_used
