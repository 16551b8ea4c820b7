"""Releases: what was trained, how it was judged, and the second person's word."""

import asyncio
from collections.abc import Mapping
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from desk.auth import Visit
from desk.release_views import report_view
from service.content.store import titles_of
from service.errors import NotFound
from service.releases.gate import may_serve, reasons_against
from service.releases.letting import GateRefused, let_serve
from service.releases.register import (
    approve,
    override,
    release_of,
    releases,
    serving_release,
)
from service.releases.serving import (
    NothingBefore,
    newest_order,
    order_of,
    release_before,
    rollback,
)
from service.releases.views import Person, ReleaseRefused
from service.storage.database import Database, Session

SHOWN = 50  # releases in the list
INFOS = ("approved", "overridden", "ordered")


async def show_releases(visit: Visit) -> Response:
    """List the releases, the newest first."""
    return visit.render("releases.html", await asyncio.to_thread(_list, visit))


async def show_release(visit: Visit) -> Response:
    """Show one release with its figures, and what speaks against it."""
    return await _page(visit)


async def approve_release(visit: Visit) -> Response:
    """Approve it, as somebody else than who trained it."""
    if not visit.form.get("sure"):
        return await _page(visit, "sure", 422)
    return await _decided(visit, "approved")


async def override_gate(visit: Visit) -> Response:
    """Let it serve against the gate, with a reason that stays."""
    if not visit.form.get("sure"):
        return await _page(visit, "sure", 422)
    return await _decided(visit, "overridden")


async def serve_release(visit: Visit) -> Response:
    """Order that it serves, where the gate lets it; a gateway carries that out in seconds."""
    if not visit.form.get("sure"):
        return await _page(visit, "sure", 422)
    try:
        await asyncio.to_thread(let_serve, *_ordered(visit))
    except GateRefused:
        return await _page(visit, "gate", 409)
    except NotFound:
        raise HTTPException(404) from None
    return RedirectResponse(f"/releases/{_number(visit)}?info=ordered", 303)


async def go_back(visit: Visit) -> Response:
    """Order that the release serves which served before; no gate is asked."""
    try:
        number = await asyncio.to_thread(_go_back, visit)
    except NothingBefore:
        return RedirectResponse("/releases", 303)
    return RedirectResponse(f"/releases/{number}?info=ordered", 303)


def _ordered(visit: Visit) -> tuple[Database, int, str, str, datetime]:
    desk, by = visit.desk, visit.login.officer.name
    return desk.database, _number(visit), by, visit.form.get("text", ""), desk.clock()


def _go_back(visit: Visit) -> int:
    by, reason, now = visit.login.officer.name, visit.form.get("text", ""), visit.desk.clock()
    with visit.desk.database.write() as session:
        return order_of(session, rollback(session, by, reason, now)).release_id


async def _decided(visit: Visit, info: str) -> Response:
    try:
        await asyncio.to_thread(_decide, visit, info)
    except ReleaseRefused as refused:
        return await _page(visit, refused.why, 422 if refused.why == "reason" else 409)
    return RedirectResponse(f"/releases/{_number(visit)}?info={info}", 303)


def _decide(visit: Visit, info: str) -> None:
    number, now = _number(visit), visit.desk.clock()
    try:
        with visit.desk.database.write() as session:
            if info == "approved":
                approve(session, number, _person(visit), now)
            else:
                override(session, number, _person(visit), visit.form.get("text", ""), now)
    except NotFound:
        raise HTTPException(404) from None


def _person(visit: Visit) -> Person:
    officer = visit.login.officer
    return Person(officer.name, officer.id, (officer.username,))


def _number(visit: Visit) -> int:
    return int(visit.request.path_params["number"])


async def _page(visit: Visit, problem: str = "", status: int = 200) -> Response:
    context = await asyncio.to_thread(_context, visit)
    info = visit.request.query_params.get("info", "")
    told = {"problem": problem, "info": info if info in INFOS else "", "typed": visit.form}
    return visit.render("release.html", context | told, status)


def _list(visit: Visit) -> dict[str, object]:
    with visit.desk.database.read() as session:
        return {
            "releases": releases(session, SHOWN),
            "serving": serving_release(session),
            "before": release_before(session),
        }


def _context(visit: Visit) -> dict[str, object]:
    with visit.desk.database.read() as session:
        try:
            release = release_of(session, _number(visit))
        except NotFound:
            raise HTTPException(404) from None
        reasons = reasons_against(session, release)
        return {
            "release": release,
            "report": report_view(release),
            "reasons": reasons,
            "is_free": may_serve(reasons, release),
            "is_own": _person(visit).is_also(release.trained_by),
            "titles": titles_of(session),
            "groups": _groups(release.bundle.parts),
            "is_serving": _serves(session, release.id),
            "order": newest_order(session, release.id),
        }


def _serves(session: Session, number: int) -> bool:
    serving = serving_release(session)
    return serving is not None and serving.id == number


def _groups(parts: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Return the parts of a bundle by their kind."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for name, digest in parts.items():
        kind, _, rest = name.partition("/")
        groups.setdefault(kind, []).append((rest or kind, digest))
    return groups
