"""``tanya inbox``: citizens' messages that wait too long or were given up, and a retry by hand."""

from datetime import datetime, timedelta
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from service.audit.recording import Deed, record
from service.clock import utc_now
from service.content.sentences import load_sentences
from service.settings import load_settings
from service.storage.database import Database
from service.updates.leftovers import Leftover, leftovers, retry_update

LIMIT = 100  # messages listed

app = typer.Typer()
console = Console(highlight=False, markup=False)


@app.callback(invoke_without_command=True)
def list_by_default(context: typer.Context) -> None:
    """List, where no command is given."""
    if context.invoked_subcommand is None:
        list_all()


@app.command("list")
def list_all(
    minutes: Annotated[
        int, typer.Option(min=0, help="How long a message may wait before it is listed.")
    ] = 5,
    with_text: Annotated[
        bool, typer.Option("--text", help="Show what was written (masked), too.")
    ] = False,
) -> None:
    """List what waits too long and what is dead: numbers, ages, kinds, reasons; no texts."""
    now = utc_now()
    found = _find(timedelta(minutes=minutes), now, with_text=with_text)
    if not found:
        console.print("Nothing waits, nothing is dead.")
        return
    table = Table("id", "state", "channel", "kind", "age", "tries", "next try", "reason")
    if with_text:
        table.add_column("text")
    for one in found:
        table.add_row(*_cells(one, now), *([one.text] if with_text else []))
    console.print(table)
    if len(found) == LIMIT:
        console.print("There may be more.")


@app.command()
def retry(number: Annotated[int, typer.Argument(metavar="ID")]) -> None:
    """Try a message again now; who was told that it failed is told of the new try."""
    settings = load_settings()
    sentences = load_sentences(settings.content_dir)
    with Database.of(settings).write() as session:
        tried = retry_update(session, number, sentences, utc_now())
        record(session, Deed.INBOX_RETRIED, utc_now(), data={"update": tried})
    console.print(f"Message {tried} is tried now; see `tanya inbox list --minutes 0` in a moment.")


def _find(patience: timedelta, now: datetime, *, with_text: bool) -> list[Leftover]:
    """Return what is left over; whoever has citizens' words shown is recorded."""
    database = Database.of(load_settings())
    if not with_text:
        with database.read() as session:
            return leftovers(session, now, patience, LIMIT)
    with database.write() as session:
        found = leftovers(session, now, patience, LIMIT)
        seen = {"updates": [one.id for one in found]}
        record(session, Deed.INBOX_READ, now, data=seen)
        return found


def _cells(one: Leftover, now: datetime) -> tuple[str, ...]:
    due = "" if one.state == "dead" else _span(one.due_at - now)
    age = _span(now - one.received_at)
    return (str(one.id), one.state, one.channel, one.kind, age, str(one.attempts), due, one.reason)


def _span(span: timedelta) -> str:
    """Say "2 d 3 h", "3 h 20 min", "20 min" or "now"; seconds interest nobody."""
    minutes = int(span.total_seconds()) // 60
    days, hours = minutes // 1440, minutes // 60 % 24
    if minutes <= 0:
        return "now"
    if days:
        return f"{days} d {hours} h"
    return f"{hours} h {minutes % 60} min" if hours else f"{minutes} min"
