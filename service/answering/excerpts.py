"""The sentences of an article that answer a question about it, in its own words. Pure."""

import re
from collections.abc import Callable, Sequence

from service.content.model import Article

MOST = 3  # sentences shown; more is the article again
_BREAK = re.compile(r"\n+|(?<!\bNo\.)(?<!\bJl\.)(?<=[\w)\"][.!?])\s+(?=[A-Z0-9\"])")
_ITEM = re.compile(r"^(?:\d{1,2}[.)]|[-•])\s*")


def sentences_of(article: Article) -> list[str]:
    """Return an article's sentences and list items, in order."""
    pieces = _BREAK.split(f"{article.text}\n{article.more}")
    kept = (_ITEM.sub("", piece.strip()) for piece in pieces)
    return [piece for piece in kept if len(piece.split()) > 1]


def with_evidence(article: Article, beginnings: Sequence[str]) -> list[str]:
    """Return the sentences in which a word begins so; at most ``MOST``, in order."""
    if not beginnings:
        return []
    word = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, beginnings))})", re.IGNORECASE)
    return [said for said in sentences_of(article) if word.search(said)][:MOST]


def about(article: Article, stems: set[str], stems_of: Callable[[str], set[str]]) -> list[str]:
    """Return the sentences that share most stems with a question; none when none does."""
    shared = [(len(stems & stems_of(said)), said) for said in sentences_of(article)]
    best = max((count for count, _ in shared), default=0)
    return [said for count, said in shared if best and count == best][:MOST]
