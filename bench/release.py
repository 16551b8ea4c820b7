"""A release and a way back while citizens write: what is lost, what is slow, what it holds.

The real service with a second gateway on the same database; the second model is the first one
under another name, which changes no answer and everything that is measured here.
"""

import asyncio
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import cycle, pairwise
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import uvloop
from rich.console import Console
from sqlalchemy import select

from bench.arrivals import draw_arrivals
from bench.costs import conditions
from bench.running import RunningService, running, service_on
from bench.web_load import Page
from doubles.bot_api import BotApiDouble
from doubles.releases import enter_release
from maintain.ports import free_port
from maintain.processes import Program, start, stop_all, wait_until_answering
from maintain.training import model_path
from service.clock import utc_now
from service.releases.serving import Step, order, order_of, rollback
from service.storage.database import Database
from service.storage.tables import Turn

RATE = 20.0  # messages a second
SECONDS = 60.0  # of them
ORDER_AT, BACK_AFTER = 10.0, 8.0  # seconds: after the first message; after it served
PAGES = 120
# Each has one reply, and opens no ticket; so many that no page asks the same twice in a row.
QUESTIONS = (
    "berapa lama permohonan informasi dijawab?",
    "apa itu spip?",
    "kantor bpkp semarang",
    "biaya permohonan informasi",
    "apa itu bpkp?",
    "bagaimana cara magang di bpkp?",
    "jam buka kantor bpkp pusat",
    "apa itu ppid?",
    "cara mengajukan keberatan informasi",
    "alamat kantor bpkp jawa barat",
    "apa itu apip?",
)
START_TIME = 60.0  # seconds
PATIENCE = 20.0  # seconds after the last message until one counts as lost
SLOW = 1.0  # seconds that no message may take

console = Console(highlight=False, width=120)


@dataclass
class Course:
    """What happened when, in seconds since the first message was due."""

    begun: float = 0.0
    begun_at: datetime = field(default_factory=utc_now)
    moments: list[tuple[str, float]] = field(default_factory=list)
    memory: list[tuple[float, list[int]]] = field(default_factory=list)  # megabytes of each Rasa
    ended: threading.Event = field(default_factory=threading.Event)

    def note(self, what: str) -> None:
        """Note that something happens now."""
        self.moments.append((what, time.monotonic() - self.begun))


def run(kinds: Sequence[str], rate: float = RATE) -> None:
    """Measure on each kind of database and print."""
    console.print(f"Release under load: {conditions()}")
    for kind in kinds:
        with (
            _second_model() as second,
            tempfile.TemporaryDirectory() as folder,
            BotApiDouble() as telegram,
            service_on(kind, Path(folder), telegram.url) as environment,
            running(environment | {"STANDBY_MINUTES": "0"}) as service,
            _second_gateway(service, Path(folder)) as second_url,
        ):
            _measure(kind, rate, service, [service.chat_url, second_url], second)


def _measure(
    kind: str, rate: float, service: RunningService, urls: Sequence[str], second: str
) -> None:
    database = Database(service.environment["DATABASE_URL"])
    releases = [enter_release(database, name) for name in (model_path().name, second)]
    _carried_out(database, _order(database, releases[0]))
    course = Course()
    watcher = threading.Thread(
        target=_watch, args=(course, service.environment["RASA_HOST_URL"]), daemon=True
    )
    orders = threading.Thread(target=_release_and_go_back, args=(course, database, releases[1]))
    moments = draw_arrivals(rate, SECONDS)

    def begin() -> None:
        course.begun, course.begun_at = time.monotonic(), utc_now()
        watcher.start()
        orders.start()

    latencies = uvloop.run(_load(urls, moments, QUESTIONS, begin))
    orders.join()
    time.sleep(35)  # the standby is stopped meanwhile
    course.ended.set()
    watcher.join()
    _show(kind, course, moments, latencies)
    _show_turns(database, course.begun_at)
    database.close()


def _release_and_go_back(course: Course, database: Database, release_id: int) -> None:
    time.sleep(ORDER_AT)
    course.note("ordered")
    _carried_out(database, _order(database, release_id))
    course.note("serves")
    time.sleep(BACK_AFTER)
    course.note("rollback ordered")
    with database.write() as session:
        number = rollback(session, "bench", "", utc_now())
    _carried_out(database, number)
    course.note("back")


def _order(database: Database, release_id: int) -> int:
    with database.write() as session:
        return order(session, release_id, "bench", "", utc_now())


def _carried_out(database: Database, number: int) -> None:
    while True:
        with database.read() as session:
            placed = order_of(session, number)
        if not placed.is_open:
            assert placed.step is Step.SERVING, placed.trouble
            return
        time.sleep(0.05)


