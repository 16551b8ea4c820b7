"""Logging in by the agency's own provider, and binding an account to a person there.

What must come back is sealed into a cookie of ten minutes, together with what it is for: to log
in, to bind the account of who is logged in, or to take an invitation.
"""

import asyncio
import base64
import binascii
import json
from datetime import timedelta

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from desk.auth import Visit, find_login, local_path, origin_of, source_of
from desk.confirming import not_confirmed
from desk.context import desk_of, render
from desk.cookies import (
    BROWSER_COOKIE,
    COOKIE,
    LOGIN_COOKIE,
    PROVIDER_COOKIE,
    cookie,
    drop_cookie,
    set_cookie,
)
from desk.factors_page import show_factors
from desk.forms import is_same_token, read_form
from desk.letting_in import let_in, note_refusal
from desk.login_page import close_former, login_form
from desk.proofs import site_of
from desk.provider import Departure, Provider, departure_of
from service.audit.origin import coming_from
from service.errors import IdentityTaken, NotFound, ProviderRefused, ProviderUnavailable
from service.officers.accounts import LoginRefused
from service.officers.entering import HalfLogin
from service.officers.identities import (
    Identity,
    bind_identity,
    log_in_by,
    refuse_identity,
)
from service.officers.invitations import take_by_identity
from service.officers.refusals import Refused
from service.officers.sessions import Login, digest
from service.updates.sealing import Seal

log = structlog.get_logger()
PURPOSE = b"tanya-bpkp provider 1"
TIME = timedelta(minutes=10)
RETURN = "/login/provider/return"
TROUBLES = {Refused.UNBOUND: "unbound", Refused.INACTIVE: "inactive"}


async def start_login(request: Request) -> Response:
    """Lead to the provider."""
    onward = local_path(request.query_params.get("next", ""))
    try:
        address, departure = await _provider(request).depart(_back(request))
    except ProviderUnavailable:
        return login_form(request, onward, trouble="away")
    response = RedirectResponse(address, 303)
    _remember(request, response, departure, {"for": "login", "next": onward})
    return response


async def start_binding(visit: Visit) -> Response:
    """Lead an officer who showed again who they are to the provider, to bind their account."""
    problem = await not_confirmed(visit)
    if problem:
        return await show_factors(visit, problem)
    session = digest(cookie(visit.request, COOKIE))
    failed = RedirectResponse("/account/factors?trouble=away", 303)
    return await _departing(visit.request, {"for": "bind", "session": session}, failed)


async def start_invited(request: Request) -> Response:
    """Lead whom an invitation is for to the provider, instead of choosing a password."""
    form = await read_form(request)
    if not is_same_token(form.get("csrf", ""), cookie(request, LOGIN_COOKIE)):
        raise HTTPException(403)
    code = request.path_params["code"]
    failed = login_form(request, "/", trouble="away")
    return await _departing(request, {"for": "invitation", "code": code}, failed)


async def come_back(request: Request) -> Response:
    """Let in, or bind, whoever the provider vouches for; the cookie works once."""
    response = await _returned(request)
    drop_cookie(request, response, PROVIDER_COOKIE)
    return response


async def leave_provider(request: Request) -> Response:
    """Lead to the provider's own log-out; back to the log-in when it has none."""
    address = await _provider(request).farewell(f"{site_of(request).origin}/login")
    return RedirectResponse(address or "/login", 303)


async def _returned(request: Request) -> Response:
    provider, kept = _provider(request), _remembered(request)
    if kept is None:
        return login_form(request, "/", trouble="expired")
    departure, about = kept
    try:
        identity = await provider.identify(request.query_params, departure)
    except ProviderUnavailable:
        return _failed(request, about, "away")
    except ProviderRefused as error:
        if not error.is_cancelled:
            await asyncio.to_thread(_note_refused, request)
        return _failed(request, about, "cancelled" if error.is_cancelled else "not_believed")
    if about["for"] == "bind":
        return await _bind(request, about, identity)
    return await _enter(request, about, identity)


