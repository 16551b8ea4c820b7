"""What waits for a second person: each with its sentences, and the examples on both sides."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response

from desk.auth import Visit
from desk.review_group_page import say
from service.audit.recording import Deed, record
from service.examples.register import active
from service.learning.intents import known_intents
from service.learning.label_kinds import (
    LEARNING,
    Kind,
    LabelView,
    State,
    TeachingRefused,
    Wanted,
    Why,
)
from service.learning.label_views import read_label, recent_labels, turns_of, waiting_labels
from service.learning.labels import is_own, refuse, withdraw
from service.learning.nearby import Nearby, Neighbours
from service.learning.regression import intent_of
from service.learning.teaching import Teaching

SHOWN = 20  # that wait, on the page
COMPARED = 3  # sentences of each beside which examples are shown
INFOS = ("approved", "refused", "withdrawn", "proposed")


@dataclass(frozen=True)
class Waiting:
    """Something that waits.

    Attributes:
        first: A message that it is about, None for examples.
        near: Of each compared sentence the examples nearest to it.
    """

    label: LabelView
    is_own: bool
    first: int | None
    near: tuple[Nearby, ...]


async def show_decisions(visit: Visit) -> Response:
    """Show what waits, and what was decided last by whom."""
    return await _page(visit)


async def approve_decision(visit: Visit) -> Response:
    """Let what somebody else proposed be so."""
    return await _act(visit, "approved", _approve)


async def refuse_decision(visit: Visit) -> Response:
    """Refuse it, with words for whoever proposed it."""
    return await _act(visit, "refused", _refuse)


async def withdraw_decision(visit: Visit) -> Response:
    """Take one's own back."""
    return await _act(visit, "withdrawn", _withdraw)


async def untest(visit: Visit) -> Response:
    """Propose that the tests of a decision are none any more."""
    return await _act(visit, "proposed", _untest)


async def _act(visit: Visit, info: str, act: Callable[[Visit, int], LabelView]) -> Response:
    try:
        await asyncio.to_thread(act, visit, visit.request.path_params["number"])
    except TeachingRefused as error:
        return await _page(visit, error, 403 if error.why is Why.NOT_ALLOWED else 409)
    return RedirectResponse(f"/review/decisions?info={info}", 303)


def _approve(visit: Visit, number: int) -> LabelView:
    desk = visit.desk
    teaching = Teaching(desk.database, desk.editorial.folder.parent)
    return teaching.approve(number, visit.login.officer.id, desk.clock())


def _untest(visit: Visit, number: int) -> LabelView:
    with visit.desk.database.read() as session:
        label = read_label(session, number)
    cases = label.cases if label.kind is Kind.TEST and label.state is State.APPROVED else ()
    reason = visit.form.get("text", "")
    return say(visit, Wanted(Kind.UNTEST, cases=cases, reason=reason))


def _refuse(visit: Visit, number: int) -> LabelView:
    answer, officer = visit.form.get("text", ""), visit.login.officer.id
    with visit.desk.database.write() as session:
        return refuse(session, number, officer, answer, visit.desk.clock())


def _withdraw(visit: Visit, number: int) -> LabelView:
    with visit.desk.database.write() as session:
        return withdraw(session, number, visit.login.officer.id, visit.desk.clock())


async def _page(
    visit: Visit, refused: TeachingRefused | None = None, status: int = 200
) -> Response:
    waiting, left, recent, titles = await asyncio.to_thread(_read, visit)
    info = visit.request.query_params.get("info", "")
    context = {
        "waiting_labels": waiting,
        "left_out": left,
        "recent": recent,
        "titles": titles,
        "intent_of": intent_of,
        "refused": refused,
        "number": visit.request.path_params.get("number"),
        "typed": visit.form.get("text", ""),
        "info": info if info in INFOS else "",
    }
    return visit.render("decisions.html", context, status)


def _read(visit: Visit) -> tuple[list[Waiting], int, list[LabelView], dict[str, str]]:
    """Return what the page shows; only noting it is written, because comparing takes a second."""
    with visit.desk.database.read() as session:
        labels, recent = waiting_labels(session), recent_labels(session)
        shown = labels[:SHOWN]
        firsts = [next(iter(turns_of(session, label.id)), None) for label in shown]
        examples, titles = active(session) if shown else (), known_intents(session)
    if labels or recent:
        with visit.desk.database.write() as session:
            data = {"waiting": len(shown), "decided": len(recent)}
            record(session, Deed.LABELS_LISTED, visit.desk.clock(), data=data)
    neighbours, officer = Neighbours(examples), visit.login.officer
    waiting = [
        Waiting(label, is_own(officer, label), first, _near(neighbours, label))
        for label, first in zip(shown, firsts, strict=True)
    ]
    return waiting, len(labels) - len(shown), recent, titles


def _near(neighbours: Neighbours, label: LabelView) -> tuple[Nearby, ...]:
    is_compared = label.kind in LEARNING or label.kind is Kind.MOVE
    texts = label.texts[:COMPARED] if is_compared else ()
    return tuple(neighbours.near(text, label.intent) for text in texts)
