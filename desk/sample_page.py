"""The weekly sample: its figures for who sees figures, and the judging for who teaches the bot.

A judge reads one message after another with its conversation; nobody's word is shown before both
are there, and how the model understood it is not shown at all.
"""

import asyncio
from collections import Counter
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from desk.auth import Visit
from desk.figure_files import CSV, as_csv
from desk.figure_sheets import Cell, Sheet
from desk.forms import NUMBER
from service.audit.recording import Deed, Subject, record
from service.calendar import WIB
from service.content.store import titles_of
from service.learning.sample_figures import SampleFigures, figures_of_samples
from service.learning.sampling import USUAL, SampleRefused, draw_sample, is_drawn, week_before
from service.learning.verdicts import (
    OUTSIDE,
    ToJudge,
    Verdict,
    give_verdict,
    next_to_judge,
    waiting_for,
)
from service.officers.roles import Permission, may

COLUMNS = (
    *("week", "turns", "drawn", "judged", "open", "missing", "right", "low", "high"),
    *("partly", "pairs", "same", "kappa", "seed"),
)


@dataclass(frozen=True)
class Weeks:
    """What the page shows; ``waiting``: for one's own word, by sample."""

    samples: list[SampleFigures]
    waiting: Counter[int]
    titles: dict[str, str]


async def show_samples(visit: Visit) -> Response:
    """Show the figures of all weeks."""
    return await _page(visit)


async def download_samples(visit: Visit) -> Response:
    """Give the same as CSV."""
    weeks = await asyncio.to_thread(_read, visit)
    sheet = Sheet("sample", COLUMNS, tuple(_row(one) for one in weeks.samples))
    headings = {name: name for name in COLUMNS}
    headers = {
        "Content-Disposition": 'attachment; filename="tanya-bpkp-sampel.csv"',
        "Cache-Control": "no-store",
    }
    return Response(as_csv(sheet, headings), media_type=CSV, headers=headers)


async def draw_last_week(visit: Visit) -> Response:
    """Draw the sample of the last whole week."""
    try:
        number = await asyncio.to_thread(_draw, visit)
    except SampleRefused as refused:
        return await _page(visit, refused.why, 409)
    return RedirectResponse(f"/sample/{number}", 303)


async def show_next(visit: Visit) -> Response:
    """Show the next message that waits for one's word."""
    return await _judge_page(visit)


async def judge(visit: Visit) -> Response:
    """Keep one's word, and go on to the next message."""
    sampled, verdict = visit.form.get("message", ""), visit.form.get("verdict", "")
    if not NUMBER.fullmatch(sampled) or verdict not in set(Verdict):
        return await _judge_page(visit, "verdict", 422)
    try:
        await asyncio.to_thread(_give, visit, int(sampled), Verdict(verdict))
    except SampleRefused as refused:
        return await _judge_page(visit, refused.why, 409)
    return RedirectResponse(f"/sample/{visit.request.path_params['number']}", 303)


async def _page(visit: Visit, problem: str = "", status: int = 200) -> Response:
    weeks = await asyncio.to_thread(_read, visit)
    context = {"weeks": weeks, "problem": problem, "usual": USUAL}
    return visit.render("sample.html", context, status)


async def _judge_page(visit: Visit, problem: str = "", status: int = 200) -> Response:
    found, titles = await asyncio.to_thread(_next, visit)
    context = {
        "found": found,
        "titles": titles,
        "verdicts": tuple(Verdict),
        "outside": OUTSIDE,
        "problem": problem,
        "sample": visit.request.path_params["number"],
    }
    return visit.render("sample_judge.html", context, status)


def _read(visit: Visit) -> Weeks:
    officer = visit.login.officer
    with visit.desk.database.read() as session:
        samples = figures_of_samples(session)
        teaches = may(officer.role, Permission.TEACH)
        waiting = waiting_for(session, officer.id) if teaches else Counter[int]()
        return Weeks(samples, waiting, titles_of(session))


def _draw(visit: Visit) -> int:
    now = visit.desk.clock()
    with visit.desk.database.write() as session:
        return draw_sample(session, week_before(now), now)


def _next(visit: Visit) -> tuple[ToJudge | None, dict[str, str]]:
    number = visit.request.path_params["number"]
    with visit.desk.database.write() as session:
        if not is_drawn(session, number):
            raise HTTPException(404)
        found = next_to_judge(session, number, visit.login.officer.id)
        if found is not None:
            whose = Subject(conversation_id=found.look.conversation_id)
            data = {"sample": number, "turn": found.turn_id}
            record(session, Deed.SAMPLE_READ, visit.desk.clock(), whose, data=data)
        return found, titles_of(session)


def _give(visit: Visit, sampled: int, verdict: Verdict) -> None:
    intent, officer = visit.form.get("intent") or None, visit.login.officer.id
    with visit.desk.database.write() as session:
        give_verdict(session, sampled, officer, verdict, intent, visit.desk.clock())


def _row(one: SampleFigures) -> tuple[Cell, ...]:
    right, partly, told = one.right, one.partly, one.agreement
    return (
        one.begin.astimezone(WIB).date(),
        *(one.turns, one.drawn, right.judged if right else 0, one.open, one.missing),
        *((_share(right.share), _share(right.low), _share(right.high)) if right else (None,) * 3),
        _share(partly.share) if partly else None,
        *(told.pairs, told.same),
        None if told.kappa is None else _share(told.kappa),
        one.seed,
    )


def _share(value: float) -> str:
    return f"{value:.4f}"
