"""Whether articles can be told apart and found by their questions. Slow: it encodes them all.

``tanya content check`` prints what this finds; a load does not wait for it. Called after the
folder was read, so that what is here is whole and linked.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.content.encoder import Encoder, Vectors
from service.content.model import Article
from service.knowledge.search import phrasings

OFFERED = 3  # articles that a search shows
SAME = 0.985  # cosine from which two questions are one; different ones lie up to 0.97


@dataclass(frozen=True)
class Phrasing:
    """One title or question and the article it belongs to."""

    article: str
    text: str


def quality_problems(articles: Sequence[Article], encoder: Encoder) -> list[str]:
    """Return what an editor should mend, one line each."""
    listed = [Phrasing(a.id, text) for a in articles for text in phrasings(a)]
    vectors = encoder.encode([phrasing.text for phrasing in listed])
    likeness = vectors @ vectors.T
    np.fill_diagonal(likeness, -1.0)
    return [
        *_unreached(articles, listed, likeness),
        *_same(listed, likeness),
    ]


def _unreached(
    articles: Sequence[Article], listed: Sequence[Phrasing], likeness: Vectors
) -> list[str]:
    """Find articles that none of their own questions finds when it is asked in other words."""
    reached = set()
    for phrasing, row in zip(listed, likeness, strict=True):
        nearest = dict.fromkeys(listed[at].article for at in np.argsort(-row))
        if phrasing.article in list(nearest)[:OFFERED]:
            reached.add(phrasing.article)
    return [
        f"{a.id}: no question reaches it: {OFFERED} other articles are nearer to each of its own"
        for a in articles
        if a.id not in reached
    ]


def _same(listed: Sequence[Phrasing], likeness: Vectors) -> list[str]:
    """Find pairs of articles that answer the same question."""
    pairs = zip(*np.nonzero(np.triu(likeness) >= SAME), strict=True)
    return [
        f"{listed[a].article} and {listed[b].article} answer the same question: "
        f"{listed[a].text!r}, {listed[b].text!r}"
        for a, b in pairs
        if listed[a].article != listed[b].article
    ]
