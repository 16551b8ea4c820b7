"""``tanya content``: check the knowledge base, and load it into the database."""

from typing import Annotated

import typer
from rich.console import Console

from maintain.content_loading import load_content, load_or_keep
from service.assembly import today_in_jakarta
from service.content.encoder import E5Encoder
from service.content.folder import read_content
from service.door.public_contacts import public_contacts
from service.errors import ContentInvalid
from service.knowledge.quality import quality_problems
from service.settings import load_settings
from service.storage.database import Database

app = typer.Typer(no_args_is_help=True)
console = Console(highlight=False)


@app.command()
def check() -> None:
    """Validate the content folder: every problem with its file and line, in some 10 s."""
    content = read_content(load_settings().content_dir, today_in_jakarta())
    public_contacts()
    with console.status("Comparing every question with every other"):
        found = quality_problems(content.articles, E5Encoder())
    if found:
        raise ContentInvalid(found)
    counted = f"{len(content.articles)} articles, {len(content.offices)} offices"
    console.print(f"{counted}, {len(content.referrals)} referrals: no problem found.")


@app.command()
def load(
    keep: Annotated[
        bool, typer.Option(help="For a start: report problems, and let the old content serve.")
    ] = False,
) -> None:
    """Load the content folder; running processes follow within seconds."""
    settings = load_settings()
    database = Database(settings.database_url)
    database.migrate()
    with console.status("Reading the content") as status:

        def progress(done: int, every: int) -> None:
            status.update(f"Reading the content: {done} of {every} texts")

        today = today_in_jakarta()
        if keep:
            loaded = load_or_keep(settings, database, today, progress, console.print)
        else:
            loaded = load_content(settings, database, today, progress)
    database.close()
    console.print("Loaded." if loaded else "The content that was loaded before serves.")
