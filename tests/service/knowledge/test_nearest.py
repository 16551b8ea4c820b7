"""Which sentences are nearest to a question by meaning."""

from doubles.knowledge import NoEncoder, WordEncoder
from service.knowledge.nearest import Nearest

SENTENCES = ("unsurnya ada lima", "katalog dapat dilihat daring", "kepala dilantik presiden")


def test_the_sentence_of_the_same_words_is_nearest() -> None:
    """It is shown to who asked in words that the article has not."""
    assert Nearest(WordEncoder()).of(SENTENCES, "katalog dapat dilihat daring", 1) == [
        "katalog dapat dilihat daring"
    ]


def test_where_no_meaning_is_seen_nothing_is_near() -> None:
    """Any sentence would be a guess."""
    assert Nearest(NoEncoder()).of(SENTENCES, "katalog", 2) == []
    assert Nearest(WordEncoder()).of((), "katalog", 2) == []
