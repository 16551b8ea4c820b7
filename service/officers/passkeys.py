"""Passkeys (WebAuthn): a device signs a challenge for this desk's name, and for no other's.

A challenge belongs to one cookie and one purpose, and is gone once it was answered, rightly or
wrongly. Functions take an open ``Session`` and never commit.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import webauthn
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers import parse_authentication_credential_json as parse_answer
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from service.officers.duty import OfficerView
from service.officers.factors import note_added, note_removed
from service.officers.sessions import digest
from service.storage.officer_tables import Passkey, PasskeyChallenge

CHALLENGE_TIME = timedelta(minutes=5)
CHALLENGE_SIZE = 32  # bytes
MANY = 10  # passkeys of one officer
NAME_LENGTH = 60
ANSWER_LENGTH = 16 * 1024  # characters
KIND = "passkey"
_MALFORMED = (WebAuthnException, ValueError, TypeError, KeyError, AttributeError, OverflowError)


class Purpose(StrEnum):
    """What a challenge is for; an answer to another one counts for nothing."""

    ADD = "add"
    PROVE = "prove"


@dataclass(frozen=True)
class Site:
    """The desk as browsers see it.

    Attributes:
        host: Its name, which a passkey belongs to for good (the relying party's id).
        origin: Scheme, name and port of its pages.
    """

    host: str
    origin: str


def adding_options(
    session: Session, officer: OfficerView, site: Site, holder: str, now: datetime
) -> str:
    """Return as JSON what a browser is to make a passkey with."""
    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name="Meja Tanya BPKP",
        user_id=f"officer-{officer.id}".encode(),
        user_name=officer.username,
        user_display_name=officer.name,
        challenge=_challenge(session, holder, Purpose.ADD, now),
        exclude_credentials=_descriptors(session, officer.id, site),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
    )
    return webauthn.options_to_json(options)


def proving_options(
    session: Session, officer_id: int, site: Site, holder: str, now: datetime
) -> str | None:
    """Return as JSON what a browser is to sign; None: no passkey is for this desk's name."""
    allowed = _descriptors(session, officer_id, site)
    if not allowed:
        return None
    options = webauthn.generate_authentication_options(
        rp_id=site.host,
        challenge=_challenge(session, holder, Purpose.PROVE, now),
        allow_credentials=allowed,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return webauthn.options_to_json(options)


def add_passkey(
    session: Session,
    officer_id: int,
    answer: str,
    name: str,
    site: Site,
    holder: str,
    now: datetime,
) -> bool:
    """Keep a new passkey of an officer; False when the browser's answer is not to be believed."""
    challenge = _take_challenge(session, holder, Purpose.ADD, now)
    count = session.scalar(select(func.count()).where(Passkey.officer_id == officer_id)) or 0
    if challenge is None or count >= MANY or len(answer) > ANSWER_LENGTH:
        return False
    try:
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
        )
    except _MALFORMED:
        return False
    credential_id = bytes_to_base64url(made.credential_id)
    if _find(session, credential_id) is not None:
        return False
    row = Passkey(
        officer_id=officer_id,
        credential_id=credential_id,
        rp_id=site.host,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        name=name,
        made_at=now,
    )
    session.add(row)
    note_added(session, officer_id, KIND, now)
    return True


def is_signed(
    session: Session, officer_id: int, answer: str, site: Site, holder: str, now: datetime
) -> bool:
    """Tell whether a browser's answer was signed by an officer's passkey, just now, for us.

    A count of signatures that did not rise means that the passkey was copied, and is refused.
    """
    challenge = _take_challenge(session, holder, Purpose.PROVE, now)
    if challenge is None or len(answer) > ANSWER_LENGTH:
        return False
    try:
        row = _find(session, parse_answer(answer).id)
        if row is None or row.officer_id != officer_id or row.rp_id != site.host:
            return False
        signed = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=row.public_key,
            credential_current_sign_count=row.sign_count,
        )
    except _MALFORMED:
        return False
    counted = (
        update(Passkey)
        .where(Passkey.id == row.id, Passkey.sign_count == row.sign_count)
        .values(sign_count=signed.new_sign_count, used_at=now)
    )
    return session.execute(counted.returning(Passkey.id)).first() is not None


def remove_passkey(session: Session, officer_id: int, number: int, now: datetime) -> bool:
    """Remove one of an officer's own passkeys; tell whether it was one."""
    gone = session.execute(
        delete(Passkey)
        .where(Passkey.officer_id == officer_id, Passkey.id == number)
        .returning(Passkey.id)
    ).all()
    if gone:
        note_removed(session, officer_id, KIND, now)
    return bool(gone)


def _challenge(session: Session, holder: str, purpose: Purpose, now: datetime) -> bytes:
    key, challenge = digest(holder), secrets.token_bytes(CHALLENGE_SIZE)
    former = (PasskeyChallenge.holder == key) & (PasskeyChallenge.purpose == purpose.value)
    session.execute(delete(PasskeyChallenge).where(former | (PasskeyChallenge.expires_at <= now)))
    session.add(
        PasskeyChallenge(
            holder=key,
            purpose=purpose.value,
            challenge=challenge,
            expires_at=now + CHALLENGE_TIME,
        )
    )
    return challenge


def _take_challenge(
    session: Session, holder: str, purpose: Purpose, now: datetime
) -> bytes | None:
    taken = session.execute(
        delete(PasskeyChallenge)
        .where(
            PasskeyChallenge.holder == digest(holder), PasskeyChallenge.purpose == purpose.value
        )
        .returning(PasskeyChallenge.challenge, PasskeyChallenge.expires_at)
    ).first()
    if taken is None or taken.expires_at <= now:
        return None
    return bytes(taken.challenge)


def _find(session: Session, credential_id: str) -> Passkey | None:
    return session.scalar(select(Passkey).where(Passkey.credential_id == credential_id))


def _descriptors(
    session: Session, officer_id: int, site: Site
) -> list[PublicKeyCredentialDescriptor]:
    ids = session.scalars(
        select(Passkey.credential_id).where(
            Passkey.officer_id == officer_id, Passkey.rp_id == site.host
        )
    )
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in ids]
