"""What was asked and what came of it, for who sees figures; nobody's words."""

import asyncio
from collections.abc import Mapping
from dataclasses import astuple, fields
from typing import Any, cast
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import Response

from desk.auth import Visit
from desk.charts import Stacks, stacks
from desk.figure_files import CSV, as_csv
from desk.figure_sheets import Cell, Sheet
from service.content.store import titles_of
from service.figures.periods import Period, PeriodRefused, read_period
from service.learning.figures import Came, LearningFigures, read_learning

CAME = tuple(field.name for field in fields(Came))
DRAWN = ("answered", "clarified", "not_understood", "escalated", "referred", "failed")
SHOWN = 20  # rows of a table on the page; the files have all

Words = Mapping[str, Mapping[str, str]]


async def show_learning(visit: Visit) -> Response:
    """Show the figures of the days that the address names."""
    problem = ""
    try:
        period = _period(visit)
    except PeriodRefused as error:
        period, problem = read_period("", "", visit.desk.clock()), error.why
    figures, titles = await asyncio.to_thread(_read, visit, period)
    context = {
        "figures": figures,
        "sheets": _sheets(visit, figures, titles),
        "chart": _chart(figures),
        "series": DRAWN,
        "came": CAME,
        "shown": SHOWN,
        "asked": urlencode({"dari": period.first, "sampai": period.last}),
        "problem": problem,
    }
    return visit.render("learning.html", context, 422 if problem else 200)


async def download_learning(visit: Visit) -> Response:
    """Give one table as CSV."""
    try:
        period = _period(visit)
    except PeriodRefused as error:
        raise HTTPException(404) from error
    figures, titles = await asyncio.to_thread(_read, visit, period)
    sheet = _sheets(visit, figures, titles).get(visit.request.path_params["sheet"])
    if sheet is None:
        raise HTTPException(404)
    name = f"tanya-bpkp-{sheet.key}-{period.first}-{period.last}.csv"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    content = as_csv(sheet, _words(visit)["column"])
    return Response(content, media_type=CSV, headers=headers)


def _period(visit: Visit) -> Period:
    asked = visit.request.query_params
    return read_period(asked.get("dari", ""), asked.get("sampai", ""), visit.desk.clock())


def _read(visit: Visit, period: Period) -> tuple[LearningFigures, dict[str, str]]:
    with visit.desk.database.read() as session:
        return read_learning(session, period), titles_of(session)


def _chart(figures: LearningFigures) -> Stacks:
    steps = figures.by_step.items()
    return stacks({day: [getattr(of, name) for name in DRAWN] for day, of in steps})


def _sheets(visit: Visit, figures: LearningFigures, titles: Mapping[str, str]) -> dict[str, Sheet]:
    """Return the tables by key, in the order in which they are shown."""
    words = _words(visit)
    none, channels = words["without"], words["channel"]

    def title(topic: str) -> str:
        return titles.get(topic, topic) or none["topic"]

    def unit(name: str) -> str:
        return visit.desk.unit_name(name) if name else none["unit"]

    by_topic, by_unit = figures.by_topic.items(), figures.by_unit.items()
    parts: list[tuple[str, tuple[str, ...], list[tuple[Cell, ...]]]] = [
        ("steps", ("day", *CAME), [(day, *astuple(of)) for day, of in figures.by_step.items()]),
        (
            "rising",
            ("topic", "now", "before", "chance"),
            [(title(r.topic), r.now, r.before, f"{r.chance:.2g}") for r in figures.rising],
        ),
        (
            "topics",
            ("topic", *CAME),
            [(title(k), *astuple(v)) for k, v in by_topic],
        ),
        ("units", ("unit", *CAME), [(unit(k), *astuple(v)) for k, v in by_unit]),
        (
            "channels",
            ("channel", *CAME),
            [(channels.get(k, k), *astuple(v)) for k, v in figures.by_channel.items()],
        ),
        ("gaps", ("nearest", "messages"), [(title(g.nearest), g.messages) for g in figures.gaps]),
        ("referred", ("intent", "messages"), [(title(k), n) for k, n in figures.referred.items()]),
        (
            "held",
            ("kind", "channel", "messages"),
            [(h.kind, channels.get(h.channel, h.channel), h.messages) for h in figures.held],
        ),
    ]
    return {key: Sheet(key, columns, tuple(rows)) for key, columns, rows in parts}


def _words(visit: Visit) -> Words:
    learning: Any = visit.desk.templates.get_template("learning_words.html").module
    desk: Any = visit.desk.templates.get_template("words.html").module
    return cast("Words", {**vars(learning), "channel": desk.channel})
