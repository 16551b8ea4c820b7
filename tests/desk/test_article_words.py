"""Every word that the pages of articles need, and every mistake in words an officer knows."""

import pytest

from desk.article_page import INFOS
from desk.article_words import KEYS, told
from desk.articles_page import STATES
from desk.context import make_templates
from desk.proposal_page import INFOS as PROPOSAL_INFOS
from service.content.model import Kind, Status
from service.content.versions import Origin
from service.editing.checking import Wrong
from service.editing.parts import PARTS
from service.editing.proposals import Declined, State

MORE = {"reason_long", "not_compared", "unreadable", "day"}  # told by the pages themselves


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("part", {*PARTS, "id", "whole", "changes"}),
        ("status", set(Status)),
        ("kind", set(Kind)),
        ("state", set(STATES)),
        ("proposal", set(State)),
        ("proposal_badge", set(State)),
        ("origin", set(Origin)),
        ("info", {*INFOS, *PROPOSAL_INFOS}),
        ("declined", {*Declined, *MORE}),
        ("wrong", {*KEYS, "id_taken"}),
    ],
)
def test_every_value_has_words(table: str, values: set[str]) -> None:
    """An officer reads Indonesian, never a word of the code's."""
    worded: dict[str, str] = getattr(
        make_templates().env.get_template("article_words.html").module, table
    )

    assert set(worded) == {str(value) for value in values}
    assert all(words.strip() for words in worded.values())


@pytest.mark.parametrize(
    ("what", "key", "value"),
    [
        ("1300 characters before '<!-- selengkapnya -->'; at most 1200", "length", "1200"),
        ("waktu: 400 characters; at most 320", "length", "320"),
        ("title is over 48 characters", "title_length", "48"),
        ("expired on 2026-11-01: check it against its sources", "expired", "2026-11-01"),
        ("expires must be a date such as 2026-11-24", "day", ""),
        ("sources.yml has no source 'x'", "no_source", "x"),
        ("waktu: [^x] is no source of sources.yml", "no_source", "x"),
        ("rests on [^x?] and must say that it is unconfirmed: 'Kata.'", "certain", "Kata."),
        ("rests on (021) 1 and must say that it is unconfirmed: 'Kata.'", "certain", "Kata."),
        ("status cannot be 'verified': x", "not_verified", ""),
        ("waktu: say what it rests on: put [^key] behind it", "rests_on_nothing", ""),
        ("next: contacts.yml has no contact 'x'", "no_contact", "x"),
        ("'(021) 12' is typed out: give it a key", "typed_out", "(021) 12"),
        ("unknown unit 'x'", "choose", ""),
        ("kind 'x' must be one of langkah", "choose", ""),
        ("status must be one of verified", "choose", ""),
        ("title is missing or not a text", "missing", ""),
        ("something that nobody worded yet", "other", "something that nobody worded yet"),
    ],
)
def test_the_reader_s_complaints_are_worded(what: str, key: str, value: str) -> None:
    """What the reader says in English to whoever edits files, officers read in their own words."""
    found = told(Wrong("x", what))

    assert (found.key, found.value) == (key, value)
