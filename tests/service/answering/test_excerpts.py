"""The sentences of an article that answer a question about it."""

from dataclasses import replace

import pytest

from service.answering.excerpts import MOST, about, sentences_of, with_evidence
from service.content.model import Article, Content

TEXT = (
    "Jawaban diberikan paling lambat 10 hari kerja. Permohonannya gratis, menurut UU No. 14.\n\n"
    "1. Buka situs kami.\n2. Isi formulir."
)


@pytest.fixture
def article(content: Content) -> Article:
    """An article of four sentences."""
    return replace(content.articles[0], text=TEXT, more="Kantor buka pukul 08.00.")


def test_sentences_and_items_are_told_apart(article: Article) -> None:
    """Half a sentence, or two in one, would be said in the article's name."""
    assert sentences_of(article) == [
        "Jawaban diberikan paling lambat 10 hari kerja.",
        "Permohonannya gratis, menurut UU No. 14.",
        "Buka situs kami.",
        "Isi formulir.",
        "Kantor buka pukul 08.00.",
    ]


def test_evidence_is_the_beginning_of_a_word(article: Article) -> None:
    """ "hari" must not be found in "sehari-hari", nor "isi" in "revisi"."""
    assert with_evidence(article, ["hari", "isi"]) == [
        "Jawaban diberikan paling lambat 10 hari kerja.",
        "Isi formulir.",
    ]
    assert with_evidence(article, []) == []
    assert with_evidence(article, ["ratis"]) == []


def test_a_question_finds_the_sentences_it_shares_most_words_with(article: Article) -> None:
    """What was asked is quoted, not the whole article again."""

    def stems(text: str) -> set[str]:
        return set(text.lower().rstrip(".").split())

    assert about(article, {"isi", "formulir"}, stems) == ["Isi formulir."]
    assert about(article, {"parkir"}, stems) == []


def test_many_sentences_are_the_article_again(article: Article) -> None:
    """Whoever asks further has read it."""
    long = replace(article, text="\n".join(f"Hari ke {n} libur." for n in range(9)))

    assert len(with_evidence(long, ["hari"])) == MOST


def test_a_sentence_that_announces_a_list_is_quoted_with_it(article: Article) -> None:
    """ "Hubungi LPSK:" without the number helps nobody."""
    listed = replace(
        article, text="Hubungi LPSK:\n- telepon 148;\n- surel lpsk.\n\nTerima kasih ya."
    )

    assert with_evidence(listed, ["LPSK"])[:3] == ["Hubungi LPSK:", "telepon 148;", "surel lpsk."]
