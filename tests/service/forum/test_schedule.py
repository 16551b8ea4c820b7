"""How much goes to a group: never more than Telegram takes, and officers' answers first."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from service.forum.schedule import A_MINUTE, FOR_OFFICERS, GroupPace, Urgency, put_together

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(list(Urgency))), max_size=200))
def test_no_minute_ever_has_more_than_twenty(steps: list[tuple[int, Urgency]]) -> None:
    """Beyond it Telegram makes everybody wait, and longer each time."""
    pace, now, went = GroupPace(), NOW, []
    for seconds, urgency in steps:
        now += seconds * SECOND
        if pace.room(now, urgency):
            pace.count(now)
            went.append(now)

    for at in went:
        assert sum(at - timedelta(minutes=1) < other <= at for other in went) <= A_MINUTE


def test_room_is_kept_for_what_an_officer_just_did() -> None:
    """Who presses a button must not wait a minute behind citizens' words."""
    pace = GroupPace()
    for _ in range(A_MINUTE - FOR_OFFICERS):
        pace.count(NOW)

    assert pace.room(NOW, Urgency.WORDS) == 0
    assert pace.room(NOW, Urgency.ANSWER) == FOR_OFFICERS
    assert pace.room(NOW + 62 * SECOND, Urgency.WORDS) == A_MINUTE - FOR_OFFICERS


def test_a_restart_knows_what_went_before() -> None:
    """A process that is started again must not send a second twenty."""
    pace = GroupPace()
    pace.restore([NOW - SECOND] * A_MINUTE)

    assert pace.room(NOW, Urgency.ANSWER) == 0


def test_telegram_is_obeyed_when_it_asks_to_wait() -> None:
    """Who goes on is made to wait longer."""
    pace = GroupPace()
    pace.rest(NOW, 30)
    pace.rest(NOW, 5)

    assert pace.room(NOW + 29 * SECOND, Urgency.ANSWER) == 0
    assert pace.room(NOW + 30 * SECOND, Urgency.ANSWER) == A_MINUTE


def test_a_clock_that_jumped_back_stops_nothing() -> None:
    """What lies in the future went before the jump."""
    pace = GroupPace()
    for _ in range(A_MINUTE):
        pace.count(NOW + timedelta(hours=1))

    assert pace.room(NOW, Urgency.ANSWER) == A_MINUTE


def test_topics_are_made_one_by_one() -> None:
    """Bots that made them in bursts were banned."""
    pace = GroupPace()
    assert pace.may_make_topic(NOW)
    pace.count(NOW, topic=True)

    assert not pace.may_make_topic(NOW + 3 * SECOND)
    assert pace.may_make_topic(NOW + 4 * SECOND)


def test_short_words_go_together_only_in_a_crowd() -> None:
    """Apart they can be answered apart; together they arrive at all."""
    assert put_together(["satu", "dua", "tiga"], is_crowded=False) == 1
    assert put_together(["satu", "dua", "tiga"], is_crowded=True) == 3
    assert put_together(["a" * 700, "dua"], is_crowded=True) == 1
    assert put_together(["satu", "a" * 700, "dua"], is_crowded=True) == 1
    assert put_together(["b" * 600] * 9, is_crowded=True) == 5
