"""What is counted while citizens are answered."""

from collections.abc import Callable

import pytest
from prometheus_client import REGISTRY

from service.outcomes import AnsweredBy
from tests.bot.harness import Office

Count = Callable[..., float]


@pytest.fixture
def count() -> Count:
    """Tell by how much a sample grew since the test began; the registry is the process's."""
    before = {
        (s.name, tuple(sorted(s.labels.items()))): s.value
        for metric in REGISTRY.collect()
        for s in metric.samples
    }

    def since(name: str, **labels: str) -> float:
        now = REGISTRY.get_sample_value(name, labels) or 0.0
        return now - before.get((name, tuple(sorted(labels.items()))), 0.0)

    return since


async def test_a_turn_is_counted_by_what_came_of_it(office: Office, count: Count) -> None:
    """A sudden rise of one outcome is how a bad release shows."""
    await office.write("cara minta data?")

    assert count("tanya_turns_total", outcome="answered", answered_by=AnsweredBy.RASA) == 1
    for stage in ("assistant", "store", "turn"):
        assert count("tanya_stage_seconds_count", stage=stage) == 1


async def test_how_long_a_message_waited_is_measured_once(office: Office, count: Count) -> None:
    """A retry waits on purpose, and must not look like a full queue."""
    office.assistant.error = RuntimeError("boom")
    await office.receive("halo")
    office.clock.advance(seconds=4)
    await office.work_off()
    office.clock.advance(seconds=60)
    await office.work_off()

    assert count("tanya_wait_seconds_count") == 1
    assert count("tanya_wait_seconds_sum") == 4
    assert count("tanya_turn_failures_total", then="retried") == 2


async def test_a_dead_message_is_counted(office: Office, count: Count) -> None:
    """One dead message is one alarm: somebody has to look."""
    office.assistant.error = RuntimeError("boom")
    await office.receive("halo")
    for _ in range(5):
        await office.work_off()
        office.clock.advance(minutes=5)

    assert count("tanya_turn_failures_total", then="dead") == 1


async def test_a_rasa_that_fails_is_counted(office: Office, count: Count) -> None:
    """Citizens are answered by search: without a figure nobody would notice for days."""
    office.assistant.goes_down()

    await office.write("qwrtp zxcvb")

    assert count("tanya_assistant_failures_total", why="AssistantUnavailable") == 1
    assert (
        count("tanya_turns_total", outcome="not_understood", answered_by=AnsweredBy.KNOWLEDGE) == 1
    )
