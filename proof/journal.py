"""What happened, a JSON object a line, each with its time; written by one process, read by others.

The Bot API double's journal is the evidence of what citizens wrote and read; the proof's own
journal says what was killed and when it answered again.
"""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

Event = dict[str, Any]


class Journal:
    """An open journal; every line is with the operating system when ``add`` returns."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("a", encoding="utf-8", buffering=1)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self._file.close()

    def add(self, event: str, **fields: Any) -> None:
        """Write one event with the present time (seconds since 1970, UTC)."""
        line = {"t": round(time.time(), 4), "event": event, **fields}
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")


class Follower:
    """Reads a journal while it is written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._at = 0

    def news(self) -> list[Event]:
        """Return what was added since the last look; a line half written waits for the next."""
        if not self._path.exists():
            return []
        with self._path.open("rb") as file:
            file.seek(self._at)
            text = file.read()
        whole = text[: text.rfind(b"\n") + 1]
        self._at += len(whole)
        return [json.loads(line) for line in whole.splitlines()]


def read_journal(path: Path) -> Iterator[Event]:
    """Return every event of a finished journal."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
