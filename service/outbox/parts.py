"""A message cut into the parts that a channel takes, its marks kept whole. Pure.

What counts is what is read once the marks are gone: a title in bold, a link by its title.
"""

from dataclasses import replace

from service.markup import MARKED, MarkedText, read_markup, said, write_markup
from service.outbox.splitting import LIMIT, split_text, utf16_length

_GAP = 2  # units of the blank line between two blocks


def parts_of(author: str, text: str, limit: int = LIMIT) -> list[str]:
    """Cut a message into parts of at most ``limit`` UTF-16 units as they are read.

    The first part keeps the title, the last one cautions and sources. What an officer wrote has
    no marks.
    """
    if author not in MARKED:
        return split_text(text, limit)
    marked = read_markup(text)
    if utf16_length(said(marked)) <= limit:
        return [write_markup(marked)]
    return list(map(write_markup, _cut(marked, limit)))


def _cut(marked: MarkedText, limit: int) -> list[MarkedText]:
    foot = MarkedText(cautions=marked.cautions, foot=marked.foot)
    size = utf16_length(said(foot))
    if size > limit // 2:  # more than ever stands under an article: told as text, nothing lost
        marked = replace(marked, body=_as_text(marked), cautions=(), foot=())
        foot, size = MarkedText(), 0
    title = marked.title if utf16_length(marked.title) <= limit // 4 else ""
    parts = split_text(said(replace(marked, cautions=(), foot=())), limit)
    if size and utf16_length(parts[-1]) + _GAP + size > limit:
        parts[-1:] = split_text(parts[-1], limit - _GAP - size)
    first, *others = [MarkedText(body=part, moments=marked.moments) for part in parts]
    if title:
        first = replace(first, title=title, body=first.body.removeprefix(title).strip())
    told = [first, *others]
    return [*told[:-1], replace(told[-1], cautions=foot.cautions, foot=foot.foot)]


def _as_text(marked: MarkedText) -> str:
    return said(replace(marked, title=""))
