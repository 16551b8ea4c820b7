"""Refused log-ins: each recorded with account and source, and the delays that grow of them.

Nothing locks an account: a stranger could lock an officer out. A delay belongs to an account at
one source. The source of a browser in which the officer has logged in before is that browser, and
of any other the address: a stranger slows down only who comes from where they come from.
Functions take an open ``Session`` and never commit.
"""

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from service.audit.recording import NOBODY, Deed, Subject, record
from service.storage.officer_tables import LoginRefusal

FREE = 3  # wrong passwords before the first delay
LONGEST = timedelta(minutes=15)
REMEMBERED = timedelta(hours=24)  # in which wrong passwords add up
MANY = 30  # wrong passwords from one address, whatever the account, ...
MANY_IN = timedelta(minutes=15)  # ... in this time: more are not looked at
AGAIN = timedelta(minutes=1)  # in which the same refusal is counted in the same row
KEPT = timedelta(days=90)


class Refused(StrEnum):
    """Why a log-in was refused."""

    PASSWORD = "password"  # noqa: S105 - a word, no secret
    INACTIVE = "inactive"  # the right password of an account that is disabled
    DELAYED = "delayed"  # too soon after the last one
    ADDRESS = "address"  # too many from this address
    LINK = "link"  # an invitation that does not exist, or no longer
    CODE = "code"  # of an authenticator app, or a recovery code, after the right password
    PASSKEY = "passkey"  # not signed by one of the officer's, or not for us, or not just now
    UNBOUND = "unbound"  # the agency's provider vouches for somebody whom no account is bound to
    PROVIDER = "provider"  # what came back from the provider is not to be believed


@dataclass(frozen=True)
class Source:
    """Where a log-in comes from.

    Attributes:
        browser: The secret of a browser that has logged in before; "" for any other.
    """

    address: str = ""
    agent: str = ""
    browser: str = ""


@dataclass(frozen=True)
class Refusal:
    """What is recorded of a refused log-in.

    Attributes:
        account: ``account_key`` of what was typed.
        source: What the delay is counted by.
    """

    account: str
    source: str
    address: str
    why: Refused
    officer_id: int | None = None


def account_key(username: str) -> str:
    """Return what stands for a typed user name, which may have been a password by mistake."""
    return hashlib.sha256(username.casefold().encode(errors="surrogatepass")).hexdigest()


def source_key(source: Source, *, is_known: bool) -> str:
    """Return what a delay is counted by."""
    if is_known:
        return hashlib.sha256(source.browser.encode()).hexdigest()
    return network_of(source.address)


def network_of(address: str) -> str:
    """Return what limits are counted by: an IPv4 address, of an IPv6 address its /64."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def wait_for(
    session: Session, account: str, source: str, address: str, now: datetime
) -> tuple[Refused, timedelta] | None:
    """Return why nothing is looked at now, and for how long; None: go on."""
    wrong, newest = _wrong_at(session, account, source, now)
    if wrong >= FREE and newest is not None:
        until = newest + delay_after(wrong)
        if until > now:
            return Refused.DELAYED, until - now
    if source == network_of(address) and _wrong_from(session, source, now) >= MANY:
        return Refused.ADDRESS, MANY_IN
    return None


def delay_after(wrong: int) -> timedelta:
    """Return how long to wait after this many wrong passwords in a row: 2, 4, 8, ... seconds."""
    if wrong < FREE:
        return timedelta()
    return min(timedelta(seconds=2 ** min(wrong - FREE + 1, 20)), LONGEST)


def in_seconds(wait: timedelta) -> int:
    """Return a wait in whole seconds, never too few."""
    return ceil(wait.total_seconds())


def record_refusal(session: Session, refusal: Refusal, now: datetime) -> None:
    """Keep a refused log-in; the same one within a minute is counted in the same row.

    The only place that stores one, and tells the record of it; of an unknown name a pseudonym.
    """
    address = network_of(refusal.address)
    account = "" if refusal.why is Refused.ADDRESS else refusal.account
    session.execute(delete(LoginRefusal).where(LoginRefusal.at <= now - KEPT))
    if refusal.why in (Refused.DELAYED, Refused.ADDRESS):  # as fast as somebody can ask
        same = (
            update(LoginRefusal)
            .where(
                LoginRefusal.account == account,
                LoginRefusal.source == refusal.source,
                LoginRefusal.why == refusal.why.value,
                LoginRefusal.at > now - AGAIN,
            )
            .values(times=LoginRefusal.times + 1)
            .returning(LoginRefusal.id)
        )
        if session.execute(same).first() is not None:
            return
    session.add(
        LoginRefusal(
            account=account,
            officer_id=refusal.officer_id,
            source=refusal.source,
            address=address,
            why=refusal.why.value,
            at=now,
        )
    )
    known = {} if refusal.officer_id is None else {"account": refusal.officer_id}
    who = Subject(stranger=account) if account and not known else NOBODY
    record(session, Deed.LOGIN_REFUSED, now, who, data={"why": refusal.why.value, **known})


def forgive(session: Session, account: str, source: str) -> None:
    """Let wrong passwords count no longer: who came from there is who they say."""
    session.execute(
        update(LoginRefusal)
        .where(LoginRefusal.account == account, LoginRefusal.source == source)
        .values(is_forgiven=True)
    )


def refusals_of(session: Session, officer_id: int, since: datetime) -> int:
    """Return how many log-ins of an account were refused since then."""
    total = select(func.coalesce(func.sum(LoginRefusal.times), 0)).where(
        LoginRefusal.officer_id == officer_id, LoginRefusal.at > since
    )
    return int(session.scalar(total) or 0)


def _wrong_at(
    session: Session, account: str, source: str, now: datetime
) -> tuple[int, datetime | None]:
    found = session.execute(
        select(func.count(), func.max(LoginRefusal.at)).where(
            LoginRefusal.account == account,
            LoginRefusal.source == source,
            LoginRefusal.why.in_([Refused.PASSWORD.value, Refused.CODE.value]),
            LoginRefusal.at > now - REMEMBERED,
            LoginRefusal.is_forgiven.is_(False),
        )
    ).one()
    return found[0], found[1]


def _wrong_from(session: Session, source: str, now: datetime) -> int:
    wrong = select(func.count()).where(
        LoginRefusal.address == source,
        LoginRefusal.source == source,
        LoginRefusal.why.in_([Refused.PASSWORD.value, Refused.LINK.value]),
        LoginRefusal.at > now - MANY_IN,
        LoginRefusal.is_forgiven.is_(False),
    )
    return session.scalar(wrong) or 0
