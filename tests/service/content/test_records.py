"""What the writers keep of an article, its lay words, and its way on."""

from datetime import date
from pathlib import Path

import pytest

from service.content.entries import Entry, Problems
from service.content.model import Audience, Change, Content, Kind
from service.content.records import read_also, read_record, read_way_on
from tests.service.content.spoilt import complaints

DAY, LATER = date(2026, 11, 27), date(2026, 11, 28)
VALUES = {
    "kind": "langkah",
    "need": "Warga ingin tahu.",
    "audience": ["warga", "desa"],
    "checked_by": "penulis",
    "changes": [{"day": LATER, "what": "Diubah."}, {"day": DAY, "what": "Ditulis."}],
}


def entry(**values: object) -> Entry:
    """Return the front matter of an article."""
    return Entry(Path("a.md"), 2, {**VALUES, **values}, {})


def test_a_record_says_whom_an_article_serves_and_who_checked_it() -> None:
    """The next editor knows for whom to write, and what has changed."""
    record, wrong = complaints(lambda p: read_record(entry(), p))

    assert wrong == []
    assert record.kind is Kind.STEPS
    assert record.audience == (Audience.CITIZEN, Audience.VILLAGE)
    assert record.changes == (Change(LATER, "Diubah."), Change(DAY, "Ditulis."))


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"kind": "esai"}, "kind 'esai' must be one of langkah, fakta"),
        ({"need": ""}, "need is missing"),
        ({"audience": []}, "audience is missing: warga"),
        ({"audience": ["semua"]}, "audience 'semua' must be one of"),
        ({"checked_by": None}, "checked_by is missing"),
        ({"changes": None}, "changes must list"),
        ({"changes": [{"day": "kemarin", "what": "x"}]}, "changes must list"),
        ({"changes": VALUES["changes"][::-1]}, "changes must have the newest first"),
    ],
)
def test_a_record_with_a_gap_is_refused(values: dict[str, object], complaint: str) -> None:
    """What nobody must fill in stays empty for ever."""
    _, wrong = complaints(lambda p: read_record(entry(**values), p))

    assert any(complaint in line for line in wrong), wrong


def test_lay_words_may_be_for_search_alone() -> None:
    """A word that fits two topics is found by both, and learnt for neither."""
    listed = ["ujikom", {"text": "lulus", "for": "pencarian"}]

    assert read_also(entry(also=listed), Problems()) == (("ujikom", "lulus"), ("ujikom",))


@pytest.mark.parametrize("also", [[], [{"text": "x"}], ["kata " * 12], [7]])
def test_lay_words_that_are_none_are_refused(also: list[object]) -> None:
    """A sentence among them would be learnt as a question."""
    _, wrong = complaints(lambda p: read_also(entry(also=also), p))

    assert wrong


def test_a_way_on_leads_to_somebody() -> None:
    """ "Tanyakan langsung" leaves the citizen where they were."""
    good, none = complaints(lambda p: read_way_on(entry(next="Ketik petugas."), {}, p))
    _, bad = complaints(lambda p: read_way_on(entry(next="Tanyakan langsung."), {}, p))

    assert (good, none) == ("Ketik petugas.", [])
    assert "next leads nowhere" in bad[0]


def test_no_article_of_ours_claims_a_reader_that_it_had_not(content: Content) -> None:
    """BPKP has read none of them yet; an article that one reads says who did, and when."""
    claimed = {article.record.checked_by for article in content.articles}

    assert [who for who in claimed if "belum dibaca BPKP" not in who] == []
