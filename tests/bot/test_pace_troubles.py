"""What sending does while Telegram refuses or does not work: who rests, who is tried."""

from itertools import pairwise

import pytest
from structlog.testing import capture_logs

from bot.pace import ALL, AT_ONCE, DOWN, LONGEST_PAUSE, TOO_FAST
from bot.sender import GaveUp, Result, Sent, TryAgain, Unreachable
from service.outcomes import Delivery, DeliveryTrouble
from tests.bot.pace_harness import Street

NEVER_CAME = GaveUp(DeliveryTrouble.NO_ANSWER, Delivery.UNCERTAIN)


def test_a_chat_that_was_refused_rests_as_long_as_asked_and_alone(street: Street) -> None:
    """One citizen who writes too much must not silence the others."""
    street.send("1", TryAgain(DeliveryTrouble.LIMITED, 40))
    street.now += 39

    assert (street.is_free("1"), street.is_free("2")) == (False, True)
    street.now += 1.1
    assert street.is_free("1")


def test_many_chats_refused_in_a_row_mean_the_whole_bot(street: Street) -> None:
    """Telegram does not say whom it means; so many, and nobody let through, is no coincidence."""
    for chat in range(TOO_FAST):
        street.send(f"7{chat}")
        street.now += 0.1
    for chat in range(TOO_FAST):
        assert street.is_free("9")
        street.send(str(chat), TryAgain(DeliveryTrouble.LIMITED, 5))
        street.now += 0.1
    street.now -= 0.1

    assert not street.is_free("9")
    street.now += 5
    assert street.is_free("9")


def test_three_busy_chats_do_not_stop_the_others(street: Street) -> None:
    """Three citizens who write too much must not silence everybody for half a minute."""
    for number in range(10):
        street.send(f"7{number}")
    for chat in "1231231":
        street.send(chat, TryAgain(DeliveryTrouble.LIMITED, 30))

    assert street.is_free("9")
    assert [street.is_free(chat) for chat in "123"] == [False] * 3


def test_refusals_among_messages_that_are_taken_mean_single_chats(street: Street) -> None:
    """While others are let through the bot is not too fast, however many chats are."""
    for chat in range(ALL):
        result = TryAgain(DeliveryTrouble.LIMITED, 30) if chat % 3 else Sent("1")
        street.send(str(chat), result)
    street.now += 1

    assert street.is_free("99")


def test_refusals_before_the_last_halt_count_no_more(street: Street) -> None:
    """One refusal after it would halt everybody again."""
    for chat in range(TOO_FAST):
        street.send(str(chat), TryAgain(DeliveryTrouble.LIMITED, 1))
    street.now += 1.1
    street.send("99", TryAgain(DeliveryTrouble.LIMITED, 5))

    assert street.is_free("100")


def test_chats_refused_one_after_the_other_mean_only_themselves(street: Street) -> None:
    """A refusal that is over says nothing about the next."""
    for chat in range(TOO_FAST * 2):
        street.send(str(chat), TryAgain(DeliveryTrouble.LIMITED, 2))
        street.now += 0.5

    assert street.is_free("99")


@pytest.mark.parametrize(
    "result",
    [Unreachable(DeliveryTrouble.UNREACHABLE), TryAgain(DeliveryTrouble.IN_TROUBLE), NEVER_CAME],
)
def test_an_outage_is_tried_ever_more_rarely(street: Street, result: Result) -> None:
    """An hour without Telegram costs some 120 tries, and 120 uncertain messages at the worst."""
    tried = []
    while street.now < 4600:
        if street.pace.room(0):
            street.send(str(street.now), result)
            tried.append(street.now)
        street.now += 0.5

    pauses = [later - at for at, later in pairwise(tried)]
    begins = 0 if isinstance(result, Unreachable) else DOWN - 1
    assert pauses[begins : begins + 5] == [1, 2, 4, 8, 16]
    assert max(pauses) <= LONGEST_PAUSE
    assert len(tried) < 130


def test_the_next_outage_begins_with_a_short_pause(street: Street) -> None:
    """What was mended counts no more."""
    for _ in range(3):
        street.send("1", Unreachable(DeliveryTrouble.UNREACHABLE))
        street.now += LONGEST_PAUSE
    street.send("1", Sent("1"))
    street.send("1", Unreachable(DeliveryTrouble.UNREACHABLE))
    street.now += 1

    assert street.pace.room(0) == 1


def test_one_message_finds_out_whether_it_works_again(street: Street) -> None:
    """Twenty that fail side by side are twenty requests for nothing."""
    street.send("1", Unreachable(DeliveryTrouble.UNREACHABLE))
    street.now += 1

    assert (street.pace.room(0), street.pace.room(1)) == (1, 0)
    street.send("1", Sent("1"))
    assert street.pace.room(0) == AT_ONCE


