"""The load: the real service on SQLite and PostgreSQL, and plain Rasa 3.6.21, alike.

Ours is asked over the web chat (gateway, database, Rasa, actions, outbox, stream); Telegram's own
limit of 30 a second would be all that a higher rate over the Bot API shows.
"""

import json
import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from bench import rest_load, web_load
from bench.costs import conditions
from bench.measured import Measured, keep, measure, show
from bench.picture import draw
from bench.plain_rasa import EXAMPLES, plain_model, plain_rasa
from bench.running import running, service_on
from doubles.bot_api import BotApiDouble
from service.paths import ROOT, VAR

QUESTIONS = ROOT / "tests" / "questions" / "development.jsonl"
FIGURES = VAR / "bench" / "load.json"
PICTURE = VAR / "bench" / "load.svg"
PLAIN = "plain"

console = Console(highlight=False, width=120)


@dataclass(frozen=True)
class Plan:
    """What is measured: systems by name, messages a second, seconds at each."""

    systems: Sequence[str]
    rates: Sequence[float]
    seconds: float


def run(plan: Plan) -> None:
    """Measure, print, draw."""
    now = conditions()
    console.print(f"Load: {now}")
    texts = questions()
    systems = [
        _plain(plan, texts) if kind == PLAIN else _ours(kind, plan, texts) for kind in plan.systems
    ]
    show(console, systems)
    keep(FIGURES, now, systems)
    draw(PICTURE, systems, now)
    console.print(f"Kept in {FIGURES.relative_to(ROOT)} and {PICTURE.relative_to(ROOT)}")


def questions() -> list[str]:
    """Return the development questions, mixed, always alike; none that opens a ticket.

    Where a ticket waits, not every message has a reply of its own, and every later reply would be
    taken for one to the message before.
    """
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    texts = [row["text"] for row in rows if "human" not in row["expect"]]
    random.Random(3).shuffle(texts)  # noqa: S311 - a repeatable order, no secret
    return texts


def _ours(kind: str, plan: Plan, texts: Sequence[str]) -> Measured:
    console.print(f"Ours on {kind}: starting …")
    with (
        tempfile.TemporaryDirectory() as folder,
        BotApiDouble() as telegram,
        service_on(kind, Path(folder), telegram.url) as environment,
        running(environment) as service,
    ):
        measured = Measured(f"ours, {kind}", service.seconds)
        measure(
            measured,
            service.meter(),
            lambda rate, moments: web_load.run_load(service.chat_url, rate, moments, texts),
            plan.rates,
            plan.seconds,
        )
    return measured


def _plain(plan: Plan, texts: Sequence[str]) -> Measured:
    console.print(f"Plain Rasa, {EXAMPLES} examples an intent: training if need be, starting …")
    with plain_rasa(plain_model()) as (url, meter, seconds):
        measured = Measured("plain Rasa 3.6.21", seconds)
        measure(
            measured,
            meter,
            lambda rate, moments: rest_load.run_load(url, rate, moments, texts),
            plan.rates,
            plan.seconds,
        )
    return measured
