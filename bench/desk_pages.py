"""The desk under way: many officers' pages open, while citizens ask at 30 messages a second.

Each officer is logged in and has a page open that follows what happens; at random moments they
open another, the queue or a conversation. Some citizens have a ticket and go on writing, so that
there is something to follow. Measured are a page's time, counted from the moment it was due, and
the citizens' answers, without and with the officers. The officers stand in a process of their own.
"""

import asyncio
import json
import multiprocessing
import random
import re
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from threading import Event

import aiohttp
import uvloop
from rich.console import Console
from rich.table import Table

from bench.arrivals import Latencies, draw_arrivals, summarise
from bench.costs import conditions
from bench.load import questions
from bench.running import running, service_on
from bench.web_load import run_load
from doubles.bot_api import BotApiDouble
from doubles.passwords import CHEAP
from service.clock import utc_now
from service.officers.accounts import add_officer
from service.storage.database import Database

OFFICERS = 50
PASSWORD = "a password of the bench"  # noqa: S105 - of an empty database on this machine
TALKERS = range(2001, 2011)  # citizens in Telegram with a ticket
RATE, SECONDS = 30.0, 60.0  # messages a second on the web chat
PAGES = 5.0  # pages that officers open, a second, all together
WORDS = 1.0  # messages a second of the citizens with a ticket
PATIENCE = 20.0  # seconds for a page
OPENING = 60.0  # seconds until all officers are logged in
TICKET = re.compile(r'href="(/escalations/[^"/]+)"')
TOKEN = re.compile(r'name="csrf" value="([^"]+)"')

console = Console(highlight=False, width=120)


@dataclass(frozen=True)
class Visits:
    """What officers met: pages they opened, pages read anew, and how often they were told so."""

    pages: Latencies
    anew: Latencies
    news: int


def run(kinds: Sequence[str]) -> None:
    """Measure on each database, and print."""
    console.print(f"Officers' pages, {OFFICERS} open: {conditions()}")
    table = Table("database", "what", "sent", "missing", *"p50 p95 p99 worst".split())
    for kind in kinds:
        for what, came in _on(kind).items():
            times = (came.p50, came.p95, came.p99, came.worst)
            shown = [f"{value:.0f} ms" for value in times]
            table.add_row(kind, what, str(came.sent), str(came.lost), *shown)
    console.print(table)


def _on(kind: str) -> Mapping[str, Latencies]:
    with (
        tempfile.TemporaryDirectory() as folder,
        BotApiDouble() as telegram,
        service_on(kind, Path(folder), telegram.url) as environment,
    ):
        _add_officers(environment["DATABASE_URL"])
        with running(environment) as service:
            for citizen in TALKERS:
                telegram.say(citizen, "petugas")
                telegram.wait_for(citizen, 1)
            alone = uvloop.run(_ask(service.chat_url, telegram))
            desk = f"http://127.0.0.1:{environment['DESK_PORT']}"
            beside, visits = _beside(desk, service.chat_url, telegram)
    console.print(f"{kind}: the open pages were told {visits.news} times that something changed")
    return {
        "citizens' answers, no page open": alone,
        f"citizens' answers, {OFFICERS} pages open": beside,
        "pages that officers open": visits.pages,
        "pages read anew, as something changed": visits.anew,
    }


def _beside(desk: str, chat_url: str, telegram: BotApiDouble) -> tuple[Latencies, Visits]:
    """Measure both while the officers' pages are open."""
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, spawned) as pool, multiprocessing.Manager() as manager:
        are_open = manager.Event()
        visiting = pool.submit(visit, desk, are_open)
        are_open.wait(OPENING)
        return uvloop.run(_ask(chat_url, telegram)), visiting.result()


def _add_officers(database_url: str) -> None:
    """Store the officers; their passwords cost little, as log-ins are not what is measured."""
    database = Database(database_url)
    database.migrate()
    with database.write() as session:
        for number in range(OFFICERS):
            add_officer(session, _name(number), "Petugas", "humas", PASSWORD, utc_now(), CHEAP)
    database.close()


def _name(number: int) -> str:
    return f"petugas{number}"


