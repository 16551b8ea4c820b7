"""Second factors as a form brings them: a code, or a browser's answer to a challenge."""

import asyncio
from collections.abc import Mapping

import structlog
from starlette.requests import Request

from desk.auth import source_of
from desk.context import desk_of
from desk.letting_in import note_refusal
from service.errors import NotFound
from service.officers.accounts import LoginRefused
from service.officers.duty import OfficerView
from service.officers.passkeys import Site
from service.officers.proving import Proof, Shown, prove
from service.officers.refusals import Refused
from service.updates.sealing import Seal

log = structlog.get_logger()
PURPOSE = b"tanya-bpkp second factors 1"


def factor_seal(request: Request) -> Seal:
    """Return what seals the secrets of authenticator apps."""
    return desk_of(request).seal.for_purpose(PURPOSE)


def site_of(request: Request) -> Site:
    """Return the desk's name and origin: as set, else as this request calls it."""
    return desk_of(request).sign_in.site(own_address(request))


def own_address(request: Request) -> str:
    """Return what a request calls the desk; behind HTTPS that is HTTPS."""
    scheme = "https" if desk_of(request).secure_cookies else request.url.scheme
    return f"{scheme}://{request.url.netloc}"


async def prove_at_desk(
    request: Request, officer: OfficerView, form: Mapping[str, str], holder: str
) -> Shown | LoginRefused:
    """Use up what a form brings; a refusal is recorded, counted and logged."""
    proof = Proof(form.get("proof", ""), form.get("passkey", ""), holder)
    shown = await asyncio.to_thread(_prove, request, officer, proof)
    if isinstance(shown, LoginRefused):
        note_refusal(shown)
    return shown


def _prove(request: Request, officer: OfficerView, proof: Proof) -> Shown | LoginRefused:
    desk, site, source = desk_of(request), site_of(request), source_of(request)
    seal = factor_seal(request)
    try:
        return prove(desk.database, officer, proof, seal, site, source, desk.clock())
    except NotFound as error:  # an operator changed FILE_KEY: recovery codes and passkeys go on
        log.warning("factor_unreadable", officer=officer.id, reason=str(error))
        return LoginRefused(Refused.CODE)
