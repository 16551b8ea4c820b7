"""``tanya content``: write, check, preview and load the knowledge base."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from bot.telegram.render import to_telegram_html
from maintain.content_loading import export_articles, load_content, load_or_keep
from maintain.example_loading import load_examples
from maintain.lay_words import write_lay_words
from maintain.new_topic import new_topic
from maintain.own_questions import ask_each, astray
from maintain.ports import answers as is_answering
from maintain.topic_lists import topics_of, write_lists
from maintain.training import RASA
from service.answering.article_text import article_text, field_text, rest_text
from service.assembly import today_in_jakarta
from service.clock import utc_now
from service.content.advice import advice
from service.content.contacts import unused_contacts
from service.content.desk_hours import read_desk_hours
from service.content.encoder import E5Encoder
from service.content.entries import Problems
from service.content.folder import read_content
from service.content.model import Article, Content
from service.content.sentences import OFFICERS, load_sentences
from service.content.sources import unused_sources
from service.content.store import read_articles
from service.content.terms import read_terms
from service.door.public_contacts import public_contacts
from service.errors import ContentInvalid, TanyaError
from service.hours.outlook import unsettled
from service.knowledge.gaps import find_gaps
from service.knowledge.quality import quality_problems
from service.markup import plain, read_markup
from service.paths import ROOT
from service.releases.bundle import content_parts
from service.releases.register import note_content
from service.settings import load_settings
from service.storage.database import Database

app = typer.Typer(no_args_is_help=True)
console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False)


class NoSuchArticle(TanyaError):
    """A command names an article that is not there."""


@app.command()
def new(
    topic: Annotated[str, typer.Argument(help="Its id, such as ppid-waktu.")],
    question: Annotated[str, typer.Argument(help="One question that it answers.")],
) -> None:
    """Begin a topic: its article, its examples, and its place in Rasa's lists."""
    content = load_settings().content_dir
    for path in new_topic(ROOT, content, topic, question, today_in_jakarta()):
        console.print(f"written: {path}")
    console.print("Fill in the article, add examples, then: tanya content check")


@app.command()
def topics() -> None:
    """Write the articles' ids and lay words into what Rasa learns from, after one changed."""
    content = load_settings().content_dir
    changed = [*write_lists(ROOT, topics_of(content)), *write_lay_words(ROOT, content)]
    console.print("\n".join(f"written: {path}" for path in changed) or "All lists are current.")


@app.command()
def check(
    ask: Annotated[
        bool, typer.Option(help="Also ask the bot every question that an article lists.")
    ] = True,
) -> None:
    """Validate the content folder, and say what should be looked at again, in some 10 s.

    Then ask every question that an article lists, as a citizen would, in a minute: it must bring
    that article. For this the content is loaded, and a Rasa is started where none is running.
    """
    folder = load_settings().content_dir
    content = read_content(folder, today_in_jakarta())
    load_sentences(folder)
    load_sentences(folder, OFFICERS)
    public_contacts()
    problems = Problems()
    terms = read_terms(folder, problems)
    with console.status("Comparing every question with every other"):
        found = [f"sources.yml: nothing names {key!r}" for key in unused_sources(content)]
        found += [
            f"contacts.yml: nothing names {key!r}"
            for key in unused_contacts(folder, content.contacts)
        ]
        found += quality_problems(content.articles, E5Encoder())
    if not found and not problems.lines and ask:
        found = _asked(content.articles)
    if found or problems.lines:
        raise ContentInvalid([*problems.lines, *found])
    ahead = unsettled(read_desk_hours(folder).hours.table, today_in_jakarta())
    looks = [*advice(content, terms), *(f"{one.day} {one.what}" for one in ahead)]
    for line in looks:
        console.print(escape(f"look again: {line}"))
    counted = f"{len(content.articles)} articles, {len(content.offices)} offices"
    console.print(f"{counted}, {len(content.referrals)} referrals: no problem found.")


