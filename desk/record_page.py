"""The record at the desk: who did and who saw what, for auditors; reading it is recorded."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from starlette.exceptions import HTTPException
from starlette.responses import Response, StreamingResponse

from desk.auth import Visit
from service.audit.chain import Entry
from service.audit.export import Format, head_line, lines_of
from service.audit.reading import (
    Sought,
    entries_after,
    newest_entries,
    record_reading,
    sought_for,
    user_names,
    values_of,
)
from service.audit.recording import Deed
from service.calendar import WIB
from service.errors import RecordUnreadable

ON_A_PAGE = 100  # rows
LAST = 2**31 - 1  # the greatest number that a row can have
NAMES = ("officer", "ticket", "deed")
DAYS = ("since", "until")
TYPES = {Format.CSV: "text/csv; charset=utf-8", Format.JSONL: "application/jsonl"}


@dataclass(frozen=True)
class Row:
    """One row with the user name of who did it, and its values to be shown."""

    entry: Entry
    officer: str | None
    values: dict[str, str]


async def show_record(visit: Visit) -> Response:
    """Show the newest rows that fit what was asked for, a page of them."""
    asked, problem = visit.request.query_params, False
    try:
        sought = _sought(visit)
    except (RecordUnreadable, ValueError):
        sought, problem = Sought(), True
    rows = [] if problem else await asyncio.to_thread(_read, visit, sought)
    older = rows[-1].entry.id if len(rows) == ON_A_PAGE else None
    context = {
        "rows": rows,
        "asked": {name: asked.get(name, "") for name in (*NAMES, *DAYS)},
        "problem": problem,
        "older": _address(visit, before=str(older)) if older else None,
        "exports": {form: _address(visit, "/export", format=form) for form in Format},
    }
    return visit.render("record.html", context, 422 if problem else 200)


async def export_record(visit: Visit) -> Response:
    """Hand out the rows that fit as a file, the oldest first."""
    try:
        sought = replace(_sought(visit), before=None)
        form = Format(visit.request.query_params.get("format", Format.CSV))
    except (RecordUnreadable, ValueError) as error:
        raise HTTPException(404) from error
    names = await asyncio.to_thread(_begin_export, visit, sought)
    name = f"audit-log-{visit.desk.clock().astimezone(WIB):%Y%m%d-%H%M%S}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(
        _lines(visit, sought, form, names), media_type=TYPES[form], headers=headers
    )


def _sought(visit: Visit) -> Sought:
    """Return what the address asks for.

    Raises:
        RecordUnreadable: A name can be none.
        ValueError: A day or a number is none.
    """
    asked = visit.request.query_params
    since, until = (_day(asked.get(name, "")) for name in DAYS)
    end = until + timedelta(days=1) if until else None
    officer, ticket, deed = (asked.get(name, "") for name in NAMES)
    sought = sought_for(officer, ticket, deed, since, end)
    before = asked.get("before", "")
    return replace(sought, before=min(int(before), LAST) if before else None)


def _day(text: str) -> datetime | None:
    return datetime.combine(date.fromisoformat(text), time(), WIB) if text else None


def _read(visit: Visit, sought: Sought) -> list[Row]:
    with visit.desk.database.write() as session:
        record_reading(session, Deed.RECORD_READ, sought, visit.desk.clock())
        entries, names = newest_entries(session, sought, ON_A_PAGE), user_names(session)
    return [Row(one, names.get(one.officer_id or 0), values_of(one)) for one in entries]


def _begin_export(visit: Visit, sought: Sought) -> dict[int, str]:
    with visit.desk.database.write() as session:
        record_reading(session, Deed.RECORD_EXPORTED, sought, visit.desk.clock())
        return user_names(session)


async def _lines(
    visit: Visit, sought: Sought, form: Format, names: dict[int, str]
) -> AsyncIterator[str]:
    """Yield the file, some rows from each look: no transaction lasts as long as a slow browser."""
    yield head_line(form)
    last = 0
    while entries := await asyncio.to_thread(_next, visit, sought, last):
        yield "".join(lines_of(entries, names, form))
        last = entries[-1].id


def _next(visit: Visit, sought: Sought, after: int) -> list[Entry]:
    with visit.desk.database.read() as session:
        return entries_after(session, sought, after)


def _address(visit: Visit, path: str = "", **others: str) -> str:
    url = visit.request.url.remove_query_params(["before", "format"])
    return f"/audit-log{path}?{url.include_query_params(**others).query}"
