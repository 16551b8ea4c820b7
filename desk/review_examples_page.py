"""What an intent is learnt from: bad examples are retired there, and those of another moved."""

import asyncio
from collections import Counter
from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response

from desk.auth import Visit
from desk.review_group_page import say
from service.audit.recording import Deed, record
from service.examples.register import active
from service.learning.intents import known_intents, meant_intents
from service.learning.label_kinds import Kind, TeachingRefused, Wanted, Why
from service.learning.readable import MOST_TEXTS


@dataclass(frozen=True)
class Learnt:
    """The examples of an intent, in their order; ``counts`` is of every intent."""

    whose: str
    texts: tuple[str, ...]
    counts: Counter[str]
    known: dict[str, str]


async def review_examples(visit: Visit) -> Response:
    """Show an intent's examples, or propose that some of them go."""
    if visit.request.method == "POST":
        return await _propose(visit)
    return await _page(visit)


async def _propose(visit: Visit) -> Response:
    form = visit.form
    learnt = await asyncio.to_thread(_read, visit, is_noted=False)
    kind = form.get("kind", "")
    chosen = tuple(
        text for number, text in enumerate(learnt.texts) if form.get(f"example-{number}") == text
    )
    try:
        wanted = _wanted(form.get("reason", ""), kind, form.get("to", ""), chosen, learnt)
        await asyncio.to_thread(say, visit, wanted)
    except TeachingRefused as error:
        return await _page(visit, error, 409)
    return RedirectResponse("/review/decisions?info=proposed", 303)


def _wanted(reason: str, kind: str, to: str, chosen: tuple[str, ...], learnt: Learnt) -> Wanted:
    whose = learnt.whose
    if kind == Kind.RETIRE.value:
        return Wanted(Kind.RETIRE, (), chosen, whose, reason=reason)
    meant = meant_intents(to, learnt.known)
    if len(meant) > 1:
        raise TeachingRefused(Why.UNKNOWN_INTENT, what=", ".join(meant[:MOST_TEXTS]))
    texts = None if kind == "all" else chosen
    return Wanted(Kind.MOVE, (), texts, meant[0] if meant else to, whose, reason=reason)


async def _page(
    visit: Visit, refused: TeachingRefused | None = None, status: int = 200
) -> Response:
    learnt = await asyncio.to_thread(_read, visit, is_noted=True)
    context = {
        "learnt": learnt,
        "known": learnt.known,
        "titles": learnt.known,
        "refused": refused,
        "form": visit.form,
        "most": MOST_TEXTS,
    }
    return visit.render("review_examples.html", context, status)


def _whose(visit: Visit) -> str:
    return visit.form.get("maksud") or visit.request.query_params.get("maksud", "")


def _read(visit: Visit, *, is_noted: bool) -> Learnt:
    whose = _whose(visit)
    with visit.desk.database.read() as session:
        examples, known = active(session), known_intents(session)
    if whose not in known:
        meant = meant_intents(whose, known)
        whose = meant[0] if len(meant) == 1 else whose
    texts = tuple(one.text for one in examples if one.intent == whose)
    counts = Counter(one.intent for one in examples)
    if texts and is_noted:
        with visit.desk.database.write() as session:
            data = {"intent": whose[:64], "examples": len(texts)}
            record(session, Deed.EXAMPLES_LISTED, visit.desk.clock(), data=data)
    return Learnt(whose, texts, counts, known)
