"""Accounts as administrators keep them: invite, give a role and units, disable, let in again.

Each act asks for the administrator's password and second factor, unless they were shown in the
last ten minutes: a desk left open for a moment must not make an account for somebody else.
"""

import asyncio
import re
from collections.abc import Callable

import structlog
from starlette.responses import RedirectResponse, Response

from desk.auth import Visit
from desk.confirming import asks_of, not_confirmed
from service.errors import OfficerExists
from service.officers.accounts import (
    Account,
    add_account,
    disable_account,
    list_accounts,
    read_account,
)
from service.officers.duty import OfficerView, be_active, give_role, give_units
from service.officers.factors import Factors, factors_of
from service.officers.identities import unbind_identity
from service.officers.invitations import invite
from service.officers.recovery import take_factors
from service.outcomes import Role
from service.storage.database import Session

log = structlog.get_logger()
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}", re.ASCII)
NAME_LENGTH = 100
UNIT = "unit:"  # what the name of a further unit's box begins with
INFOS = ("changed",)

Change = Callable[[Session, OfficerView], object]


async def show_accounts(visit: Visit) -> Response:
    """Show all accounts, and the form for one more."""
    return await _list(visit)


async def invite_account(visit: Visit) -> Response:
    """Make an account, and show the link by which its officer chooses a password."""
    problem = _wrong_with(visit) or await not_confirmed(visit)
    if problem:
        return await _list(visit, problem)
    try:
        code = await asyncio.to_thread(_invite_new, visit)
    except OfficerExists:
        return await _list(visit, "exists")
    log.info("account_invited", by=visit.login.officer.id)
    return _link(visit, visit.form["name"].strip(), code)


async def show_one(visit: Visit) -> Response:
    """Show one account and what can be done with it."""
    return await _one(visit)


async def invite_again(visit: Visit) -> Response:
    """Show a new link by which an officer chooses another password."""
    problem = await not_confirmed(visit)
    account = await asyncio.to_thread(_read, visit)
    if problem or not account.officer.is_active:
        return await _one(visit, problem or "inactive")
    code = await asyncio.to_thread(_invite, visit, account.officer.username)
    log.info("account_invited", officer=account.officer.id, by=visit.login.officer.id)
    return _link(visit, account.officer.name, code)


async def change_role(visit: Visit) -> Response:
    """Give an account another role."""
    wanted = visit.form.get("role", "")
    if wanted not in list(Role):
        return await _one(visit, "role")
    return await _changed(visit, lambda s, one: give_role(s, one.username, Role(wanted)))


async def change_units(visit: Visit) -> Response:
    """Let an account answer for these units beside its own."""
    units = [key.removeprefix(UNIT) for key in visit.form if key.startswith(UNIT)]
    known = [unit for unit in units if unit in visit.desk.units]
    return await _changed(visit, lambda s, one: give_units(s, one.username, known))


async def disable(visit: Visit) -> Response:
    """Shut an account out at once."""
    return await _changed(visit, lambda session, one: disable_account(session, one.username))


async def enable(visit: Visit) -> Response:
    """Let an account in again."""
    return await _changed(visit, lambda session, one: be_active(session, one.username, True))


async def take_away(visit: Visit) -> Response:
    """Take an account's second factors away: its telephone is lost."""
    now = visit.desk.clock()
    return await _changed(visit, lambda session, one: take_factors(session, one.id, now))


async def unbind(visit: Visit) -> Response:
    """Let the agency's provider lead to an account no more."""
    now = visit.desk.clock()
    return await _changed(visit, lambda session, one: unbind_identity(session, one.id, now))


async def _changed(visit: Visit, change: Change) -> Response:
    number = visit.request.path_params["number"]
    if number == visit.login.officer.id:  # the last administrator must not shut themselves out
        return await _one(visit, "yourself")
    problem = await not_confirmed(visit)
    if problem:
        return await _one(visit, problem)
    await asyncio.to_thread(_change, visit, change)
    log.info("account_changed", officer=number, by=visit.login.officer.id)
    return RedirectResponse(f"/accounts/{number}?info=changed", 303)


def _wrong_with(visit: Visit) -> str:
    form = visit.form
    name = form.get("name", "").strip()
    if not USERNAME.fullmatch(form.get("username", "").strip().lower()):
        return "username"
    if not name or len(name) > NAME_LENGTH or not name.isprintable():
        return "name_needed"
    if form.get("unit", "") not in visit.desk.units:
        return "unit"
    return "" if form.get("role", "") in list(Role) else "role"


def _invite_new(visit: Visit) -> str:
    form, now = visit.form, visit.desk.clock()
    with visit.desk.database.write() as session:
        username = form["username"].strip().lower()
        add_account(session, username, form["name"].strip(), form["unit"], now)
        give_role(session, username, Role(form["role"]))
        return invite(session, username, now)


def _invite(visit: Visit, username: str) -> str:
    with visit.desk.database.write() as session:
        return invite(session, username, visit.desk.clock())


def _read(visit: Visit) -> Account:
    with visit.desk.database.read() as session:
        return read_account(session, visit.request.path_params["number"], visit.desk.clock())


def _read_one(visit: Visit) -> tuple[Account, Factors]:
    number = visit.request.path_params["number"]
    with visit.desk.database.read() as session:
        account = read_account(session, number, visit.desk.clock())
        return account, factors_of(session, number)


def _change(visit: Visit, change: Change) -> None:
    with visit.desk.database.write() as session:
        number = visit.request.path_params["number"]
        change(session, read_account(session, number, visit.desk.clock()).officer)


def _link(visit: Visit, name: str, code: str) -> Response:
    scheme = "https" if visit.desk.secure_cookies else visit.request.url.scheme
    address = f"{scheme}://{visit.request.url.netloc}/invitation/{code}"
    context: dict[str, object] = {"name": name, "address": address}
    return visit.render("invited.html", context | _ways_in(visit))


async def _list(visit: Visit, problem: str = "") -> Response:
    accounts = await asyncio.to_thread(_read_all, visit)
    context = _common(visit, problem) | {"all_accounts": accounts, "typed": visit.form}
    return visit.render("accounts_list.html", context, 409 if problem else 200)


async def _one(visit: Visit, problem: str = "") -> Response:
    account, factors = await asyncio.to_thread(_read_one, visit)
    info = visit.request.query_params.get("info", "")
    context = _common(visit, problem) | {
        "account": account,
        "factors": factors,
        "info": info if info in INFOS else "",
        "is_own": account.officer.id == visit.login.officer.id,
        "page": f"/accounts/{account.officer.id}",
    }
    return visit.render("account_kept.html", context, 409 if problem else 200)


def _common(visit: Visit, problem: str) -> dict[str, object]:
    return {
        "problem": problem,
        "units": [(one.id, one.name) for one in visit.desk.units.values()],
        "unit_name": visit.desk.unit_name,
        "roles": [one.value for one in Role],
        "asks_password": asks_of(visit),
        **_ways_in(visit),
    }


def _ways_in(visit: Visit) -> dict[str, object]:
    return {"has_passwords": visit.desk.sign_in.has_passwords}


def _read_all(visit: Visit) -> list[Account]:
    with visit.desk.database.read() as session:
        return list_accounts(session, visit.desk.clock())
