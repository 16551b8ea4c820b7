"""One conversation of a thousand turns: is the last answered as fast as the first?

Ours over the web chat on the real processes; beside it the plain Rasa, whose tracker keeps every
event of the conversation.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from rich.console import Console
from rich.table import Table

from bench.costs import conditions
from bench.load import questions
from bench.plain_rasa import plain_model, plain_rasa
from bench.running import running, service_on
from bench.web_load import Page
from doubles.bot_api import BotApiDouble

TURNS = 1_000
PART = 20  # turns of which a median is taken

console = Console(highlight=False, width=120)
Ask = Callable[[str], Awaitable[object]]


def run(with_plain: bool, turns: int = TURNS) -> None:
    """Measure and print."""
    console.print(f"A conversation of {turns:,} turns: {conditions()}")
    table = Table("system", "first turns ms", "last turns ms", "the page's history ms")
    table.add_row("ours, sqlite", *_ours(turns))
    if with_plain:
        table.add_row("plain Rasa 3.6.21", *_plain(turns), "none")
    console.print(table)


def _ours(turns: int) -> tuple[str, str, str]:
    with (
        tempfile.TemporaryDirectory() as folder,
        BotApiDouble() as telegram,
        service_on("sqlite", Path(folder), telegram.url) as environment,
        running(environment) as service,
    ):
        (first, last), cookie = asyncio.run(_talk_on_the_web(service.chat_url, turns))
        return first, last, _history(service.chat_url, cookie)


async def _talk_on_the_web(url: str, turns: int) -> tuple[tuple[str, str], str]:
    where = urlsplit(url)
    page = Page(where.hostname or "", where.port or 80)
    await page.open()
    spent = await _talk(page.ask, turns)
    await page.close()
    return spent, page.cookie


def _history(url: str, cookie: str) -> str:
    begun = time.perf_counter()
    headers = {"Cookie": cookie}
    httpx.get(f"{url}/chat/history", headers=headers, timeout=30).raise_for_status()
    return f"{1000 * (time.perf_counter() - begun):.0f}"


def _plain(turns: int) -> tuple[str, str]:
    async def talk(url: str) -> tuple[str, str]:
        async with httpx.AsyncClient(timeout=60) as client:

            async def ask(text: str) -> None:
                message = {"sender": "satu", "message": text}
                (await client.post(url, json=message)).raise_for_status()

            return await _talk(ask, turns)

    with plain_rasa(plain_model()) as (url, _, _):
        return asyncio.run(talk(url))


async def _talk(ask: Ask, turns: int) -> tuple[str, str]:
    """Ask the same few questions again and again; return the medians of first and last turns."""
    texts, times = questions()[:PART], []
    for number in range(turns):
        begun = time.perf_counter()
        await ask(texts[number % PART])
        times.append(1000 * (time.perf_counter() - begun))
    first, last = times[PART : 2 * PART], times[-PART:]  # the very first ones warm up
    return f"{statistics.median(first):.0f}", f"{statistics.median(last):.0f}"
