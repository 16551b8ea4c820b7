"""Reads ``contacts.yml``: every number, address and site once; texts name them by key. Pure.

``{kontak:key}`` in an article, a referral or a sentence becomes the contact's value when the
content is read. One that is typed out instead is a problem: it would not change with the others.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from service.content.entries import Entry, Problems, read_entries
from service.content.model import Contact, ContactKind, Source

FILE = "contacts.yml"
NAMING = ("referrals.yml", "sentences.yml")  # files beside the articles whose texts name contacts
PLACE = re.compile(r"\{kontak:(?P<key>[^{}\s/]*)(?P<abroad>/luar-negeri)?\}")
AREA = re.compile(r"^\(?0(\d+)\)? ")  # what is not dialled from abroad, or not so
# What looks like a site, an e-mail address or a telephone number.
TYPED = re.compile(
    r"(?<![\w.@/-])(?:https?://)?(?:[\w.+-]+@)?(?:[a-z0-9-]+\.)+(?:id|com|org|net|ly)\b(?:/[\w/-]+)?"
    r"|\(0\d{2,3}\) ?\d[\d ]{4,}\d|\b0\d{2,3}(?:[- ]\d{3,4}){2,3}\b|\+62[\d -]{7,}\d"
)
SHORT = re.compile(r"\d{3,4}")  # a number that means nothing without the word before it
CALLED = r"\b(?:telepon|nomor|SMS|SMS ke|SMS 1|WhatsApp|hubungi) "


def read_contacts(
    folder: Path, sources: Mapping[str, Source], problems: Problems
) -> dict[str, Contact]:
    """Read every contact by its key; a key or a value that stands twice is a problem."""
    known: dict[str, Contact] = {}
    owner: dict[str, str] = {}
    for entry in read_entries(folder / FILE, "contacts", problems):
        contact = _contact(entry, sources, problems)
        if contact.key in known:
            problems.add(entry.path, entry.line_of("key"), f"key {contact.key!r} stands twice")
        if contact.value in owner:
            what = f"{owner[contact.value]!r} has the same value: name that key instead"
            problems.add(entry.path, entry.line_of("value"), what)
        owner[contact.value] = contact.key
        known[contact.key] = contact
    return known


def contact_problems(text: str, contacts: Mapping[str, Contact]) -> list[str]:
    """Return what is wrong: a key that is unknown, and a contact that is typed out."""
    keys = [mark["key"] for mark in PLACE.finditer(text)]
    unknown = [f"{FILE} has no contact {key!r}" for key in keys if key not in contacts]
    return unknown + [
        f"{typed!r} is typed out: give it a key in {FILE} and write {{kontak:key}}"
        for typed in typed_out(text, contacts)
    ]


def named(text: str, contacts: Mapping[str, Contact]) -> list[Contact]:
    """Return the contacts that a text names, in its order."""
    return [contacts[m["key"]] for m in PLACE.finditer(text) if m["key"] in contacts]


def put_in(text: str, contacts: Mapping[str, Contact]) -> str:
    """Return the text with the value of each contact in its place."""
    return PLACE.sub(lambda mark: _value(mark, contacts), text)


def _value(mark: re.Match[str], contacts: Mapping[str, Contact]) -> str:
    if mark["key"] not in contacts:
        return mark.group()
    value = contacts[mark["key"]].value
    return AREA.sub(r"+62 \1 ", value) if mark["abroad"] else value


def unused_contacts(folder: Path, contacts: Iterable[Contact]) -> list[str]:
    """Return the keys that no text and no referral names: they would be kept up for nobody."""
    files = [*sorted((folder / "articles").glob("*.md")), *map(folder.joinpath, NAMING)]
    texts = [path.read_text(encoding="utf-8") for path in files]
    named_in = {mark["key"] for text in texts for mark in PLACE.finditer(text)}
    entries = read_entries(folder / "referrals.yml", "referrals", Problems())
    listed = {key for entry in entries for key in entry.texts("contacts", Problems())}
    return sorted({contact.key for contact in contacts} - named_in - listed)


def typed_out(text: str, contacts: Mapping[str, Contact]) -> list[str]:
    """Return the contacts that a text spells instead of naming them."""
    bare = PLACE.sub("", text)
    known = [c.value for c in contacts.values() if _stands(c.value, bare)]
    return list(dict.fromkeys([*TYPED.findall(bare), *known]))


def _stands(value: str, text: str) -> bool:
    if SHORT.fullmatch(value):
        return re.search(CALLED + value + r"\b", text, re.IGNORECASE) is not None
    return value in text


def _contact(entry: Entry, sources: Mapping[str, Source], problems: Problems) -> Contact:
    kind, source = entry.text("kind", problems), entry.text("source", problems)
    if kind and kind not in set(ContactKind):
        allowed = ", ".join(ContactKind)
        problems.add(entry.path, entry.line_of("kind"), f"kind must be one of {allowed}")
    if source and source not in sources:
        problems.add(entry.path, entry.line_of("source"), f"sources.yml has no source {source!r}")
    from_source = sources.get(source, Source("", "", "", "D"))
    return Contact(
        key=entry.text("key", problems),
        owner=entry.text("owner", problems),
        kind=ContactKind(kind) if kind in set(ContactKind) else ContactKind.SITE,
        value=entry.text("value", problems),
        source=from_source,
        checked=entry.day("checked", problems),
        is_doubtful=from_source.is_hearsay or entry.values.get("unconfirmed") is True,
    )
