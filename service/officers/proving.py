"""Shows that an officer has their second factor: a code of their app, a passkey, a recovery code.

Wrong codes are refusals, counted and slowed like wrong passwords, but of the account wherever they
come from: only who knows the password can try one, so no stranger can slow an officer down, and
many addresses guess no faster than one. A passkey cannot be guessed and never waits.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from service.officers.accounts import LoginRefused
from service.officers.duty import OfficerView
from service.officers.factors import Sealing
from service.officers.passkeys import Site, is_signed
from service.officers.recovery import use_code
from service.officers.refusals import (
    Refusal,
    Refused,
    Source,
    account_key,
    forgive,
    record_refusal,
    wait_for,
)
from service.officers.totp import DIGITS, kept_secret, matching_step, use_step
from service.storage.database import Database

EVERYWHERE = "second-factor"  # what the delay is counted by, in place of an address


class Shown(StrEnum):
    """What an officer showed as their second factor."""

    TOTP = "totp"
    PASSKEY = "passkey"
    RECOVERY = "recovery"


@dataclass(frozen=True)
class Proof:
    """What a browser sent.

    Attributes:
        code: As it was typed: six digits, or a recovery code.
        passkey: The browser's answer to a challenge, as JSON.
        holder: The cookie that the challenge belongs to.
    """

    code: str = ""
    passkey: str = ""
    holder: str = ""


def prove(
    database: Database,
    officer: OfficerView,
    proof: Proof,
    seal: Sealing,
    site: Site,
    source: Source,
    now: datetime,
) -> Shown | LoginRefused:
    """Use up what an officer shows, or record why it is refused."""
    kept = None
    if not proof.passkey and _is_of_app(proof.code):
        kept = kept_secret(database, officer.id, seal)  # opened outside of a transaction
    with database.write() as session:
        if proof.passkey:
            if is_signed(session, officer.id, proof.passkey, site, proof.holder, now):
                return _accept(session, officer, Shown.PASSKEY)
            return _refuse(session, officer, source, LoginRefused(Refused.PASSKEY), now)
        waiting = wait_for(session, account_key(officer.username), EVERYWHERE, source.address, now)
        if waiting is not None:
            return _refuse(session, officer, source, LoginRefused(*waiting), now)
        if kept is not None:
            step = matching_step(kept, proof.code, now)
            if step is not None and use_step(session, kept, step, now):
                return _accept(session, officer, Shown.TOTP)
        elif use_code(session, officer.id, proof.code, now):
            return _accept(session, officer, Shown.RECOVERY)
        return _refuse(session, officer, source, LoginRefused(Refused.CODE), now)


def _is_of_app(code: str) -> bool:
    return len("".join(code.split())) == DIGITS


def _accept(session: Session, officer: OfficerView, shown: Shown) -> Shown:
    forgive(session, account_key(officer.username), EVERYWHERE)
    return shown


def _refuse(
    session: Session, officer: OfficerView, source: Source, refused: LoginRefused, now: datetime
) -> LoginRefused:
    refusal = Refusal(
        account_key(officer.username), EVERYWHERE, source.address, refused.why, officer.id
    )
    record_refusal(session, refusal, now)
    return refused
