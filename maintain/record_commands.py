"""``tanya audit-log``: who did and who saw what; reading it is recorded as well."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from rich.table import Table

from service.audit.anchors import anchor_said, read_anchors
from service.audit.chain import Entry
from service.audit.export import Format, head_line, lines_of
from service.audit.keys import known_keys
from service.audit.reading import (
    Sought,
    entries_in_order,
    newest_entries,
    record_reading,
    sought_for,
    user_names,
)
from service.audit.recording import Deed, record
from service.audit.verification import Fault, Verdict, verify
from service.calendar import WIB
from service.clock import utc_now
from service.settings import load_settings
from service.storage.database import Database, Session

app = typer.Typer(no_args_is_help=True)
console = Console(highlight=False, markup=False, soft_wrap=True)
T = TypeVar("T")

Officer = Annotated[str, typer.Option(help="What this user name did or saw.")]
Ticket = Annotated[str, typer.Option(help="What was done to, or seen of, this ticket.")]
DeedName = Annotated[str, typer.Option("--deed", help="How the name of the deed begins.")]
Since = Annotated[datetime | None, typer.Option(help="From then on (Jakarta).")]
Until = Annotated[datetime | None, typer.Option(help="Before then (Jakarta).")]

IN_WORDS = {
    Fault.GAP: "rows before it are missing, or its number is none that was given",
    Fault.HASH: "it, or the row before it, was changed, removed or put in",
    Fault.SEAL: "it was written without the service's secret (or FILE_KEY is another one now)",
    Fault.VERSION: "it is written in a way that this version does not know",
    Fault.UNREADABLE: "it, or one soon after, holds what was never written; looked no further",
    Fault.CUT: "an anchor names it, and it is not there: rows were cut off",
    Fault.ANCHOR: "an anchor knows it with another hash: rows were written anew",
}


@app.command("verify")
def verify_record(
    anchor: Annotated[
        list[str] | None,
        typer.Option(metavar="ROW:HASH", help="As the officers' group was told; may be repeated."),
    ] = None,
    file: Annotated[Path | None, typer.Option(help="Anchors; AUDIT_ANCHORS if not given.")] = None,
) -> None:
    """Tell whether a row was changed, removed, put in or cut off; then exit with 1."""
    settings = load_settings()
    anchors = read_anchors(file or settings.audit_anchors)
    anchors += [anchor_said(one) for one in anchor or ()]
    database = Database.of(settings)
    with database.read() as session:  # long, and holds up nobody
        verdict = verify(session, known_keys(session), anchors)
    with database.write() as session:
        found = {"rows": verdict.rows, "faults": verdict.count, "anchors": len(anchors)}
        record(session, Deed.RECORD_VERIFIED, utc_now(), data=found)
    database.close()
    _tell(verdict, len(anchors))
    if not verdict.is_whole:
        raise typer.Exit(1)


@app.command()
def show(
    officer: Officer = "",
    ticket: Ticket = "",
    deed: DeedName = "",
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many rows at most.")] = 50,
) -> None:
    """Show the newest rows that fit; that you do is recorded."""
    sought = sought_for(officer, ticket, deed, _in_jakarta(since), _in_jakarta(until))
    entries, names = _reading(lambda session: _read(session, sought, limit))
    table = Table("row", "when (WIB)", "who", "deed", "ticket", "from", "what")
    for entry in entries:
        by = names.get(entry.officer_id or 0, entry.operator or entry.actor)
        place = f"{entry.channel} {entry.address or ''}".strip()
        when = entry.at.astimezone(WIB).strftime("%Y-%m-%d %H:%M:%S")
        table.add_row(str(entry.id), when, by, entry.deed, entry.ticket or "", place, entry.data)
    console.print(table)


@app.command()
def export(
    file: Path,
    form: Annotated[Format, typer.Option("--format", help="csv or jsonl.")] = Format.CSV,
    officer: Officer = "",
    ticket: Ticket = "",
    deed: DeedName = "",
    since: Since = None,
    until: Until = None,
) -> None:
    """Write the rows that fit into a file, the oldest first; that you do is recorded."""
    sought = sought_for(officer, ticket, deed, _in_jakarta(since), _in_jakarta(until))
    _reading(lambda session: record_reading(session, Deed.RECORD_EXPORTED, sought, utc_now()))
    database = Database.of(load_settings())
    count = 0
    with file.open("x", encoding="utf-8", newline="") as out, database.read() as session:
        out.write(head_line(form))
        for line in lines_of(entries_in_order(session, sought), user_names(session), form):
            out.write(line)
            count += 1
    database.close()
    console.print(f"{count} rows in {file}.")


def _read(session: Session, sought: Sought, limit: int) -> tuple[list[Entry], dict[int, str]]:
    entries = newest_entries(session, sought, limit)
    record_reading(session, Deed.RECORD_READ, sought, utc_now())
    return entries, user_names(session)


def _reading(step: Callable[[Session], T]) -> T:
    database = Database.of(load_settings())
    try:
        with database.write() as session:
            return step(session)
    finally:
        database.close()


def _tell(verdict: Verdict, anchors: int) -> None:
    for found in verdict.faults:
        console.print(f"row {found.id}: {found.fault.value}: {IN_WORDS[found.fault]}")
    if verdict.count > len(verdict.faults):
        console.print(f"and {verdict.count - len(verdict.faults)} more")
    if verdict.is_whole:
        console.print(f"{verdict.rows} rows, whole.")
    if not anchors:
        console.print("There is no anchor: rows that were cut off at the end would not be seen.")
    elif verdict.is_whole:
        console.print(f"Anchors: {anchors}; the highest vouches for row {verdict.anchored}.")


def _in_jakarta(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=WIB) if moment else None
