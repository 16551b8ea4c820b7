"""All that is open is looked at now and then, in small steps that hold nobody up."""

from dataclasses import dataclass, field

from sqlalchemy import text

from bot.telegram.officers.sweeping import AT_ONCE, EVERY, REST, Sweep
from bot.telegram.officers.threads import Threads
from service.forum import projection
from tests.bot.telegram.officers.harness import CITIZEN, GROUP, Stage
from tests.bot.telegram.officers.test_quiet import writing


@dataclass
class Seconds:
    """A clock on which each look takes what it is told to."""

    now: float = 100.0
    each: float = 0.0
    asked: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        """Return what it shows, and go on."""
        self.now += self.each
        return self.now


def sweep_of(stage: Stage, seconds: Seconds) -> Sweep:
    """Return a sweep over the stage's database."""
    threads = Threads(stage.office.database)
    return Sweep(threads, stage.means, stage.office.clock, seconds)


async def many_open(stage: Stage, number: int) -> None:
    """Let further citizens wait, whose topics nobody made yet."""
    await stage.ask_for_officer()
    with stage.office.database.write() as session:
        for one in range(number):
            values = {"id": f"c{one:031}", "ticket": f"TB-{one:04}-0000"}
            session.execute(
                text(
                    "INSERT INTO conversations (id, channel, address, owner, version, blocked,"
                    " created_at, last_at) SELECT :id, channel, :ticket, owner, version, blocked,"
                    " created_at, last_at FROM conversations LIMIT 1"
                ),
                values,
            )
            session.execute(
                text(
                    "INSERT INTO escalations (ticket, conversation_id, unit, reason, state,"
                    " opened_at, waits_since, round) SELECT :ticket, :id, unit, reason, state,"
                    " opened_at, waits_since, 1 FROM escalations LIMIT 1"
                ),
                values,
            )


async def test_a_round_goes_in_steps_and_finds_all_that_is_missing(any_stage: Stage) -> None:
    """Five thousand open tickets in one transaction would hold up every citizen for a minute."""
    stage = any_stage
    await many_open(stage, 2 * AT_ONCE)
    sweep, found = sweep_of(stage, Seconds()), []
    while some := await sweep.step():
        assert len(some) <= AT_ONCE
        found += some

    assert len(found) == len(set(found)) == 2 * AT_ONCE


async def test_a_sweep_takes_a_tenth_of_the_time_at_most(stage: Stage) -> None:
    """What just happened in a group goes first, however much is open."""
    await many_open(stage, 2 * AT_ONCE)
    seconds = Seconds()
    sweep = sweep_of(stage, seconds)
    seconds.each = 0.25  # a slow machine: each look at the clock finds it later
    assert await sweep.step()
    seconds.each = 0.0

    assert await sweep.step() == []
    seconds.now += 3.0
    assert await sweep.step()


async def test_the_next_round_begins_once_the_last_is_over_and_some_time_passed(
    stage: Stage,
) -> None:
    """A long round that begins anew before its end never reaches the last citizen."""
    await many_open(stage, 2 * AT_ONCE)
    seconds = Seconds()
    sweep = sweep_of(stage, seconds)
    await sweep.step()
    seconds.now += EVERY - 1
    await sweep.step()

    assert not sweep.is_due()
    seconds.now += REST + 1
    assert sweep.is_due()


async def test_a_new_group_begins_a_round_at_once(stage: Stage) -> None:
    """Officers who link their group look for what already waits."""
    seconds = Seconds()
    sweep = sweep_of(stage, seconds)
    await sweep.step()
    assert not sweep.is_due()

    sweep.begin_anew()

    assert sweep.is_due()


async def test_asking_whether_something_is_missing_writes_nothing(stage: Stage) -> None:
    """On SQLite each write holds up everybody who answers citizens."""
    await stage.ask_for_officer()
    await stage.later(seconds=10)
    conversation = stage.rows("SELECT id FROM conversations")[0][0]
    count = writing(stage)
    with stage.office.database.read() as session:
        now = stage.office.clock()
        is_behind = projection.is_behind(session, conversation, stage.means, now)
    with stage.office.database.write() as session:
        session.execute(text("DELETE FROM forum_messages"))
        session.execute(text("DELETE FROM forum_topics"))
    written = count()
    with stage.office.database.read() as session:
        is_behind_now = projection.is_behind(session, conversation, stage.means, now)

    assert (is_behind, is_behind_now) == (False, True)
    assert count() == written
    assert stage.rows("SELECT count(*) FROM forum_topics") == [(0,)]


async def test_what_waits_is_in_a_group_that_was_linked_later(stage: Stage) -> None:
    """Nothing happens in its conversation that would tell of it."""
    with stage.office.database.write() as session:
        session.execute(text("DELETE FROM forum_groups"))
    stage.api.say(CITIZEN, "halo")
    ticket = await stage.ask_for_officer()
    stage.link("humas", GROUP)
    await stage.settle()

    assert ticket in stage.head()
