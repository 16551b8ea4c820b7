"""Known browsers: those in which an officer has logged in before; strangers' guesses slow no such.

Functions take an open ``Session`` and never commit.
"""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from service.officers.refusals import Source
from service.officers.sessions import digest
from service.storage.officer_tables import KnownBrowser

KNOWN_TIME = timedelta(days=180)  # in which a browser stays known without a log-in


def is_known(session: Session, officer_id: int, source: Source, now: datetime) -> bool:
    """Tell whether an officer has logged in before where a log-in comes from."""
    if not source.browser:
        return False
    row = session.get(KnownBrowser, digest(source.browser))
    return row is not None and row.officer_id == officer_id and row.expires_at > now


def know(session: Session, officer_id: int, now: datetime) -> str:
    """Make a browser a known one; return what its cookie holds."""
    session.execute(delete(KnownBrowser).where(KnownBrowser.expires_at <= now))
    secret = secrets.token_urlsafe(32)
    until = now + KNOWN_TIME
    row = KnownBrowser(token_hash=digest(secret), officer_id=officer_id, expires_at=until)
    session.add(row)
    return secret


def forget_browsers(session: Session, officer_id: int) -> None:
    """Let none of an officer's browsers be known any more."""
    session.execute(delete(KnownBrowser).where(KnownBrowser.officer_id == officer_id))
