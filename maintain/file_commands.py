"""``tanya files``: what leads to citizens' files, forgotten by hand."""

import typer
from rich.console import Console

from service.audit.recording import Deed, record
from service.clock import utc_now
from service.escalations.reopening import REOPENED_WITHIN
from service.settings import load_settings
from service.storage.database import Database
from service.updates.attachments import forget_uncontested

app = typer.Typer()
console = Console(highlight=False, markup=False)


@app.callback()
def files() -> None:
    """Make room for commands to come: one alone would take the group's name."""


@app.command()
def forget() -> None:
    """Forget Telegram's ids of files whose tickets can no longer be contested.

    The gateway does it each minute; this is for where none runs.
    """
    before, total = utc_now() - REOPENED_WITHIN, 0
    database = Database.of(load_settings())
    while True:
        with database.write() as session:
            count = forget_uncontested(session, before)
            if count:
                record(session, Deed.FILES_FORGOTTEN, utc_now(), data={"count": count})
        if not count:
            break
        total += count
    console.print(f"Forgotten: {total}.")
