"""One group of alike questions: forty ways of asking are read, and decided, at once."""

import asyncio
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from desk.answer_off import off_now
from desk.auth import Visit
from desk.forms import NUMBER
from desk.review_filters import FIELDS, asked_for, period_of, query_of
from desk.teaching_form import (
    EMPTY,
    About,
    FormRefused,
    Sheet,
    about_group,
    blank,
    refused,
    typed,
    wanted_in,
)
from service.audit.recording import Deed, record
from service.content.store import titles_of
from service.learning.grouping import Group
from service.learning.intents import known_intents
from service.learning.label_kinds import Kind, LabelView, Person, TeachingRefused, Wanted
from service.learning.label_views import label_of_turn
from service.learning.reviewing import groups_of
from service.learning.teaching import Teaching
from service.operations.switches import SwitchedOff


@dataclass(frozen=True)
class Place:
    """A group among the others of the same filter, and what belongs to its page."""

    group: Group
    number: int
    count: int
    before: int | None
    after: int | None
    titles: dict[str, str]
    known: dict[str, str]
    off: SwitchedOff | None

    @property
    def about(self) -> About:
        """What a decision is about."""
        return about_group(self.group)


async def review_group(visit: Visit) -> Response:
    """Show a group with the form of its decision, or keep what was decided."""
    if visit.request.method == "POST":
        return await _decide(visit)
    place = await asyncio.to_thread(_find, visit)
    if place is None:
        return await _gone(visit)
    await asyncio.to_thread(_note, visit, len(place.group.members))
    return _page(visit, place, blank(place.about))


async def _decide(visit: Visit) -> Response:
    """Keep it without looking for the groups anew: they are shown again only where it fails."""
    known = await asyncio.to_thread(_known, visit)
    try:
        wanted = wanted_in(typed(EMPTY, visit.form), (), known)
        label = await asyncio.to_thread(say, visit, wanted)
    except FormRefused as error:
        return await _again(visit, error, 422)
    except TeachingRefused as error:
        return await _again(visit, error, 409)
    following = visit.form.get("next", "")
    return after_decision(visit, label, int(following) if NUMBER.fullmatch(following) else None)


async def _again(visit: Visit, error: FormRefused | TeachingRefused, status: int) -> Response:
    place = await asyncio.to_thread(_find, visit)
    if place is None:
        return await _gone(visit)
    return _page(visit, place, refused(typed(blank(place.about), visit.form), error), status)


def _known(visit: Visit) -> dict[str, str]:
    with visit.desk.database.read() as session:
        return known_intents(session)


def say(visit: Visit, wanted: Wanted) -> LabelView:
    """Keep what the visitor says about messages.

    Raises:
        TeachingRefused: It cannot be said.
    """
    officer, desk = visit.login.officer, visit.desk
    teaching = Teaching(desk.database, desk.editorial.folder.parent)
    return teaching.propose(Person(officer.name, officer.id), wanted, desk.clock())


def after_decision(visit: Visit, label: LabelView, following: int | None) -> Response:
    """Lead on: to the draft of a missing article, to the next group, or back to the list."""
    if label.kind is Kind.MISSING:
        return RedirectResponse(f"/proposals/new?label={label.id}", 303)
    query = filter_of(visit)
    path = f"/review/groups/{following}" if following else "/review"
    return RedirectResponse(f"{path}?{query}{'&' if query else ''}info={label.kind.value}", 303)


def filter_of(visit: Visit) -> str:
    """Return the filter among whose groups the visitor works, as an address says it."""
    asked = visit.request.query_params
    return query_of({name: asked.get(name, "") for name in FIELDS})


async def _gone(visit: Visit) -> Response:
    """Tell that somebody decided about it meanwhile."""
    label, titles = await asyncio.to_thread(_decided, visit)
    context = {"label": label, "titles": titles, "query": filter_of(visit)}
    is_post = visit.request.method == "POST"
    return visit.render("review_decided.html", context, 409 if is_post else 200)


def _decided(visit: Visit) -> tuple[LabelView, dict[str, str]]:
    with visit.desk.database.read() as session:
        label = label_of_turn(session, [visit.request.path_params["number"]])
        if label is None:
            raise HTTPException(404)
        return label, titles_of(session)


def _find(visit: Visit) -> Place | None:
    """Return the group that has the message that the address names; None: no group has it."""
    asked, number = visit.request.query_params, visit.request.path_params["number"]
    period, _ = period_of(visit, asked)
    with visit.desk.database.read() as session:
        groups = groups_of(session, asked_for(asked, period))
        holding = (n for n, one in enumerate(groups) if _has(one, number))
        place = next(holding, None)
        if place is None:
            return None
        firsts = [one.members[0].turn_id for one in groups]
        topic = about_group(groups[place]).topic
        return Place(
            group=groups[place],
            number=place + 1,
            count=len(groups),
            before=firsts[place - 1] if place else None,
            after=firsts[place + 1] if place + 1 < len(groups) else None,
            titles=titles_of(session),
            known=known_intents(session),
            off=off_now(session, topic),
        )


def _has(group: Group, number: int) -> bool:
    return any(one.turn_id == number for one in group.members)


def _note(visit: Visit, messages: int) -> None:
    with visit.desk.database.write() as session:
        data = {"messages": messages, "groups": 1}
        record(session, Deed.REVIEW_LISTED, visit.desk.clock(), data=data)


def _page(visit: Visit, place: Place, sheet: Sheet, status: int = 200) -> Response:
    asked = visit.request.query_params
    query = filter_of(visit)
    own = visit.request.url.path + (f"?{query}" if query else "")
    context = {
        "place": place,
        "about": place.about,
        "sheet": sheet,
        "titles": place.titles,
        "known": place.known,
        "query": query,
        "own": own,
        "following": place.after,
        "info": asked.get("info", ""),
        "answer": asked.get("answer", ""),
        "is_decided": asked.get("status") == "decided",
    }
    return visit.render("review_group.html", context, status)
