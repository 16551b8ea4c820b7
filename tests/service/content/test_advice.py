"""What an editor should look at again."""

from dataclasses import replace

import pytest

from doubles.knowledge import CONTENT
from service.content.advice import advice, read_terms, strange_terms
from service.content.entries import Problems
from service.content.model import Article, Content


@pytest.fixture
def article(content: Content) -> Article:
    """An article of ours, to be written worse."""
    return next(a for a in content.articles if a.id == "wbs-pantau")


def looks(content: Content, article: Article) -> list[str]:
    """Return what is said of one article."""
    terms = read_terms(CONTENT, Problems())
    lines = advice(replace(content, articles=(article,)), terms)
    return [line for line in lines if line.startswith(f"{article.id}: ")]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"{'kata ' * 23}selesai. Ketik petugas.", "24 words in one sentence"),
        ("Maaf, caranya rumit. Ketik petugas.", "what is not known stands first"),
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


def test_a_plain_answer_is_left_alone(content: Content, article: Article) -> None:
    """A check that always complains is soon ignored."""
    text = "BPKP menjawab 10 hari. Bila lewat, syaratnya belum kami temukan; ketik petugas."

    assert looks(content, replace(article, text=text, more="")) == []


def test_a_referral_without_an_address_is_named(content: Content) -> None:
    """\"Ask them\" is no help to somebody who does not know how."""
    first = replace(content.referrals[0], contacts=())

    lines = advice(replace(content, articles=(), referrals=(first,)), ())

    assert "referrals.yml: bpk has no address" in lines


def test_addresses_are_no_foreign_words() -> None:
    """Nobody can write them otherwise."""
    assert strange_terms("Lihat https://wbs.bpkp.go.id/Auth atau ABC@kpk.go.id.") == set()


def test_no_article_of_ours_uses_an_unlisted_term_or_leads_nowhere(content: Content) -> None:
    """Every abbreviation has a meaning that the next editor can look up."""
    lines = advice(content, read_terms(CONTENT, Problems()))

    assert [line for line in lines if "istilah.yml" in line or "no way on" in line] == []
