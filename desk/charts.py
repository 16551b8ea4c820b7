"""Small charts as shapes for a template's SVG, in units of a box 100 high; no script, no style."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from service.figures.messages import Messages

SHOWN = ("answered", "offered", "missed", "elsewhere", "to_people", "others")
HEIGHT = 100.0
WIDTH = 720.0
GAP = 0.2  # of a bar's place


@dataclass(frozen=True)
class Piece:
    """One colour's part of a bar."""

    series: int
    y: float
    height: float


@dataclass(frozen=True)
class Bar:
    """One day."""

    day: date
    total: int
    x: float
    width: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Stacks:
    """Bars of stacked pieces; the highest is ``HEIGHT`` high."""

    bars: tuple[Bar, ...]
    most: int
    width: float = WIDTH
    height: float = HEIGHT


def stacks_of_messages(days: Mapping[date, Messages]) -> Stacks:
    """Return a bar for each day, of what came of its messages: ``SHOWN``, from the bottom up."""
    return stacks({day: [getattr(of, name) for name in SHOWN] for day, of in days.items()})


def stacks(days: Mapping[date, Sequence[int]]) -> Stacks:
    """Return a bar for each day, its values one on the other, the first at the bottom."""
    most = max((sum(values) for values in days.values()), default=0)
    place = WIDTH / max(len(days), 1)
    bars = (
        Bar(
            day,
            sum(values),
            round(n * place, 2),
            round(place * (1 - GAP), 2),
            _pieces(values, most),
        )
        for n, (day, values) in enumerate(days.items())
    )
    return Stacks(tuple(bars), most)


def _pieces(values: Sequence[int], most: int) -> tuple[Piece, ...]:
    pieces, top = [], HEIGHT
    for series, value in enumerate(values):
        height = value / most * HEIGHT if most else 0.0
        top -= height
        if value:
            pieces.append(Piece(series, round(top, 2), round(height, 2)))
    return tuple(pieces)
