"""How long failures in a row are waited out."""

from bot.backoff import Backoff


class HandClock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """Return the time it stands at."""
        return self.now


def test_each_failure_is_waited_out_longer_than_the_one_before() -> None:
    """A database that is away for an hour is not asked twice a second."""
    clock = HandClock()
    backoff = Backoff(1.0, 4.0, clock)
    pauses = []
    for _ in range(4):
        pauses.append(backoff.pause())
        clock.now += pauses[-1]

    assert pauses == [1.0, 2.0, 4.0, 4.0]


def test_many_who_fail_at_once_wait_as_long_as_one() -> None:
    """Sixteen lanes see one restart of the database: it must not cost them half a minute."""
    clock = HandClock()
    backoff = Backoff(1.0, 30.0, clock)

    first = backoff.pause()
    clock.now += 0.25
    others = [backoff.pause() for _ in range(15)]

    assert first == 1.0
    assert others == [0.75] * 15


def test_a_success_begins_anew() -> None:
    """The next trouble is another one."""
    backoff = Backoff(1.0, 30.0, HandClock())
    backoff.pause()
    backoff.reset()

    assert backoff.pause() == 1.0
