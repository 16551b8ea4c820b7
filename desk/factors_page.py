"""How an officer logs in: their passkeys, their authenticator app, recovery codes, the provider.

Who must have a second factor and has none reaches these pages alone. Each change asks again who is
there (``confirming.py``).
"""

import asyncio

import segno
import structlog
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from desk.auth import Visit
from desk.confirming import asks_of, not_confirmed
from desk.cookies import COOKIE, cookie
from desk.letting_in import give_session
from desk.proofs import factor_seal, site_of
from desk.sign_in import can_have_passkeys
from service.officers.accounts import is_bound
from service.officers.factors import Factors, factors_of
from service.officers.identities import unbind_identity
from service.officers.passkeys import (
    NAME_LENGTH,
    add_passkey,
    adding_options,
    proving_options,
    remove_passkey,
)
from service.officers.recovery import make_codes
from service.officers.sessions import end_sessions, renew
from service.officers.totp import NewApp, begin_app, confirm_app, remove_app, unconfirmed_app

log = structlog.get_logger()
QUIET = 4  # modules left white around a QR code
INFOS = ("added", "removed", "bound", "unbound")
TROUBLES = ("cancelled", "away", "not_believed", "taken", "expired")


async def show_factors(visit: Visit, problem: str = "") -> Response:
    """Show what the officer has, and how to have more."""
    return await _page(visit, problem)


async def begin_authenticator(visit: Visit) -> Response:
    """Show a secret for an authenticator app, as a QR code and in letters."""
    problem = await not_confirmed(visit)
    if problem:
        return await _page(visit, problem)
    officer, seal = visit.login.officer, factor_seal(visit.request)
    database, now = visit.desk.database, visit.desk.clock()
    app = await asyncio.to_thread(begin_app, database, officer.id, officer.username, seal, now)
    return _authenticator(visit, app)


async def confirm_authenticator(visit: Visit) -> Response:
    """Let the app be a second factor once a code of it is right."""
    problem = await not_confirmed(visit)
    if not problem:
        if await asyncio.to_thread(_confirm_app, visit):
            return await _added(visit, "totp")
        problem = "new_code"
    app = await asyncio.to_thread(_unconfirmed, visit)
    if app is None or problem != "new_code":  # the secret is shown to nobody who may be another
        return await _page(visit, problem)
    return _authenticator(visit, app, problem)


async def remove_authenticator(visit: Visit) -> Response:
    """Remove the authenticator app."""
    return await _removed(visit, "totp")


async def give_options(visit: Visit) -> Response:
    """Return as JSON what a browser makes a passkey with, or signs with one."""
    options = await asyncio.to_thread(_options, visit)
    if options is None:
        raise HTTPException(404)
    return Response(options, media_type="application/json")


async def keep_passkey(visit: Visit) -> Response:
    """Keep the passkey that the browser made, under the name that the officer gave it."""
    name = visit.form.get("name", "").strip()
    if not name or len(name) > NAME_LENGTH or not name.isprintable():
        return await _page(visit, "passkey_name")
    problem = await not_confirmed(visit)
    if not problem and not await asyncio.to_thread(_keep, visit, name):
        problem = "passkey_new"
    return await _page(visit, problem) if problem else await _added(visit, "passkey")


async def drop_passkey(visit: Visit) -> Response:
    """Remove one of the passkeys."""
    return await _removed(visit, "passkey")


async def renew_codes(visit: Visit) -> Response:
    """Show new recovery codes, once; the former ones do not work any more."""
    factors = await asyncio.to_thread(_read, visit)
    problem = await not_confirmed(visit) if factors.count else "no_factor"
    if problem:
        return await _page(visit, problem)
    codes = await asyncio.to_thread(_make_codes, visit)
    return visit.render("recovery_codes.html", {"codes": codes, "is_first": False})


async def unbind_own(visit: Visit) -> Response:
    """Let the provider lead to the officer's account no more; a password must be there."""
    can_go = visit.desk.sign_in.knows_password_of(visit.login)
    problem = await not_confirmed(visit) if can_go else "only_way"
    if problem:
        return await _page(visit, problem)
    await asyncio.to_thread(_unbind, visit)
    return RedirectResponse("/account/factors?info=unbound", 303)


async def _added(visit: Visit, kind: str) -> Response:
    """After the first factor: new recovery codes, a new cookie, and no other log-in without it."""
    log.info("factor_added", officer=visit.login.officer.id, kind=kind)
    if visit.login.has_factor:
        return RedirectResponse("/account/factors?info=added", 303)
    codes, token = await asyncio.to_thread(_begin_to_ask, visit)
    response = visit.render("recovery_codes.html", {"codes": codes, "is_first": True})
    give_session(visit.request, response, token)
    return response


