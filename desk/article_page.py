"""One article: as citizens read it, its history, and what a maintainer does alone."""

import asyncio
from datetime import date

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from desk.article_views import names, read_served, rights, seen_of, served_or_404, status_of
from desk.article_words import beside_parts
from desk.auth import Visit
from desk.content_release import note_release
from service.audit.recording import Deed, record
from service.content.versions import Version, find_version, versions_of
from service.editing.differences import differences
from service.editing.editorial import Refused
from service.editing.parts import PARTS, TEXT, read_parts
from service.editing.proposals import Declined, Proposal, proposals_of, read_proposal
from service.editing.rights import sees_proposals

INFOS = ("approved", "taken_back", "expired", "proposed", "withdrawn", "refused")


async def show_article(visit: Visit) -> Response:
    """Show what the bot answers today, and what can be done with it."""
    return await _page(visit)


async def ask(visit: Visit) -> Response:
    """Ask a question of what serves, or with a proposal's text; nothing of it is kept."""
    question = visit.form.get("question", "").strip()
    proposal = await asyncio.to_thread(_asked_proposal, visit)
    proposed = None
    if proposal is not None:
        checked = await asyncio.to_thread(
            visit.desk.editorial.read, proposal.article_id, proposal.written
        )
        proposed = checked.article
    trial = (
        await asyncio.to_thread(visit.desk.trials.ask, question, proposed) if question else None
    )
    back = f"/proposals/{proposal.id}" if proposal else f"/articles/{_id(visit)}"
    context: dict[str, object] = {
        "trial": trial,
        "proposal": proposal,
        "back": back,
        "question": question,
        "article_id": _id(visit),
    }
    return visit.render("article_trial.html", context)


async def take_back(visit: Visit) -> Response:
    """Let a former version serve again."""
    typed = visit.form.get("version", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise HTTPException(404)
    made = await asyncio.to_thread(
        visit.desk.editorial.take_back,
        _id(visit),
        int(typed),
        seen_of(visit),
        visit.form.get("text", ""),
        visit.login.officer.id,
        visit.desk.clock(),
    )
    return await _after(visit, made, "taken_back")


async def expire(visit: Visit) -> Response:
    """Let the article expire on a day before its own."""
    try:
        day = date.fromisoformat(visit.form.get("day", ""))
    except ValueError:
        return await _page(visit, "day", 422)
    made = await asyncio.to_thread(
        visit.desk.editorial.expire,
        _id(visit),
        day,
        seen_of(visit),
        visit.form.get("text", ""),
        visit.login.officer.id,
        visit.desk.clock(),
    )
    return await _after(visit, made, "expired")


async def show_history(visit: Visit) -> Response:
    """Show every version with who, when and why, and the differences of one to the one before."""
    context = await asyncio.to_thread(_history, visit)
    return visit.render("article_history.html", context)


async def download_article(visit: Visit) -> Response:
    """Give the article as its file of the content folder."""
    served = await asyncio.to_thread(served_or_404, visit)
    await asyncio.to_thread(_record_export, visit)
    name = served.shown.article.id
    headers = {"Content-Disposition": f'attachment; filename="{name}.md"'}
    content = served.shown.article.written.encode()
    return Response(content, media_type="text/markdown; charset=utf-8", headers=headers)


def _id(visit: Visit) -> str:
    return str(visit.request.path_params["article"])


async def _after(visit: Visit, made: Version | Refused, info: str) -> Response:
    if isinstance(made, Version):
        await note_release(visit)
        return RedirectResponse(f"/articles/{_id(visit)}?info={info}", 303)
    if isinstance(made, Declined):
        return await _page(visit, made.value, status_of(made))
    return await _page(visit, "unreadable", 409, beside_parts(made))


async def _page(
    visit: Visit, problem: str = "", status: int = 200, wrong: object = None
) -> Response:
    served = await asyncio.to_thread(served_or_404, visit)
    article, info = served.shown.article, visit.request.query_params.get("info", "")
    context = {
        "served": served,
        "article": article,
        "parts": read_parts(article.written),
        "unit": visit.desk.unit_name(article.unit),
        "is_expired": article.expires < visit.desk.today(),
        "today": visit.desk.today(),
        "info": info if info in INFOS else "",
        "problem": problem,
        "wrong": wrong or {},
        "typed": visit.form,
        **rights(visit, article.unit),
    }
    return visit.render("article.html", context, status)


def _history(visit: Visit) -> dict[str, object]:
    article_id = _id(visit)
    wanted = visit.request.query_params.get("version", "")
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 10 else None
    with visit.desk.database.read() as session:
        served = read_served(visit, session, article_id)
        versions = versions_of(session, article_id)
        if served is None and not versions:
            raise HTTPException(404)
        chosen = find_version(session, article_id, number) if number else None
        before = find_version(session, article_id, number - 1) if number else None
        proposals = [
            one
            for one in proposals_of(session, article_id)
            if sees_proposals(visit.login.officer, one.unit)
        ]
        people = {one.officer_id for one in versions} | {one.proposed_by for one in versions}
        people |= {one.officer_id for one in proposals} | {one.decided_by for one in proposals}
        called = names(session, people, visit)
    unit = served.shown.article.unit if served else ""
    found = differences(before.written if before else "", chosen.written) if chosen else []
    return {
        "served": served,
        "article_id": article_id,
        "title": served.shown.article.title if served else article_id,
        "versions": versions,
        "chosen": chosen,
        "differences": found,
        "proposals": proposals,
        "names": called,
        "parts": PARTS,
        "text_part": TEXT,
        **rights(visit, unit),
    }


def _asked_proposal(visit: Visit) -> Proposal | None:
    typed = visit.form.get("proposal", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        served_or_404(visit)
        return None
    with visit.desk.database.read() as session:
        proposal = read_proposal(session, int(typed))
    is_theirs = sees_proposals(visit.login.officer, proposal.unit)
    if proposal.article_id != _id(visit) or not is_theirs:
        raise HTTPException(404)
    return proposal


def _record_export(visit: Visit) -> None:
    with visit.desk.database.write() as session:
        told = {"articles": [_id(visit)]}
        record(session, Deed.ARTICLES_EXPORTED, visit.desk.clock(), data=told)
