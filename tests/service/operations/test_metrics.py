"""The figures alarms look at, and how they are served."""

import time
from typing import Any

import httpx
import pytest
from prometheus_client import CollectorRegistry
from sqlalchemy import text

from doubles.clock import FrozenClock
from maintain.ports import free_ports_in_a_row
from service.operations.backlog import Backlog, read_backlog
from service.operations.metrics import BacklogCollector, serve_metrics
from service.operations.switches import turn_off
from service.outcomes import Author, Outcome
from service.settings import Settings
from service.storage.database import Database
from service.updates.work import finish_update
from tests.service.harness import World


def backlog(world: World) -> Backlog:
    """Return what waits now."""
    with world.database.read() as session:
        return read_backlog(session, world.clock())


def test_nothing_waits_at_first(world: World) -> None:
    """An alarm must not ring on an empty service."""
    assert backlog(world) == Backlog(0, 0.0, 0, 0, 0.0, 0, 0, 0.0, 0)


def test_messages_and_replies_that_wait_are_counted_with_their_age(world: World) -> None:
    """How long, not only how many: one message stuck for an hour is an alarm too."""
    conversation = world.conversation()
    world.receive("satu", "1")
    world.clock.advance(seconds=30)
    world.receive("dua", "2")
    world.put(conversation, "jawaban")
    world.clock.advance(seconds=10)

    seen = backlog(world)

    assert (seen.updates, seen.oldest_due) == (2, 40.0)
    assert (seen.queued, seen.oldest_queued, seen.sending) == (1, 10.0, 0)


def test_what_is_finished_is_not_counted(world: World) -> None:
    """The cost must not grow with the age of the service."""
    conversation = world.conversation()
    world.receive("satu", "1")
    update = world.next_update(conversation)
    assert update is not None
    with world.database.write() as session:
        finish_update(session, update.id, Outcome.ANSWERED, world.clock())
    world.put(conversation, "jawaban")
    world.claim()

    seen = backlog(world)

    assert (seen.updates, seen.queued, seen.sending) == (0, 0, 1)


def test_unread_web_replies_are_no_backlog(world: World) -> None:
    """A visitor who closed the page leaves replies unread for ever; nobody has to act."""
    world.put(world.conversation("cookie", "web"), "jawaban")

    assert backlog(world).queued == 0


def test_open_escalations_and_switches_are_counted(world: World) -> None:
    """A citizen who waits for an officer since Friday is an alarm."""
    world.escalate(world.conversation("1"))
    world.clock.advance(hours=2)
    world.hold(world.conversation("2"), world.officer())
    with world.database.write() as session:
        turn_off(session, "bot", "maaf", "ani", "", world.clock())

    seen = backlog(world)

    assert (seen.waiting, seen.held, seen.oldest_waiting) == (1, 1, 7200.0)
    assert seen.switched_off == 1


def test_the_inbox_is_counted_by_index(database: Database) -> None:
    """A million finished updates must not be read every few seconds."""
    if database.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL reads a table this small from end to end, index or not")
    queries = {
        "updates": "state = 'pending'",
        "outbox": "state = 'queued' AND channel = 'telegram'",
        "escalations": "state = 'waiting'",
    }
    with database.read() as session:
        plans = {
            table: str(session.execute(text(f"EXPLAIN QUERY PLAN SELECT count(*) FROM {table} WHERE {where}")).all())  # noqa: S608, E501
            for table, where in queries.items()
        }  # fmt: skip

    assert {
        table: "USING" in plan and "INDEX" in plan for table, plan in plans.items()
    } == dict.fromkeys(queries, True)


def test_looking_often_reads_the_database_once(world: World) -> None:
    """Two Prometheus servers and a curious operator cost no more than one."""
    collector = BacklogCollector(world.database, world.clock)
    before = samples(collector)
    world.receive()

    assert before["tanya_inbox_pending"] == 0
    assert samples(collector) == before


def test_a_database_that_is_away_is_said_and_nothing_else(clock: FrozenClock) -> None:
    """Zeros would look like peace."""
    collector = BacklogCollector(Database("sqlite:////nowhere/at/all.db"), clock)

    assert samples(collector) == {"tanya_database_up": 0}


def test_metrics_are_served_on_a_port_of_their_own(sqlite: Database, clock: FrozenClock) -> None:
    """Not on the citizens' port: they tell how much the service is used."""
    first = free_ports_in_a_row(3)
    settings = Settings(metrics_port=first, telegram_bot_token=None)
    serve_metrics(settings, "desk", sqlite, clock, CollectorRegistry())

    told = httpx.get(f"http://127.0.0.1:{first + 1}/metrics").text

    assert "tanya_inbox_pending 0.0" in told
    assert "tanya_database_up 1.0" in told


def test_a_taken_port_does_not_stop_the_service(sqlite: Database, clock: FrozenClock) -> None:
    """Citizens matter more than figures about them."""
    settings = Settings(metrics_port=free_ports_in_a_row(3), telegram_bot_token=None)
    for _ in range(2):
        serve_metrics(settings, "gateway", sqlite, clock, CollectorRegistry())


def test_port_zero_serves_nothing(sqlite: Database, clock: FrozenClock) -> None:
    """Who does not want figures opens no port."""
    registry = CollectorRegistry()

    serve_metrics(Settings(metrics_port=0), "gateway", sqlite, clock, registry)

    assert list(registry.collect()) == []


@pytest.mark.parametrize("finished", [20_000])
def test_looking_takes_no_longer_after_years(sqlite: Database, finished: int) -> None:
    """Finished rows are not looked at; a generous limit keeps a slow machine out of it."""
    row = "('telegram','7',{0},'text','','[]',0,'done',0,'2026-01-01','2026-01-01')"
    values = ",".join(row.format(number) for number in range(finished))
    columns = (
        "channel,source,update_id,kind,text,masked_kinds,is_cut,state,attempts,received_at,due_at"
    )
    with sqlite.write() as session:
        session.execute(text(f"INSERT INTO updates ({columns}) VALUES {values}"))  # noqa: S608
    world = World(sqlite, FrozenClock())
    backlog(world)

    started = time.perf_counter()
    backlog(world)

    assert time.perf_counter() - started < 0.1


def samples(collector: Any) -> dict[str, float]:
    """Return every sample by its name and labels."""
    found = {}
    for metric in collector.collect():
        for sample in metric.samples:
            found["".join([sample.name, *(f":{v}" for v in sample.labels.values())])] = (
                sample.value
            )
    return found


def test_labels_hold_no_words_of_a_citizen(world: World) -> None:
    """Only fixed words become labels."""
    world.put(world.conversation(), "rahasia saya", Author.BOT)
    told = samples(BacklogCollector(world.database, world.clock))

    assert not [name for name in told if "rahasia" in name]
    assert "tanya_outbox_messages:queued" in told
