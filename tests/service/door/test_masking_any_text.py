"""What holds of masking for all texts that can be drawn, beside the tables of realistic ones."""

from hypothesis import example, given
from hypothesis import strategies as st

from service.door.masking import LABEL, Masked, mask
from tests.service.door.personal_data import (
    emails,
    harmless,
    harmless_messages,
    messages_with,
    secrets,
)

BITS = (
    *("nik", "rek ", "hp", "kartu", "Rp", " ", "-", ".", "/", "(", "+", "0", "8", "62", "\u200b"),
    *(
        "[NIK disembunyikan]",
        "[telepon",
        "disembunyikan]",
        "TB-",
        "198. ",
        "a/n",
        "\x00",
        "٣",
        "@",
    ),
)
anything = st.lists(
    st.one_of(st.text(max_size=6), secrets, harmless, emails(), st.sampled_from(BITS)), max_size=12
).map("".join)


@given(anything)
@example("[NIK [telepon disembunyikan]")
def test_masking_any_text_twice_changes_nothing(text: str) -> None:
    """Texts pass the mask at the door and again before training data."""
    once = mask(text)

    assert mask(once.text) == Masked(once.text, ())


@given(messages_with(secrets))
def test_no_digit_of_a_secret_is_left(text: str) -> None:
    """A citizen's number must be gone in all the ways in which people write one."""
    masked = mask(text)

    assert [c for c in LABEL.sub("", masked.text) if c.isdigit()] == []
    assert masked.kinds


@given(messages_with(emails()))
def test_no_address_is_left(text: str) -> None:
    """An address leads to its owner as a number does."""
    masked = mask(text)

    assert [host for host in ("gmail", "yahoo", "contoh", "dinas") if host in masked.text] == []
    assert masked.kinds == ("email",)


@given(harmless_messages())
def test_what_is_harmless_stays_letter_for_letter(text: str) -> None:
    """A question about an amount, a law or a date is useless without it."""
    assert mask(text) == Masked(text, ())


@given(st.text(), st.text())
def test_words_without_numbers_stay(before: str, after: str) -> None:
    """Most messages have nothing to hide, and are read as they were written."""
    text = "".join(c for c in f"{before} halo {after}" if not c.isnumeric() and c not in "@[]")

    assert mask(text).text == text
