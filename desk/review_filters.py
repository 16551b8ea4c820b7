"""Filters of mistakes: read out of addresses, and kept under a maintainer's own names."""

import asyncio
from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from desk.auth import Visit
from desk.forms import NUMBER
from service.content.articles import ID_LIMIT
from service.figures.periods import Period, PeriodRefused, read_period
from service.learning.review_filters import remove_review_filter, save_review_filter
from service.learning.reviewing import Asked
from service.learning.signals import Signal

WEEK = 7  # days, when none are named
FIELDS = ("dari", "sampai", "tanda", "kanal", "topik", "status")
DAYS = ("dari", "sampai")
DECIDED = "decided"
LONGEST = 200  # characters of an address that is kept


async def keep_filter(visit: Visit) -> Response:
    """Keep what the page shows under a name; days that pass are left out."""
    asked = {name: visit.form.get(name, "") for name in FIELDS}
    query = query_of({name: said for name, said in asked.items() if name not in DAYS})
    is_kept = len(query) <= LONGEST and await asyncio.to_thread(_save, visit, query)
    shown = query_of(asked) if not is_kept else query
    told = "" if is_kept else "&problem=filter"
    return RedirectResponse(f"/review?{shown}{told}", 303)


async def drop_filter(visit: Visit) -> Response:
    """Forget one of the maintainer's filters."""
    number = visit.form.get("filter", "")
    if NUMBER.fullmatch(number):
        await asyncio.to_thread(_remove, visit, int(number))
    return RedirectResponse("/review", 303)


def query_of(asked: Mapping[str, str]) -> str:
    """Return a filter as its address says it, always the same way."""
    return urlencode({name: asked[name][:ID_LIMIT] for name in FIELDS if asked.get(name)})


def period_of(visit: Visit, asked: Mapping[str, str]) -> tuple[Period, str]:
    """Return the days that an address names, and what is wrong with them: then the last week."""
    now = visit.desk.clock()
    try:
        return read_period(asked.get("dari", ""), asked.get("sampai", ""), now, usual=WEEK), ""
    except PeriodRefused as error:
        return read_period("", "", now, usual=WEEK), error.why


def asked_for(asked: Mapping[str, str], period: Period) -> Asked:
    """Return which messages an address means; what nobody knows is left out."""
    sign = asked.get("tanda", "")
    return Asked(
        begin=period.begin,
        end=period.end,
        signals=(Signal(sign),) if sign in set(Signal) else (),
        channel=asked.get("kanal", ""),
        topic=asked.get("topik", ""),
        is_decided=asked.get("status") == DECIDED,
    )


def _save(visit: Visit, query: str) -> bool:
    name, officer = visit.form.get("name", ""), visit.login.officer.id
    with visit.desk.database.write() as session:
        return save_review_filter(session, officer, name, query, visit.desk.clock())


def _remove(visit: Visit, number: int) -> None:
    with visit.desk.database.write() as session:
        remove_review_filter(session, visit.login.officer.id, number, visit.desk.clock())
