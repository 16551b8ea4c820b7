"""Search over articles by meaning (sentence vectors) and by words (BM25), fused. Pure.

Each article is found through several wordings: its title, its questions and its lay words, and
by its text.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import bm25s
import numpy as np
import snowballstemmer
from numpy.typing import NDArray

from service.content.encoder import Vectors
from service.content.model import Article
from service.text import normalise, words

COSINE_FLOOR = 0.80  # unrelated Indonesian sentences in this encoder lie below it
COSINE_RANGE = 0.14  # from unrelated to nearly the same
BM25_HALF = 6.0  # a BM25 score that counts for one half
MEANING_SHARE = 0.5  # of the fused score; the rest is words
STEMS_KEPT = 50_000  # finding one takes as long as looking a hundred up

STOP_WORDS = frozenset(
    "ada adalah akan apa apakah atau bagaimana bagi bahwa berapa bila bisa boleh dan dapat dari "
    "dengan di harus ini itu jika juga ke kalau kami kapan karena kenapa kepada kita lagi lalu "
    "mana masih mau mengapa mohon oleh pada pak bu saya sama sampai sebagai sedang sekarang "
    "seperti siapa sudah tentang tetapi tidak tolong untuk ya yang ingin tanya bpkp".split()
)


@dataclass(frozen=True)
class Hit:
    """An article near a question; ``score`` 0 to 1, best first."""

    article_id: str
    score: float


def phrasings(article: Article) -> list[str]:
    """Return what an article is called and asked by."""
    return [article.title, *article.questions]


def wordings(article: Article) -> list[str]:
    """Return the texts whose vectors stand for an article: its phrasings and its lay words."""
    return [*phrasings(article), *article.also]


def named_by(articles: Sequence[Article], standard: Callable[[str], str]) -> dict[str, str]:
    """Return each title and listed question in standard words, and the article it belongs to."""
    return {standard(text): a.id for a in reversed(articles) for text in phrasings(a)}


def ordinary_words(articles: Sequence[Article], slang: Mapping[str, str]) -> set[str]:
    """Return the words that are no misspelt name: of articles, and of what slang stands for."""
    written = [f"{article.text} {article.more}" for article in articles]
    return {word for text in (*written, *slang.values()) for word in words(text)}


def vocabulary(articles: Sequence[Article]) -> frozenset[str]:
    """Return every word that articles use, and the stop words."""
    used = (word for article in articles for word in words(searchable(article)))
    return STOP_WORDS.union(used)


class Stemmer:
    """Indonesian stems of a text in standard words, stop words left out."""

    def __init__(self, slang: Mapping[str, str]) -> None:
        self._slang = slang
        self._stemmer = snowballstemmer.stemmer("indonesian")
        self._lock = threading.Lock()  # the stemmer holds the word it works on
        self._stem = lru_cache(maxsize=STEMS_KEPT)(self._find_stem)

    def __call__(self, text: str) -> list[str]:
        """Return the stems, in order."""
        kept = [w for w in normalise(text, self._slang).split() if w not in STOP_WORDS]
        return [self._stem(word) for word in kept]

    def of_names(self, articles: Sequence[Article]) -> set[str]:
        """Return the stems of what articles are called and asked by."""
        return {stem for article in articles for name in phrasings(article) for stem in self(name)}

    def _find_stem(self, word: str) -> str:
        with self._lock:
            return str(self._stemmer.stemWord(word))


class SearchIndex:
    """An immutable index over articles."""

    def __init__(self, articles: Sequence[Article], vectors: Vectors, stemmer: Stemmer) -> None:
        """Build it.

        Args:
            articles: What can be found.
            vectors: (n, 384), the wordings of all articles, one after the other.
            stemmer: Used on articles and questions alike.
        """
        self._ids = [article.id for article in articles]
        self._vectors = vectors
        counts = [len(wordings(article)) for article in articles]
        self._starts = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.intp)
        self._stemmer = stemmer
        self._bm25 = bm25s.BM25()
        documents = [stemmer(searchable(article)) or ["-"] for article in articles]
        if documents:
            self._bm25.index(documents, show_progress=False)

    def search(self, text: str, vector: NDArray[np.float32], limit: int = 3) -> list[Hit]:
        """Return the nearest articles, best first.

        Args:
            text: The question, as written.
            vector: (384,), its sentence vector.
            limit: How many at most.
        """
        if not self._ids:
            return []
        by_meaning = np.maximum.reduceat(self._vectors @ vector, self._starts)
        meaning = np.clip((by_meaning - COSINE_FLOOR) / COSINE_RANGE, 0.0, 1.0)
        fused = MEANING_SHARE * meaning + (1 - MEANING_SHARE) * self._by_words(text)
        best = np.argsort(-fused)[:limit]
        return [Hit(self._ids[i], float(fused[i])) for i in best]

    def _by_words(self, text: str) -> NDArray[np.float32]:
        stems = self._stemmer(text)
        if not stems:
            return np.zeros(len(self._ids), dtype=np.float32)
        scores: NDArray[np.float32] = self._bm25.get_scores(stems)
        return scores / (scores + BM25_HALF)


def searchable(article: Article) -> str:
    """Return every word of an article."""
    return " ".join([*wordings(article), article.text, article.more])
