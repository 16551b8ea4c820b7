"""From a reply to Telegram's HTML."""

from datetime import UTC, datetime
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.render import to_telegram_html
from service.markup import MarkedText, compose, link, moment, read_markup, said

MONDAY = datetime(2026, 11, 30, 1, tzinfo=UTC)  # 08.00 WIB
ALLOWED = {"b": [], "i": [], "blockquote": ["expandable"], "a": ["href"]}


class Tags(HTMLParser):
    """Collects the tags of a text, and what is read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, list[str]]] = []
        self.read = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag and its attributes."""
        self.found.append((tag, [name for name, _ in attrs]))

    def handle_data(self, data: str) -> None:
        """Remember what is read."""
        self.read += data


def test_sources_are_an_expandable_quote_and_links_have_titles() -> None:
    """The answer stays on the screen of a phone; the sources are one tap away."""
    foot = [f"Sumber: {link('Peraturan & A', 'https://a.example/?x=1&y=2')}, 2024", "x"]
    text = compose("Telepon (021) 85910031.", "Biaya", ["Belum dipastikan."], foot[:1])

    assert to_telegram_html(read_markup(text)) == (
        "<b>Biaya</b>\n\nTelepon (021) 85910031.\n\n<i>Belum dipastikan.</i>\n\n"
        "<blockquote expandable>Sumber: "
        '<a href="https://a.example/?x=1&amp;y=2">Peraturan &amp; A</a>, 2024</blockquote>'
    )


def test_a_moment_is_touched_to_be_seen_by_ones_own_clock() -> None:
    """Eight o'clock in Jakarta is ten in Jayapura: Telegram tells each reader their own."""
    text = f"Petugas kembali {moment('Senin pukul 08.00 WIB', MONDAY)}."

    assert to_telegram_html(read_markup(text)) == (
        'Petugas kembali <tg-time unix="1796000400">Senin pukul 08.00 WIB</tg-time>.'
    )


def test_a_title_is_bold() -> None:
    """A citizen sees at a glance whether the article is the one they asked for."""
    assert to_telegram_html(MarkedText("Biaya", "Gratis.")) == "<b>Biaya</b>\n\nGratis."


def test_markup_is_shown_and_never_run() -> None:
    """A title or text with < would be refused by Telegram, or be somebody's markup."""
    shown = to_telegram_html(MarkedText("<b>A & B</b>", "<a href='x'>x</a>"))

    assert shown == "<b>&lt;b&gt;A &amp; B&lt;/b&gt;</b>\n\n&lt;a href='x'&gt;x&lt;/a&gt;"


@given(st.text(), st.text(), st.text(), st.text())
def test_nothing_hostile_becomes_a_tag(title: str, url: str, body: str, caution: str) -> None:
    """Whatever an article or a source holds: our tags only, and every word is read."""
    foot = [f"Sumber: {link(title, 'https://a.example/' + url)}, <b>2024</b>"]
    marked = read_markup(compose(f"<i {body}", title, [caution], foot))

    tags = Tags(to_telegram_html(marked))

    assert [(tag, names) for tag, names in tags.found if ALLOWED.get(tag) != names] == []
    assert "".join(tags.read.split()) == "".join(said(marked).split())
