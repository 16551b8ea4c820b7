"""One message with what was said around it, how it was understood, and what it is to mean."""

import asyncio
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from desk.answer_off import off_now
from desk.auth import Visit
from desk.review_group_page import after_decision, filter_of, say
from desk.teaching_form import FormRefused, Sheet, about_turn, blank, refused, typed, wanted_in
from service.audit.recording import Deed, Subject, record
from service.content.store import titles_of
from service.learning.intents import known_intents
from service.learning.label_kinds import LabelView, TeachingRefused
from service.learning.label_views import label_of_turn
from service.learning.reviewing import Look, read_turn
from service.operations.switches import SwitchedOff


@dataclass(frozen=True)
class Opened:
    """What belongs to a message's page.

    Attributes:
        label: What was said about it; then it is not decided again.
    """

    look: Look
    titles: dict[str, str]
    known: dict[str, str]
    label: LabelView | None
    off: SwitchedOff | None


async def review_turn(visit: Visit) -> Response:
    """Show one message with what was said around it, or keep what is decided about it."""
    number = visit.request.path_params["number"]
    opened = await asyncio.to_thread(_open, visit, number)
    about = about_turn(opened.look, number)
    if visit.request.method != "POST":
        return _page(visit, opened, blank(about))
    sheet = typed(blank(about), visit.form)
    try:
        wanted = wanted_in(sheet, about.talk, opened.known)
        label = await asyncio.to_thread(say, visit, wanted)
    except FormRefused as error:
        return _page(visit, opened, refused(sheet, error), 422)
    except TeachingRefused as error:
        return _page(visit, opened, refused(sheet, error), 409)
    return after_decision(visit, label, None)


def _page(visit: Visit, opened: Opened, sheet: Sheet, status: int = 200) -> Response:
    query = filter_of(visit)
    number = visit.request.path_params["number"]
    context = {
        "opened": opened,
        "look": opened.look,
        "titles": opened.titles,
        "known": opened.known,
        "about": about_turn(opened.look, number),
        "sheet": sheet,
        "following": None,
        "query": query,
        "own": visit.request.url.path + (f"?{query}" if query else ""),
        "answer": visit.request.query_params.get("answer", ""),
    }
    return visit.render("review_turn.html", context, status)


def _open(visit: Visit, number: int) -> Opened:
    with visit.desk.database.write() as session:
        look = read_turn(session, number)
        if look is None:
            raise HTTPException(404)
        whose = Subject(conversation_id=look.conversation_id)
        record(session, Deed.REVIEW_READ, visit.desk.clock(), whose, data={"turn": number})
        return Opened(
            look,
            titles_of(session),
            known_intents(session),
            label_of_turn(session, [number]),
            off_now(session, look.topic),
        )