def _asked(articles: Sequence[Article]) -> list[str]:
    """Ask the bot what articles list, where there is a Rasa; say so where there is none."""
    if RASA.exists() or is_answering(load_settings().rasa_url):
        return asyncio.run(astray(articles, ask_each))
    errors.print("No Rasa is here or running: the articles' questions were not asked.")
    return []


@app.command()
def preview(topic: Annotated[str, typer.Argument(help="The article's id.")]) -> None:
    """Show an article as citizens read it on Telegram and on the web, before it is loaded."""
    settings = load_settings()
    today = today_in_jakarta()
    content = read_content(settings.content_dir, today, allow_expired=True)
    article = next((a for a in content.articles if a.id == topic), None)
    if article is None:
        raise NoSuchArticle(f"content/articles has no {topic!r}")
    sentences = load_sentences(settings.content_dir)
    unit = next(u.name for u in content.units if u.id == article.unit)
    said = [article_text(sentences, article, unit, today)]
    said += [rest_text(sentences, article)] if article.more else []
    for text in said:
        _show("Telegram", to_telegram_html(read_markup(text)))
        _show("Web", plain(text))
    for name in article.fields:
        _show(f"Asked for {name}", plain(field_text(sentences, article, name, unit, today)))
    console.print(escape("Buttons: " + ", ".join(_titles(content, article.followups))))


@app.command()
def gaps() -> None:
    """List what the answers say is not known, the most asked first: for BPKP's units."""
    database = Database.of(load_settings())
    with database.read() as session:
        found = find_gaps(session, read_articles(session))
    database.close()
    for gap in found:
        console.print(escape(f"{gap.article.id} ({gap.article.unit}), answered {gap.asked} times"))
        for sentence in gap.unknown:
            console.print(escape(f"  - {sentence}"))
        if gap.fields:
            console.print(f"  - belum diketahui: {', '.join(gap.fields)}")
    console.print(f"{len(found)} articles leave something open.")


@app.command()
def load(
    keep: Annotated[
        bool, typer.Option(help="For a start: report problems, and let the old content serve.")
    ] = False,
    files_win: Annotated[
        bool, typer.Option(help="Let the files replace what was published in the desk.")
    ] = False,
) -> None:
    """Load the content folder, and the examples of data/; running processes follow in seconds.

    What was published in the desk stays, and is named, until `tanya content export` wrote it
    into its file or --files-win lets the file replace it.
    """
    settings = load_settings()
    database = Database.of(settings)
    database.migrate()
    with console.status("Reading the content") as status:

        def progress(done: int, every: int) -> None:
            status.update(f"Reading the content: {done} of {every} texts")

        today = today_in_jakarta()
        if keep:
            loaded = load_or_keep(settings, database, today, progress, console.print)
        else:
            loaded = load_content(
                settings, database, today, progress, files_win=files_win, tell=console.print
            )
        status.update("Reading the examples")
        load_examples(database, console.print)
    with database.write() as session:
        note_content(session, content_parts(session, ROOT), utc_now())
    database.close()
    console.print("Loaded." if loaded else "The content that was loaded before serves.")


@app.command()
def export(
    folder: Annotated[
        Path | None, typer.Option(help="A content folder; without one, the service's own.")
    ] = None,
) -> None:
    """Write what was published in the desk into the files of the content folder.

    An article that its file says already is not touched. Commit what changed, so that the next
    version of the service has it; a new article also needs: tanya content topics, tanya train.
    """
    settings = load_settings()
    database = Database.of(settings)
    try:
        written = export_articles(database, folder or settings.content_dir)
    finally:
        database.close()
    for path in written:
        console.print(escape(f"written: {path}"))
    console.print(f"{len(written)} articles differed from their files.")


def _show(heading: str, text: str) -> None:
    console.print(escape(f"--- {heading}\n{text}\n"))


def _titles(content: Content, ids: tuple[str, ...]) -> list[str]:
    titles = {article.id: article.title for article in content.articles}
    return [titles[followup] for followup in ids]
