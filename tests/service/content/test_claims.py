"""What an article claims, and how sure that is."""

from pathlib import Path

import pytest

from service.content.claims import Claims, bound_sources, report_status, without_marks
from service.content.contacts import read_contacts
from service.content.entries import Entry, Problems
from service.content.model import Source, Status
from service.content.sources import read_sources
from tests.service.content.spoilt import complaints, write_folder

ENTRY = Entry(Path("a.md"), 2, {}, {"sources": 9, "status": 6})


def bound(
    folder: Path, text: str, more: str = "", cited: str = "situs-kami berkas-lama"
) -> tuple[tuple[Source, ...], list[str]]:
    """Read marks of an article that cites the named sources."""
    known = read_sources(write_folder(folder), Problems())
    contacts = read_contacts(folder, known, Problems())
    sources = [known[key] for key in cited.split()]
    return complaints(lambda p: bound_sources(Claims(ENTRY, text, more, sources, contacts), p))


def test_a_mark_is_for_the_author_and_not_for_the_citizen() -> None:
    """A footnote without a note looks like a fault."""
    assert without_marks("Gratis.[^a-1][^b?] Lagi.") == "Gratis. Lagi."


@pytest.mark.parametrize(
    "text",
    [
        "Menurut data yang belum dipastikan, gratis.[^berkas-lama]",
        "Menurut data yang belum dipastikan:\n\n- gratis;[^berkas-lama]\n- daring.",
        "Gratis.[^berkas-lama] Hal ini perlu Anda pastikan ke BPKP.",
        "Gratis, tetapi kami belum dapat memastikannya; mohon pastikan.[^berkas-lama]",
    ],
)
def test_hearsay_may_be_told_as_hearsay(tmp_path: Path, text: str) -> None:
    """What may be true helps, as long as it says so."""
    assert bound(tmp_path, text)[1] == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("Gratis.[^berkas-lama]", "rests on [^berkas-lama] and must say"),
        ("Gratis.[^berkas-lama]\n\nHal lain belum dipastikan.", "rests on [^berkas-lama]"),
        ("Gratis.[^situs-kami?]\n\nBelum dipastikan.[^berkas-lama]", "rests on [^situs-kami?]"),
        ("Tulis ke {kontak:kabar}.\n\nBelum dipastikan.[^berkas-lama]", "rests on a@bpkp.go.id"),
        ("Gratis.", "'berkas-lama' is of grade D: put [^berkas-lama]"),
        ("Belum dipastikan.[^berkas-lama][^lain]", "[^lain] marks a source"),
    ],
)
def test_hearsay_told_as_certain_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    """A machine's certainty is believed, and passed on in BPKP's name."""
    _, wrong = bound(tmp_path, text)

    assert any(line.startswith("a.md:9: ") and complaint in line for line in wrong), wrong


def test_a_source_marked_only_in_the_rest_is_not_the_answers(tmp_path: Path) -> None:
    """Under the main answer it would prove what it does not say."""
    sources, _ = bound(tmp_path, "Ya.[^situs-kami]", "Belum dipastikan.[^berkas-lama]")

    assert [(s.key, s.rest) for s in sources] == [("situs-kami", False), ("berkas-lama", True)]


@pytest.mark.parametrize(
    ("text", "cited", "reason"),
    [
        ("Ya. Biayanya belum kami temukan.", "situs-kami", "the text says 'belum kami temukan'"),
        ("Kami tidak menemukan aturannya.", "situs-kami", "the text says 'tidak menemukan'"),
        ("Ya.", "peraturan-2024", "no source of the main answer is better than C"),
        ("Belum dipastikan.[^berkas-lama]", "situs-kami berkas-lama", "is unconfirmed"),
    ],
)
def test_the_status_follows_the_text(tmp_path: Path, text: str, cited: str, reason: str) -> None:
    """The word decides whether a citizen is warned."""
    sources, _ = bound(tmp_path, text, cited=cited)

    _, wrong = complaints(lambda p: report_status(ENTRY, Status.VERIFIED, text, sources, p))
    _, honest = complaints(lambda p: report_status(ENTRY, Status.TO_CONFIRM, text, sources, p))

    assert any("status cannot be 'verified'" in line and reason in line for line in wrong), wrong
    assert honest == []


def test_advice_for_a_search_that_fails_is_no_doubt(tmp_path: Path) -> None:
    """\"Bila tidak ditemukan, telepon\" says nothing about what we know."""
    sources, _ = bound(
        tmp_path, "Cari di situs. Bila tidak ditemukan, telepon.", cited="situs-kami"
    )
    text = "Cari di situs. Bila tidak ditemukan, telepon."

    _, wrong = complaints(lambda p: report_status(ENTRY, Status.VERIFIED, text, sources, p))

    assert wrong == []
