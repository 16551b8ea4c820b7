"""Officers' accounts: who may log in, with which password, and the log-in itself.

Functions take an open ``Session`` and never commit, but for ``log_in`` and ``is_own_password``,
which open short transactions of their own: hashing takes long and must hold no lock.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.errors import NotFound, OfficerExists
from service.officers.browsers import forget_browsers, is_known
from service.officers.duty import OfficerView, be_active, view_of_officer
from service.officers.entering import HalfLogin, Way, enter
from service.officers.passwords import HASHER, UNUSABLE, check_password, is_right
from service.officers.refusals import (
    Refusal,
    Refused,
    Source,
    account_key,
    forgive,
    record_refusal,
    source_key,
    wait_for,
)
from service.officers.sessions import Login, end_sessions
from service.storage.database import Database
from service.storage.officer_tables import Identity, Invitation
from service.storage.tables import Officer


@dataclass(frozen=True)
class LoginRefused:
    """A log-in that was refused.

    Attributes:
        wait: For how long nothing is looked at; zero after a wrong password, or an unknown name.
    """

    why: Refused
    wait: timedelta = timedelta()


@dataclass(frozen=True)
class Account:
    """An account as administrators see it.

    Attributes:
        has_identity: Whether the agency's provider leads to it.
    """

    officer: OfficerView
    last_login_at: datetime | None
    has_password: bool
    has_identity: bool
    invited_until: datetime | None

    @property
    def has_way_in(self) -> bool:
        """Whether an invitation was taken, or is not needed."""
        return self.has_password or self.has_identity


@dataclass(frozen=True)
class _Try:
    """An account somebody wants to log in to, as it was when it was looked up."""

    account: str
    source: str
    officer_id: int | None
    password_hash: str | None


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
        WeakPassword: The password is easily guessed.
        OfficerExists: The user name is taken.
    """
    check_password(password, username, name)
    return add_account(session, username, name, unit, now, hasher.hash(password))


def add_account(
    session: Session,
    username: str,
    name: str,
    unit: str,
    now: datetime,
    password_hash: str = UNUSABLE,
) -> OfficerView:
    """Register an officer; without a hash nobody can log in before an invitation is taken.

    Raises:
        OfficerExists: The user name is taken.
    """
    if find_account(session, username) is not None:
        raise OfficerExists(f"there is an officer {username!r} already")
    row = Officer(
        username=username.lower(),
        name=name,
        unit=unit,
        password_hash=password_hash,
        created_at=now,
    )
    session.add(row)
    session.flush()
    record(session, Deed.ACCOUNT_ADDED, now, data={"account": row.id, "unit": unit})
    return view_of_officer(session, row)


def set_password(
    session: Session,
    username: str,
    password: str,
    hasher: PasswordHasher = HASHER,
    keeping: str = "",
) -> None:
    """Give an officer a new password; end their log-ins and what else leads in.

    Args:
        keeping: The cookie of the log-in that stays: the officer's who changes their own.

    Raises:
        WeakPassword: The password is easily guessed.
        NotFound: There is no such officer.
    """
    row = find_account(session, username)
    if row is None:
        raise NotFound(f"no officer {username!r}")
    check_password(password, row.username, row.name)
    row.password_hash = hasher.hash(password)
    record(session, Deed.ACCOUNT_PASSWORD, None, data={"account": row.id})
    shut_out(session, row.id, keeping)


def disable_account(session: Session, username: str) -> OfficerView:
    """Shut an officer out at once; what they hold goes back to the queue with the next step.

    Raises:
        NotFound: There is no such officer.
    """
    officer = be_active(session, username, is_active=False)
    shut_out(session, officer.id)
    return officer


def shut_out(session: Session, officer_id: int, keeping: str = "") -> None:
    """End an officer's log-ins, invitations and known browsers, but for one log-in."""
    end_sessions(session, officer_id, keeping)
    session.execute(delete(Invitation).where(Invitation.officer_id == officer_id))
    if not keeping:
        forget_browsers(session, officer_id)


