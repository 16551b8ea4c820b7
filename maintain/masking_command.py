"""``tanya masking``: how much of the personal data in a file of lines is hidden, and what else is.

The file has a line of JSON for each text: ``text``, ``kind``, ``hide`` (pieces that must be gone)
and ``keep`` (pieces that must stay). Nothing is stored, and no process is asked.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from service.door.masking import LABEL, mask
from service.errors import TanyaError
from service.releases.statistics import wilson
from service.text import clean

GROUP = re.compile(r"\d{3,}")  # fewer digits are also part of what is no secret

console = Console(highlight=False, markup=False)


class LinesUnreadable(TanyaError):
    """A file of labelled lines cannot be used; names file and line."""


@dataclass(frozen=True)
class Labelled:
    """A text, the pieces of it that must be gone, and those that must stay."""

    text: str
    kind: str
    hide: tuple[str, ...]
    keep: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """A line, what the mask made of it, and whether it hid too little or too much."""

    line: Labelled
    masked: str
    is_missed: bool
    is_wrong: bool


def masking_command(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure what is hidden of personal data: text, kind, hide and keep per line.

    Counts lines: hidden when every piece to hide is gone, wrongly hidden when a piece to keep is
    missing, or when a line without anything to hide was changed.
    """
    outcomes = [judge_line(line) for line in read_lines(file)]
    if as_json:
        print(json.dumps(figures(outcomes), ensure_ascii=False, indent=1))
    else:
        _print(outcomes)


def read_lines(path: Path) -> list[Labelled]:
    """Return the labelled lines of a file.

    Raises:
        LinesUnreadable: There is no such file, or a line is not one.
    """
    try:
        written = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise LinesUnreadable(f"{path} cannot be read: {error.strerror}") from error
    return [_read(path, number, line) for number, line in enumerate(written, 1) if line.strip()]


def judge_line(line: Labelled) -> Outcome:
    """Mask a line as the door does, and compare."""
    before, masked = clean(line.text), mask(clean(line.text)).text
    hide, keep = [clean(piece) for piece in line.hide], [clean(piece) for piece in line.keep]
    is_missed = any(piece in masked for piece in hide) or _has_left_over(before, masked, hide)
    is_changed = not hide and masked != before
    return Outcome(line, masked, is_missed, is_changed or any(p not in masked for p in keep))


def figures(outcomes: Iterable[Outcome]) -> dict[str, Any]:
    """Return the shares by kind and of all, as JSON-ready data, and each line that went wrong."""
    of_kind: dict[str, list[Outcome]] = defaultdict(list)
    every = list(outcomes)
    for outcome in every:
        of_kind[outcome.line.kind].append(outcome)
    return {
        "kinds": {kind: _shares(some) for kind, some in of_kind.items()},
        "all": _shares(every),
        "mistakes": [_mistake(o) for o in every if o.is_missed or o.is_wrong],
    }


def _read(path: Path, number: int, line: str) -> Labelled:
    try:
        row = json.loads(line)
        pieces = tuple(row.get("hide", ())), tuple(row.get("keep", ()))
        return Labelled(row["text"], row["kind"], *pieces)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LinesUnreadable(f"{path}, line {number}: needs text, kind, hide, keep") from error


def _has_left_over(before: str, masked: str, hide: list[str]) -> bool:
    """Tell whether digits of a piece still stand there: half a number leads to a person too."""
    shown, was = _plain(LABEL.sub("", masked)), _plain(before)
    groups = {group for piece in hide for group in GROUP.findall(_plain(piece))}
    told = " ".join(map(_plain, hide))
    return any(shown.count(group) > was.count(group) - told.count(group) for group in groups)


def _plain(text: str) -> str:
    """Return a text with the digits of every script as ours."""
    return "".join(
        char if (digit := unicodedata.digit(char, None)) is None else str(digit) for char in text
    )


def _shares(outcomes: list[Outcome]) -> dict[str, Any]:
    hidden = [not outcome.is_missed for outcome in outcomes if outcome.line.hide]
    harmless = [outcome.is_wrong for outcome in outcomes if outcome.line.keep]
    return {"hidden": _share(hidden), "wrongly_hidden": _share(harmless)}


def _share(told: list[bool]) -> dict[str, Any] | None:
    if not told:
        return None
    good, count = sum(told), len(told)
    low, high = wilson(good, count)
    return {"good": good, "n": count, "share": good / count, "wilson": [low, high]}


def _mistake(outcome: Outcome) -> dict[str, Any]:
    line = outcome.line
    what = "missed" if outcome.is_missed else "wrongly hidden"
    return {"what": what, "kind": line.kind, "text": line.text, "masked": outcome.masked}


def _print(outcomes: list[Outcome]) -> None:
    found = figures(outcomes)
    table = Table("kind", "hidden", "wrongly hidden", title=f"{len(outcomes)} lines")
    for kind, row in (*found["kinds"].items(), ("all", found["all"])):
        table.add_row(kind, *(_in_words(row[key]) for key in ("hidden", "wrongly_hidden")))
    console.print(table)
    for mistake in found["mistakes"]:
        shown = f"{mistake['what']:15} {mistake['kind']}: {mistake['text']!r}"
        console.print(f"{shown}\n{'':15} {mistake['masked']!r}", soft_wrap=True)


def _in_words(share: dict[str, Any] | None) -> str:
    if share is None:
        return "-"
    low, high = share["wilson"]
    return f"{share['good']} of {share['n']}, {share['share']:.1%} ({low:.1%}-{high:.1%})"
