"""The way in after what is shown first: a second factor is asked for, or the log-in is opened.

A log-in that waits for its second factor is a row of ``login_steps`` with a cookie of its own, and
no log-in: no page looks there but the one that asks. Functions take an open ``Session`` and never
commit.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete
from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.officers.browsers import is_known, know
from service.officers.duty import OfficerView, view_of_officer
from service.officers.factors import has_factor
from service.officers.refusals import Source, account_key, forgive, source_key
from service.officers.sessions import Login, digest, open_session
from service.storage.officer_tables import LoginStep
from service.storage.tables import Officer

STEP_TIME = timedelta(minutes=10)


class Way(StrEnum):
    """What was shown first."""

    PASSWORD = "password"  # noqa: S105 - a word, no secret
    PROVIDER = "provider"


@dataclass(frozen=True)
class HalfLogin:
    """What was shown first was right; ``token`` goes into a cookie that opens no page."""

    token: str
    officer: OfficerView


@dataclass(frozen=True)
class Step:
    """Whose second factor is waited for, and the token that the form must carry."""

    officer: OfficerView
    csrf_token: str
    way: Way


def enter(
    session: Session, row: Officer, way: Way, source: Source, now: datetime
) -> Login | HalfLogin:
    """Let in who has no second factor; open a step for who has one.

    Wrong passwords are forgiven with the whole log-in only: who knows the password and guesses at
    the second factor must not be able to set the count back.
    """
    if not has_factor(session, row.id):
        return let_in(session, row, way.value, source, now)
    session.execute(delete(LoginStep).where(LoginStep.expires_at <= now))
    token = secrets.token_urlsafe(32)
    step = LoginStep(
        token_hash=digest(token),
        officer_id=row.id,
        csrf_token=secrets.token_urlsafe(32),
        way=way.value,
        expires_at=now + STEP_TIME,
    )
    session.add(step)
    data = {"account": row.id, "how": way.value}  # who never goes on may be somebody else
    record(session, Deed.LOGIN_HALF, now, data=data)
    return HalfLogin(token, view_of_officer(session, row))


def let_in(session: Session, row: Officer, how: str, source: Source, now: datetime) -> Login:
    """Open a log-in; ``how`` says in the record what was shown."""
    was_known = is_known(session, row.id, source, now)
    forgive(session, account_key(row.username), source_key(source, is_known=was_known))
    token = open_session(session, row, source, now, how)
    browser = "" if was_known else know(session, row.id, now)
    return Login(token, view_of_officer(session, row), browser)


def find_step(session: Session, token: str, now: datetime) -> Step | None:
    """Return whose second factor a cookie waits for; None when there is none, or no longer."""
    row = session.get(LoginStep, digest(token))
    if row is None or row.expires_at <= now:
        return None
    officer = session.get_one(Officer, row.officer_id)
    if not officer.active:
        return None
    return Step(view_of_officer(session, officer), row.csrf_token, Way(row.way))


def finish_step(
    session: Session, token: str, factor: str, source: Source, now: datetime
) -> Login | None:
    """Open the log-in of a step whose second factor was right; None: it was finished before."""
    step = find_step(session, token, now)
    used = delete(LoginStep).where(LoginStep.token_hash == digest(token))
    if step is None or session.execute(used.returning(LoginStep.token_hash)).first() is None:
        return None
    row = session.get_one(Officer, step.officer.id)
    return let_in(session, row, f"{step.way.value}+{factor}", source, now)
