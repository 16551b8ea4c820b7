"""Reads and validates ``content/follow_ups.yml``."""

from collections.abc import Collection
from pathlib import Path

from service.content.entries import Entry, Problems, read_entries
from service.content.follow_up_table import SELF, Aspect, Family, FollowUpTable, Thing
from service.content.model import FieldName

NAME = "follow_ups.yml"


def read_follow_ups(
    folder: Path, problems: Problems, articles: Collection[str] | None = None
) -> FollowUpTable:
    """Read the table; with ``articles`` (ids) also report those it names that are not there."""
    path = folder / NAME
    aspects = tuple(
        Aspect(
            e.text("id", problems),
            e.texts("words", problems),
            e.texts("evidence", problems),
            e.texts("alone", problems),
            _field(e, problems),
            e.maybe_text("like"),
        )
        for e in read_entries(path, "aspects", problems)
    )
    known = {aspect.id for aspect in aspects}
    families = [_family(e, known, problems) for e in read_entries(path, "families", problems)]
    (rest, *_) = [*read_entries(path, "others", problems), None]
    everywhere = _leads(rest, "leads", known, problems) if rest else {}
    generic = rest.text("generic", problems) if rest else ""
    things = tuple(_thing(e, known, problems) for e in read_entries(path, "things", problems))
    weak = rest.texts("weak", problems) if rest else ()
    table = FollowUpTable(
        aspects,
        tuple(families),
        everywhere,
        frozenset(generic.split()),
        things,
        weak,
    )
    if articles is not None:
        _report_unknown(path, table, articles, problems)
    return table


def _field(entry: Entry, problems: Problems) -> FieldName | None:
    name = entry.maybe_text("field")
    if name is None or name in set(FieldName):
        return FieldName(name) if name else None
    what = f"field must be one of {', '.join(FieldName)}"
    problems.add(entry.path, entry.line_of("field"), what)
    return None


def _family(entry: Entry, aspects: Collection[str], problems: Problems) -> Family:
    return Family(entry.texts("topics", problems), _leads(entry, "leads", aspects, problems))


def _thing(entry: Entry, aspects: Collection[str], problems: Problems) -> Thing:
    asked = entry.texts("asked", problems)
    for aspect in {*asked} - {*aspects}:
        problems.add(entry.path, entry.line_of("asked"), f"unknown aspect {aspect!r}")
    return Thing(
        entry.texts("names", problems),
        entry.text("article", problems),
        entry.texts("evidence", problems),
        asked,
        entry.texts("after", problems),
    )


def _leads(entry: Entry, key: str, aspects: Collection[str], problems: Problems) -> dict[str, str]:
    value = entry.values.get(key)
    if not isinstance(value, dict):
        problems.add(entry.path, entry.line_of(key), f"{key} must map aspects to articles")
        return {}
    for aspect in value:
        if aspect not in aspects:
            problems.add(entry.path, entry.line_of(key), f"unknown aspect {aspect!r}")
    return {str(aspect): str(article) for aspect, article in value.items()}


def _report_unknown(
    path: Path, table: FollowUpTable, articles: Collection[str], problems: Problems
) -> None:
    named = [*table.everywhere.values()]
    for aspect in table.aspects:
        named += aspect.alone
    for family in table.families:
        named += [*family.topics, *family.leads.values()]
    for thing in table.things:
        named += [thing.article, *thing.after]
    for article in sorted({*named} - {*articles, SELF}):
        problems.add(path, 1, f"names an article that is not there: {article!r}")
