"""Reads and validates the content folder. Pure: nothing is stored here.

Called by the loader and by ``tanya content check``. Every problem is reported at once, each with
file and line; a folder with a problem yields no content at all, so what serves stays whole.
"""

import hashlib
import re
from collections import Counter
from datetime import date
from pathlib import Path

import yaml

from service.content.accusation_examples import read_accusations
from service.content.distress_examples import read_distress
from service.content.entries import Entry, Problems, read_entries, read_front_matter
from service.content.follow_ups import read_follow_ups
from service.content.gazetteer import read_gazetteer
from service.content.model import (
    Article,
    Category,
    Content,
    Office,
    Referral,
    Source,
    Status,
    Unit,
)
from service.errors import ContentInvalid
from service.text import misspellings

MORE = "<!-- selengkapnya -->"
TITLE_LIMIT = 48  # characters, because titles stand on buttons
TEXT_LIMIT = 1200  # characters; a phone shows about this much without scrolling twice
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ID_LIMIT = 64  # characters
OWN = "S"  # the grade of what this service knows of itself
GRADES = ("A", "B", "C", "D", OWN)


def read_content(folder: Path, today: date, *, allow_expired: bool = False) -> Content:
    """Read the folder.

    Args:
        folder: The content folder.
        today: Articles that expired before this day are problems.
        allow_expired: Accept expired articles; they answer with a warning.

    Raises:
        ContentInvalid: Anything is wrong; lists every problem.
    """
    problems = Problems()
    units = read_units(folder, problems)
    categories = read_categories(folder, problems)
    found = _articles(folder, units, categories, problems)
    articles = tuple(article for article, _ in found)
    if not allow_expired:
        _report_expired(found, today, problems)
    read_accusations(folder, problems)
    read_distress(folder, problems)
    read_follow_ups(folder, problems, {article.id for article in articles})
    offices = read_offices(folder, problems)
    read_gazetteer(folder, problems, {office.province for office in offices})
    content = Content(
        articles=articles,
        offices=offices,
        units=units,
        referrals=read_referrals(folder, problems),
        categories=categories,
        slang=read_slang(folder, problems),
        fingerprint=fingerprint(folder),
    )
    if problems.lines:
        raise ContentInvalid(problems.lines)
    return content


