"""Reads the articles of the content folder, each tied to its sources and contacts. Pure."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from service.content.claims import Claims, bound_sources, report_status, without_marks
from service.content.contacts import contact_problems, put_in
from service.content.entries import Entry, Problems, read_text, split_front_matter
from service.content.fields import read_fields
from service.content.model import Article, Category, Contact, Source, Status, Unit
from service.content.records import read_also, read_record, read_way_on
from service.content.sources import cited_sources

MORE = "<!-- selengkapnya -->"
TITLE_LIMIT = 48  # characters, because titles stand on buttons
TEXT_LIMIT = 1200  # characters; a phone shows about this much without scrolling twice
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ID_LIMIT = 64  # characters
PUBLISHED = Path("desk")  # stands in a problem's place where a text is in no file
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class Known:
    """What an article may name."""

    units: Sequence[Unit]
    categories: Sequence[Category]
    sources: Mapping[str, Source]
    contacts: Mapping[str, Contact]


@dataclass(frozen=True)
class Written:
    """An article as it was written, and where a problem in it is looked for.

    Attributes:
        is_published: Whether it was published in the desk, where its day of expiry was chosen.
    """

    path: Path
    text: str
    is_published: bool = False


def read_files(
    folder: Path, problems: Problems, published: Mapping[str, str] = NOTHING
) -> list[Written]:
    """Read the articles' files; what the desk published under an id stands in its file's place."""
    files = {path.stem: path for path in (folder / "articles").glob("*.md")}
    texts = {id_: Written(PUBLISHED / f"{id_}.md", text, True) for id_, text in published.items()}
    for id_ in sorted(files.keys() - published.keys()):
        texts[id_] = Written(files[id_], read_text(files[id_], problems))
    if not texts:
        problems.add(folder / "articles", 1, "there is no article")
    return [texts[id_] for id_ in sorted(texts)]


def read_articles(
    written: Sequence[Written], known: Known, today: date | None, problems: Problems
) -> list[Article]:
    """Read articles; with ``today``, one that expired before it is a problem."""
    seen: dict[str, Path] = {}
    found: list[tuple[Article, Entry]] = []
    for one in written:
        parts = split_front_matter(one.path, one.text, problems)
        if parts is None:
            continue
        entry, body = parts
        article = _article(entry, body, known, problems, one.text)
        if article.id in seen:
            what = f"id {article.id!r} is also {seen[article.id]}'s"
            problems.add(one.path, entry.line_of("id"), what)
        seen[article.id] = one.path
        found.append((article, entry))
    _report_dead_links(found, {article.id for article, _ in found}, problems)
    chosen = {one.path for one in written if one.is_published}
    checked = [(article, entry) for article, entry in found if entry.path not in chosen]
    _report_expired(checked, today or date.min, problems)
    return [article for article, _ in found]


def read_one(
    written: Written, known: Known, others: Collection[str], today: date, problems: Problems
) -> Article | None:
    """Read one article as it would stand among ``others``, given by their ids."""
    parts = split_front_matter(written.path, written.text, problems)
    if parts is None:
        return None
    entry, body = parts
    article = _article(entry, body, known, problems, written.text)
    if article.id != written.path.stem:
        problems.add(written.path, entry.line_of("id"), f"id is not {written.path.stem!r}")
    _report_dead_links([(article, entry)], {*others, article.id}, problems)
    if not written.is_published:
        _report_expired([(article, entry)], today, problems)
    return article


def _article(entry: Entry, body: str, known: Known, problems: Problems, written: str) -> Article:
    marked, _, marked_more = (part.strip() for part in body.partition(MORE))
    cited = cited_sources(entry, known.sources, problems)
    sources = bound_sources(Claims(entry, marked, marked_more, cited, known.contacts), problems)
    status = _status(entry, problems)
    report_status(entry, status, marked, sources, problems)
    text, more = (_shown(part, entry, known, problems) for part in (marked, marked_more))
    _report_length(entry, text, problems)
    also, taught = read_also(entry, problems)
    return Article(
        id=_id(entry, problems),
        title=_title(entry, problems),
        category=_listed(entry, "category", {c.id for c in known.categories}, problems),
        unit=_listed(entry, "unit", {unit.id for unit in known.units}, problems),
        status=status,
        checked=entry.day("checked", problems),
        expires=entry.day("expires", problems),
        sources=sources,
        questions=entry.texts("questions", problems),
        followups=entry.texts("followups", problems),
        text=text,
        more=more,
        fields=read_fields(entry, known.sources, known.contacts, problems),
        also=also,
        taught=taught,
        way_on=read_way_on(entry, known.contacts, problems),
        record=read_record(entry, problems),
        written=written,
    )


def _shown(marked: str, entry: Entry, known: Known, problems: Problems) -> str:
    """Return a part of an article as citizens read it."""
    text = without_marks(marked)
    for what in contact_problems(text, known.contacts):
        problems.add(entry.path, entry.line, what)
    return put_in(text, known.contacts)


def _report_length(entry: Entry, text: str, problems: Problems) -> None:
    if not text:
        problems.add(entry.path, entry.line, "the article has no text")
    if len(text) > TEXT_LIMIT:
        what = f"{len(text)} characters before {MORE!r}; at most {TEXT_LIMIT}"
        problems.add(entry.path, entry.line, what)


def _id(entry: Entry, problems: Problems) -> str:
    value = entry.text("id", problems)
    if value and (len(value) > ID_LIMIT or not ID.fullmatch(value)):
        what = f"id must be lower-case words joined by hyphens, at most {ID_LIMIT} characters"
        problems.add(entry.path, entry.line_of("id"), what)
    return value


def _title(entry: Entry, problems: Problems) -> str:
    title = entry.text("title", problems)
    if len(title) > TITLE_LIMIT:
        problems.add(entry.path, entry.line_of("title"), f"title is over {TITLE_LIMIT} characters")
    return title


def _listed(entry: Entry, key: str, allowed: set[str], problems: Problems) -> str:
    value = entry.text(key, problems)
    if value and value not in allowed:
        problems.add(entry.path, entry.line_of(key), f"unknown {key} {value!r}")
    return value


def _status(entry: Entry, problems: Problems) -> Status:
    value = entry.text("status", problems)
    if value in set(Status):
        return Status(value)
    allowed = ", ".join(Status)
    problems.add(entry.path, entry.line_of("status"), f"status must be one of {allowed}")
    return Status.UNKNOWN


def _report_dead_links(
    articles: list[tuple[Article, Entry]], known: Collection[str], problems: Problems
) -> None:
    for article, entry in articles:
        for link in article.followups:
            if link not in known:
                what = f"followups names an article that is not there: {link!r}"
                problems.add(entry.path, entry.line_of("followups"), what)


def _report_expired(
    articles: list[tuple[Article, Entry]], today: date, problems: Problems
) -> None:
    for article, entry in articles:
        if date.min < article.expires < today:
            what = f"expired on {article.expires}: check it against its sources, set a new date"
            problems.add(entry.path, entry.line_of("expires"), what)
