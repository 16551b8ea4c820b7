"""Officers: who may answer, their passwords (Argon2id), and their log-ins at the desk.

Functions take an open ``Session`` and never commit, but for ``log_in``.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.audit.recording import NOBODY, Deed, Subject, record
from service.errors import NotFound, OfficerExists, WeakPassword
from service.officers.duty import OfficerView, view_of_officer
from service.storage.database import Database
from service.storage.officer_tables import DeskSession
from service.storage.tables import Officer

PASSWORD_LENGTH = 12  # characters at least
MAX_FAILURES = 5  # wrong passwords in a row before a pause
LOCK_TIME = timedelta(minutes=15)
SESSION_TIME = timedelta(hours=10)  # a working day

HASHER = PasswordHasher()  # 64 MiB and a tenth of a second for each password, on purpose
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$" + "A" * 43


@dataclass(frozen=True)
class Login:
    """A log-in: ``token`` goes into the browser's cookie and nowhere else."""

    token: str
    officer: OfficerView


@dataclass(frozen=True)
class ActiveSession:
    """Who a cookie belongs to, and the token its forms must carry."""

    officer: OfficerView
    csrf_token: str


def add_officer(
    session: Session,
    username: str,
    name: str,
    unit: str,
    password: str,
    now: datetime,
    hasher: PasswordHasher = HASHER,
) -> OfficerView:
    """Register an officer; ``hasher`` says how much work a stolen hash makes.

    Raises:
        WeakPassword: The password has fewer than ``PASSWORD_LENGTH`` characters.
        OfficerExists: The user name is taken.
    """
    if len(password) < PASSWORD_LENGTH:
        raise WeakPassword(f"the password needs at least {PASSWORD_LENGTH} characters")
    if _by_username(session, username) is not None:
        raise OfficerExists(f"there is an officer {username!r} already")
    row = Officer(
        username=username.lower(),
        name=name,
        unit=unit,
        password_hash=hasher.hash(password),
        created_at=now,
    )
    session.add(row)
    session.flush()
    record(session, Deed.ACCOUNT_ADDED, now, data={"account": row.id, "unit": unit})
    return view_of_officer(session, row)


def set_password(
    session: Session, username: str, password: str, hasher: PasswordHasher = HASHER
) -> None:
    """Give an officer a new password and end their log-ins.

    Raises:
        WeakPassword: The password has fewer than ``PASSWORD_LENGTH`` characters.
        NotFound: There is no such officer.
    """
    if len(password) < PASSWORD_LENGTH:
        raise WeakPassword(f"the password needs at least {PASSWORD_LENGTH} characters")
    row = _by_username(session, username)
    if row is None:
        raise NotFound(f"no officer {username!r}")
    row.password_hash, row.failed_logins, row.locked_until = hasher.hash(password), 0, None
    record(session, Deed.ACCOUNT_PASSWORD, None, data={"account": row.id})
    session.execute(delete(DeskSession).where(DeskSession.officer_id == row.id))


def list_officers(session: Session) -> list[OfficerView]:
    """Return all active officers by user name."""
    rows = session.scalars(select(Officer).where(Officer.active).order_by(Officer.username))
    return [view_of_officer(session, row) for row in rows]


def log_in(database: Database, username: str, password: str, now: datetime) -> Login | None:
    """Check a password and open a log-in; None when it is wrong or the account pauses.

    Opens its own short transactions, because hashing takes long and must hold no lock. An unknown
    user name costs as much time as a known one.
    """
    with database.read() as session:
        row = _by_username(session, username)
        password_hash = row.password_hash if row else _NOBODY
    is_right = _verify(password_hash, password)
    with database.write() as session:
        row = _by_username(session, username)
        why = _why_refused(row, password_hash, is_right, now)
        if row is None or why is not None:
            _refuse(session, username, row, why or "unknown", now)
            return None
        return _open_login(session, row, now)


def _why_refused(row: Officer | None, tried: str, is_right: bool, now: datetime) -> str | None:
    if row is None:
        return "unknown"
    if not row.active:
        return "disabled"
    if row.locked_until and row.locked_until > now:
        return "paused"
    if row.password_hash != tried:  # changed while it was being checked
        return "changed"
    return None if is_right else "password"


def _refuse(session: Session, username: str, row: Officer | None, why: str, now: datetime) -> None:
    """Record a log-in that failed; of an unknown name, which may be anything, a pseudonym."""
    if row is not None and why == "password":
        _count_failure(row, now)
    who = NOBODY if row is not None else Subject(stranger=username)
    account = {"account": row.id} if row is not None else {}
    record(session, Deed.LOGIN_REFUSED, now, who, data={"why": why, **account})


def active_session(session: Session, token: str, now: datetime) -> ActiveSession | None:
    """Return who a cookie belongs to; None when it is unknown or has expired."""
    row = session.get(DeskSession, _digest(token))
    if row is None or row.expires_at <= now:
        return None
    officer = session.get_one(Officer, row.officer_id)
    return (
        ActiveSession(view_of_officer(session, officer), row.csrf_token)
        if officer.active
        else None
    )


def log_out(session: Session, token: str) -> None:
    """End a log-in."""
    row = session.get(DeskSession, _digest(token))
    if row is not None:
        record(session, Deed.LOGGED_OUT, None, officer_id=row.officer_id)
    session.execute(delete(DeskSession).where(DeskSession.token_hash == _digest(token)))


def _open_login(session: Session, row: Officer, now: datetime) -> Login:
    row.failed_logins, row.locked_until = 0, None
    session.execute(delete(DeskSession).where(DeskSession.expires_at <= now))
    record(session, Deed.LOGGED_IN, now, officer_id=row.id)
    token = secrets.token_urlsafe(32)
    session.add(
        DeskSession(
            token_hash=_digest(token),
            officer_id=row.id,
            csrf_token=secrets.token_urlsafe(32),
            created_at=now,
            expires_at=now + SESSION_TIME,
        )
    )
    return Login(token, view_of_officer(session, row))


def _verify(password_hash: str, password: str) -> bool:
    try:
        return HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _count_failure(row: Officer, now: datetime) -> None:
    row.failed_logins += 1
    if row.failed_logins >= MAX_FAILURES:
        row.failed_logins, row.locked_until = 0, now + LOCK_TIME


def _by_username(session: Session, username: str) -> Officer | None:
    if not username.isprintable():  # PostgreSQL refuses even to look for some characters
        return None
    return session.scalar(select(Officer).where(Officer.username == username.lower()))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
