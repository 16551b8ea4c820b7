"""A run as one picture (SVG): what was written and read, how long it took, what was killed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from proof.evidence import Evidence
from proof.figures import latencies, span
from proof.matching import Matches

WIDTH, LEFT, RIGHT = 1200, 90, 40
HEIGHT = 120  # of one chart
GAP = 46
POINTS = 200  # at most along the time axis
COLOURS = {"written": "#8a94a6", "read": "#0b6bcb", "median": "#0b6bcb", "p95": "#c2410c"}
VICTIMS = {
    "gateway": "#c2410c",
    "rasa": "#7c3aed",
    "actions": "#0f766e",
    "desk": "#a16207",
    "database": "#1f2937",
}
LINE = 22  # between two processes
FAULTS = "#c2410c"

Series = Sequence[tuple[float, float]]


def write_picture(path: Path, evidence: Evidence, matches: Matches, title: str) -> None:
    """Write the picture of a run."""
    begun, ended = span(evidence)
    scale = _Scale(begun, max(ended, begun + 1))
    waits = list(latencies(evidence, matches))
    written = scale.rate(w.t for w in evidence.written.values())
    read = scale.rate(d.t for d in evidence.delivered)
    faults = scale.rate(e["t"] for e in evidence.events_of("fault"))
    parts = [
        _chart(0, "updates a second", {"written": written, "read": read}, scale),
        _chart(1, "seconds to the reply", scale.spread(waits), scale),
        _chart(2, "faults a second", {"faults": faults}, scale),
        _kills(3, evidence, scale),
        _axis(4, scale),
    ]
    path.write_text(_page(title, parts), encoding="utf-8")


class _Scale:
    """The time axis: buckets of equal length, and where a time lies on the page."""

    def __init__(self, begun: float, ended: float) -> None:
        self.begun = begun
        self.seconds = ended - begun
        self.bucket = max(1.0, self.seconds / POINTS)

    def x(self, t: float) -> float:
        inside = min(max(t - self.begun, 0.0), self.seconds)
        return LEFT + inside / self.seconds * (WIDTH - LEFT - RIGHT)

    def rate(self, times: Iterable[float]) -> Series:
        """Return how many a second, bucket by bucket."""
        counts = Counter(int((t - self.begun) // self.bucket) for t in times)
        buckets = range(int(self.seconds // self.bucket) + 1)
        return [(self._middle(number), counts[number] / self.bucket) for number in buckets]

    def spread(self, waits: Series) -> dict[str, Series]:
        """Return median and 95th percentile by the time of writing."""
        buckets: dict[int, list[float]] = {}
        for t, wait in waits:
            buckets.setdefault(int((t - self.begun) // self.bucket), []).append(wait)
        ordered = [
            (self._middle(number), sorted(found)) for number, found in sorted(buckets.items())
        ]
        return {
            name: [(t, found[int((len(found) - 1) * share)]) for t, found in ordered]
            for name, share in (("median", 0.5), ("p95", 0.95))
        }

    def _middle(self, number: int) -> float:
        return self.begun + (number + 0.5) * self.bucket


def _top(row: int) -> int:
    return GAP + row * (HEIGHT + GAP)


def _chart(row: int, title: str, lines: dict[str, Series], scale: _Scale) -> str:
    top, highest = _top(row), max((y for line in lines.values() for _, y in line), default=0) or 1
    parts = [
        _text(LEFT, top - 8, title),
        _frame(top),
        _text(LEFT - 8, top + 10, f"{highest:.3g}", "end"),
    ]
    for number, (name, line) in enumerate(lines.items()):
        points = " ".join(
            f"{scale.x(t):.1f},{top + HEIGHT * (1 - y / highest):.1f}" for t, y in line
        )
        colour = COLOURS.get(name, FAULTS)
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
        )
        parts.append(_text(WIDTH - RIGHT - 90 * number, top - 8, name, "end", colour))
    return "\n".join(parts)


def _kills(row: int, evidence: Evidence, scale: _Scale) -> str:
    """Draw a line for each process: dark while it was down, a tick for each kill."""
    parts = [_text(LEFT, _top(row) - 8, "killed, and down until it answered")]
    names = {event["name"] for event in evidence.events_of("killed")}
    for number, name in enumerate(sorted(names | set(VICTIMS))):
        colour = VICTIMS[name.partition("-")[0]]
        y = _top(row) + 10 + number * LINE
        parts.append(_text(LEFT - 8, y + 4, name, "end", colour))
        down: float | None = None
        for event in evidence.events:
            if event.get("name") != name:
                continue
            x = scale.x(event["t"])
            if event["event"] == "answers" and down is not None:
                parts.append(_bar(down, y, x - down, colour))
                down = None
            elif event["event"] == "killed":
                parts.append(f'<path d="M{x:.1f} {y - 9}v18" stroke="{colour}" stroke-width="2"/>')
                down = x if down is None else down
    return "\n".join(parts)


def _axis(row: int, scale: _Scale) -> str:
    marks = [scale.begun + scale.seconds * number / 10 for number in range(11)]
    return "\n".join(
        _text(round(scale.x(t)), _top(row) - 20, f"{(t - scale.begun) / 60:.1f} min", "middle")
        for t in marks
    )


def _bar(x: float, y: int, width: float, colour: str) -> str:
    size = f'x="{x:.1f}" y="{y - 5}" width="{max(width, 1):.1f}" height="10"'
    return f'<rect {size} fill="{colour}" opacity="0.5"/>'


def _frame(top: int) -> str:
    bottom, right = top + HEIGHT, WIDTH - RIGHT
    return f'<path d="M{LEFT} {top}V{bottom}H{right}" fill="none" stroke="#8a94a6"/>'


def _text(x: float, y: float, text: str, anchor: str = "start", colour: str = "#1f2937") -> str:
    place = f'x="{x}" y="{y}" text-anchor="{anchor}" fill="{colour}"'
    return f"<text {place}>{escape(text)}</text>"


def _page(title: str, parts: Sequence[str]) -> str:
    height = _top(4)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        'font-family="sans-serif" font-size="13">'
    )
    ground = f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>'
    return "\n".join([head, f"<title>{escape(title)}</title>", ground, *parts, "</svg>\n"])
