"""Reads what an article says of the five things that citizens ask of any topic. Pure.

Each is a sentence or two that names what it rests on: a source by its mark, a contact, or what
this service itself offers. Else it is one of two fixed words: nobody has told us, or there is
nothing of the kind.
"""

from collections.abc import Mapping

from service.content.claims import MARK, told_as_certain, without_marks
from service.content.contacts import contact_problems, named, put_in
from service.content.entries import Entry, Problems
from service.content.model import ArticleField, Contact, FieldName, Source
from service.content.records import WAY_ON

UNKNOWN = "belum diketahui"
NOT_ASKED = "tidak berlaku"
FIELD_LIMIT = 320  # characters; it answers a question of two words


def read_fields(
    entry: Entry,
    sources: Mapping[str, Source],
    contacts: Mapping[str, Contact],
    problems: Problems,
) -> dict[FieldName, ArticleField]:
    """Return each field that applies, empty where nothing is known; report what is wrong."""
    found: dict[FieldName, ArticleField] = {}
    for name in FieldName:
        written = entry.text(name, problems)
        if written not in ("", UNKNOWN, NOT_ASKED):
            for what in _wrong(written, sources, contacts):
                problems.add(entry.path, entry.line_of(name), f"{name}: {what}")
        if written != NOT_ASKED:
            found[name] = _field(written, sources, contacts)
    return found


def _field(
    written: str, sources: Mapping[str, Source], contacts: Mapping[str, Contact]
) -> ArticleField:
    if written in ("", UNKNOWN):
        return ArticleField()
    marked = [sources[m["key"]] for m in MARK.finditer(written) if m["key"] in sources]
    carried = [contact.source for contact in named(written, contacts)]
    shown = {source.key: source for source in (*marked, *carried)}
    return ArticleField(put_in(without_marks(written), contacts), tuple(shown.values()))


def _wrong(
    written: str, sources: Mapping[str, Source], contacts: Mapping[str, Contact]
) -> list[str]:
    keys = [mark["key"] for mark in MARK.finditer(written)]
    wrong = [f"[^{key}] is no source of sources.yml" for key in keys if key not in sources]
    wrong += contact_problems(without_marks(written), contacts)
    if not keys and not named(written, contacts) and not WAY_ON.search(written):
        wrong.append(f"say what it rests on: put [^key] behind it, or {UNKNOWN!r}")
    if len(written) > FIELD_LIMIT:
        wrong.append(f"{len(written)} characters; at most {FIELD_LIMIT}")
    certain = told_as_certain(written, sources.values(), contacts)
    return [*wrong, *([certain] if certain else [])]