async def _enter(request: Request, about: dict[str, str], identity: Identity) -> Response:
    outcome = await asyncio.to_thread(_log_in, request, about, identity)
    if isinstance(outcome, str):
        return _failed(request, about, outcome)
    if isinstance(outcome, LoginRefused):
        note_refusal(outcome)
        return _failed(request, about, TROUBLES.get(outcome.why, "not_believed"))
    await asyncio.to_thread(close_former, request)
    return let_in(request, outcome, local_path(about.get("next", "")))


def _log_in(
    request: Request, about: dict[str, str], identity: Identity
) -> Login | HalfLogin | LoginRefused | str:
    desk = desk_of(request)
    source = source_of(request, cookie(request, BROWSER_COOKIE))
    with coming_from(origin_of(request)):
        if about["for"] == "invitation":
            try:
                with desk.database.write() as session:
                    taken = take_by_identity(session, about["code"], identity, desk.clock())
            except IdentityTaken:
                return "taken"
            if taken is None:
                return "invitation"
        return log_in_by(desk.database, identity, source, desk.clock())


async def _bind(request: Request, about: dict[str, str], identity: Identity) -> Response:
    login = await asyncio.to_thread(find_login, request)
    is_same = is_same_token(digest(cookie(request, COOKIE)), about.get("session", ""))
    if login is None or not is_same:  # somebody else is at the desk now
        return _failed(request, about, "expired")
    try:
        await asyncio.to_thread(_bind_row, request, login.officer.id, identity)
    except IdentityTaken:
        return _failed(request, about, "taken")
    log.info("identity_bound", officer=login.officer.id)
    return RedirectResponse("/account/factors?info=bound", 303)


def _bind_row(request: Request, officer_id: int, identity: Identity) -> None:
    desk = desk_of(request)
    with coming_from(origin_of(request, officer_id)), desk.database.write() as session:
        bind_identity(session, officer_id, identity, desk.clock())


def _note_refused(request: Request) -> None:
    desk = desk_of(request)
    with coming_from(origin_of(request)), desk.database.write() as session:
        refused = refuse_identity(
            session, None, source_of(request), Refused.PROVIDER, desk.clock()
        )
    note_refusal(refused)


def _failed(request: Request, about: dict[str, str], trouble: str) -> Response:
    if about["for"] == "bind":
        return RedirectResponse(f"/account/factors?trouble={trouble}", 303)
    return login_form(request, local_path(about.get("next", "")), trouble=trouble)


async def _departing(request: Request, about: dict[str, str], failed: Response) -> Response:
    """Answer a form: a page leads on, because a form may lead to no other site."""
    try:
        address, departure = await _provider(request).depart(_back(request))
    except ProviderUnavailable:
        return failed
    response = render(request, "to_provider.html", {"address": address})
    _remember(request, response, departure, about)
    return response


def _provider(request: Request) -> Provider:
    provider = desk_of(request).sign_in.provider
    if provider is None:
        raise HTTPException(404)
    return provider


def _back(request: Request) -> str:
    return site_of(request).origin + RETURN


def _seal(request: Request) -> Seal:
    return desk_of(request).seal.for_purpose(PURPOSE)


def _remember(
    request: Request, response: Response, departure: Departure, about: dict[str, str]
) -> None:
    until = int((desk_of(request).clock() + TIME).timestamp())
    kept = json.dumps({**departure.to_json(), **about, "until": until})
    sealed = base64.urlsafe_b64encode(_seal(request).close(kept.encode())).decode()
    set_cookie(request, response, PROVIDER_COOKIE, sealed, int(TIME.total_seconds()))


def _remembered(request: Request) -> tuple[Departure, dict[str, str]] | None:
    try:
        sealed = base64.urlsafe_b64decode(cookie(request, PROVIDER_COOKIE))
        departure, about = departure_of(_seal(request).open(sealed).decode())
    except (NotFound, ValueError, binascii.Error):
        return None
    is_late = desk_of(request).clock().timestamp() > float(about["until"])
    return None if is_late else (departure, about)
