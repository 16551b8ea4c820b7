"""What the service did over some days, for supervisors: on a page, as CSV and as a workbook."""

import asyncio
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import Response

from desk.auth import Visit
from desk.charts import SHOWN, stacks_of_messages
from desk.figure_files import CSV, XLSX, as_csv, as_workbook
from desk.figure_sheets import Sheet, Words, sheets_of
from service.figures.periods import Period, PeriodRefused, read_period
from service.figures.reading import Figures, read_figures

TOPICS = 20  # on the page; the files have all


async def show_figures(visit: Visit) -> Response:
    """Show the figures of the days that the address names."""
    try:
        period = _period(visit)
    except PeriodRefused as error:
        return await _page(visit, read_period("", "", visit.desk.clock()), error.why, 422)
    return await _page(visit, period)


async def download_sheet(visit: Visit) -> Response:
    """Give one sheet as CSV."""
    period = _period_or_404(visit)
    sheets = _sheets(visit, await _figures(visit, period))
    sheet = sheets.get(visit.request.path_params["sheet"])
    if sheet is None:
        raise HTTPException(404)
    return _file(as_csv(sheet, _words(visit)["column"]), CSV, f"{sheet.key}-{_name(period)}.csv")


async def download_workbook(visit: Visit) -> Response:
    """Give all sheets as a workbook."""
    period = _period_or_404(visit)
    sheets = _sheets(visit, await _figures(visit, period))
    words = _words(visit)
    content = await asyncio.to_thread(
        as_workbook, [*sheets.values()], words["sheet"], words["column"]
    )
    return _file(content, XLSX, f"{_name(period)}.xlsx")


async def _page(visit: Visit, period: Period, problem: str = "", status: int = 200) -> Response:
    figures = await _figures(visit, period)
    context = {
        "figures": figures,
        "sheets": _sheets(visit, figures),
        "chart": stacks_of_messages(figures.messages.by_day),
        "series": SHOWN,
        "most_topics": TOPICS,
        "asked": urlencode({"dari": period.first, "sampai": period.last}),
        "problem": problem,
    }
    return visit.render("figures.html", context, status)


def _period(visit: Visit) -> Period:
    asked = visit.request.query_params
    return read_period(asked.get("dari", ""), asked.get("sampai", ""), visit.desk.clock())


def _period_or_404(visit: Visit) -> Period:
    try:
        return _period(visit)
    except PeriodRefused as error:
        raise HTTPException(404) from error


async def _figures(visit: Visit, period: Period) -> Figures:
    return await asyncio.to_thread(_read, visit, period)


def _read(visit: Visit, period: Period) -> Figures:
    desk, officer = visit.desk, visit.login.officer
    with desk.database.read() as session:
        return read_figures(session, officer.id, period, desk.clock())


def _sheets(visit: Visit, figures: Figures) -> Mapping[str, Sheet]:
    desk = visit.desk
    return sheets_of(figures, desk.unit_name, _words(visit), desk.clock())


def _words(visit: Visit) -> Words:
    """Return the words of the figures, by kind and key, and the desk's for channels."""
    figures: Any = visit.desk.templates.get_template("figure_words.html").module
    desk: Any = visit.desk.templates.get_template("words.html").module
    return cast("Words", {**vars(figures), "channel": desk.channel})


def _name(period: Period) -> str:
    return f"tanya-bpkp-{period.first}-{period.last}"


def _file(content: bytes, kind: str, name: str) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=kind, headers=headers)
