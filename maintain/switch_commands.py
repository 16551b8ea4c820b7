"""``tanya switch``: turn off the bot, escalation, an intent or an article, and on again."""

import getpass
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from service.calendar import WIB
from service.clock import utc_now
from service.content.sentences import load_sentences
from service.operations.switches import (
    REFRESH,
    require_known,
    switch_history,
    switched_off,
    turn_off,
    turn_on,
)
from service.settings import load_settings
from service.storage.database import Database

app = typer.Typer(no_args_is_help=True)
console = Console(highlight=False, markup=False)

Name = Annotated[
    str, typer.Argument(help="bot, escalation, intent:NAME or article:ID (a topic's id).")
]
Who = Annotated[str, typer.Option("--by", help="Who decides; the account's name if not given.")]
Why = Annotated[str, typer.Option("--reason", help="Why, for the history; not for citizens.")]


@app.command("list")
def list_off() -> None:
    """List what is off, since when, by whom and why."""
    with _database().read() as session:
        rows = switched_off(session)
    if not rows:
        console.print("Nothing is off.")
        return
    table = Table("switch", "off since (WIB)", "by", "reason", "citizens read")
    for off in rows:
        since = off.since.astimezone(WIB).strftime("%Y-%m-%d %H:%M")
        table.add_row(off.name, since, off.by, off.reason, off.text)
    console.print(table)


@app.command()
def off(
    name: Name,
    text: Annotated[
        str | None, typer.Option(help="What citizens read; content/sentences.yml has a default.")
    ] = None,
    by: Who = "",
    reason: Why = "",
) -> None:
    """Turn something off; citizens read the text instead within seconds."""
    settings = load_settings()
    sentences = load_sentences(settings.content_dir)
    with _database().write() as session:
        require_known(session, name)
        if text is None:
            text = sentences(f"switch_{name.partition(':')[0]}")
        done = turn_off(session, name, text, by or getpass.getuser(), reason, utc_now())
    console.print(f"{done.name} is off within {REFRESH:.0f} seconds. Citizens read:")
    console.print(done.text)


@app.command()
def on(name: Name, by: Who = "", reason: Why = "") -> None:
    """Turn something on again."""
    with _database().write() as session:
        changed = turn_on(session, name, by or getpass.getuser(), reason, utc_now())
    console.print(f"{name} is on." if changed else f"{name} was not off.")


@app.command()
def history(
    limit: Annotated[int, typer.Option(min=1, help="How many changes at most.")] = 30,
) -> None:
    """Show the newest changes."""
    table = Table("when (WIB)", "switch", "turned", "by", "reason", "citizens read")
    with _database().read() as session:
        for change in switch_history(session, limit):
            when = change.at.astimezone(WIB).strftime("%Y-%m-%d %H:%M:%S")
            turned = "off" if change.is_off else "on"
            table.add_row(when, change.name, turned, change.by, change.reason, change.text)
    console.print(table)


def _database() -> Database:
    database = Database.of(load_settings())
    database.migrate()
    return database
