"""When a second factor is lost: a recovery code stands in, or an administrator takes it away.

Codes are shown once, when they are made, and work once; 80 bits each, so that a stolen table of
hashes is no list of codes.
Functions take an open ``Session`` and never commit.
"""

import base64
import secrets
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.officers.factors import factors_of
from service.officers.sessions import digest, end_sessions
from service.storage.officer_tables import Passkey, RecoveryCode, TotpSecret
from service.storage.tables import Officer

MANY = 10
SIZE = 10  # bytes, which are 16 letters
GROUP = 4


def make_codes(session: Session, officer_id: int, now: datetime) -> list[str]:
    """Return new codes, such as ``ABCD-EFGH-IJKL-MNOP``; earlier ones do not work any more."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.officer_id == officer_id))
    plain = [base64.b32encode(secrets.token_bytes(SIZE)).decode() for _ in range(MANY)]
    session.add_all(
        RecoveryCode(code_hash=_hash(officer_id, one), officer_id=officer_id, made_at=now)
        for one in plain
    )
    record(session, Deed.RECOVERY_MADE, now, data={"account": officer_id})
    return [_grouped(one) for one in plain]


def use_code(session: Session, officer_id: int, typed: str, now: datetime) -> bool:
    """Use a code up; tell whether it was one."""
    code_hash = _hash(officer_id, letters_of(typed))
    used = delete(RecoveryCode).where(
        RecoveryCode.code_hash == code_hash, RecoveryCode.officer_id == officer_id
    )
    if session.execute(used.returning(RecoveryCode.code_hash)).first() is None:
        return False
    record(session, Deed.RECOVERY_USED, now, officer_id=officer_id, data={"account": officer_id})
    return True


def take_factors(session: Session, officer_id: int, now: datetime) -> int:
    """Take all second factors of an officer away and end their log-ins; return how many.

    For who lost their telephone: the password alone lets them in again. It is recorded, and told
    to them until they have a new one.

    Raises:
        NotFound: There is no such officer.
    """
    count = factors_of(session, officer_id).count
    for table in (Passkey, TotpSecret, RecoveryCode):
        session.execute(delete(table).where(table.officer_id == officer_id))
    session.get_one(Officer, officer_id).factors_taken_at = now
    end_sessions(session, officer_id)
    record(session, Deed.FACTORS_TAKEN, now, data={"account": officer_id, "count": count})
    return count


def letters_of(typed: str) -> str:
    """Return a code as it was made, whatever stands between its letters."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def _grouped(code: str) -> str:
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def _hash(officer_id: int, code: str) -> str:
    return digest(f"{officer_id}:{code}")
