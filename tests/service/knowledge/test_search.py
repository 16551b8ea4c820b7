"""Search by meaning and by words, fused."""

import numpy as np
import pytest

from service.content.encoder import DIMENSIONS
from service.content.model import Content
from service.knowledge.search import Hit, SearchIndex, Stemmer, wordings

NO_MEANING = np.zeros(DIMENSIONS, dtype=np.float32)


@pytest.fixture(scope="module")
def index(content: Content) -> SearchIndex:
    """The real articles, without meaning."""
    count = sum(len(wordings(article)) for article in content.articles)
    vectors = np.zeros((count, DIMENSIONS), dtype=np.float32)
    return SearchIndex(content.articles, vectors, Stemmer(content.slang))


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("berapa lama permohonan informasi dijawab", "ppid-waktu"),
        ("syarat magang di bpkp", "magang"),
        ("cr unduh siskeudes gmn", "siskeudes-unduh"),
        ("mau ikut ujian kompetensi auditor", "uji-kompetensi"),
    ],
)
def test_words_alone_find_the_article(index: SearchIndex, question: str, article: str) -> None:
    """When the encoder sees nothing in a question, its words still lead somewhere."""
    assert index.search(question, NO_MEANING)[0].article_id == article


@pytest.mark.parametrize("question", ["", "zxqw vbnm", "apa itu yang", "\u200b"])
def test_a_question_without_known_words_finds_nothing_near(
    index: SearchIndex, question: str
) -> None:
    """Nonsense must not look like a find."""
    assert [hit.score for hit in index.search(question, NO_MEANING)] == [0.0, 0.0, 0.0]


def test_hits_are_limited_and_best_first(index: SearchIndex) -> None:
    """The caller offers the first ones as they come."""
    hits = index.search("permohonan informasi publik", NO_MEANING, limit=5)

    assert len(hits) == 5
    assert hits == sorted(hits, key=lambda hit: -hit.score)
    assert all(0 <= hit.score <= 1 for hit in hits)


def test_meaning_finds_an_article_through_any_of_its_phrasings(content: Content) -> None:
    """An article is as near as its nearest question, and a neighbour's questions are not its."""
    articles = content.articles[:3]
    counts = [len(wordings(article)) for article in articles]
    vectors = np.zeros((sum(counts), DIMENSIONS), dtype=np.float32)
    vectors[counts[0] + counts[1] - 1, 7] = 1.0  # the second article's last question
    question = np.zeros(DIMENSIONS, dtype=np.float32)
    question[7] = 1.0

    hits = SearchIndex(articles, vectors, Stemmer({})).search("", question)

    assert hits[0] == Hit(articles[1].id, 0.5)
    assert [hit.score for hit in hits[1:]] == [0.0, 0.0]


def test_an_empty_knowledge_base_finds_nothing() -> None:
    """The gateway may start before the content is loaded."""
    empty = SearchIndex([], np.zeros((0, DIMENSIONS), dtype=np.float32), Stemmer({}))

    assert empty.search("magang", NO_MEANING) == []


def test_stems_join_the_forms_of_a_word() -> None:
    """Indonesian hangs everything on the stem: laporan, melaporkan, pelaporan."""
    stem = Stemmer({"gmn": "bagaimana"})

    assert stem("laporan melaporkan dilaporkan pelaporan") == ["lapor"] * 4
    assert stem("gmn dengan BPKP?") == []
