"""From a reply to what a channel shows. Pure."""

from html import escape

from service.text import title_and_body


def to_telegram_html(text: str) -> str:
    """Return a reply as Telegram HTML: everything escaped, a title bold."""
    title, body = title_and_body(text)
    if not title:
        return escape(text, quote=False)
    return f"<b>{escape(title, quote=False)}</b>\n\n{escape(body, quote=False)}"
