"""The form by which an officer proposes what an article says; nothing that was typed is lost."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from desk.article_views import Served, read_served, rights, seen_of, status_of
from desk.article_words import Told, beside_parts
from desk.auth import Visit
from desk.forms import NUMBER
from service.content.articles import ID, ID_LIMIT
from service.content.model import Audience, Status
from service.content.model import Kind as ArticleKind
from service.content.versions import find_version
from service.editing.checking import known_names
from service.editing.parts import CHANGE, PARTS, read_parts, with_parts
from service.editing.proposals import (
    WORDS_LIMIT,
    Declined,
    Proposal,
    read_proposal,
)
from service.editing.rights import sees_proposals
from service.learning.label_kinds import Kind
from service.learning.label_views import read_label
from service.officers.roles import Permission, may

REASON = "reason"
NEW_ID = "article"
BEGIN = "begin"  # of ``do``: the form is only filled


@dataclass(frozen=True)
class Typed:
    """What stands in the form.

    Attributes:
        base: The number of the version that it was written upon; 0: a new article.
        wrong: What is wrong, by the part.
    """

    parts: Mapping[str, str]
    base: int
    reason: str = ""
    change: str = ""
    problem: str = ""
    wrong: Mapping[str, list[Told]] | None = None


async def propose(visit: Visit) -> Response:
    """Show what serves in a form, or keep what was proposed in it."""
    return await (_keep_change(visit) if visit.request.method == "POST" else _show_form(visit))


async def propose_new(visit: Visit) -> Response:
    """The same for an article that is not there yet."""
    if visit.form.get("do") == BEGIN:
        return _begin(visit)
    if visit.request.method == "POST":
        return await _keep_new(visit)
    parts = read_parts(visit.desk.editorial.new_text("baru"))
    asked = await asyncio.to_thread(_missing, visit)
    return _form(visit, None, Typed({**parts, **asked}, 0))


def _begin(visit: Visit) -> Response:
    """Show the form for a new article with what another page brought along; nothing is kept."""
    empty = read_parts(visit.desk.editorial.new_text("baru"))
    brought = {key: visit.form[key] for key in empty if visit.form.get(key)}
    return _form(visit, None, Typed({**empty, **brought}, 0))


async def _show_form(visit: Visit) -> Response:
    """Show what serves; with ``?from=``, what an open proposal changes upon it."""
    served = await asyncio.to_thread(_served, visit, visit.request.path_params["article"])
    if served is None:
        raise HTTPException(404)
    parts = read_parts(served.shown.article.written)
    older = await asyncio.to_thread(_older, visit, served)
    return _form(visit, served, Typed({**parts, **older}, served.seen))


async def _keep_change(visit: Visit) -> Response:
    """Keep the proposal, or show the form again with what is wrong beside each part."""
    article_id = visit.request.path_params["article"]
    served = await asyncio.to_thread(_served, visit, article_id)
    if served is None or not served.shown.article.written:
        raise HTTPException(404)
    base = seen_of(visit)
    with visit.desk.database.read() as session:
        upon = find_version(session, article_id, base)
    if upon is None:
        raise HTTPException(404)
    return await _keep(visit, served, article_id, upon.written, base)


async def _keep_new(visit: Visit) -> Response:
    article_id = visit.form.get(NEW_ID, "").strip()
    is_id = ID.fullmatch(article_id) and len(article_id) <= ID_LIMIT
    served = await asyncio.to_thread(_served, visit, article_id) if is_id else None
    if not is_id or served is not None:
        told = Told("id" if not is_id else "id_taken")
        return _again(visit, None, "", {"id": [told]}, 422)
    return await _keep(visit, None, article_id, visit.desk.editorial.new_text(article_id), 0)


async def _keep(
    visit: Visit, served: Served | None, article_id: str, upon: str, base: int
) -> Response:
    desk = visit.desk
    typed = {key: visit.form[key] for key in (*PARTS, CHANGE) if key in visit.form}
    written = with_parts(upon, typed, desk.today())
    reason = visit.form.get(REASON, "")
    if len(reason) > WORDS_LIMIT:
        return _again(visit, served, "reason_long", {}, 422)
    made = await asyncio.to_thread(
        desk.editorial.propose,
        article_id,
        written,
        base,
        reason,
        visit.login.officer.id,
        desk.clock(),
    )
    if isinstance(made, Proposal):
        return RedirectResponse(f"/proposals/{made.id}?info=proposed", 303)
    if isinstance(made, Declined):
        return _again(visit, served, made.value, {}, status_of(made))
    return _again(visit, served, "", beside_parts(made), 422)


def _again(
    visit: Visit,
    served: Served | None,
    problem: str,
    wrong: Mapping[str, list[Told]],
    status: int,
) -> Response:
    parts = {key: visit.form.get(key, "") for key in PARTS}
    base = seen_of(visit) if served else 0
    typed = Typed(
        parts, base, visit.form.get(REASON, ""), visit.form.get(CHANGE, ""), problem, wrong
    )
    return _form(visit, served, typed, status)


def _form(visit: Visit, served: Served | None, typed: Typed, status: int = 200) -> Response:
    known = known_names(visit.desk.editorial.folder)
    unit = served.shown.article.unit if served else visit.login.officer.unit
    context = {
        "served": served,
        "typed": typed,
        "wrong": typed.wrong or {},
        "new_id": visit.form.get(NEW_ID, ""),
        "choices": {
            "category": [(one.id, one.title) for one in known.categories],
            "unit": [(one.id, one.name) for one in known.units],
            "status": [one.value for one in Status],
            "kind": [one.value for one in ArticleKind],
        },
        "audiences": [one.value for one in Audience],
        "sources": sorted(known.sources.values(), key=lambda one: one.key),
        "contacts": sorted(known.contacts.values(), key=lambda one: one.key),
        "seen": typed.base,
        **rights(visit, unit),
    }
    return visit.render("article_form.html", context, status)


def _missing(visit: Visit) -> dict[str, str]:
    """Return the questions that nothing answers, as a maintainer said with ``?label=``."""
    typed = visit.request.query_params.get("label", "")
    if not (NUMBER.fullmatch(typed) and may(visit.login.officer.role, Permission.TEACH)):
        return {}
    with visit.desk.database.read() as session:
        label = read_label(session, int(typed))
    return {"questions": "\n".join(label.texts)} if label.kind is Kind.MISSING else {}


def _served(visit: Visit, article_id: str) -> Served | None:
    with visit.desk.database.read() as session:
        return read_served(visit, session, article_id)


def _older(visit: Visit, served: Served) -> dict[str, str]:
    """Return the parts that an open proposal changes, to be proposed upon what serves now."""
    typed = visit.request.query_params.get("from", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        return {}
    with visit.desk.database.read() as session:
        proposal = read_proposal(session, int(typed))
        base = find_version(session, proposal.article_id, proposal.base)
    is_theirs = sees_proposals(visit.login.officer, proposal.unit)
    if proposal.article_id != served.shown.article.id or not is_theirs or base is None:
        raise HTTPException(404)
    before, wanted = read_parts(base.written), read_parts(proposal.written)
    return {key: text for key, text in wanted.items() if text != before[key]}
