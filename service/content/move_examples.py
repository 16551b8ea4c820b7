"""Reads ``content/moves.yml``: what messages do in a talk, by example."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from service.content.entries import Problems

NAME = "moves.yml"
MOVES = (
    "person", "ticket", "cancel", "add", "data", "ask", "more",
    "back", "correct", "again", "agree", "refuse", "chat",
)  # fmt: skip
LEAST = 20  # messages of a move; fewer tell too little apart


def read_moves(folder: Path, problems: Problems) -> Mapping[str, tuple[str, ...]]:
    """Read the messages of each move; notes a file that is missing, broken or says a thing twice.

    Empty where the file cannot be used: then no message is heard by what it does.
    """
    path = folder / NAME
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        moves = {move: tuple(loaded[move].splitlines()) for move in MOVES}
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        problems.add(path, 1, f"needs messages, one a line, under {', '.join(MOVES)}: {error}")
        return {}
    _check(path, moves, problems)
    return moves


def _check(path: Path, moves: Mapping[str, tuple[str, ...]], problems: Problems) -> None:
    seen: dict[str, str] = {}
    for move, texts in moves.items():
        if len(texts) < LEAST:
            problems.add(path, 1, f"{move}: {len(texts)} messages, at least {LEAST}")
        for text in texts:
            if text in seen:
                problems.add(path, 1, f"is both {seen[text]} and {move}: {text!r}")
            seen[text] = move
