"""Where Indonesia is: land, and the sea a few kilometres before its coasts, in small squares.

Read from ``gazetteer/land.txt``, which ``maintain/gazetteer/land.py`` makes.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from service.content.entries import Problems, read_lines

_HEADING = re.compile(r"# (-?[\d.]+) (-?[\d.]+) ([\d.]+)")
_RUNS = re.compile(r"(?:\d+\+\d+(?: \d+\+\d+)*)?")
Row = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True)
class Land:
    """Rows of squares from the south.

    Attributes:
        rows: Of each row the first squares of its runs, and the first squares after them.
    """

    south: float = 0.0
    west: float = 0.0
    step: float = 1.0
    rows: tuple[Row, ...] = ()

    def has(self, latitude: float, longitude: float) -> bool:
        """Tell whether a point (degrees) is in Indonesia and not at sea."""
        row = int((latitude - self.south) // self.step)
        column = int((longitude - self.west) // self.step)
        if not 0 <= row < len(self.rows):
            return False
        firsts, ends = self.rows[row]
        at = bisect_right(firsts, column) - 1
        return at >= 0 and column < ends[at]


def read_land(path: Path, problems: Problems) -> Land:
    first, *lines = read_lines(path, problems) or [""]
    heading = _HEADING.fullmatch(first)
    if heading is None or not lines:
        problems.add(path, 1, 'expected "# SOUTH WEST STEP" in degrees, and rows of squares')
        return Land()
    for number, line in enumerate(lines, start=2):
        if not _RUNS.fullmatch(line):
            problems.add(path, number, f'expected runs of squares, "first+count", not {line!r}')
            return Land()
    south, west, step = map(float, heading.groups())
    return Land(south, west, step, tuple(_runs(line) for line in lines))


def _runs(line: str) -> Row:
    pairs = [tuple(map(int, run.split("+"))) for run in line.split()]
    return tuple(first for first, _ in pairs), tuple(first + count for first, count in pairs)
