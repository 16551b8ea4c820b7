"""``tanya evaluate --outside FILE``: what becomes of real writing that is not for us.

Each line of the file is a kind, a tab, and a text. None of it should be answered as ours, held as
an accusation, taken for small talk, or open a ticket; totals only are shown, never a text.
"""

import asyncio
import json
from collections import defaultdict
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from maintain.asking import Asked, ask_all
from maintain.understanding import about_models
from service.errors import TanyaError
from service.outcomes import Outcome
from service.releases.statistics import wilson
from service.settings import Settings

FATES = ("answered", "held", "small talk", "ticket", "offered", "emergency", "left alone")
ALL = "all"
console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)
Counts = dict[str, dict[str, int]]


class OutsideUnreadable(TanyaError):
    """A file of real texts cannot be used; names file and line."""


def evaluate_outside(settings: Settings, file: Path, model: Path | None, *, as_json: bool) -> None:
    """Ask every text of a file as a fresh citizen, and print what became of them."""
    counts = asyncio.run(_measure(settings, read_outside(file), model))
    if as_json:
        print(json.dumps(counts))
        return
    table = Table(title="Real texts that are not for us: share (Wilson, 95 %)")
    for column in ("kind", "texts", *FATES):
        table.add_column(column)
    for kind, fates in counts.items():
        table.add_row(kind, str(sum(fates.values())), *(_share(fates, fate) for fate in FATES))
    console.print(table)


def read_outside(file: Path) -> list[tuple[str, str]]:
    """Read kinds and texts.

    Raises:
        OutsideUnreadable: The file is missing, empty, or a line has no tab.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise OutsideUnreadable(f"{file}: {error}") from error
    rows = [(number, line.partition("\t")) for number, line in enumerate(lines, 1) if line.strip()]
    broken = [number for number, (_, tab, text) in rows if not tab or not text.strip()]
    if broken or not rows:
        raise OutsideUnreadable(f"{file}:{broken[0] if broken else 1}: expected kind, tab, text")
    return [(kind, text) for _, (kind, _, text) in rows if kind != "kind"]  # a heading


def fate_of(asked: Asked) -> str:
    """Return the one word for what became of a text; a held one is not stored."""
    if asked.outcome == Outcome.EMERGENCY:
        return "emergency"
    if not asked.masked:
        return "held"
    fates = {
        Outcome.ANSWERED: "answered",
        Outcome.REPEATED: "answered",
        Outcome.ESCALATED: "ticket",
        Outcome.SMALL_TALK: "small talk",
        Outcome.CLARIFIED: "offered",
    }
    return fates.get(Outcome(asked.outcome), "left alone")


async def _measure(settings: Settings, texts: list[tuple[str, str]], model: Path | None) -> Counts:
    counts: Counts = defaultdict(lambda: dict.fromkeys(FATES, 0))
    asked = ask_all(
        settings,
        [(text, None) for _, text in texts],
        model,
        lambda serving: errors.print(about_models(serving), markup=False, soft_wrap=True),
    )
    for kind, _ in track(texts, "Asking", console=errors):
        fate = fate_of(await anext(asked))
        counts[kind][fate] += 1
        counts[ALL][fate] += 1
    await asked.aclose()
    return {**counts, ALL: counts.pop(ALL)}


def _share(fates: dict[str, int], fate: str) -> str:
    n = sum(fates.values())
    low, high = wilson(fates[fate], n)
    return f"{fates[fate] / n:.1%} ({100 * low:.1f}–{100 * high:.1f})"