async def _removed(visit: Visit, kind: str) -> Response:
    factors = await asyncio.to_thread(_read, visit)
    is_required = visit.login.officer.role in visit.desk.sign_in.required
    problem = "last_factor" if is_required and factors.count <= 1 else await not_confirmed(visit)
    if problem:
        return await _page(visit, problem)
    await asyncio.to_thread(_remove, visit, kind)
    log.info("factor_removed", officer=visit.login.officer.id, kind=kind)
    return RedirectResponse("/account/factors?info=removed", 303)


def _begin_to_ask(visit: Visit) -> tuple[list[str], str]:
    officer_id, token = visit.login.officer.id, cookie(visit.request, COOKIE)
    with visit.desk.database.write() as session:
        end_sessions(session, officer_id, but=token)
        return make_codes(session, officer_id, visit.desk.clock()), renew(session, token)


def _remove(visit: Visit, kind: str) -> None:
    officer_id, now = visit.login.officer.id, visit.desk.clock()
    with visit.desk.database.write() as session:
        if kind == "totp":
            remove_app(session, officer_id, now)
        else:
            remove_passkey(session, officer_id, visit.request.path_params["number"], now)


def _make_codes(visit: Visit) -> list[str]:
    with visit.desk.database.write() as session:
        return make_codes(session, visit.login.officer.id, visit.desk.clock())


def _unbind(visit: Visit) -> None:
    with visit.desk.database.write() as session:
        unbind_identity(session, visit.login.officer.id, visit.desk.clock())


def _confirm_app(visit: Visit) -> bool:
    officer, seal = visit.login.officer, factor_seal(visit.request)
    code, now = visit.form.get("code", ""), visit.desk.clock()
    return confirm_app(visit.desk.database, officer.id, code, seal, now)


def _unconfirmed(visit: Visit) -> NewApp | None:
    officer, seal = visit.login.officer, factor_seal(visit.request)
    return unconfirmed_app(visit.desk.database, officer.id, officer.username, seal)


def _options(visit: Visit) -> str | None:
    officer, now = visit.login.officer, visit.desk.clock()
    site, holder = site_of(visit.request), cookie(visit.request, COOKIE)
    with visit.desk.database.write() as session:
        if visit.form.get("purpose") == "add":
            return adding_options(session, officer, site, holder, now)
        return proving_options(session, officer.id, site, holder, now)


def _keep(visit: Visit, name: str) -> bool:
    officer_id, now = visit.login.officer.id, visit.desk.clock()
    site, holder = site_of(visit.request), cookie(visit.request, COOKIE)
    answer = visit.form.get("made", "")
    with visit.desk.database.write() as session:
        return add_passkey(session, officer_id, answer, name, site, holder, now)


def _read(visit: Visit) -> Factors:
    with visit.desk.database.read() as session:
        return factors_of(session, visit.login.officer.id)


def _is_bound(visit: Visit) -> bool:
    with visit.desk.database.read() as session:
        return is_bound(session, visit.login.officer.id)


def _authenticator(visit: Visit, app: NewApp, problem: str = "") -> Response:
    rows = [bytes(row) for row in segno.make(app.address, error="m", micro=False).matrix]
    dark = ((x, y) for y, row in enumerate(rows) for x, bit in enumerate(row) if bit)
    context: dict[str, object] = {
        "size": len(rows) + 2 * QUIET,
        "picture": "".join(f"M{x + QUIET} {y + QUIET}h1v1h-1z" for x, y in dark),
        "secret": " ".join(app.secret[at : at + 4] for at in range(0, len(app.secret), 4)),
        "address": app.address,
        "problem": problem,
        "asks_password": asks_of(visit),
    }
    return visit.render("authenticator.html", context, 409 if problem else 200)


async def _page(visit: Visit, problem: str = "") -> Response:
    params, sign_in = visit.request.query_params, visit.desk.sign_in
    info, trouble = params.get("info", ""), params.get("trouble", "")
    context = {
        "factors": await asyncio.to_thread(_read, visit),
        "problem": problem,
        "info": info if info in INFOS else "",
        "trouble": trouble if trouble in TROUBLES else "",
        "must": sign_in.lacks_factor(visit.login),
        "can_have_passkeys": can_have_passkeys(site_of(visit.request)),
        "provider": sign_in.provider,
        "is_bound": sign_in.provider is not None and await asyncio.to_thread(_is_bound, visit),
        "asks_password": asks_of(visit),
        "name_length": NAME_LENGTH,
    }
    return visit.render("factors.html", context, 409 if problem else 200)
