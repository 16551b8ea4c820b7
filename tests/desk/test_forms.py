"""Checking what was typed."""

import pytest
from starlette.requests import Request
from starlette.types import Message

from desk.forms import check_reply, clean_reply, is_same_token, problem_of_reply, read_form


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


def test_a_reply_without_personal_data_goes_as_it_is() -> None:
    """Officers answer hundreds a day; only what needs a look may stop them."""
    checked = check_reply({"text": "Silakan hubungi (021) 85910031.\r\n"})

    assert (checked.text, checked.kinds) == ("Silakan hubungi (021) 85910031.", ())


def test_personal_data_is_asked_about_first() -> None:
    """An officer who repeats a citizen's number would store it for good."""
    checked = check_reply({"text": "Apakah nomor Anda 081234567890?"})

    assert checked.kinds == ("telepon",)
    assert checked.can_stay


def test_hidden_is_hidden_whatever_was_changed_meanwhile() -> None:
    """The safe choice needs no second warning."""
    checked = check_reply({"text": "NIK 3273014507910002", "personal": "hide", "seal": "x"})

    assert (checked.text, checked.kinds) == ("NIK [NIK disembunyikan]", ())


def test_a_public_number_goes_as_it_is_and_a_nik_never() -> None:
    """A health office's number is not in our list; a NIK is nobody's public number."""
    text = "Dinas: 0274512345. NIK 3273014507910002"
    warned = check_reply({"text": text})

    checked = check_reply({"text": text, "personal": "keep", "seal": warned.seal})

    assert (checked.text, checked.kinds) == ("Dinas: 0274512345. NIK [NIK disembunyikan]", ())


def test_other_words_than_those_warned_about_are_asked_about_anew() -> None:
    """The choice was about what the officer saw, not about what was added since."""
    warned = check_reply({"text": "Dinas: 0274512345."})
    changed = {"text": "Dinas: 0274512345, hp 081234567890", "personal": "keep"}

    assert check_reply({**changed, "seal": warned.seal}).kinds == ("telepon",)


def test_nothing_can_stay_of_what_is_always_somebodys() -> None:
    """No button is shown that would not do what it says."""
    assert not check_reply({"text": "PIN: 123456"}).can_stay


async def test_no_field_holds_what_a_database_cannot_keep() -> None:
    """A NUL in any field, put there by a broken program or by hand, must end no page in a 500."""

    async def receive() -> Message:
        return {"type": "http.request", "body": b"intent=mag%00ang&text=a", "more_body": False}

    request = Request({"type": "http", "method": "POST", "headers": []}, receive)

    assert await read_form(request) == {"intent": "magang", "text": "a"}