def fingerprint(folder: Path) -> str:
    """Return a digest of every file in the folder, to tell whether anything changed."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.*")):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def read_units(folder: Path, problems: Problems) -> tuple[Unit, ...]:
    """Read ``units.yml``."""
    return tuple(_unit(e, problems) for e in _entries(folder, "units", problems))


def read_categories(folder: Path, problems: Problems) -> tuple[Category, ...]:
    """Read ``categories.yml``, in the order of the menu."""
    entries = _entries(folder, "categories", problems)
    return tuple(Category(e.text("id", problems), e.text("title", problems)) for e in entries)


def read_referrals(folder: Path, problems: Problems) -> tuple[Referral, ...]:
    """Read ``referrals.yml``."""
    return tuple(_referral(e, problems) for e in _entries(folder, "referrals", problems))


def read_slang(folder: Path, problems: Problems) -> dict[str, str]:
    """Read ``slang.yml``: word to replacement, and the misspellings of words that tell much."""
    path = folder / "slang.yml"
    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
        slang = {str(word): str(plain) for word, plain in loaded["words"].items()}
        return {**misspellings(loaded.get("often", "").split(), slang), **slang}
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        problems.add(path, 1, f"cannot be read: {error}")
        return {}


def _entries(folder: Path, name: str, problems: Problems) -> list[Entry]:
    return read_entries(folder / f"{name}.yml", name, problems)


def _articles(
    folder: Path, units: tuple[Unit, ...], categories: tuple[Category, ...], problems: Problems
) -> list[tuple[Article, Entry]]:
    known_units = {unit.id for unit in units}
    known_categories = {category.id for category in categories}
    seen: dict[str, Path] = {}
    articles: list[tuple[Article, Entry]] = []
    for path in sorted((folder / "articles").glob("*.md")):
        parts = read_front_matter(path, problems)
        if parts is None:
            continue
        entry, body = parts
        article = _article(entry, body, problems)
        if article.id in seen:
            problems.add(
                path, entry.line_of("id"), f"id {article.id!r} is also {seen[article.id]}'s"
            )
        seen[article.id] = path
        if article.unit not in known_units:
            problems.add(path, entry.line_of("unit"), f"unknown unit {article.unit!r}")
        if article.category not in known_categories:
            problems.add(path, entry.line_of("category"), f"unknown category {article.category!r}")
        articles.append((article, entry))
    if not articles:
        problems.add(folder / "articles", 1, "there is no article")
    _report_dead_links(articles, problems)
    return articles


def _article(entry: Entry, body: str, problems: Problems) -> Article:
    text, _, more = (part.strip() for part in body.partition(MORE))
    if not text:
        problems.add(entry.path, entry.line, "the article has no text")
    if len(text) > TEXT_LIMIT:
        what = f"{len(text)} characters before {MORE!r}; at most {TEXT_LIMIT}"
        problems.add(entry.path, entry.line, what)
    title = entry.text("title", problems)
    if len(title) > TITLE_LIMIT:
        problems.add(entry.path, entry.line_of("title"), f"title is over {TITLE_LIMIT} characters")
    return Article(
        id=_id(entry, problems),
        title=title,
        category=entry.text("category", problems),
        unit=entry.text("unit", problems),
        status=_status(entry, problems),
        checked=entry.day("checked", problems),
        expires=entry.day("expires", problems),
        sources=_sources(entry, problems),
        questions=entry.texts("questions", problems),
        followups=entry.texts("followups", problems),
        text=text,
        more=more,
    )


def _id(entry: Entry, problems: Problems) -> str:
    value = entry.text("id", problems)
    if value and (len(value) > ID_LIMIT or not ID.fullmatch(value)):
        what = f"id must be lower-case words joined by hyphens, at most {ID_LIMIT} characters"
        problems.add(entry.path, entry.line_of("id"), what)
    return value


def _status(entry: Entry, problems: Problems) -> Status:
    value = entry.text("status", problems)
    if value in set(Status):
        return Status(value)
    allowed = ", ".join(Status)
    problems.add(entry.path, entry.line_of("status"), f"status must be one of {allowed}")
    return Status.UNKNOWN


def _sources(entry: Entry, problems: Problems) -> tuple[Source, ...]:
    listed = entry.values.get("sources")
    line = entry.line_of("sources")
    if not isinstance(listed, list) or not listed:
        problems.add(
            entry.path, line, "sources is missing: every article names where it comes from"
        )
        return ()
    sources = []
    for item in listed:
        source = item if isinstance(item, dict) else {}
        grade, url = str(source.get("grade")), str(source.get("url") or "")
        if grade not in GRADES or not source.get("title"):
            problems.add(
                entry.path, line, "each source needs a title and a grade of A, B, C, D or S"
            )
        if grade not in ("D", OWN) and not url.startswith(("http://", "https://")):
            problems.add(
                entry.path, line, f"source {source.get('title')!r} needs its address (url)"
            )
        dated = str(source.get("dated") or "tanpa tanggal")
        sources.append(Source(str(source.get("title")), url, dated, grade))
    return tuple(sources)


def _report_dead_links(articles: list[tuple[Article, Entry]], problems: Problems) -> None:
    known = {article.id for article, _ in articles}
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


def _unit(entry: Entry, problems: Problems) -> Unit:
    return Unit(*(entry.text(key, problems) for key in ("id", "name", "answers")))


def _referral(entry: Entry, problems: Problems) -> Referral:
    return Referral(
        id=entry.text("id", problems),
        title=entry.text("title", problems),
        words=entry.texts("words", problems),
        text=entry.text("text", problems),
    )


def read_offices(folder: Path, problems: Problems) -> tuple[Office, ...]:
    """Read ``offices.yml``: the offices, then the provinces without one."""
    path = folder / "offices.yml"
    offices = [_office(e, True, problems) for e in read_entries(path, "offices", problems)]
    missing = [_office(e, False, problems) for e in read_entries(path, "without_office", problems)]
    for code, times in Counter(office.code for office in offices + missing).items():
        if times > 1:
            problems.add(path, 1, f"office {code!r} is listed {times} times")
    return tuple(offices + missing)


def _office(entry: Entry, is_office: bool, problems: Problems) -> Office:
    province = entry.text("province", problems)
    code = entry.text("code", problems) if is_office else f"-{province}"[:32]
    return Office(
        code=code,
        name=entry.text("name", problems) if is_office else province,
        province=province,
        is_office=is_office,
        **{k: entry.maybe_text(k) for k in ("city", "address", "phone", "fax", "email", "web")},
        note=entry.maybe_text("note"),
        latitude=entry.maybe_number("latitude", problems),
        longitude=entry.maybe_number("longitude", problems),
        names=entry.texts("names", problems),
        places=entry.texts("places", problems),
    )
