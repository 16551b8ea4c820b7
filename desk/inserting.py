"""What an officer puts into an answer instead of typing it: canned replies, and articles.

Without JavaScript a form comes back with the words in its box; with it the same is asked for by
``GET``. Nothing is sent or kept here.
"""

import asyncio
from collections.abc import Sequence

from starlette.responses import JSONResponse, Response

from desk.acts import ticket_of
from desk.auth import Visit
from desk.escalation_page import escalation_response
from desk.forms import clean_reply
from desk.inserts import Inserts
from service.canned.places import Filled, fill
from service.canned.replies import canned_for, tidy_key
from service.canned.values import values_for
from service.escalations.access import Access, see_escalation
from service.forum.means import SaidArticle

LONGEST_SEARCH = 200  # characters


async def insert(visit: Visit) -> Response:
    """Show the page with a canned reply or an article in the box, or with articles found."""
    typed = clean_reply(visit.form.get("text", ""))
    article, key = visit.form.get("article", ""), tidy_key(visit.form.get("canned", ""))
    if article:
        said = await asyncio.to_thread(_article, visit, article)
        return await _shown(
            visit, _joined(typed, said.text if said else ""), Inserts(is_done=True)
        )
    if visit.form.get("do") == "search" or not key:
        sought = visit.form.get("q", "")[:LONGEST_SEARCH]
        found = await asyncio.to_thread(_search, visit, sought)
        return await _shown(visit, typed, Inserts(sought, found))
    filled = (await asyncio.to_thread(_filled, visit) or {}).get(key)
    if filled is None or filled.missing:
        missing = tuple(f"{{{place}}}" for place in filled.missing) if filled else ()
        return await _shown(visit, typed, Inserts(missing=missing))
    return await _shown(visit, _joined(typed, filled.text), Inserts(is_done=True))


async def list_inserts(visit: Visit) -> Response:
    """Return what may be inserted into a ticket's answer, for the page's script.

    Canned replies with their places filled; with ``q`` the articles found instead.
    """
    sought = visit.request.query_params.get("q")
    if sought is not None:
        found = await asyncio.to_thread(_search, visit, sought[:LONGEST_SEARCH])
        articles = [{"id": a.id, "title": a.title, "text": a.text} for a in found]
        return _told({"articles": articles})
    filled = await asyncio.to_thread(_filled, visit)
    if filled is None:
        return _told({}, 403)
    canned = [
        {"key": key, "text": one.text, "missing": [f"{{{place}}}" for place in one.missing]}
        for key, one in filled.items()
    ]
    return _told({"canned": canned})


def _told(values: dict[str, object], status: int = 200) -> Response:
    return JSONResponse(values, status, headers={"Cache-Control": "no-store"})


async def _shown(visit: Visit, text: str, inserts: Inserts) -> Response:
    return await escalation_response(visit, typed=text, inserts=inserts)


def _joined(typed: str, more: str) -> str:
    return "\n\n".join(filter(None, (typed, more)))


def _article(visit: Visit, article_id: str) -> SaidArticle | None:
    articles = visit.desk.articles
    return articles.article(article_id) if articles else None


def _search(visit: Visit, sought: str) -> Sequence[SaidArticle]:
    articles = visit.desk.articles
    return articles.search(sought) if articles else ()


def _filled(visit: Visit) -> dict[str, Filled] | None:
    """Return the canned replies for a ticket by their keys; None for who may not answer it."""
    desk, officer, ticket = visit.desk, visit.login.officer, ticket_of(visit)
    now = desk.clock()
    found = see_escalation(desk.database, ticket, officer.id, now)
    if not isinstance(found, Access) or not found.may_act:
        return None
    unit = found.escalation.unit
    with desk.database.read() as session:
        name, hours = desk.unit_name(unit), desk.desk_hours
        values = values_for(session, ticket, officer.name, name, hours, now)
        canned = canned_for(session, officer.id, unit)
    return {one.key: fill(one.text, values) for one in canned}
