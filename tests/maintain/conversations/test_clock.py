"""A clock for each conversation, set in words."""

from datetime import UTC, datetime, timedelta

import pytest

from doubles.knowledge import CONTENT
from maintain.conversations.clock import (
    ConversationClock,
    read_clock_time,
    read_span,
    within_desk_hours,
)
from service.content.desk_hours import read_desk_hours

HOURS = read_desk_hours(CONTENT).hours
TUESDAY = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # 10.00 WIB


@pytest.mark.parametrize(
    ("words", "day", "hour", "minute"),
    [
        ("20.00", 24, 20, 0),
        ("09:30", 25, 9, 30),  # today's is over
        ("10.00", 24, 10, 0),
        ("Sabtu 20.00", 28, 20, 0),
        ("Selasa 08.00", 1, 8, 0),  # next week's
        ("selasa, pukul 15.00 WIB", 24, 15, 0),
        ("Minggu", 29, 10, 0),
        ("ahad malam", 29, 20, 0),
        ("hari Jum'at siang", 27, 13, 0),
        ("besok 08.00", 25, 8, 0),
        ("2026-12-24 09.00", 24, 9, 0),
    ],
)
def test_a_clock_is_set_to_the_next_such_moment(
    words: str, day: int, hour: int, minute: int
) -> None:
    """Time never goes back within a conversation, so that what waits stays in order."""
    clock, moment = ConversationClock(TUESDAY), read_clock_time(words)
    assert moment is not None

    clock.set_to(moment)

    local = clock() + timedelta(hours=7)
    assert (local.day, local.hour, local.minute) == (day, hour, minute)
    assert clock() >= TUESDAY


@pytest.mark.parametrize("words", ["", "nanti", "25.00", "Sabtu Minggu", "20.00 21.00", "pukul"])
def test_words_that_are_no_moment_are_refused(words: str) -> None:
    """A clock that was not set would let a conversation of the night be judged by day."""
    assert read_clock_time(words) is None


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("45 detik", timedelta(seconds=45)),
        ("2 jam 30 menit", timedelta(hours=2, minutes=30)),
        ("3 hari", timedelta(days=3)),
        ("Sejam", timedelta(hours=1)),
        ("seminggu 1 hari", timedelta(days=8)),
        ("1 bulan", timedelta(days=30)),
        ("lama", None),
        ("2", None),
        ("2 hari kerja", None),
    ],
)
def test_a_span_is_read(words: str, span: timedelta | None) -> None:
    """What is not understood is refused rather than passed over."""
    assert read_span(words) == span


def test_each_conversation_begins_within_the_desks_hours() -> None:
    """Else a run at night would measure another bot than a run by day."""
    saturday = datetime(2026, 11, 28, 20, 0, tzinfo=UTC)  # Sunday in Jakarta

    assert within_desk_hours(TUESDAY + timedelta(hours=10), HOURS) == TUESDAY
    assert within_desk_hours(saturday, HOURS) == datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
    christmas = datetime(2026, 12, 24, 3, 0, tzinfo=UTC)  # joint leave, then three closed days
    assert within_desk_hours(christmas, HOURS) == datetime(2026, 12, 28, 3, 0, tzinfo=UTC)


def test_a_day_is_jakartas() -> None:
    """An article expires where BPKP is."""
    clock = ConversationClock(TUESDAY)
    clock.let_pass(timedelta(hours=14))

    assert clock.today().day == 25
