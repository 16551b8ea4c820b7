"""What an editor should look at again."""

from dataclasses import replace

import pytest

from doubles.knowledge import CONTENT
from service.content.advice import advice
from service.content.entries import Problems
from service.content.model import Article, ArticleField, Content, FieldName, Kind
from service.content.terms import Term, read_terms, strange_terms


@pytest.fixture
def article(content: Content) -> Article:
    """An article of ours, to be written worse."""
    return next(a for a in content.articles if a.id == "wbs-pantau")


def looks(content: Content, article: Article, terms: dict[str, Term] | None = None) -> list[str]:
    """Return what is said of one article."""
    known = read_terms(CONTENT, Problems()) if terms is None else terms
    lines = advice(replace(content, articles=(article,)), known)
    return [line for line in lines if line.startswith(f"{article.id}: ")]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"{'kata ' * 23}selesai. Ketik petugas.", "24 words in one sentence"),
        ("Maaf, caranya rumit. Ketik petugas.", "the first sentence is no answer"),
        ("Mohon maaf. Pantau di WBS. Ketik petugas.", "the first sentence is no answer"),
        ("Ingin memantau? Buka WBS. Ketik petugas.", "the first sentence is no answer"),
        ("Burung terbang tinggi. Ketik petugas.", "the first sentence is no answer"),
        ("Statusnya:\n\n1. Satu;\n2. dua.", "a numbered list that is no sequence"),
        ("Pantau:\n1. Buka WBS.\n2. Atau ketik petugas.", "a numbered list that is no sequence"),
        ("Pantau:\n1. Bila A, x.\n2. Bila B, y.", "a numbered list that is no sequence"),
        ("Status di server. Ketik petugas.", "'server' is not explained"),
        ("Status menurut APIP. Ketik petugas.", "'APIP' is not explained"),
        ("Lihat download status. Ketik petugas.", "'download' is not in istilah.yml"),
        ("Syaratnya belum kami temukan. Ketik petugas.", "what is not known stands first"),
        ("Syaratnya mudah.", "no way on"),
        ("Lihat ABCD. Ketik petugas.", "'ABCD' is not in istilah.yml"),
        ("Isi checklist. Ketik petugas.", "'checklist' is not in istilah.yml"),
    ],
)
def test_a_hard_answer_is_named(content: Content, article: Article, text: str, what: str) -> None:
    """A citizen who does not understand an answer asks nobody why."""
    found = looks(content, replace(article, text=text, more=""))

    assert any(what in line for line in found), found


def test_a_list_of_facts_is_no_sequence(content: Content, article: Article) -> None:
    """Numbers make a reader look for an order where there is none."""
    facts = replace(article, record=replace(article.record, kind=Kind.FACT), more="")

    listed = looks(content, replace(facts, text="Status:\n1. Satu.\n2. Dua. Ketik petugas."))
    steps = looks(content, replace(facts, text="Langkah status:\n1. Satu.\n2. Ketik petugas."))

    assert any("no sequence" in line for line in listed)
    assert not any("no sequence" in line for line in steps)


def test_what_fields_say_is_looked_at_as_well(content: Content, article: Article) -> None:
    """They are answers, and as hard to read as any."""
    told = {FieldName.COST: ArticleField("kata " * 23 + "selesai.")}

    assert any("24 words" in line for line in looks(content, replace(article, fields=told)))


def test_a_plain_answer_is_left_alone(content: Content, article: Article) -> None:
    """A check that always complains is soon ignored."""
    text = "Status dijawab 10 hari. Bila lewat, syaratnya belum kami temukan; ketik petugas."

    assert looks(content, replace(article, text=text, more="")) == []


def test_a_referral_without_an_address_is_named(content: Content) -> None:
    """\"Ask them\" is no help to somebody who does not know how."""
    first = replace(content.referrals[0], contacts=())

    lines = advice(replace(content, articles=(), referrals=(first,)), {})

    assert "referrals.yml: bpk has no address" in lines


def test_addresses_are_no_foreign_words() -> None:
    """Nobody can write them otherwise."""
    assert strange_terms("Lihat https://wbs.bpkp.go.id/Auth atau ABC@kpk.go.id.") == set()


def test_a_term_is_explained_by_words_of_its_meaning(content: Content, article: Article) -> None:
    """An abbreviation in brackets behind its words is understood; one that all know needs none."""
    text = "Status di PQR (pusat data warga). Ketik petugas."
    told = replace(article, text=text, more="", fields={}, way_on="")
    meant = {"PQR": Term("pusat data warga")}
    known = {"PQR": Term("lain sama sekali", is_known=True)}

    assert looks(content, told, meant) == []
    assert looks(content, told, known) == []
    assert looks(content, told, {"PQR": Term("lain sama sekali")}) != []


def test_nothing_of_ours_is_to_be_looked_at_again(content: Content) -> None:
    """No long sentence, no term unexplained, no dead end: each warning is one that is new."""
    assert advice(content, read_terms(CONTENT, Problems())) == []
