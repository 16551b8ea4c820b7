"""Long replies in parts: what is read counts, and no mark is cut."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.markup import compose, link, moment, read_markup, said, with_notes
from service.outbox.parts import parts_of
from service.outbox.splitting import LIMIT, utf16_length
from service.outcomes import Author

FOOT = [f"Sumber: {link('Peraturan', 'https://a.example/' + 'x' * 300)}, 2024"]


def letters(text: str) -> str:
    """Return a text without its spaces."""
    return "".join(text.split())


def test_addresses_do_not_count() -> None:
    """Telegram counts what is read: an answer that fits is one message."""
    body = "x" * (LIMIT - len("Judul") - len("Sumber: Peraturan, 2024") - 4)

    assert len(parts_of(Author.BOT, compose(body, "Judul", (), FOOT))) == 1
    assert len(parts_of(Author.BOT, compose(body + "x", "Judul", (), FOOT))) == 2


def test_title_first_and_sources_last() -> None:
    """A source under the first of three parts would seem to be that part's alone."""
    text = compose("Kalimat satu. " * 60, "Judul", ["Awas."], FOOT)

    parts = list(map(read_markup, parts_of(Author.BOT, text, 300)))

    assert [bool(part.title) for part in parts] == [True] + [False] * (len(parts) - 1)
    assert [len(part.foot) + len(part.cautions) for part in parts][-2:] == [0, 2]


@given(
    st.lists(st.sampled_from(["# x", "> [a](https://b)", "kata panjang", "😀", "! y", "\n"])),
    st.text(max_size=80),
    st.lists(st.text(max_size=60), max_size=4),
)
def test_every_part_fits_and_nothing_is_lost(
    body: list[str], title: str, cautions: list[str]
) -> None:
    """Telegram refuses one unit too many; a lost word is a wrong answer."""
    text = compose("\n".join(body) or "isi", title, cautions, FOOT)

    parts = list(map(read_markup, parts_of(Author.BOT, text, 90)))

    assert max(utf16_length(said(part)) for part in parts) <= 90
    whole = said(read_markup(text))
    assert letters("".join(map(said, parts))) == letters(whole)


@pytest.mark.parametrize("size", [10, 5000])
def test_what_an_officer_wrote_has_no_marks(size: int) -> None:
    """Their "# x" is sent as they typed it, however long it is."""
    text = "# " + "kata " * size

    parts = parts_of(Author.OFFICER, text)

    assert letters("".join(parts)) == letters(text)
    assert not any("\\" in part for part in parts)


def test_a_later_part_is_no_title() -> None:
    """A cut before "# " in a text must not make a title of it."""
    text = with_notes("kata " * 16, ["# bukan judul " * 3])

    assert [read_markup(part).title for part in parts_of(Author.BOT, text, 80)] == ["", ""]


def test_a_moment_in_a_later_part_stays_one() -> None:
    """When officers are back is said at the end of a long receipt."""
    words = "Senin pukul 08.00 WIB"
    text = f"{'Kalimat satu. ' * 60}{moment(words, datetime(2026, 11, 30, 1, tzinfo=UTC))}"

    last = parts_of(Author.BOT, text, 300)[-1]

    assert read_markup(last).moments == {words: 1796000400}
