"""Reads ``content/meaning.json``: lines that weigh a message's sentence vector at the door.

``tanya meaning`` writes it from the door's examples, since their vectors take minutes.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from service.content.encoder import DIMENSIONS
from service.content.entries import Problems

NAME = "meaning.json"
EXAMPLES = "examples"  # the key of what it was learnt from
LINES = "lines"
_LEARNT_FROM = ("accusations.yml", "distress.yml")


def read_meaning(folder: Path, problems: Problems) -> Mapping[str, Sequence[float]]:
    """Return each question's line, ``DIMENSIONS`` weights and a constant; notes a broken file."""
    path = folder / NAME
    try:
        lines = json.loads(path.read_text(encoding="utf-8"))[LINES]
        read = {str(key): [float(value) for value in line] for key, line in lines.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        problems.add(path, 1, f"cannot be read, write it with tanya meaning: {error}")
        return {}
    for key, line in read.items():
        if len(line) != DIMENSIONS + 1:
            problems.add(path, 1, f"{key}: {len(line)} numbers, expected {DIMENSIONS + 1}")
    return read


def write_meaning(folder: Path, lines: Mapping[str, Sequence[float]]) -> None:
    """Write the lines, and which examples they were learnt from."""
    values = {EXAMPLES: examples_digest(folder), LINES: lines}
    (folder / NAME).write_text(json.dumps(values) + "\n", encoding="utf-8")


def is_current(folder: Path) -> bool:
    """Tell whether the lines were learnt from the examples as they are now."""
    written = json.loads((folder / NAME).read_text(encoding="utf-8"))
    return bool(written.get(EXAMPLES) == examples_digest(folder))


def examples_digest(folder: Path) -> str:
    """Return a digest of the door's examples."""
    return sha256(b"".join((folder / name).read_bytes() for name in _LEARNT_FROM)).hexdigest()
