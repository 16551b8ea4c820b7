"""What an article says of requirements, time, cost, channel and result."""

from pathlib import Path

import pytest

from service.content.contacts import read_contacts
from service.content.entries import Entry, Problems
from service.content.fields import NOT_ASKED, UNKNOWN, read_fields
from service.content.model import ArticleField, Content, FieldName
from service.content.sources import read_sources
from tests.service.content.spoilt import complaints, write_folder

OTHERS: dict[str, str | None] = {str(name): NOT_ASKED for name in FieldName}


def read(folder: Path, cost: str | None) -> tuple[dict[FieldName, ArticleField], list[str]]:
    """Read the fields of an article that says this of its cost."""
    sources = read_sources(write_folder(folder), Problems())
    contacts = read_contacts(folder, sources, Problems())
    values: dict[str, str | None] = {**OTHERS, "biaya": cost}
    entry = Entry(Path("a.md"), 2, values, {"biaya": 7})
    return complaints(lambda p: read_fields(entry, sources, contacts, p))


def test_a_field_names_what_it_rests_on(tmp_path: Path) -> None:
    """Its source stands under the answer, and is no other one."""
    found, wrong = read(tmp_path, "Gratis.[^peraturan-2024] Lihat {kontak:situs}.")

    told = found[FieldName.COST]
    assert wrong == []
    assert told.text == "Gratis. Lihat www.bpkp.go.id."
    assert [source.key for source in told.sources] == ["peraturan-2024", "situs-kami"]


def test_that_nothing_is_known_is_a_value(tmp_path: Path) -> None:
    """It is told plainly, while what does not apply is never asked after."""
    assert read(tmp_path, UNKNOWN)[0] == {FieldName.COST: ArticleField()}
    assert read(tmp_path, NOT_ASKED)[0] == {}


@pytest.mark.parametrize(
    ("cost", "complaint"),
    [
        (None, "biaya is missing or not a text"),
        ("Gratis.", "say what it rests on"),
        ("Gratis.[^siapa]", "[^siapa] is no source of sources.yml"),
        ("Gratis.[^berkas-lama]", "must say that it is unconfirmed"),
        ("Gratis.[^situs-kami?]", "must say that it is unconfirmed"),
        ("Tanyakan ke {kontak:kabar}.", "must say that it is unconfirmed"),
        ("Telepon (021) 85910031.[^situs-kami]", "is typed out"),
        (f"{'Gratis. ' * 50}[^situs-kami]", "characters; at most"),
    ],
)
def test_a_field_without_proof_is_refused(
    tmp_path: Path, cost: str | None, complaint: str
) -> None:
    """Somebody pays, or waits, by what stands here."""
    _, wrong = read(tmp_path, cost)

    assert len(wrong) == 1
    assert wrong[0].startswith("a.md:7: ")
    assert complaint in wrong[0]


def test_what_this_service_offers_is_its_own_proof(tmp_path: Path) -> None:
    """That an officer can be asked needs no document."""
    assert read(tmp_path, "Tanyakan di sini: ketik petugas.")[1] == []


def test_every_article_says_of_each_thing_what_is_known_or_that_nothing_is(
    content: Content,
) -> None:
    """Of 106 topics, whoever asks "berapa lama" is told something of the topic in talk."""
    known = [told for article in content.articles for told in article.fields.values() if told.text]

    assert len(known) > 2 * len(content.articles)
    assert [told.text for told in known if not told.sources and "ketik" not in told.text] == []
