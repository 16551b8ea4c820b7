"""What holds of the parts of any text at all, whatever it is made of."""

import time

from hypothesis import example, given
from hypothesis import strategies as st

from service.outbox.splitting import LIMIT, split_text, utf16_length

JOINER = "\u200d"
WHOLE = (
    "👨‍👩‍👧‍👦",
    "🇮🇩",
    "👍🏽",
    "❤️",
    "1️⃣",
    "e\u0301\u0323",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "कि",
)  # each is seen as one character
SPACE = (" ", "\n", "\n\n", "\t", "\u00a0", "\u2003", "\u2028", "\r\n", "\x1f")

characters = st.characters(codec="utf-8")
wholes = st.sampled_from(WHOLE)
pieces = st.one_of(
    st.text(characters, max_size=40),
    st.sampled_from((*WHOLE, *SPACE)),
    st.sampled_from(
        ["# judul", "1.", "12)", "0812 3456", "Kata. Kalimat", "https://bpkp.go.id/a?b=1"]
    ),
)
texts = st.lists(pieces, max_size=80).map("".join)
limits = st.integers(2, 60) | st.sampled_from([80, 150, LIMIT])


@given(texts, limits)
def test_each_part_fits_and_says_something(text: str, limit: int) -> None:
    """The channel refuses a part that is too long, and one that is empty."""
    parts = split_text(text, limit)

    assert all(0 < utf16_length(part) <= limit for part in parts)
    assert all(part.strip() == part for part in parts)


@given(st.lists(wholes | pieces, max_size=80).map("".join), limits)
def test_only_space_between_parts_is_lost(text: str, limit: int) -> None:
    """A lost word is a wrong answer; a word in two places too."""
    parts = split_text(text, limit)

    rest = text
    for part in parts:
        rest = rest.lstrip()
        assert rest.startswith(part)
        rest = rest[len(part) :]
    assert rest.strip() == ""


@given(texts, limits)
def test_each_part_can_be_sent(text: str, limit: int) -> None:
    """Half a surrogate pair is no text: sending it would fail for ever."""
    parts = split_text(text, limit)

    assert [part.encode("utf-16-le").decode("utf-16-le") for part in parts] == parts
    assert [len(part.encode("utf-16-le")) // 2 for part in parts] == [*map(utf16_length, parts)]


@given(st.lists(wholes | st.sampled_from("aÉ世"), min_size=1, max_size=60), st.integers(20, 60))
def test_what_is_seen_as_one_character_stays_one(row: list[str], limit: int) -> None:
    """Half a family is a different picture, half a flag a letter in a box."""
    parts = split_text("".join(row), limit)

    left = iter(row)
    for part in parts:
        while part:
            whole = next(left)
            assert part.startswith(whole)
            part = part.removeprefix(whole)


@given(st.text(st.sampled_from("a 9\n\t#.1)\u0301\u200d😀🇮\u00a0"), min_size=1, max_size=5))
@example("\n# ")
@example("\n ")
@example("9 ")
def test_a_long_wall_of_anything_is_cut_in_bounded_time(unit: str) -> None:
    """One pasted wall must not hold up everybody's replies."""
    wall = "x" + unit * (40_000 // len(unit)) + "x"
    started = time.process_time()
    parts = split_text(wall)

    assert time.process_time() - started < 1
    assert max(map(utf16_length, parts)) <= LIMIT
