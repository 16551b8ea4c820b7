"""What an error of ``sendMessage`` means for the message."""

import datetime as dtm

import httpx
import pytest
from telegram.error import (
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.outbox import GaveUp, TryAgain
from bot.telegram import _what_became
from service.outcomes import Delivery


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    """Return an error as python-telegram-bot raises it from one of httpx."""
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "cause",
    [httpx.ReadTimeout("…"), httpx.ReadError("…"), httpx.RemoteProtocolError("…")],
)
def test_a_request_without_an_answer_may_have_arrived(cause: Exception) -> None:
    """The connection broke after the message went out: repeating it may send it twice."""
    result = _what_became(caused(NetworkError("…"), cause))

    assert isinstance(result, GaveUp)
    assert result.state is Delivery.UNCERTAIN


@pytest.mark.parametrize(
    "error",
    [
        caused(NetworkError("…"), httpx.ConnectError("…")),
        caused(TimedOut(), httpx.ConnectTimeout("…")),
        caused(TimedOut(), httpx.PoolTimeout("…")),
        NetworkError("Bad Gateway"),
    ],
)
def test_what_never_left_is_tried_again(error: TelegramError) -> None:
    """A connection that never opened has carried nothing."""
    assert isinstance(_what_became(error), TryAgain)


def test_the_wait_is_read_in_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """python-telegram-bot gives a number now and a time span in its next version."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")

    assert _what_became(RetryAfter(dtm.timedelta(seconds=7))) == TryAgain("429", 7.0)


def test_a_block_is_told_from_other_refusals() -> None:
    """Only a block marks the conversation."""
    blocked, moved = _what_became(Forbidden("blocked")), _what_became(ChatMigrated(-1))

    assert isinstance(blocked, GaveUp)
    assert blocked.is_blocked
    assert isinstance(moved, GaveUp)
    assert not moved.is_blocked
