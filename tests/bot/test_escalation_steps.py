"""Of several gateways one lets time do its work on escalations."""

import asyncio
from datetime import datetime

import pytest
from sqlalchemy import func, select, text

from bot.escalation_steps import EscalationSteps
from doubles.clock import FrozenClock
from service.escalations.patience import Patience
from service.escalations.stepping import MOST, Means, Stepped
from service.storage.database import Database
from service.storage.leases import LEASE_SECONDS
from service.storage.tables import Escalation
from tests.bot.telegram.harness import running
from tests.service.harness import World


def minutes(start: datetime, end: datetime, _unit: str) -> float:
    """Count every minute as a working one."""
    return (end - start).total_seconds() / 60


def steps(database: Database, clock: FrozenClock) -> EscalationSteps:
    """Return one gateway's looks."""
    means = Means(lambda key, **_: key, str, minutes, Patience(silent=60))
    return EscalationSteps(database, means, clock)


async def test_one_gateway_looks_and_another_takes_over(
    sqlite: Database, clock: FrozenClock
) -> None:
    """A reminder must neither come twice nor die with its gateway."""
    world = World(sqlite, clock)
    world.hold(world.conversation(), world.officer())
    first, second = steps(sqlite, clock), steps(sqlite, clock)
    await first.look()
    clock.advance(minutes=61)

    done = await first.look()
    other = await second.look()
    clock.advance(seconds=LEASE_SECONDS + 1)
    later = await second.look()

    assert done == Stepped(given_back=1)
    assert other is None
    assert later == Stepped()


async def test_what_a_look_stands_on_is_read_before_it_holds_the_database(
    database: Database, clock: FrozenClock
) -> None:
    """New hours take a while to read: nobody who writes may wait for that."""
    means = Means(lambda key, **_: key, str, minutes, Patience())
    written = []

    def look_up() -> None:
        with database.write() as session:  # would wait for itself within a transaction
            session.execute(text("SELECT 1"))
        written.append(True)

    await EscalationSteps(database, means, clock, look_up).look()

    assert written == [True]


async def test_much_that_is_due_is_done_look_after_look(
    sqlite: Database, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a long weekend nobody waits minutes because each look does only a little."""
    monkeypatch.setattr("bot.escalation_steps.LOOK_ON", 0.0)
    world = World(sqlite, clock)
    officer = world.officer()
    for number in range(3 * MOST):
        world.hold(world.conversation(str(number)), officer)
    clock.advance(minutes=61)

    async with running(steps(sqlite, clock).run()):
        for _ in range(200):
            await asyncio.sleep(0.02)
            with sqlite.read() as session:
                held = session.scalar(select(func.count()).where(Escalation.state == "held"))
            if not held:
                break

    assert held == 0
