"""Whom the agency's provider knows an officer as; no account is ever made of what it says.

An identity is bound by the officer themselves: behind an invitation, or at their own account. What
a provider calls an e-mail or a user name binds nothing, because its owner may be able to change
it. Functions take an open ``Session`` and never commit, but for ``log_in_by``.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.errors import IdentityTaken
from service.officers.accounts import LoginRefused
from service.officers.entering import HalfLogin, Way, enter
from service.officers.refusals import (
    Refusal,
    Refused,
    Source,
    account_key,
    network_of,
    record_refusal,
)
from service.officers.sessions import Login
from service.storage.database import Database
from service.storage.officer_tables import Identity as IdentityRow
from service.storage.tables import Officer


@dataclass(frozen=True)
class Identity:
    """A person as a provider names them: ``subject`` is theirs for good, and nobody else's."""

    issuer: str
    subject: str


def bind_identity(session: Session, officer_id: int, identity: Identity, now: datetime) -> None:
    """Let an identity lead to an officer's account; a former one leads there no more.

    Raises:
        IdentityTaken: It leads to somebody else's account.
    """
    row = session.get(IdentityRow, (identity.issuer, identity.subject))
    if row is not None and row.officer_id != officer_id:
        raise IdentityTaken("this identity of the provider is another officer's")
    session.execute(delete(IdentityRow).where(IdentityRow.officer_id == officer_id))
    session.add(
        IdentityRow(
            issuer=identity.issuer,
            subject=identity.subject,
            officer_id=officer_id,
            bound_at=now,
        )
    )
    record(session, Deed.IDENTITY_BOUND, now, data={"account": officer_id})


def unbind_identity(session: Session, officer_id: int, now: datetime) -> bool:
    """Let no identity lead to an account any more; tell whether one did."""
    gone = session.execute(
        delete(IdentityRow)
        .where(IdentityRow.officer_id == officer_id)
        .returning(IdentityRow.subject)
    ).all()
    if gone:
        record(session, Deed.IDENTITY_UNBOUND, now, data={"account": officer_id})
    return bool(gone)


def log_in_by(
    database: Database, identity: Identity, source: Source, now: datetime
) -> Login | HalfLogin | LoginRefused:
    """Open a log-in for whom a provider vouches, or ask for the second factor."""
    with database.write() as session:
        bound = session.get(IdentityRow, (identity.issuer, identity.subject))
        row = None if bound is None else session.get_one(Officer, bound.officer_id)
        if bound is None or row is None or not row.active:
            why = Refused.UNBOUND if row is None else Refused.INACTIVE
            return refuse_identity(session, row, source, why, now)
        bound.used_at = now
        return enter(session, row, Way.PROVIDER, source, now)


def refuse_identity(
    session: Session, row: Officer | None, source: Source, why: Refused, now: datetime
) -> LoginRefused:
    """Record that somebody came from the provider and was not let in."""
    account = "" if row is None else account_key(row.username)
    network = network_of(source.address)
    officer_id = None if row is None else row.id
    record_refusal(session, Refusal(account, network, source.address, why, officer_id), now)
    return LoginRefused(why)
