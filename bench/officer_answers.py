"""Officers' answers: how soon what is written in the group is on its way to the citizen.

Officers write ``/balas`` in Telegram, first with nothing beside it, then while the web chat is
asked at 30 messages a second. A latency counts from the moment the answer was due to be written
until the Bot API double has the message for the citizen.
"""

import asyncio
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.table import Table

from bench.arrivals import Latencies, draw_arrivals, summarise
from bench.costs import conditions
from bench.load import questions
from bench.running import running, service_on
from bench.web_load import SETTLE, run_load
from bench.world import CONTENT
from doubles.bot_api import BotApiDouble
from doubles.bot_api_officers import OfficersGroup
from service.assembly import today_in_jakarta
from service.clock import utc_now
from service.content.folder import read_content
from service.content.store import store_content
from service.forum.links import make_officer_code
from service.storage.database import Database
from service.storage.tables import Officer

GROUP, OFFICER = -1001000000001, 71
CITIZENS = range(1001, 1006)  # more topics than these are made a minute later
BESIDE = (0.0, 30.0)  # messages a second on the web chat meanwhile
ANSWERS = 120
EVERY = 0.5  # seconds between two answers; each citizen gets one in two and a half
LOOK = 0.002  # seconds between two looks at what the citizen has
PATIENCE = 60.0  # seconds
WARM_UP = 3.0  # seconds of load before the first answer

Found = TypeVar("Found")

console = Console(highlight=False, width=120)


def run(kinds: Sequence[str]) -> None:
    """Measure on each database, and print."""
    console.print(f"Officers' answers from Telegram: {conditions()}")
    table = Table("database", "beside/s", "answers", "missing", *"p50 p95 p99 worst".split())
    for kind in kinds:
        for came in _on(kind):
            times = (came.p50, came.p95, came.p99, came.worst)
            shown = [f"{value:.0f} ms" for value in times]
            table.add_row(kind, f"{came.rate:g}", str(came.sent), str(came.lost), *shown)
    console.print(table)


def _on(kind: str) -> list[Latencies]:
    with tempfile.TemporaryDirectory() as folder, BotApiDouble() as telegram:
        group = telegram.officers_group(GROUP, members={OFFICER: "member"})
        with service_on(kind, Path(folder), telegram.url) as environment:
            own = environment | _with_group(Path(folder))
            code = _officer(own)
            with running(own) as service:
                topics = _open_tickets(telegram, group, code)
                return [_measure(service.chat_url, beside, topics) for beside in BESIDE]


def _with_group(folder: Path) -> dict[str, str]:
    """Return the settings of a unit whose group may have citizens' words."""
    content = folder / "content"
    shutil.copytree(CONTENT, content)
    units = content / "units.yml"
    text = units.read_text("utf-8")
    units.write_text(text.replace("  - id: humas\n", "  - id: humas\n    group: penuh\n"), "utf-8")
    return {"TELEGRAM_OFFICERS_CHAT": str(GROUP), "CONTENT_DIR": str(content)}


def _officer(environment: Mapping[str, str]) -> str:
    """Store an officer, and return the code that links an account to them."""
    database = Database(environment["DATABASE_URL"])
    database.migrate()
    content = read_content(
        Path(environment["CONTENT_DIR"]), today_in_jakarta(), allow_expired=True
    )
    with database.write() as session:
        store_content(session, content, utc_now())
        row = Officer(username="rini", name="Rini", unit="humas", created_at=utc_now())
        row.password_hash = ""  # nobody logs in here
        session.add(row)
        session.flush()
        code = make_officer_code(session, "rini", utc_now())
    database.close()
    return code


class _Topics:
    """Each citizen's topic in the group, and how officers answer there."""

    def __init__(self, telegram: BotApiDouble, group: OfficersGroup) -> None:
        self._telegram = telegram
        self._group = group
        self._topics: dict[int, int] = {}

    def meet(self, citizen: int) -> None:
        """Let a citizen ask for an officer; the next topic that is made is theirs."""
        before = set(self._group.topics())
        self._telegram.say(citizen, "petugas")
        self._topics[citizen] = _once(lambda: set(self._group.topics()) - before).pop()

    def answer(self, citizen: int, words: str) -> float:
        """Write an answer; return the moment at which the citizen has it."""
        self._group.say(OFFICER, f"/balas {words}", self._topics[citizen])
        _once(lambda: [m for m in self._telegram.sent(citizen) if m["text"] == words])
        return time.monotonic()


def _open_tickets(telegram: BotApiDouble, group: OfficersGroup, code: str) -> _Topics:
    """Let each citizen have an officer who has answered once: a first answer takes the ticket."""
    telegram.say(OFFICER, f"/hubungkan {code}")
    _once(lambda: [m for m in telegram.sent(OFFICER) if "tertaut" in m["text"]])
    topics = _Topics(telegram, group)
    for citizen in CITIZENS:
        topics.meet(citizen)
        topics.answer(citizen, "Baik, kami bantu.")
    return topics


def _measure(url: str, beside: float, topics: _Topics) -> Latencies:
    with _load(url, beside):
        begun = time.monotonic()
        waits: list[float | None] = []
        for number in range(ANSWERS):
            due = begun + number * EVERY
            time.sleep(max(0.0, due - time.monotonic()))
            citizen = CITIZENS[number % len(CITIZENS)]
            try:
                waits.append(topics.answer(citizen, f"Jawaban {beside:g}-{number}.") - due)
            except TimeoutError:
                waits.append(None)
    return summarise(beside, waits)


@contextmanager
def _load(url: str, rate: float) -> Iterator[None]:
    """Ask the web chat at this rate for this block, and longer than it takes."""
    if not rate:
        yield
        return
    moments = draw_arrivals(rate, WARM_UP + ANSWERS * EVERY)
    loading = threading.Thread(
        target=lambda: asyncio.run(run_load(url, rate, moments, questions()))
    )
    loading.start()
    time.sleep(SETTLE + WARM_UP)
    yield
    loading.join()


def _once(look: Callable[[], Found]) -> Found:
    """Return what a look gives as soon as it gives something.

    Raises:
        TimeoutError: It gave nothing for ``PATIENCE`` seconds.
    """
    give_up_at = time.monotonic() + PATIENCE
    while not (found := look()):
        if time.monotonic() > give_up_at:
            raise TimeoutError(f"nothing came within {PATIENCE:.0f} s")
        time.sleep(LOOK)
    return found
