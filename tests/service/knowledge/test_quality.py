"""Whether articles can be told apart and found by their questions."""

from dataclasses import replace

import numpy as np
import pytest

from service.content.encoder import E5Encoder, Vectors
from service.content.model import Article, Content
from service.knowledge.quality import quality_problems


class ByFirstWord:
    """Sees only the first word: texts that begin alike are the same, others unrelated."""

    def encode(self, texts: list[str]) -> Vectors:
        """Return one axis a first word."""
        words = [text.split()[0] for text in texts]
        known = sorted(set(words))
        return np.eye(len(known), dtype=np.float32)[[known.index(word) for word in words]]


@pytest.fixture
def article(content: Content) -> Article:
    """An article of ours, whose questions all begin alike."""
    known = next(a for a in content.articles if a.id == "magang")
    return replace(known, title="magang itu", questions=("magang apa", "magang kapan"))


def other(article: Article, word: str, **changed: object) -> Article:
    """Return another article whose questions begin with a word of its own."""
    questions = (f"{word} satu", f"{word} dua")
    changed = {"id": word, "title": f"{word} nol", "questions": questions, **changed}
    return replace(article, **changed)  # type: ignore[arg-type]


def test_articles_that_differ_are_no_problem(article: Article) -> None:
    """A check that always complains is soon ignored."""
    assert quality_problems([article, other(article, "wbs")], ByFirstWord()) == []  # type: ignore[arg-type]


def test_two_articles_that_answer_the_same_are_named(article: Article) -> None:
    """Which of them a citizen gets would be chance, and one of them soon outdated."""
    copy = other(article, "wbs", questions=("magang gimana", "wbs dua"))
    found = quality_problems([article, copy], ByFirstWord())  # type: ignore[arg-type]

    assert "magang and wbs answer the same question: 'magang itu', 'magang gimana'" in found


def test_an_article_that_no_question_reaches_is_named(article: Article) -> None:
    """What cannot be found is not there."""
    lost = replace(article, id="hilang", title="a", questions=("b",))
    others = [replace(other(article, word), id=f"{word}-{n}") for word in "ab" for n in range(3)]
    found = quality_problems([lost, *others], ByFirstWord())  # type: ignore[arg-type]

    assert any(line.startswith("hilang: no question reaches it") for line in found)


def test_our_own_articles_can_be_told_apart_and_found(content: Content) -> None:
    """The same check that `tanya content check` makes, with the real encoder."""
    assert quality_problems(content.articles, E5Encoder()) == []
