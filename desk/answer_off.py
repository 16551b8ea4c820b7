"""The first reaction to a wrong answer: it is switched off at once, and on again when mended.

From the pages of mistakes; ``tanya switch`` does the same.
"""

import asyncio

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from desk.auth import Visit, local_path
from service.content.store import article_ids
from service.door.masking import mask
from service.operations.switches import (
    SwitchedOff,
    article_switch,
    switched_off,
    turn_off,
    turn_on,
)
from service.storage.database import Session

REASON_LIMIT = 300  # characters


async def switch_off(visit: Visit) -> Response:
    """Let an article answer nobody: citizens read the default sentence instead."""
    return await _turn(visit, is_off=True)


async def switch_on(visit: Visit) -> Response:
    """Let it answer again."""
    return await _turn(visit, is_off=False)


def off_now(session: Session, article_id: str | None) -> SwitchedOff | None:
    """Return how an article's answer is off; None: it is not."""
    name = article_switch(article_id or "")
    return next((one for one in switched_off(session) if one.name == name), None)


async def _turn(visit: Visit, *, is_off: bool) -> Response:
    reason = " ".join(mask(visit.form.get("reason", "")).text.split())[:REASON_LIMIT]
    article = visit.form.get("article", "")
    back = local_path(visit.form.get("back", "/review"))
    path, _, query = back.partition("?")
    if not path.startswith("/review"):
        path, query = "/review", ""
    if reason:
        await asyncio.to_thread(_store, visit, article, reason, is_off)
    told = ("off" if is_off else "on") if reason else "no_reason"
    return RedirectResponse(f"{path}?{query}{'&' if query else ''}answer={told}#answer", 303)


def _store(visit: Visit, article: str, reason: str, is_off: bool) -> None:
    desk, by = visit.desk, visit.login.officer.name
    with desk.database.write() as session:
        if article not in article_ids(session):
            raise HTTPException(404)
        name = article_switch(article)
        if is_off:
            text = desk.sentences("switch_article")
            turn_off(session, name, text, by, reason, desk.clock())
        else:
            turn_on(session, name, by, reason, desk.clock())
