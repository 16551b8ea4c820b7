"""Telegram's limits: how many in a second, to a chat, to a group."""

import weakref

import pytest

from bot.pace import ALL, AT_ONCE, FORGET, GROUP, Pace
from bot.sender import Sent, TryAgain
from service.outbox.queue import Outgoing
from service.outcomes import Author, DeliveryTrouble
from tests.bot.pace_harness import LONG_AGO, Street


class Name(str):
    """A conversation's id whose end can be seen, which a plain text's cannot."""


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
