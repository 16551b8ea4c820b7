"""Authenticator apps: codes of six digits that change every 30 seconds (RFC 6238).

The secret is shared once, by a QR code, and kept sealed; it opens nothing until a code of it was
typed. A code works once. Functions that take an open ``Session`` never commit.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime

import pyotp
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from service.errors import NotFound
from service.officers.factors import Sealing, note_added, note_removed
from service.storage.database import Database
from service.storage.officer_tables import TotpSecret

ISSUER = "Meja Tanya BPKP"  # what the app shows above the code
STEP = 30  # seconds
NEAR = 1  # steps that a telephone's clock may be off, either way
DIGITS = 6
KIND = "totp"


@dataclass(frozen=True)
class NewApp:
    """A secret that an app is to learn.

    Attributes:
        secret: As it is typed where no camera is.
        address: What the QR code says (``otpauth://``).
    """

    number: int
    secret: str
    address: str


@dataclass(frozen=True)
class Kept:
    """A secret as it is opened, to be compared with outside of a transaction."""

    number: int
    secret: str
    last_step: int


def begin_app(
    database: Database, officer_id: int, username: str, seal: Sealing, now: datetime
) -> NewApp:
    """Make a secret for an officer's app; one that was never confirmed is gone."""
    secret = pyotp.random_base32()
    sealed = seal.close(f"{officer_id}:{secret}".encode())
    with database.write() as session:
        _forget_unconfirmed(session, officer_id)
        row = TotpSecret(officer_id=officer_id, sealed=sealed, made_at=now)
        session.add(row)
        session.flush()
        return _shown(row.id, secret, username)


def unconfirmed_app(
    database: Database, officer_id: int, username: str, seal: Sealing
) -> NewApp | None:
    """Return the secret that waits for its first code, to be shown once more."""
    kept = _kept(database, officer_id, seal, is_confirmed=False)
    return None if kept is None else _shown(kept.number, kept.secret, username)


def confirm_app(
    database: Database, officer_id: int, code: str, seal: Sealing, now: datetime
) -> bool:
    """Let an app be the officer's second factor, in place of a former one, if a code is right."""
    kept = _kept(database, officer_id, seal, is_confirmed=False)
    step = None if kept is None else matching_step(kept, code, now)
    if kept is None or step is None:
        return False
    with database.write() as session:
        session.execute(
            delete(TotpSecret).where(
                TotpSecret.officer_id == officer_id, TotpSecret.id != kept.number
            )
        )
        confirm = (
            update(TotpSecret)
            .where(TotpSecret.id == kept.number, TotpSecret.confirmed_at.is_(None))
            .values(confirmed_at=now, last_step=step)
        )
        if session.execute(confirm.returning(TotpSecret.id)).first() is None:
            return False
        note_added(session, officer_id, KIND, now)
    return True


def kept_secret(database: Database, officer_id: int, seal: Sealing) -> Kept | None:
    """Return the secret of an officer's app; None when they have none."""
    return _kept(database, officer_id, seal, is_confirmed=True)


def matching_step(kept: Kept, code: str, now: datetime) -> int | None:
    """Return the step that a code belongs to, None when it is wrong or was used."""
    digits = "".join(code.split())
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        return None
    current, app = int(now.timestamp()) // STEP, pyotp.TOTP(kept.secret)
    for step in range(current - NEAR, current + NEAR + 1):
        is_same = hmac.compare_digest(app.generate_otp(step), digits)
        if is_same and step > kept.last_step:
            return step
    return None


def use_step(session: Session, kept: Kept, step: int, now: datetime) -> bool:
    """Use a step's code up; False when somebody else was faster."""
    used = (
        update(TotpSecret)
        .where(TotpSecret.id == kept.number, TotpSecret.last_step < step)
        .values(last_step=step, used_at=now)
    )
    return session.execute(used.returning(TotpSecret.id)).first() is not None


def remove_app(session: Session, officer_id: int, now: datetime) -> bool:
    """Remove an officer's app; tell whether there was one."""
    gone = session.execute(
        delete(TotpSecret).where(TotpSecret.officer_id == officer_id).returning(TotpSecret.id)
    ).all()
    if gone:
        note_removed(session, officer_id, KIND, now)
    return bool(gone)


def _kept(
    database: Database, officer_id: int, seal: Sealing, *, is_confirmed: bool
) -> Kept | None:
    which = TotpSecret.confirmed_at.is_not(None) if is_confirmed else _UNCONFIRMED
    with database.read() as session:
        found = session.execute(
            select(TotpSecret.id, TotpSecret.sealed, TotpSecret.last_step).where(
                TotpSecret.officer_id == officer_id, which
            )
        ).first()
    if found is None:
        return None
    whose, _, secret = seal.open(found.sealed).decode().partition(":")
    if whose != str(officer_id):
        raise NotFound("a secret of an authenticator app that was sealed for another officer")
    return Kept(found.id, secret, found.last_step)


def _shown(number: int, secret: str, username: str) -> NewApp:
    address = pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)
    return NewApp(number, secret, address)


def _forget_unconfirmed(session: Session, officer_id: int) -> None:
    session.execute(delete(TotpSecret).where(TotpSecret.officer_id == officer_id, _UNCONFIRMED))


_UNCONFIRMED = TotpSecret.confirmed_at.is_(None)
