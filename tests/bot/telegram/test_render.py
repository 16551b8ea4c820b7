"""From a reply to Telegram's HTML."""

from bot.telegram.render import to_telegram_html


def test_a_title_is_bold() -> None:
    """A citizen sees at a glance whether the article is the one they asked for."""
    assert to_telegram_html("# Biaya\n\nGratis.") == "<b>Biaya</b>\n\nGratis."


def test_markup_is_shown_and_never_run() -> None:
    """A title or text with < would be refused by Telegram, or be somebody's markup."""
    shown = to_telegram_html("# <b>A & B</b>\n\n<a href='x'>x</a>")

    assert shown == "<b>&lt;b&gt;A &amp; B&lt;/b&gt;</b>\n\n&lt;a href='x'&gt;x&lt;/a&gt;"


def test_a_text_without_a_title_stays_as_it_is() -> None:
    """A hash inside a text is no title."""
    assert to_telegram_html("Nomor #1\n# bukan judul") == "Nomor #1\n# bukan judul"
