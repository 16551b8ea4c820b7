"""What search and the classifier see of a citizen's message."""

import pytest

from service.text import MAX_CHARACTERS, clean, is_too_long, normalise, words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("  halo  ", "halo"),
        ("a\x00b\x07c", "a b c"),
        ("bp\u200bk\u200dp\ufeff", "bpkp"),
        ("\u202eabc\u202c \u200fd\u2066e\u2069", "abc de"),
        ("satu\r\ndua\tiga", "satu\ndua iga"),
        ("a\n \n\n\n b", "a\n\n b"),
        ("e\u0301", "\u00e9"),
        ("a\u00a0\u2028b", "a b"),
        ("\ud800 rusak", "rusak"),
        ("\u200b\u200d\x00 \n", ""),
        ("", ""),
    ],
)
def test_what_a_reader_cannot_see_is_removed(written: str, read: str) -> None:
    """Invisible characters must neither hide personal data nor disguise a word."""
    assert clean(written) == read


def test_line_breaks_and_markup_stay_as_written() -> None:
    """An officer reads the message as the citizen laid it out, tags and all."""
    text = "<b>1</b>\n*dua* _tiga_\n'; DROP TABLE turns; --"

    assert clean(text) == text


def test_a_hundred_thousand_characters_are_cut_to_what_telegram_allows() -> None:
    """A pasted book must not stop the bot."""
    cleaned = clean("a" * 100_000)

    assert cleaned == "a" * MAX_CHARACTERS


def test_composing_never_makes_a_text_longer_than_the_limit() -> None:
    """Some characters become several when composed; storage counts on the limit."""
    assert len(clean("\u0958" * MAX_CHARACTERS)) == MAX_CHARACTERS


@pytest.mark.parametrize(
    ("length", "expected"), [(MAX_CHARACTERS, False), (MAX_CHARACTERS + 1, True)]
)
def test_the_citizen_is_told_only_when_the_end_is_dropped(length: int, expected: bool) -> None:
    """Nobody should be told that a message was cut when it was read whole."""
    assert is_too_long(" " + "a" * length + "\n") is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bangeeeet!!! PENTING", ["banget", "penting"]),
        ("Jum'at jum\u2019at", ["jum'at", "jum'at"]),
        ("Pasal 33333 ayat 1,5", ["pasal", "33333", "ayat", "1", "5"]),
        ("\uff22\uff30\uff2b\uff30", ["bpkp"]),
        ("...", []),
    ],
)
def test_words_are_lower_case_without_stretched_letters(text: str, expected: list[str]) -> None:
    """Emphasis and width must not make a known word unknown; numbers stay as they are."""
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gmn cr mnta dta?", "bagaimana cara minta data"),
        ("masing2 desa2nya", "masing masing desa desa nya"),
        ("dong apa sih", "apa"),
        ("tb2 gmn2", "tiba tiba bagaimana bagaimana"),
        ("apbd2024 a2", "apbd2024 a2"),
    ],
)
def test_chat_spelling_becomes_standard_words(text: str, expected: str) -> None:
    """Both search and classifier only know standard words."""
    slang = {"gmn": "bagaimana", "cr": "cara", "mnta": "minta", "dta": "data"}
    slang |= {"dong": "", "sih": "", "tb2": "tiba tiba"}

    assert normalise(text, slang) == expected