def list_officers(session: Session) -> list[OfficerView]:
    """Return all active officers by user name."""
    rows = session.scalars(select(Officer).where(Officer.active).order_by(Officer.username))
    return [view_of_officer(session, row) for row in rows]


def list_accounts(session: Session, now: datetime) -> list[Account]:
    """Return all accounts by user name, those that are disabled last."""
    rows = session.scalars(select(Officer).order_by(Officer.active.desc(), Officer.username))
    return [_account(session, row, now) for row in rows]


def read_account(session: Session, officer_id: int, now: datetime) -> Account:
    """Return an account.

    Raises:
        NotFound: There is no such account.
    """
    row = session.get(Officer, officer_id)
    if row is None:
        raise NotFound(f"no officer with the number {officer_id}")
    return _account(session, row, now)


def log_in(
    database: Database, username: str, password: str, now: datetime, source: Source | None = None
) -> Login | HalfLogin | LoginRefused:
    """Check a password; open a log-in, ask for the second factor, or record why not.

    An unknown user name costs as much time as a known one, and is delayed alike.
    """
    at = source or Source()
    tried = _look_up(database, username, at, now)
    if isinstance(tried, LoginRefused):
        return tried
    good = is_right(tried.password_hash, password)
    with database.write() as session:
        row = find_account(session, username)
        is_same = row is not None and row.password_hash == tried.password_hash
        if row is None or not is_same or not good or not row.active:
            is_inactive = good and is_same and row is not None and not row.active
            why = Refused.INACTIVE if is_inactive else Refused.PASSWORD
            return _refuse(session, tried, at, LoginRefused(why), now)
        return enter(session, row, Way.PASSWORD, at, now)


def is_own_password(
    database: Database, officer: OfficerView, password: str, now: datetime, source: Source
) -> bool | LoginRefused:
    """Tell whether an officer who is logged in typed their password; guesses are slowed too."""
    tried = _look_up(database, officer.username, source, now)
    if isinstance(tried, LoginRefused):
        return tried
    good = is_right(tried.password_hash, password)
    with database.write() as session:
        if not good:
            return _refuse(session, tried, source, LoginRefused(Refused.PASSWORD), now)
        forgive(session, tried.account, tried.source)
    return True


def find_account(session: Session, username: str) -> Officer | None:
    """Return an officer's row by user name, in any case."""
    if not username.isprintable():  # PostgreSQL refuses even to look for some characters
        return None
    return session.scalar(select(Officer).where(Officer.username == username.lower()))


def is_bound(session: Session, officer_id: int) -> bool:
    """Tell whether an identity of the agency's provider leads to an account."""
    bound = select(Identity.officer_id).where(Identity.officer_id == officer_id)
    return session.scalar(bound) is not None


def _look_up(
    database: Database, username: str, source: Source, now: datetime
) -> _Try | LoginRefused:
    with database.read() as session:
        row = find_account(session, username)
        account = account_key(username)
        was_known = row is not None and is_known(session, row.id, source, now)
        key = source_key(source, is_known=was_known)
        tried = _Try(
            account,
            key,
            row.id if row is not None else None,
            row.password_hash if row is not None else None,
        )
        waiting = wait_for(session, account, key, source.address, now)
    if waiting is None:
        return tried
    with database.write() as session:
        return _refuse(session, tried, source, LoginRefused(*waiting), now)


def _refuse(
    session: Session, tried: _Try, source: Source, refused: LoginRefused, now: datetime
) -> LoginRefused:
    refusal = Refusal(tried.account, tried.source, source.address, refused.why, tried.officer_id)
    record_refusal(session, refusal, now)
    return refused


def _account(session: Session, row: Officer, now: datetime) -> Account:
    invited = session.scalar(
        select(Invitation.expires_at)
        .where(Invitation.officer_id == row.id, Invitation.expires_at > now)
        .order_by(Invitation.expires_at.desc())
        .limit(1)
    )
    return Account(
        officer=view_of_officer(session, row),
        last_login_at=row.last_login_at,
        has_password=row.password_hash != UNUSABLE,
        has_identity=is_bound(session, row.id),
        invited_until=invited,
    )
