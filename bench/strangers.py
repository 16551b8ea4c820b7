"""Strangers: one client floods the web chat with 300 cookies while two citizens ask.

One citizen comes from another network, one from the flooder's own, as in an office or on a mobile
network. The same is measured with the limits off, and each time first without a flood: a machine
that is busy with other things answers late anyway.
"""

import asyncio
import contextlib
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

from rich.console import Console
from rich.table import Table

from bench.costs import conditions
from bench.load import questions
from bench.running import running, service_on
from bench.web_load import Page
from doubles.bot_api import BotApiDouble

COOKIES = 300
RATE = 200  # messages a second
SECONDS = 10.0
ASKED_EVERY = 2.0  # seconds between a citizen's questions
AGAIN = 1.0  # seconds until a page sends again what was refused
PATIENCE = 30.0  # seconds for an answer
ALL_IN_A_MINUTE = "1000"  # cookies a minute: as if the stranger had collected them for long
PLACES = ("before the flood", "elsewhere", "beside")
FLOODER, ELSEWHERE = "203.0.113.1", "198.51.100.1"

console = Console(highlight=False, width=120)


@dataclass
class Seen:
    """What came of a flood."""

    taken: Counter[str] = field(default_factory=Counter)
    waits: dict[str, list[float]] = field(default_factory=dict)


def run() -> None:
    """Measure with the limits and without, and print both."""
    console.print(f"Strangers: {conditions()}")
    table = Table("limits", "messages taken, refused", *PLACES)
    for is_on in (True, False):
        seen = _flooded(is_on)
        waits = [_in_words(seen.waits[place]) for place in PLACES]
        taken = f"{seen.taken['taken']}, {seen.taken['refused']}"
        table.add_row("on" if is_on else "off", taken, *waits)
    console.print(table)
    console.print("Seconds from asking to answer: median, worst (answers)")


def _flooded(is_on: bool) -> Seen:
    with (
        tempfile.TemporaryDirectory() as folder,
        BotApiDouble() as telegram,
        service_on("sqlite", Path(folder), telegram.url) as environment,
        running(
            {
                **environment,
                "CHAT_LIMITS": str(is_on),
                "TRUSTED_PROXIES": "127.0.0.1",
                "VISITORS_PER_MINUTE": ALL_IN_A_MINUTE,
            }
        ) as service,
    ):
        return asyncio.run(_flood(service.chat_url, questions()))


async def _flood(url: str, texts: Sequence[str]) -> Seen:
    seen = Seen()
    strangers = [_page(url, FLOODER) for _ in range(COOKIES)]
    for page in strangers:
        await page.visit()
    citizens = {"elsewhere": _page(url, ELSEWHERE), "beside": _page(url, FLOODER)}  # of PLACES
    for page in citizens.values():
        await page.open()
    await citizens["elsewhere"].ask("jam layanan")  # the first answer ever takes longer
    await _ask(PLACES[0], citizens["elsewhere"], seen)
    flooding = asyncio.create_task(_write(strangers, texts, seen.taken))
    asking = [_ask(name, page, seen) for name, page in citizens.items()]
    await asyncio.gather(flooding, *asking)
    for page in citizens.values():
        await page.close()
    return seen


def _page(url: str, client: str) -> Page:
    where = urlsplit(url)
    return Page(where.hostname or "", where.port or 80, client)


async def _write(pages: Sequence[Page], texts: Sequence[str], taken: Counter[str]) -> None:
    begun, writing = time.monotonic(), []
    for number, page, text in zip(range(int(RATE * SECONDS)), cycle(pages), cycle(texts)):
        await asyncio.sleep(begun + number / RATE - time.monotonic())
        writing.append(asyncio.create_task(_try(page, text, taken)))
    await asyncio.gather(*writing)


async def _try(page: Page, text: str, taken: Counter[str]) -> None:
    try:
        await page.write(text)
        taken["taken"] += 1
    except (ConnectionError, asyncio.IncompleteReadError):
        taken["refused"] += 1


async def _ask(name: str, page: Page, seen: Seen) -> None:
    """Ask a question again and again while the flood lasts, as the page does when refused."""
    waits = seen.waits[name] = []
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        begun = time.monotonic()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await _until_taken(page)
        waits.append(time.monotonic() - begun)
        await asyncio.sleep(max(0, begun + ASKED_EVERY - time.monotonic()))


async def _until_taken(page: Page) -> None:
    while True:
        try:
            await page.ask("jam layanan")
        except ConnectionError:
            await asyncio.sleep(AGAIN)
        else:
            return


def _in_words(waits: Sequence[float]) -> str:
    return f"{statistics.median(waits):.2f}, {max(waits):.2f} ({len(waits)})"
