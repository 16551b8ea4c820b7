"""The words that articles use, as stems: of their titles and questions, and of all they say."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from service.content.model import Article
from service.knowledge.search import Stemmer, phrasings, searchable, vocabulary

FEW = 8  # articles of a word that tells which one is meant
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ArticleWords:
    """The stems of one loaded content.

    Attributes:
        names: Of each article's title and questions, by its id.
        texts: Of all that each article says, by its id.
        every: Of all articles together.
    """

    names: Mapping[str, frozenset[str]]
    texts: Mapping[str, frozenset[str]]
    every: frozenset[str]

    @classmethod
    def of(cls, articles: Sequence[Article], stemmer: Stemmer) -> "ArticleWords":
        """Read the words of the articles."""
        return cls(
            {a.id: frozenset(stemmer(" ".join(phrasings(a)))) for a in articles},
            {a.id: frozenset(stemmer(searchable(a))) for a in articles},
            frozenset(stemmer(" ".join(vocabulary(articles)))),
        )

    def tells(self, topic: str, told: AbstractSet[str]) -> bool:
        """Tell whether words are an article's: all of them, or one that few articles use."""
        shared = told & self.texts.get(topic, _NONE)
        rare = (s for s in shared if sum(s in used for used in self.texts.values()) <= FEW)
        return bool(told) and (shared == told or any(rare))

    def is_common(self, stem: str) -> bool:
        """Tell whether many articles use a word."""
        return sum(stem in used for used in self.texts.values()) > FEW

    def uses(self, topic: str, stems: AbstractSet[str]) -> bool:
        """Tell whether an article has all of these words."""
        return stems <= self.texts.get(topic, _NONE)

    def is_called(self, topic: str, stems: AbstractSet[str]) -> bool:
        """Tell whether an article's title or questions have all of these words."""
        return stems <= self.names.get(topic, _NONE)

    def named(self, stem: str) -> list[str]:
        """Return the articles whose title or questions use a word."""
        return [id_ for id_, stems in self.names.items() if stem in stems]

    def named_by_most(self, told: AbstractSet[str]) -> str | None:
        """Return the article whose title and questions share most with some words.

        A rare word counts most. None where no word of them tells one article from many.
        """
        shares = {stem: sum(stem in stems for stems in self.names.values()) for stem in told}
        weights = {stem: 1 / count for stem, count in shares.items() if 0 < count <= FEW}
        scores = {id_: sum(weights.get(s, 0) for s in stems) for id_, stems in self.names.items()}
        best = max(scores, key=lambda id_: scores[id_], default=None)
        return best if best is not None and scores[best] > 0 else None

    def only_of(self, topic: str, other: str) -> frozenset[str]:
        """Return the words of one article's title and questions that another's have not."""
        return self.names.get(topic, _NONE) - self.names.get(other, _NONE)
