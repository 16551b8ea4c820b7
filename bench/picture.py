"""Draws the load figures as SVG: p95 over the rate of arrival, and what a message costs."""

import math
from collections.abc import Sequence
from html import escape
from pathlib import Path

from bench.measured import LIMIT, Measured

WIDTH, HEIGHT, LEFT, TOP = 820, 560, 70, 60
CHART = (440, 260)  # width and height of the curves
LOWEST, HIGHEST = 10.0, 30_000.0  # milliseconds on the axis
SYSTEMS = ("#0b6bcb", "#0f766e", "#c2410c")
PARTS = ("#0b6bcb", "#7c3aed", "#a16207", "#0f766e", "#c2410c", "#8a94a6")
BAR = 34


def draw(path: Path, systems: Sequence[Measured], conditions: str) -> None:
    """Write the picture."""
    rates = [load.rate for system in systems for load in system.loads]
    parts = [_text(LEFT, 28, "95 of 100 messages are answered within … (ms)", 16)]
    parts += _axes(max(rates))
    for number, system in enumerate(systems):
        colour = SYSTEMS[number % len(SYSTEMS)]
        points = " ".join(
            f"{_x(load.rate, max(rates)):.0f},{_y(load.p95):.0f}" for load in system.loads
        )
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
        )
        said = f"{system.name}: {system.sustained:g}/s"
        parts.append(_text(LEFT + CHART[0] + 20, TOP + 20 + 22 * number, said, 13, colour))
    parts += _bars(systems)
    parts.append(_text(LEFT, HEIGHT - 12, conditions, 11, "#555"))
    body = "\n".join(parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif"><rect width="100%" height="100%" fill="white"/>\n'
        f"{body}\n</svg>\n",
        encoding="utf-8",
    )


def _axes(highest_rate: float) -> list[str]:
    right, bottom = LEFT + CHART[0], TOP + CHART[1]
    parts = [f'<path d="M{LEFT} {TOP}V{bottom}H{right}" fill="none" stroke="#333"/>']
    for value in (10, 100, 1000, 10_000):
        parts.append(_text(LEFT - 45, _y(value) + 4, f"{value:,}", 12))
    for part in range(5):
        rate = highest_rate * part / 4
        parts.append(_text(_x(rate, highest_rate) - 8, bottom + 18, f"{rate:.0f}", 12))
    parts.append(_text(right - 130, bottom + 36, "messages a second", 12))
    limit = _y(LIMIT)
    parts.append(f'<path d="M{LEFT} {limit:.0f}H{right}" stroke="#999" stroke-dasharray="4 4"/>')
    return parts


def _bars(systems: Sequence[Measured]) -> list[str]:
    """Return a bar a system: the processor milliseconds of a message, by process."""
    names = sorted({name for system in systems for name in system.milliseconds})
    longest = max((sum(system.milliseconds.values()) for system in systems), default=1.0)
    top = TOP + CHART[1] + 70
    parts = [_text(LEFT, top, "Processor milliseconds a message", 16)]
    for number, system in enumerate(systems):
        x, y = float(LEFT), top + 14 + number * (BAR + 6)
        for name, value in sorted(system.milliseconds.items()):
            width = value / longest * CHART[0]
            colour = PARTS[names.index(name) % len(PARTS)]
            parts.append(
                f'<rect x="{x:.0f}" y="{y}" width="{width:.1f}" height="{BAR}" fill="{colour}">'
                f"<title>{escape(name)} {value:.1f} ms</title></rect>"
            )
            x += width
        total = sum(system.milliseconds.values())
        parts.append(_text(x + 8, y + BAR / 2 + 4, f"{system.name} {total:.0f} ms", 12))
    for number, name in enumerate(names):
        at = LEFT + CHART[0] + 20
        y = TOP + 130 + 20 * number
        parts.append(
            f'<rect x="{at}" y="{y - 10}" width="12" height="12" '
            f'fill="{PARTS[number % len(PARTS)]}"/>'
        )
        parts.append(_text(at + 18, y, name, 12))
    return parts


def _x(rate: float, highest: float) -> float:
    return LEFT + rate / highest * CHART[0]


def _y(milliseconds: float) -> float:
    inside = min(max(milliseconds, LOWEST), HIGHEST)
    share = math.log(inside / LOWEST) / math.log(HIGHEST / LOWEST)
    return TOP + CHART[1] * (1 - share)


def _text(x: float, y: float, words: str, size: int, colour: str = "#222") -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" fill="{colour}">{escape(words)}</text>'
    )
