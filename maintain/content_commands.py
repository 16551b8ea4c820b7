"""``tanya content``: check the knowledge base, and load it into the database."""

import asyncio
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from maintain.asking import ask_all
from maintain.content_loading import load_content, load_or_keep
from maintain.ports import answers as is_answering
from maintain.training import RASA
from service.assembly import today_in_jakarta
from service.content.encoder import E5Encoder
from service.content.folder import read_content
from service.content.model import Article
from service.errors import ContentInvalid
from service.knowledge.quality import quality_problems
from service.settings import load_settings
from service.storage.database import Database

app = typer.Typer(no_args_is_help=True)
console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)


@app.command()
def check(
    ask: Annotated[
        bool, typer.Option(help="Also ask the bot every question that an article lists.")
    ] = True,
) -> None:
    """Validate the content folder: every problem with its file and line, in some 10 s.

    Then ask every question that an article lists, as a citizen would, in a minute: it must bring
    that article. For this the content is loaded, and a Rasa is started where none is running.
    """
    content = read_content(load_settings().content_dir, today_in_jakarta())
    with console.status("Comparing every question with every other"):
        found = quality_problems(content.articles, E5Encoder())
    if not found and ask:
        found = _asked(content.articles)
    if found:
        raise ContentInvalid(found)
    counted = f"{len(content.articles)} articles, {len(content.offices)} offices"
    console.print(f"{counted}, {len(content.referrals)} referrals: no problem found.")


def _asked(articles: Sequence[Article]) -> list[str]:
    """Ask the bot what articles list, where there is a Rasa; say so where there is none."""
    if RASA.exists() or is_answering(load_settings().rasa_url):
        return asyncio.run(_astray(articles))
    errors.print("No Rasa is here or running: the articles' questions were not asked.")
    return []


async def _astray(articles: Sequence[Article]) -> list[str]:
    """Return the articles' own questions that bring another answer, with what they bring."""
    listed = [(article.id, text) for article in articles for text in article.questions]
    found, asked = [], ask_all(load_settings(), [(text, None) for _, text in listed])
    for article, text in track(listed, "Asking the articles' questions", console=errors):
        answer = await anext(asked)
        if article not in answer.answered:
            brought = ", ".join(answer.answered) or answer.outcome
            found.append(f"{article}: its own question {text!r} brings {brought}")
    await asked.aclose()
    return found


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
