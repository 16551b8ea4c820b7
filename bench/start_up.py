"""How long the service takes to start, first and again, and to answer one message at rest."""

import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table

from bench.costs import conditions
from bench.load import questions
from bench.running import running, service_on
from doubles.bot_api import BotApiDouble
from doubles.citizens import WebCitizen

QUESTIONS = 60

console = Console(highlight=False, width=120)


def run(kinds: tuple[str, ...]) -> None:
    """Start twice on each kind of database, ask one after the other, and print."""
    console.print(f"Start and rest: {conditions()}")
    table = Table("database", "way", "median ms", "p95 ms", title="One after the other")
    for kind in kinds:
        with (
            tempfile.TemporaryDirectory() as folder,
            BotApiDouble() as telegram,
            service_on(kind, Path(folder), telegram.url) as environment,
        ):
            with running(environment) as service:
                console.print(f"{kind}: first start {service.seconds:.0f} s")
            with running(environment) as service:
                console.print(f"{kind}: second start {service.seconds:.0f} s")
                table.add_row(kind, "Telegram", *_times(_on_telegram(telegram)))
                table.add_row(kind, "web chat", *_times(_on_the_web(service.chat_url)))
                table.add_row(kind, "Rasa alone", *_times(_at_rasa(environment["RASA_URL"])))
    console.print(table)


def _times(ask: Callable[[str], object]) -> tuple[str, str]:
    spent = []
    for text in questions()[:QUESTIONS]:
        begun = time.perf_counter()
        ask(text)
        spent.append(1000 * (time.perf_counter() - begun))
    return f"{statistics.median(spent):.0f}", f"{statistics.quantiles(spent, n=20)[-1]:.0f}"


def _on_telegram(telegram: BotApiDouble) -> Callable[[str], object]:
    chats = count(700_000)

    def ask(text: str) -> None:
        chat_id = next(chats)
        telegram.say(chat_id, text)
        telegram.wait_for(chat_id, 1, 30)

    return ask


def _on_the_web(url: str) -> Callable[[str], object]:
    """Ask each time as another citizen, who looks for the reply every 50 ms."""
    return lambda text: WebCitizen(url).say(text)


def _at_rasa(url: str) -> Callable[[str], object]:
    client = httpx.Client(timeout=30)
    message = {"sender": "bench", "slots": {}}
    return lambda text: client.post(
        f"{url}/webhooks/gateway/", json={**message, "message": text}
    ).raise_for_status()
