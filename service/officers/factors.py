"""Second factors of an officer: which there are, and what is recorded of new and removed ones.

An authenticator app (``totp.py``) or a passkey (``passkeys.py``) is one; a recovery code stands in
for one, once (``recovery.py``). Functions take an open ``Session`` and never commit.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import delete, exists, func, or_, select
from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.errors import NotFound
from service.storage.officer_tables import Passkey, RecoveryCode, TotpSecret
from service.storage.tables import Officer


class Sealing(Protocol):
    """Seals what must not lie readable in a backup; not within a transaction."""

    def close(self, content: bytes) -> bytes:
        """Return the bytes as they are stored."""
        ...

    def open(self, stored: bytes) -> bytes:
        """Return the bytes as they were; ``NotFound`` if that cannot be."""
        ...


@dataclass(frozen=True)
class Factor:
    """A second factor as its officer sees it.

    Attributes:
        name: Of a passkey, as the officer named it; "" of an authenticator app.
    """

    number: int
    name: str
    made_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class Factors:
    """All that an officer has.

    Attributes:
        codes: Recovery codes that are left.
        taken_at: When an administrator took the former ones away, and none is there since.
    """

    app: Factor | None
    passkeys: tuple[Factor, ...]
    codes: int
    taken_at: datetime | None = None

    @property
    def count(self) -> int:
        """How many second factors there are."""
        return len(self.passkeys) + (self.app is not None)


def has_factor(session: Session, officer_id: int) -> bool:
    """Tell whether a second factor is asked of an officer."""
    passkey = exists().where(Passkey.officer_id == officer_id)
    app = exists().where(TotpSecret.officer_id == officer_id, TotpSecret.confirmed_at.is_not(None))
    return bool(session.scalar(select(or_(passkey, app))))


def factors_of(session: Session, officer_id: int) -> Factors:
    """Return what an officer has.

    Raises:
        NotFound: There is no such officer.
    """
    officer = session.get(Officer, officer_id)
    if officer is None:
        raise NotFound(f"no officer with the number {officer_id}")
    app = session.scalar(
        select(TotpSecret).where(
            TotpSecret.officer_id == officer_id, TotpSecret.confirmed_at.is_not(None)
        )
    )
    passkeys = session.scalars(
        select(Passkey).where(Passkey.officer_id == officer_id).order_by(Passkey.id)
    )
    codes = select(func.count()).where(RecoveryCode.officer_id == officer_id)
    return Factors(
        app=None if app is None else Factor(app.id, "", app.made_at, app.used_at),
        passkeys=tuple(Factor(one.id, one.name, one.made_at, one.used_at) for one in passkeys),
        codes=session.scalar(codes) or 0,
        taken_at=officer.factors_taken_at,
    )


def note_added(session: Session, officer_id: int, kind: str, now: datetime) -> None:
    """Record a new second factor of an officer's own."""
    session.get_one(Officer, officer_id).factors_taken_at = None
    record(session, Deed.FACTOR_ADDED, now, data={"account": officer_id, "kind": kind})


def note_removed(session: Session, officer_id: int, kind: str, now: datetime) -> None:
    """Record that an officer removed a second factor; without one, codes stand in for nothing."""
    session.flush()
    if not has_factor(session, officer_id):
        session.execute(delete(RecoveryCode).where(RecoveryCode.officer_id == officer_id))
    record(session, Deed.FACTOR_REMOVED, now, data={"account": officer_id, "kind": kind})
