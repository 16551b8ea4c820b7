"""Invitations: a link by which an officer chooses their password, once, so that none is ever sent.

Looking at a link uses nothing up: programs for messages fetch what is sent in them. Functions take
an open ``Session`` and never commit.
"""

import secrets
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.errors import NotFound
from service.officers.accounts import find_account, set_password, shut_out
from service.officers.duty import OfficerView, view_of_officer
from service.officers.identities import Identity, bind_identity
from service.officers.passwords import HASHER
from service.officers.sessions import digest
from service.storage.officer_tables import Invitation
from service.storage.tables import Officer

LINK_TIME = timedelta(hours=72)


def invite(session: Session, username: str, now: datetime) -> str:
    """Return a new link's code for an officer; earlier ones do not work any more.

    The password of before goes on working until a new one is chosen.

    Raises:
        NotFound: There is no such officer, or they are disabled.
    """
    row = find_account(session, username)
    if row is None or not row.active:
        raise NotFound(f"no active officer {username!r}")
    session.execute(
        delete(Invitation).where(
            (Invitation.officer_id == row.id) | (Invitation.expires_at <= now)
        )
    )
    code, until = secrets.token_urlsafe(32), now + LINK_TIME
    session.add(
        Invitation(code_hash=digest(code), officer_id=row.id, made_at=now, expires_at=until)
    )
    record(session, Deed.ACCOUNT_INVITED, now, data={"account": row.id})
    return code


def invited(session: Session, code: str, now: datetime) -> OfficerView | None:
    """Return whom a link is for; None when it does not work, or no longer."""
    row = session.scalar(
        select(Officer)
        .join(Invitation, Invitation.officer_id == Officer.id)
        .where(Invitation.code_hash == digest(code), Invitation.expires_at > now, Officer.active)
    )
    return None if row is None else view_of_officer(session, row)


def take_by_identity(
    session: Session, code: str, identity: Identity, now: datetime
) -> OfficerView | None:
    """Bind whom a link is for to a provider's identity, and use it up; None: it does not work.

    Raises:
        IdentityTaken: It leads to somebody else's account; the link goes on working.
    """
    officer = invited(session, code, now)
    if officer is not None:
        bind_identity(session, officer.id, identity, now)
        shut_out(session, officer.id)
    return officer


def take_invitation(
    session: Session, code: str, password: str, now: datetime, hasher: PasswordHasher = HASHER
) -> OfficerView | None:
    """Give whom a link is for their password, and use it up; None when it does not work.

    Raises:
        WeakPassword: The password is easily guessed; the link goes on working.
    """
    officer = invited(session, code, now)
    if officer is not None:
        set_password(session, officer.username, password, hasher)
    return officer
