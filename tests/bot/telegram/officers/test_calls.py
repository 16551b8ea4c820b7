"""What Telegram's errors about a group mean: a wrong reading loses a topic, or repeats it."""

import datetime as dtm

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.telegram.officers.calls import Done, NotDone, Why, meaning


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (ChatMigrated(-1001), Why.MOVED),
        (Forbidden("bot was kicked from the supergroup chat"), Why.GROUP_GONE),
        (BadRequest("Chat not found"), Why.GROUP_GONE),
        (BadRequest("Not enough rights to create a topic"), Why.GROUP_GONE),
        (BadRequest("The chat is not a forum"), Why.GROUP_GONE),
        (BadRequest("Message thread not found"), Why.TOPIC_GONE),
        (BadRequest("Topic_id_invalid"), Why.TOPIC_GONE),
        (BadRequest("Topic_closed"), Why.TOPIC_CLOSED),
        (BadRequest("Message to edit not found"), Why.NUMBER_GONE),
        (BadRequest("Message to copy not found"), Why.FILE_GONE),
        (BadRequest("Reaction_invalid"), Why.REFUSED),
        (TimedOut(), Why.AWAY),
        (NetworkError("Bad Gateway"), Why.AWAY),
    ],
)
def test_each_error_is_read(error: TelegramError, why: Why) -> None:
    """Each leads to something else: a new topic, a pause, the web desk."""
    answer = meaning(error)

    assert isinstance(answer, NotDone)
    assert answer.why is why


def test_a_group_that_gets_too_much_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The group's own limit is no trouble of the network's."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # python-telegram-bot warns of its next version

    answer = meaning(RetryAfter(dtm.timedelta(seconds=30)))

    assert isinstance(answer, NotDone)
    assert answer.why is Why.LIMITED


@pytest.mark.parametrize(
    "text", ["Message is not modified: specified new …", "Topic_not_modified"]
)
def test_what_is_so_already_is_no_error(text: str) -> None:
    """The card shows what it should."""
    assert meaning(BadRequest(text), "7") == Done("7")
