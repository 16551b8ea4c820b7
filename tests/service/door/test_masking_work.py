"""What masking costs: work is counted, not time, so that a busy machine changes nothing."""

import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from service.door.masking import mask

MOST_WORK = 110  # calls of functions for a character, in the worst text that was found
HOSTILE = (
    *("12 ", " 93", "31 ", "2019 ", "198 0/", "1 2 3 ", "0812 "),
    *("hp 16", "rek 9", "a.b@", "12,"),
)
SHORT = 600  # characters

units = st.text("0123456789 .,-/_()@abkp", min_size=1, max_size=9)
words = st.sampled_from(["", "rek ", "hp ", "nik ", "total ", "tgl ", "2019 ", "021 "])


def work(text: str) -> int:
    """Return how many functions are called to mask a text, the interpreter's own among them."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        mask(text)
    finally:
        sys.setprofile(before)
    return calls


@settings(max_examples=60, deadline=None)
@given(word=words, unit=units)
@example(word="", unit=" 93")
@example(word="", unit="198 0/")
def test_four_times_the_text_is_four_times_the_work(word: str, unit: str) -> None:
    """Whoever sends four thousand characters of numbers must not stop other citizens' answers."""
    whole = (word + unit) * SHORT
    work(whole[:SHORT])  # what is remembered of characters is remembered now

    assert work(whole[: SHORT * 4]) <= work(whole[:SHORT]) * 4.6 + 500


@pytest.mark.parametrize("unit", HOSTILE)
def test_no_character_costs_much(unit: str) -> None:
    """A text of two-digit groups took half a second, and twenty a second stopped everybody."""
    text = (unit * 4000)[:4000]

    assert work(text) <= MOST_WORK * len(text)


def test_a_common_question_costs_little() -> None:
    """Each message pays for it, and most have no number at all."""
    text = "Bagaimana cara meminta data hasil pengawasan ke kantor BPKP di Bandung? " * 5

    assert work(text) <= 25 * len(text)