async def _ask(chat_url: str, telegram: BotApiDouble) -> Latencies:
    """Ask the web chat, while citizens with a ticket write to theirs."""
    talking = asyncio.create_task(_talk(telegram))
    came = await run_load(chat_url, RATE, draw_arrivals(RATE, SECONDS), questions())
    talking.cancel()
    return came


async def _talk(telegram: BotApiDouble) -> None:
    for number, citizen in enumerate(cycle(TALKERS)):
        telegram.say(citizen, f"Ini pesan saya yang ke-{number} untuk petugas.")
        await asyncio.sleep(1 / WORDS)


def visit(desk: str, are_open: Event) -> Visits:
    """Keep all pages open and go through the desk; runs in a process of its own."""
    return uvloop.run(_visit(desk, are_open))


async def _visit(desk: str, are_open: Event) -> Visits:
    officers = [_Officer(desk, number) for number in range(OFFICERS)]
    for officer in officers:
        await officer.log_in()
    are_open.set()
    moments = draw_arrivals(PAGES, SECONDS)
    begun, opened = time.monotonic(), []
    for moment, officer in zip(moments, cycle(officers), strict=False):
        await asyncio.sleep(begun + moment - time.monotonic())
        opened.append(asyncio.create_task(officer.open_another(begun + moment)))
    await asyncio.wait(opened, timeout=PATIENCE)
    pages = [task.result() if task.done() else None for task in opened]
    anew = [seconds for officer in officers for seconds in officer.anew]
    news = sum(officer.news for officer in officers)
    for officer in officers:
        await officer.leave()
    return Visits(summarise(PAGES, pages), summarise(len(anew) / SECONDS, anew), news)


class _Officer:
    """One officer with one open page, which is read anew when the stream says so."""

    def __init__(self, desk: str, number: int) -> None:
        self._username = _name(number)
        self._desk = desk
        self._shown = "/"
        self._tag = ""
        self._tickets: list[str] = []
        self.news = 0
        self.anew: list[float | None] = []  # seconds each; None: there was no page

    async def log_in(self) -> None:
        """Log in, open the queue and the stream."""
        jar = aiohttp.CookieJar(unsafe=True)  # the desk's address is a number
        self._session = aiohttp.ClientSession(self._desk, cookie_jar=jar)
        token = _first(TOKEN, await self._text("/login"))
        form = {"csrf": token, "username": self._username, "password": PASSWORD}
        async with self._session.post("/login", data=form) as answer:
            answer.raise_for_status()
            self._tickets = TICKET.findall(await answer.text())
        self._following = asyncio.create_task(self._follow())

    async def open_another(self, due: float) -> float | None:
        """Open the next page, a conversation after the queue; return the seconds since due."""
        is_queue = self._shown == "/"
        self._shown = random.choice(self._tickets) if is_queue else "/"  # noqa: S311 - a load
        self._tag = ""
        return await self._load(due)

    async def leave(self) -> None:
        """Close the page."""
        self._following.cancel()
        await self._session.close()

    async def _follow(self) -> None:
        """Read the stream as the page's script does."""
        headers = {"Accept": "text/event-stream"}
        never = aiohttp.ClientTimeout(total=None)
        async with self._session.get("/live", headers=headers, timeout=never) as stream:
            async for line in stream.content:
                if line.startswith(b"data: {"):
                    await self._hear(json.loads(line.removeprefix(b"data: "))["topics"])

    async def _hear(self, topics: Sequence[str]) -> None:
        shown = self._shown.rpartition("/")[2] or "queue"
        if shown in topics or "*" in topics:
            self.news += 1
            self.anew.append(await self._load(time.monotonic()))

    async def _load(self, due: float) -> float | None:
        headers = {"If-None-Match": self._tag, "HX-Request": "true"} if self._tag else {}
        shown = self._shown
        try:
            async with self._session.get(shown, headers=headers) as answer:
                answer.raise_for_status()
                await answer.read()
        except (aiohttp.ClientError, TimeoutError):
            return None
        if shown == self._shown:
            self._tag = answer.headers.get("ETag", self._tag)
        return time.monotonic() - due

    async def _text(self, path: str) -> str:
        async with self._session.get(path) as answer:
            return await answer.text()


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    if found is None:
        raise SystemExit(f"the desk's page has nothing like {pattern.pattern}")
    return found.group(1)