def test_what_fails_side_by_side_counts_once(street: Street) -> None:
    """Twenty under way at the moment of the fault must not make the first pause the longest."""
    for chat in range(20):
        street.send(str(chat), Unreachable(DeliveryTrouble.UNREACHABLE))
    street.now += 1.1

    assert street.pace.room(0) == 1


def test_a_refusal_shows_that_telegram_works(street: Street) -> None:
    """A blocked bot is an answer; the others go on."""
    street.send("1", Unreachable(DeliveryTrouble.UNREACHABLE))
    street.now += 1
    street.send("2", GaveUp(DeliveryTrouble.BLOCKED))

    assert street.pace.room(0) == AT_ONCE


def test_a_halt_of_the_whole_bot_is_told(street: Street) -> None:
    """An operator who sees nothing go out must find the reason in the log."""
    with capture_logs() as logs:
        for chat in range(TOO_FAST):
            street.send(str(chat), TryAgain(DeliveryTrouble.LIMITED, 5))

    assert [(line["event"], line["seconds"], line["reason"]) for line in logs] == [
        ("sending_halted", 5, "429 for several chats in a row")
    ]


def test_a_pause_of_all_sending_is_told(street: Street) -> None:
    """An operator who sees nothing go out must find the reason in the log."""
    with capture_logs() as logs:
        street.send("1", Unreachable(DeliveryTrouble.UNREACHABLE))

    assert [(line["event"], line["seconds"]) for line in logs] == [("channel_in_trouble", 1)]


def test_a_refusal_that_ends_now_is_over(street: Street) -> None:
    """Three chats that waited one after the other must not stop the whole bot."""
    for chat in range(TOO_FAST - 1):
        street.send(str(chat), TryAgain(DeliveryTrouble.LIMITED, 2))
    street.now += 2
    street.send("99", TryAgain(DeliveryTrouble.LIMITED, 2))

    assert street.is_free("9")


FAILS = [TryAgain(DeliveryTrouble.IN_TROUBLE), NEVER_CAME]


@pytest.mark.parametrize("result", FAILS)
def test_a_chat_that_fails_makes_nobody_else_wait(street: Street, result: Result) -> None:
    """Telegram answers 500 for one chat, or cuts its connection; the others are written to."""
    for _ in range(20):
        street.send("1", result)
        assert street.is_free("2")
        street.now += 40


@pytest.mark.parametrize("result", FAILS)
def test_a_chat_that_fails_rests_longer_each_time(street: Street, result: Result) -> None:
    """Its next message would most likely meet the same."""
    rests = []
    for _ in range(7):
        street.send("1", result)
        at = street.now
        while not street.is_free("1"):
            street.now += 0.5
        rests.append(street.now - at)
    street.send("1")
    street.now += 1

    assert rests == [1, 2, 4, 8, 16, LONGEST_PAUSE, LONGEST_PAUSE]
    assert street.is_free("1")


@pytest.mark.parametrize("result", FAILS)
def test_several_chats_that_fail_in_a_row_mean_telegram(street: Street, result: Result) -> None:
    """A server that is down gets no storm of requests."""
    for chat in range(DOWN - 1):
        street.send(str(chat), result)
    assert street.is_free("9")

    street.send("8", result)

    assert not street.is_free("9")
    street.now += 1
    assert (street.pace.room(0), street.is_free("9")) == (1, True)


def test_chats_that_fail_among_others_mean_only_themselves(street: Street) -> None:
    """One in three fails, and nobody else notices."""
    for chat in range(ALL):
        street.send(str(chat), TryAgain(DeliveryTrouble.IN_TROUBLE) if chat % 3 else Sent("1"))
        street.now += 0.05
        assert street.pace.room(0) > 0


def test_chats_that_failed_long_apart_mean_only_themselves(street: Street) -> None:
    """A quiet night with three of them must not pause the first citizen of the morning."""
    for chat in range(DOWN * 2):
        street.send(str(chat), TryAgain(DeliveryTrouble.IN_TROUBLE))
        street.now += 31

    assert street.is_free("9")


def test_after_an_outage_a_chat_that_always_fails_is_not_the_one_that_is_tried(
    street: Street,
) -> None:
    """It is the oldest that waits; trying it again and again would tell nothing of the others."""
    for chat in range(DOWN):
        street.send(str(chat), TryAgain(DeliveryTrouble.IN_TROUBLE))
    street.now += 1.1
    street.send("0", TryAgain(DeliveryTrouble.IN_TROUBLE))
    street.now += 2.1

    assert (street.is_free("0"), street.is_free("9")) == (False, True)
    street.send("9")
    assert street.pace.room(0) == AT_ONCE
