"""One proposal: what it would change, beside what serves, and the second person's decision."""

import asyncio

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from desk.article_views import names, read_served, seen_of, show, status_of
from desk.article_words import beside_parts
from desk.auth import Visit
from desk.content_release import note_release
from service.content.versions import Version, find_version, newest_version
from service.editing.differences import Difference, differences
from service.editing.parts import PARTS, read_parts
from service.editing.proposals import Declined, Proposal, read_proposal, refuse, withdraw
from service.editing.rights import may_decide, sees_proposals

INFOS = ("proposed", "withdrawn", "refused")


async def show_proposal(visit: Visit) -> Response:
    """Show a proposal word by word."""
    return await _page(visit)


async def approve_proposal(visit: Visit) -> Response:
    """Let it serve at once."""
    proposal = await asyncio.to_thread(_read, visit)
    seen = seen_of(visit)
    if seen != proposal.base and not visit.form.get("compared"):
        return await _page(visit, "not_compared", 409)
    made = await asyncio.to_thread(
        visit.desk.editorial.approve,
        proposal.id,
        seen,
        visit.form.get("text", ""),
        visit.login.officer.id,
        visit.desk.clock(),
    )
    if isinstance(made, Version):
        await note_release(visit)
        return RedirectResponse(f"/articles/{made.article_id}?info=approved", 303)
    if isinstance(made, Declined):
        return await _page(visit, made.value, status_of(made))
    return await _page(visit, "unreadable", 409)


async def refuse_proposal(visit: Visit) -> Response:
    """Refuse it, with words for whoever made it."""
    made = await asyncio.to_thread(_refuse, visit)
    return await _ended(visit, made, "refused")


async def withdraw_proposal(visit: Visit) -> Response:
    """Take one's own proposal back."""
    made = await asyncio.to_thread(_withdraw, visit)
    return await _ended(visit, made, "withdrawn")


async def _ended(visit: Visit, made: Proposal | Declined, info: str) -> Response:
    if isinstance(made, Declined):
        return await _page(visit, made.value, status_of(made))
    return RedirectResponse(f"/proposals/{made.id}?info={info}", 303)


def _read(visit: Visit) -> Proposal:
    with visit.desk.database.read() as session:
        proposal = read_proposal(session, visit.request.path_params["number"])
    if not sees_proposals(visit.login.officer, proposal.unit):
        raise HTTPException(404)
    return proposal


def _refuse(visit: Visit) -> Proposal | Declined:
    proposal, words = _read(visit), visit.form.get("text", "")
    with visit.desk.database.write() as session:
        return refuse(session, proposal.id, visit.login.officer.id, words, visit.desk.clock())


def _withdraw(visit: Visit) -> Proposal | Declined:
    proposal = _read(visit)
    with visit.desk.database.write() as session:
        return withdraw(session, proposal.id, visit.login.officer.id, visit.desk.clock())


async def _page(visit: Visit, problem: str = "", status: int = 200) -> Response:
    context = await asyncio.to_thread(_context, visit)
    info = visit.request.query_params.get("info", "")
    told = {"problem": problem, "info": info if info in INFOS else "", "typed": visit.form}
    return visit.render("proposal.html", context | told, status)


def _context(visit: Visit) -> dict[str, object]:
    proposal, officer = _read(visit), visit.login.officer
    with visit.desk.database.read() as session:
        served = read_served(visit, session, proposal.article_id)
        base = find_version(session, proposal.article_id, proposal.base)
        newest = newest_version(session, proposal.article_id)
        called = names(session, {proposal.officer_id, proposal.decided_by}, visit)
    checked = visit.desk.editorial.read(proposal.article_id, proposal.written, may_expire=True)
    before = base.written if base else ""
    now = newest.written if newest else ""
    is_open = proposal.state == "open"
    has_moved = is_open and (newest.number if newest else 0) != proposal.base
    is_own = proposal.officer_id == officer.id
    return {
        "proposal": proposal,
        "served": served,
        "title": read_parts(proposal.written)["title"],
        "proposed": show(visit.desk, checked.article) if checked.article else None,
        "wrong": beside_parts(checked.wrong),
        "differences": differences(now if is_open else before, proposal.written),
        "sides": _sides(before, now, proposal.written) if has_moved else [],
        "has_moved": has_moved,
        "seen": newest.number if newest else 0,
        "names": called,
        "is_own": is_own,
        "may_approve": is_open and may_decide(officer) and not is_own,
        "is_open": is_open,
    }


def _sides(base: str, now: str, wanted: str) -> list[tuple[Difference, Difference]]:
    """Return each part that changed on either side since the base: today's change, and this one's.

    A pair's ``before`` is the same text, the base's.
    """
    ours = {one.part: one for one in differences(base, now)}
    theirs = {one.part: one for one in differences(base, wanted)}
    texts = read_parts(base)

    def of(found: dict[str, Difference], part: str) -> Difference:
        return found.get(part) or Difference(part, texts[part], texts[part], ())

    return [(of(ours, p), of(theirs, p)) for p in PARTS if p in ours or p in theirs]