def _watch(course: Course, host_url: str) -> None:
    while not course.ended.wait(0.5):
        servers = httpx.get(f"{host_url}/servers").json()["servers"]
        held = [server["proportional"] for server in servers if "proportional" in server]
        course.memory.append((time.monotonic() - course.begun, held))


async def _load(
    urls: Sequence[str], moments: Sequence[float], texts: Sequence[str], begin: Callable[[], None]
) -> list[float | None]:
    """Write at the moments, each message on the next page; return each one's seconds."""
    places = [urlsplit(url) for url in urls]
    pages = [
        Page(where.hostname or "", where.port or 80)
        for where, _ in zip(cycle(places), range(PAGES), strict=False)
    ]
    for page in pages:
        await page.open()
    begin()
    begun = time.monotonic()
    asked = []
    for moment, page, text in zip(moments, cycle(pages), cycle(texts), strict=False):
        await asyncio.sleep(begun + moment - time.monotonic())
        asked.append(asyncio.create_task(page.ask(text)))
    await asyncio.wait(asked, timeout=PATIENCE)
    for page in pages:
        await page.close()
    done = [task.result() if task.done() and not task.exception() else None for task in asked]
    return [at - begun - due if at else None for at, due in zip(done, moments, strict=True)]


def _show(
    kind: str, course: Course, moments: Sequence[float], latencies: Sequence[float | None]
) -> None:
    at = dict(course.moments)
    lost = sum(latency is None for latency in latencies)
    known = sorted(
        (latency, due) for latency, due in zip(latencies, moments, strict=True) if latency
    )
    slow = [one for one in known if one[0] >= SLOW]
    console.print(f"{kind}, two gateways: {len(moments)} messages, {lost} lost, {len(slow)} slow")
    slowest = ", ".join(f"{latency:.3f} s (due at {due:.2f})" for latency, due in known[-8:])
    console.print(f"slowest: {slowest}")
    names = ("before", "warming", "the new one", "back")
    edges = (0.0, at["ordered"], at["serves"], at["back"], SECONDS)
    for name, (begins, ends) in zip(names, pairwise(edges), strict=True):
        some = [latency for latency, due in known if begins <= due < ends]
        if not some:
            continue
        p50, p99 = some[len(some) // 2], some[int(len(some) * 0.99)]
        told = f"p50 {p50:.3f} s, p99 {p99:.3f} s, slowest {some[-1]:.3f} s"
        console.print(f"{name} ({begins:.0f} to {ends:.0f} s): {len(some)} messages, {told}")
    console.print(f"order to serving {at['serves'] - at['ordered']:.1f} s")
    console.print(f"rollback {at['back'] - at['rollback ordered']:.2f} s (register)")
    console.print("moments:", ", ".join(f"{what} {when:.1f}" for what, when in course.moments))
    first, last = course.memory[0], course.memory[-1]
    most = max(course.memory, key=lambda one: sum(one[1]))
    for what, (when, held) in (("before", first), ("most", most), ("after", last)):
        console.print(f"memory {what} (at {when:.0f} s): {held} = {sum(held)} MB (PSS of Rasas)")


def _show_turns(database: Database, begun: datetime) -> None:
    """Print who answered, and when turns went over to another model."""
    with database.read() as session:
        asked = select(Turn.answered_by, Turn.outcome, Turn.understood, Turn.created_at)
        turns = list(session.execute(asked.order_by(Turn.created_at)))
    console.print("answered by:", dict(Counter(row.answered_by for row in turns)))
    console.print("outcomes:", dict(Counter(row.outcome for row in turns)))
    known = [(row.understood["model"], row.created_at - begun) for row in turns if row.understood]
    console.print("understood by:", dict(Counter(model for model, _ in known)))
    for (model, at), (after, then) in pairwise(known):
        if model != after:
            moments = f"{at.total_seconds():.2f} s, then {after} at {then.total_seconds():.2f} s"
            console.print(f"turn of {model} at {moments}")


@contextmanager
def _second_model() -> Iterator[str]:
    """Lay the present model beside itself under another name."""
    path = model_path().with_name("bench-release.tar.gz")
    shutil.copyfile(model_path(), path)
    try:
        yield path.name
    finally:
        path.unlink()


@contextmanager
def _second_gateway(service: RunningService, folder: Path) -> Iterator[str]:
    port = free_port()
    environment = {**service.environment, "CHAT_PORT": str(port), "METRICS_PORT": "0"}
    url = f"http://127.0.0.1:{port}"
    program = Program("gateway-2", [sys.executable, "-m", "bot"], environment, f"{url}/healthz")
    gateway = start(program, folder)
    try:
        wait_until_answering(gateway, START_TIME)
        yield url
    finally:
        stop_all([gateway])
