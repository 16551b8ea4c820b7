"""``tanya hours``: whether officers work, and what of the days ahead is not settled."""

from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console

from maintain.patience import change
from service.answering.answers import DEFAULT_UNIT
from service.assembly import today_in_jakarta
from service.calendar import time_in_words
from service.clock import utc_now
from service.content.desk_hours import read_desk_hours
from service.content.hours_changes import decided, exported, standing
from service.errors import TanyaError
from service.hours.desk_hours import DeskHours
from service.hours.outlook import unsettled
from service.settings import load_settings

app = typer.Typer(no_args_is_help=True)
console = Console(highlight=False, markup=False, soft_wrap=True)


class CalendarUnsettled(TanyaError):
    """Something of the days ahead may still move."""


@app.callback()
def hours() -> None:
    """Look at the desk's hours; they are written in content/hours.yml."""


@app.command()
def check(
    unit: Annotated[
        str, typer.Option(help="A unit's id, as in content/units.yml.")
    ] = DEFAULT_UNIT,
) -> None:
    """Say whether a unit's officers work now, and what of the next 60 days is not settled.

    Ends with 1 where something is not, for a timer that mails it.
    """
    settings, now = load_settings(), utc_now()
    desk = read_desk_hours(settings.content_dir, change(settings, decided))
    console.print(_state(desk, unit, now))
    ahead = unsettled(desk.hours.table, today_in_jakarta())
    if ahead:
        raise CalendarUnsettled("\n".join(["look at:", *(f"{a.day} {a.what}" for a in ahead)]))
    console.print("The next 60 days are settled.")


@app.command()
def export(
    write: Annotated[bool, typer.Option(help="Write content/hours.yml instead.")] = False,
) -> None:
    """Print content/hours.yml with what was decided at the desk, comments and all.

    Once it is loaded, what was decided is the file's.
    """
    settings = load_settings()
    text = change(settings, lambda session: exported(session, settings.content_dir))
    if write:
        (settings.content_dir / "hours.yml").write_text(text, "utf-8")
        console.print("written: hours.yml; then: tanya content load")
    else:
        console.print(text, end="")


@app.command()
def decisions() -> None:
    """List what was decided at the desk and stands beside content/hours.yml."""
    found = change(load_settings(), standing)
    for one in found:
        told = ", ".join(f"{name}: {value}" for name, value in (one.what.entry or {}).items())
        console.print(f"{time_in_words(one.at)} {one.what.section}: {told}")
    console.print(f"{len(found)} decisions stand.")


def _state(desk: DeskHours, unit: str, now: datetime) -> str:
    back = desk.back_at(now, unit)
    return f"{unit}: open" if back is None else f"{unit}: closed until {time_in_words(back)}"
