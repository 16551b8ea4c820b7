"""From a reply to what Telegram shows. Pure.

What came from anywhere is escaped; the only tags are ours. A phone number stays plain text, which
Telegram makes a link of by itself.
"""

from html import escape

from service.markup import FootLine, MarkedText


def to_telegram_html(marked: MarkedText) -> str:
    """Return a reply as Telegram HTML: title bold, cautions in italics, sources to be opened."""
    blocks = (
        _within("b", _text(marked.title)),
        _body(marked),
        _within("i", _text("\n".join(marked.cautions))),
        _within("blockquote", "\n".join(map(_foot, marked.foot)), " expandable"),
    )
    return "\n\n".join(filter(None, blocks))


def _body(marked: MarkedText) -> str:
    """Return the body; touching a moment shows it by the reader's own clock, the words stay."""
    text = _text(marked.body)
    for words, unix in marked.moments.items():
        shown = _text(words)
        text = text.replace(shown, _within("tg-time", shown, f' unix="{unix}"'))
    return text


def _foot(line: FootLine) -> str:
    value = _text(line.value)
    if line.url:
        value = _within("a", value, f' href="{escape(line.url)}"')
    return f"{_text(line.before)}{value}{_text(line.after)}"


def _within(tag: str, inside: str, attribute: str = "") -> str:
    return f"<{tag}{attribute}>{inside}</{tag}>" if inside else ""


def _text(words: str) -> str:
    return escape(words, quote=False)
