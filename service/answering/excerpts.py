"""The sentences of an article that answer a question about it, in its own words. Pure."""

import re
from collections.abc import Callable, Iterator, Sequence

from service.content.model import Article

MOST = 3  # sentences shown; more is the article again
_BREAK = re.compile(r"\n+|(?<!\bNo\.)(?<!\bJl\.)(?<=[\w)\"][.!?])\s+(?=[A-Z0-9\"])")
_ANNOUNCES = re.compile(r":(?:\[\^[^\]]*\])?$")
_ITEM = re.compile(r"^(?:\d{1,2}[.)]|[-•])\s*")


def sentences_of(article: Article) -> list[str]:
    """Return an article's sentences and list items, in order."""
    return [said for said, _ in _pieces(article)]


def _pieces(article: Article) -> list[tuple[str, bool]]:
    """Return the sentences and list items, each with whether it is an item."""
    pieces = [piece.strip() for piece in _BREAK.split(f"{article.text}\n{article.more}")]
    kept = ((_ITEM.sub("", piece), bool(_ITEM.match(piece))) for piece in pieces)
    return [(said, is_item) for said, is_item in kept if len(said.split()) > 1]


def with_evidence(article: Article, beginnings: Sequence[str]) -> list[str]:
    """Return the sentences in which a word begins so; at most ``MOST``, in order."""
    if not beginnings:
        return []
    word = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, beginnings))})", re.IGNORECASE)
    pieces = _pieces(article)
    found = [at for at, (said, _) in enumerate(pieces) if word.search(said)][:MOST]
    shown = {place for at in found for place in (*_announced(pieces, at), at)}
    shown.update(place for at in found for place in _items_under(pieces, at))
    return [pieces[place][0] for place in sorted(shown)]


def _announced(pieces: Sequence[tuple[str, bool]], at: int) -> Iterator[int]:
    """Return the place of the sentence that announces an item: it may say how sure that is."""
    above = (place for place in range(at, -1, -1) if not pieces[place][1])
    head = next(above, None)
    if head is not None and head != at and _ANNOUNCES.search(pieces[head][0]):
        yield head


def _items_under(pieces: Sequence[tuple[str, bool]], at: int) -> Iterator[int]:
    """Return the places of the items that a sentence ending in a colon announces."""
    if not _ANNOUNCES.search(pieces[at][0]):
        return
    for place in range(at + 1, len(pieces)):
        if not pieces[place][1]:
            return
        yield place


def about(article: Article, stems: set[str], stems_of: Callable[[str], set[str]]) -> list[str]:
    """Return the sentences that share most stems with a question; none when none does."""
    shared = [(len(stems & stems_of(said)), said) for said in sentences_of(article)]
    best = max((count for count, _ in shared), default=0)
    return [said for count, said in shared if best and count == best][:MOST]
