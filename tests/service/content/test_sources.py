"""Every source once, named by its key."""

from dataclasses import replace
from pathlib import Path

import pytest

from service.content.entries import Entry
from service.content.model import Content
from service.content.sources import cited_sources, read_sources, unused_sources
from tests.service.content.spoilt import SOURCES, complaints, write_folder


def test_a_source_is_read_with_all_that_is_shown_of_it(tmp_path: Path) -> None:
    """Title, address and date let a citizen find it; grade and kind say what it is worth."""
    known, wrong = complaints(lambda p: read_sources(write_folder(tmp_path), p))

    source = known["peraturan-2024"]
    assert wrong == []
    assert (source.title, source.url, source.dated, source.grade, source.kind) == (
        "Peraturan", "https://a.example", "2024", "C", "peraturan"
    )  # fmt: skip
    assert [key for key, s in known.items() if s.is_hearsay] == ["berkas-lama"]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("key: situs-kami", "key: peraturan-2024", "sources.yml:3: key 'peraturan-2024' stands"),
        ("b.example", "a.example", "sources.yml:3: 'peraturan-2024' has the same address"),
        ("key: situs-kami", "key: Situs Kami", "sources.yml:3: key must be lower-case"),
        ("grade: A", "grade: E", "sources.yml:3: grade must be one of"),
        ("kind: situs", "kind: laman", "sources.yml:3: kind must be one of peraturan, situs"),
        ('url: "https://b', 'url: "b', "sources.yml:3: source 'situs-kami' needs its address"),
        ("title: Situs", "judul: Situs", "sources.yml:3: title is missing"),
        ("dated: tanpa tanggal, ", "", "sources.yml:3: dated is missing"),
    ],
)
def test_a_mistake_in_the_list_is_named(
    tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    """One wrong line stands under many answers."""
    folder = write_folder(tmp_path, SOURCES.replace(old, new))

    _, wrong = complaints(lambda p: read_sources(folder, p))

    assert any(line.startswith(complaint) for line in wrong), wrong


def test_an_article_cites_in_its_own_order(tmp_path: Path) -> None:
    """The author knows which source carries the first sentence; the grade does not."""
    known, _ = complaints(lambda p: read_sources(write_folder(tmp_path), p))
    listed = ["situs-kami", {"key": "peraturan-2024", "for": "selengkapnya"}]
    entry = Entry(Path("a.md"), 1, {"sources": listed}, {"sources": 4})

    cited, wrong = complaints(lambda p: cited_sources(entry, known, p))

    assert wrong == []
    assert [(s.key, s.rest) for s in cited] == [("situs-kami", False), ("peraturan-2024", True)]


def test_a_source_that_nothing_names_is_found(content: Content) -> None:
    """It would be kept up for no answer, or its answer has lost its proof."""
    fewer = [article for article in content.articles if article.id != "sejarah-bpkp"]

    assert unused_sources(content) == []
    assert unused_sources(replace(content, articles=tuple(fewer))) == ["hut-40"]
