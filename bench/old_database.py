"""What a million stored turns change: queries of turn, delivery, desk and alarms, young and old.

Every figure is a median of repetitions on a database of its own, SQLite and PostgreSQL.
"""

import asyncio
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.costs import conditions
from bench.world import grow_old, make_services
from bot.opening import open_turn
from bot.turn import answer_turn
from bot.turn_services import TurnServices
from proof.databases import open_database
from service.clock import utc_now
from service.conversations.ownership import conversation_at
from service.escalations.desk_queue import read_desk_queue
from service.escalations.opening import escalations_of
from service.escalations.transcripts import read_transcript
from service.operations.backlog import read_backlog
from service.operations.promises import broken_promises
from service.outbox.buttons import choices
from service.outbox.deliveries import claim_messages, settle_lost_sendings
from service.outbox.lines import Place, has_newer_lines, lines_after
from service.storage.database import Database
from service.updates.store import Incoming, store_update
from service.updates.work import next_update, waiting_conversations

REPETITIONS = 41
ROWS = 1_000_000

console = Console(highlight=False, width=120)
Query = Callable[[], object]


def run(kinds: tuple[str, ...], rows: int = ROWS) -> None:
    """Measure on each kind of database and print."""
    console.print(f"Old database, {rows:,} turns: {conditions()}")
    for kind in kinds:
        with tempfile.TemporaryDirectory() as folder, open_database(kind, Path(folder)) as url:
            database = Database(url)
            _print(kind, *_measure(database, rows))
            database.close()


def _measure(database: Database, rows: int) -> tuple[dict[str, float], dict[str, float], float]:
    """Return the milliseconds of each query while young, when old, and the seconds to grow."""
    services = make_services(database)
    young = _time_all(services)
    begun = time.monotonic()
    grow_old(database, rows)
    grown = time.monotonic() - begun
    return young, _time_all(services), grown


def _time_all(services: TurnServices) -> dict[str, float]:
    conversation = asyncio.run(_young_conversation(services))
    queries = _queries(services, conversation)
    return {name: _median(query) for name, query in queries.items()}


async def _young_conversation(services: TurnServices) -> str:
    """Return a conversation of a few turns."""
    address = uuid.uuid4().hex
    for _ in range(5):
        await _one_turn(services, address)
    with services.database.read() as session:
        return conversation_at(session, "telegram", address) or ""


async def _one_turn(services: TurnServices, address: str) -> None:
    with services.database.write() as session:
        incoming = Incoming("telegram", "1", uuid.uuid4().hex, address, "text", "berapa lama?")
        conversation = store_update(session, incoming, utc_now())
        update = next_update(session, conversation or "", utc_now())
        assert update is not None
        opened = open_turn(session, update, utc_now())
    await answer_turn(services, opened)


def _queries(services: TurnServices, conversation: str) -> dict[str, Query]:
    database = services.database

    def read(what: Callable[..., object], *arguments: object) -> Query:
        def query() -> object:
            with database.read() as session:
                return what(session, *arguments)

        return query

    def write(what: Callable[..., object], *arguments: object) -> Query:
        def query() -> object:
            with database.write() as session:
                return what(session, *arguments)

        return query

    now = utc_now()
    day, minute = timedelta(days=1), timedelta(minutes=1)
    return {
        "a whole turn (stored, answered, finished)": lambda: asyncio.run(
            _one_turn(services, uuid.uuid4().hex)
        ),
        "inbox: whose turn is it": read(waiting_conversations, now, 32),
        "inbox: the next update": read(next_update, conversation, now),
        "turn: buttons that may be chosen": read(choices, conversation),
        "outbox: claim what is due": write(claim_messages, "telegram", now, 20),
        "outbox: settle lost sendings": write(settle_lost_sendings, "telegram", now),
        "web: is there something newer": read(has_newer_lines, conversation, Place()),
        "web: messages of a page": write(lines_after, conversation, Place(), now),
        "desk: the queue": read(read_desk_queue, 1, now),
        "desk: a conversation": read(read_transcript, conversation),
        "citizen: own tickets": read(escalations_of, conversation),
        "alarms: what waits": read(read_backlog, now),
        "nightly audit of one day": read(broken_promises, now, day, minute),
    }


def _median(query: Query) -> float:
    times = []
    for _ in range(REPETITIONS):
        begun = time.perf_counter()
        query()
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times)


def _print(kind: str, young: dict[str, float], old: dict[str, float], grown: float) -> None:
    table = Table("query", "young ms", "old ms", title=f"{kind} (filled in {grown:.0f} s)")
    for name, before in young.items():
        table.add_row(name, f"{before:.2f}", f"{old[name]:.2f}")
    console.print(table)
