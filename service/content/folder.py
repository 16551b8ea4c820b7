"""Reads and validates the content folder. Pure: nothing is stored here.

Called by the loader and by ``tanya content check``. Every problem is reported at once, each with
file and line; a folder with a problem yields no content at all, so what serves stays whole.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import yaml

from service.content.accusation_examples import read_accusations
from service.content.articles import NOTHING, Known, read_articles, read_files
from service.content.contacts import contact_problems, put_in, read_contacts
from service.content.deadline_rules import read_deadlines
from service.content.distress_examples import read_distress
from service.content.entries import Entry, Problems, read_entries
from service.content.follow_ups import read_follow_ups
from service.content.gazetteer import read_gazetteer
from service.content.hours_table import KnownNames, read_timetable
from service.content.model import (
    Category,
    Contact,
    Content,
    Office,
    Referral,
    Unit,
)
from service.content.move_examples import read_moves
from service.content.sources import read_sources
from service.errors import ContentInvalid
from service.text import misspellings

GROUP_MODES = ("kartu", "penuh")  # what of citizens' words may stand in a unit's group


def read_content(
    folder: Path,
    today: date,
    *,
    allow_expired: bool = False,
    published: Mapping[str, str] = NOTHING,
) -> Content:
    """Read the folder.

    Args:
        folder: The content folder.
        today: Articles that expired before this day are problems.
        allow_expired: Accept expired articles; they answer with a warning.
        published: What the desk published and is to stay, by the article's id.

    Raises:
        ContentInvalid: Anything is wrong; lists every problem.
    """
    problems = Problems()
    known = read_known(folder, problems)
    units, categories, sources, contacts = (
        tuple(known.units), tuple(known.categories), known.sources, known.contacts
    )  # fmt: skip
    written = read_files(folder, problems, published)
    articles = read_articles(written, known, None if allow_expired else today, problems)
    read_accusations(folder, problems)
    read_distress(folder, problems)
    read_moves(folder, problems)
    read_follow_ups(folder, problems, {article.id for article in articles})
    offices = read_offices(folder, problems)
    provinces = {office.province for office in offices}
    read_gazetteer(folder, problems, provinces)
    known_names = KnownNames(sources, {unit.id for unit in units}, provinces)
    read_timetable(folder, problems, known_names)
    read_deadlines(folder, problems, sources, {article.id for article in articles})
    content = Content(
        articles=tuple(articles),
        offices=offices,
        units=units,
        referrals=read_referrals(folder, contacts, problems),
        categories=categories,
        slang=read_slang(folder, problems),
        fingerprint=fingerprint(folder),
        sources=tuple(sources.values()),
        contacts=tuple(contacts.values()),
    )
    if problems.lines:
        raise ContentInvalid(problems.lines)
    return content


def read_known(folder: Path, problems: Problems) -> Known:
    """Read what articles may name."""
    sources = read_sources(folder, problems)
    return Known(
        units=read_units(folder, problems),
        categories=read_categories(folder, problems),
        sources=sources,
        contacts=read_contacts(folder, sources, problems),
    )


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


def read_referrals(
    folder: Path, contacts: Mapping[str, Contact], problems: Problems
) -> tuple[Referral, ...]:
    """Read ``referrals.yml``, with the contacts that each names."""
    entries = _entries(folder, "referrals", problems)
    return tuple(_referral(entry, contacts, problems) for entry in entries)


def read_slang(folder: Path, problems: Problems) -> dict[str, str]:
    """Read ``slang.yml``: word to replacement, and the misspellings of words that tell much."""
    path = folder / "slang.yml"
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        slang = {str(word): str(plain) for word, plain in loaded["words"].items()}
        return {**misspellings(loaded.get("often", "").split(), slang), **slang}
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        problems.add(path, 1, f"cannot be read: {error}")
        return {}


def _entries(folder: Path, name: str, problems: Problems) -> list[Entry]:
    return read_entries(folder / f"{name}.yml", name, problems)


def _unit(entry: Entry, problems: Problems) -> Unit:
    group = entry.maybe_text("group") or GROUP_MODES[0]
    if group not in GROUP_MODES:
        problems.add(entry.path, entry.line_of("group"), f"group is one of {GROUP_MODES}")
    told = {key: entry.text(key, problems) for key in ("id", "name", "answers")}
    return Unit(**told, group=group)


def _referral(entry: Entry, contacts: Mapping[str, Contact], problems: Problems) -> Referral:
    text, keys = entry.text("text", problems), entry.texts("contacts", problems)
    for what in contact_problems(text, contacts):
        problems.add(entry.path, entry.line_of("text"), what)
    for key in keys:
        if key not in contacts or contacts[key].source.is_hearsay:
            what = f"contacts.yml has no contact {key!r} with a source better than D"
            problems.add(entry.path, entry.line_of("contacts"), what)
    return Referral(
        id=entry.text("id", problems),
        title=entry.text("title", problems),
        words=entry.texts("words", problems),
        text=put_in(text, contacts),
        contacts=tuple(contacts[key] for key in keys if key in contacts),
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
