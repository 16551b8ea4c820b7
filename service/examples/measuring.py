"""The questions that measure: none of them may be learnt, for then it would measure nothing."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from service.text import normalise

# These measure no understanding: one lists what must go on working, the others are for masking.
OF_NO_QUESTION = ("conversations_kinds", "personal_data")


@dataclass(frozen=True)
class Measuring:
    """A question that measures, in standard words, and where it stands."""

    plain: str
    place: str


def measuring_questions(root: Path, slang: Mapping[str, str]) -> Iterator[Measuring]:
    """Yield every question of ``tests/questions/``, and those that must never be confused."""
    every = sorted((root / "tests" / "questions").glob("*.jsonl"))
    sets = [
        *(path for path in every if not path.name.startswith(OF_NO_QUESTION)),
        root / "tests/never_confuse.jsonl",
    ]
    for path in sets:
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        for number, line in enumerate(lines, start=1):
            plain = normalise(_first_asked(json.loads(line)), slang)
            if plain:
                yield Measuring(plain, f"{path.relative_to(root)}:{number}")


def _first_asked(row: Mapping[str, object]) -> str:
    """Return a line's question, or the first of a conversation; a follow-up leans on its topic."""
    turns = row.get("turns")
    if isinstance(turns, list):
        return str(turns[0].get("say", ""))
    return "" if "topic" in row else str(row.get("text", ""))  # stories have messages instead
