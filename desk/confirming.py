"""Asks again who is at the desk, before what must not be done by a passer-by.

Within ten minutes of the log-in, or of the last time, nothing is asked. The form itself brings the
password (``password``) and the second factor (``proof``, a code, or ``passkey``).
"""

import asyncio
from dataclasses import dataclass

from desk.account_page import typed_wrongly
from desk.auth import Visit
from desk.cookies import COOKIE, cookie
from desk.proofs import prove_at_desk
from service.officers.proving import Shown
from service.officers.refusals import Refused
from service.officers.sessions import confirm


@dataclass(frozen=True)
class Asks:
    """What a form has to ask for; neither: only a new log-in will do."""

    password: bool
    factor: bool


def asks_of(visit: Visit) -> Asks | None:
    """Return what is asked for now; None: nothing."""
    login = visit.login
    if login.is_confirmed_at(visit.desk.clock()):
        return None
    return Asks(visit.desk.sign_in.knows_password_of(login), login.has_factor)


async def not_confirmed(visit: Visit) -> str:
    """Return what is missing, a key of ``problem`` in ``accounts.html``; "" when nothing is."""
    asks = asks_of(visit)
    if asks is None:
        return ""
    problem = "" if asks.password or asks.factor else "again_in"
    if asks.password:
        password = visit.form.get("password", "")
        problem = await typed_wrongly(visit, password) if password else "confirm"
    if asks.factor and not problem:
        problem = await _wrong_factor(visit)
    if not problem:
        await asyncio.to_thread(_confirm, visit)
    return problem


async def _wrong_factor(visit: Visit) -> str:
    form, holder = visit.form, cookie(visit.request, COOKIE)
    if not form.get("proof") and not form.get("passkey"):
        return "factor"
    shown = await prove_at_desk(visit.request, visit.login.officer, form, holder)
    if isinstance(shown, Shown):
        return ""
    if shown.why in (Refused.CODE, Refused.PASSKEY):
        return shown.why.value
    return "delayed"


def _confirm(visit: Visit) -> None:
    with visit.desk.database.write() as session:
        confirm(session, cookie(visit.request, COOKIE), visit.desk.clock())
