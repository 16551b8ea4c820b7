"""Checking what was typed."""

import pytest

from desk.forms import clean_reply, is_same_token, problem_of_reply


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", "empty"), ("a" * 4000, None), ("a" * 4001, "too_long"), ("😀" * 2001, "too_long")],
)
def test_length_is_counted_as_telegram_counts(text: str, problem: str | None) -> None:
    """A reply that Telegram would cut must be refused here, where it can still be mended."""
    assert problem_of_reply(text) == problem


def test_reply_is_cleaned_of_what_the_database_refuses() -> None:
    """PostgreSQL stores no NUL character; a reply must not fail because of one."""
    assert clean_reply("\r\n a\r\nb\0\rc \n") == "a\nb\nc"


def test_empty_token_equals_nothing() -> None:
    """A browser without a cookie and a form without a token must not agree."""
    assert not is_same_token("", "")
