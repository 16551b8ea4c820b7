"""Telegram's limits, and what is done while it does not work."""

import weakref
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from structlog.testing import capture_logs

from bot.pace import ALL, AT_ONCE, DOWN, FORGET, GROUP, LONGEST_PAUSE, TOO_FAST, Pace
from bot.sender import GaveUp, Result, Sent, TryAgain, Unreachable
from service.outbox.queue import Outgoing
from service.outcomes import Author, Delivery, DeliveryTrouble

LONG_AGO = datetime(2026, 11, 24, tzinfo=UTC)
NEVER_CAME = GaveUp(DeliveryTrouble.NO_ANSWER, Delivery.UNCERTAIN)


class Street:
    """A pace on a clock that tests move."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.pace = Pace(lambda: self.now)

    def send(self, chat: str, result: Result | None = None) -> None:
        """Send one message to a chat and note what came of it."""
        message = Outgoing(1, f"conversation {chat}", chat, Author.BOT, "halo", (), 0, LONG_AGO)
        self.pace.begin(message)
        self.pace.end(message, result or Sent("1"))

    def is_free(self, chat: str) -> bool:
        """Tell whether a chat may be written to now."""
        return self.pace.room(0) > 0 and f"conversation {chat}" not in self.pace.resting()


class Name(str):
    """A conversation's id whose end can be seen, which a plain text's cannot."""


@pytest.fixture
def street() -> Street:
    """Nobody has been written to."""
    return Street()


def test_no_more_than_thirty_in_any_second(street: Street) -> None:
    """Telegram's limit for a whole bot, however the second is cut."""
    sent: list[float] = []
    for _ in range(400):
        for _ in range(street.pace.room(0)):
            street.send(str(len(sent)))
            sent.append(street.now)
        street.now += 0.013

    assert max(sum(at <= other < at + 1 for other in sent) for at in sent) == ALL
    assert len(sent) > ALL * 5  # and the whole rate is used


def test_no_more_than_so_many_are_under_way(street: Street) -> None:
    """A slow Telegram must not pile up requests."""
    assert street.pace.room(0) == AT_ONCE
    assert street.pace.room(AT_ONCE - 1) == 1
    assert street.pace.room(AT_ONCE + 5) == 0


def test_a_chat_rests_for_a_second_and_others_do_not(street: Street) -> None:
    """One message a second to one chat."""
    street.send("1")
    street.now += 0.9

    assert (street.is_free("1"), street.is_free("2")) == (False, True)
    street.now += 0.2
    assert street.is_free("1")


def test_a_group_gets_twenty_a_minute(street: Street) -> None:
    """Every relay and receipt to the officers' group counts."""
    sent: list[float] = []
    for _ in range(400):
        if street.is_free("-100"):
            street.send("-100")
            sent.append(street.now)
        street.now += 0.5

    assert max(sum(at <= other < at + 60 for other in sent) for at in sent) == GROUP
    assert len(sent) > GROUP * 3


def test_a_group_is_free_a_minute_after_the_first_of_its_twenty(street: Street) -> None:
    """Not later: officers wait for the relays."""
    for _ in range(GROUP):
        street.send("-100")
        street.now += 2

    street.now = 1059.9
    assert not street.is_free("-100")
    street.now = 1060.1
    assert street.is_free("-100")


def test_groups_are_counted_apart(street: Street) -> None:
    """A busy unit must not silence another unit's group."""
    for _ in range(GROUP - 1):
        street.send("-100")
    street.send("-200")
    street.now += 1.1

    assert street.is_free("-200")


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


def test_the_next_look_is_when_the_oldest_request_is_a_second_old(street: Street) -> None:
    """The others leave later, and with them more room."""
    for chat in range(ALL):
        street.send(str(chat))
        street.now += 0.02

    assert street.pace.wait(0.6) == pytest.approx(1 - ALL * 0.02)


def test_only_the_newest_requests_say_when_to_look(street: Street) -> None:
    """A gateway that remembered yesterday's would look all the time."""
    for _ in range(2):
        for chat in range(ALL):
            street.send(str(chat))
        street.now += 1

    assert street.pace.room(0) == AT_ONCE  # after exactly a second
    street.now -= 0.1
    assert street.pace.wait(0.3) == pytest.approx(0.1)


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


def test_after_a_start_the_last_second_may_have_been_used() -> None:
    """A gateway that was killed a moment ago has sent as much as it might."""
    now = 1000.0
    pace = Pace(lambda: now, used=ALL)
    at_first = pace.room(0), pace.wait(0.3)
    now += 1

    assert at_first == (0, 0.3)
    assert pace.room(0) == AT_ONCE


def test_the_next_look_is_when_there_is_room(street: Street) -> None:
    """Looking late would waste the rate, looking all the time the processor."""
    assert street.pace.wait(0.3) == 0.3
    for chat in range(ALL):
        street.send(str(chat))
    street.now += 0.9

    assert street.pace.wait(0.3) == pytest.approx(0.1)


def test_nothing_is_kept_for_ever(street: Street) -> None:
    """A gateway runs for months."""
    kept: weakref.WeakSet[Name] = weakref.WeakSet()
    for chat in range(200):
        name = Name(f"group {chat}")
        kept.add(name)
        message = Outgoing(1, name, f"-{chat}", Author.BOT, "halo", (), 0, LONG_AGO)
        street.pace.begin(message)
        street.pace.end(message, TryAgain(DeliveryTrouble.IN_TROUBLE) if chat % 2 else Sent("1"))
        street.now += 1
    del name, message
    kept_at_first = len(kept)
    street.now += FORGET + 1
    street.pace.resting()
    street.send("1")

    assert (kept_at_first, len(kept)) == (200, 0)
