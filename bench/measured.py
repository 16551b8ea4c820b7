"""What a load came to, for one system: figures that are printed, drawn and kept as JSON."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import uvloop
from rich.console import Console
from rich.table import Table

from bench.arrivals import Latencies, draw_arrivals
from bench.costs import Meter, milliseconds_each

LIMIT = 500.0  # milliseconds within which 95 of 100 must be answered
HOPELESS = 4000.0  # a p95 after which a higher rate is not tried
WARM_UP = (3.0, 5.0)  # messages a second, seconds

Load = Callable[[float, Sequence[float]], Awaitable[Latencies]]


@dataclass
class Measured:
    """One system under rising load."""

    name: str
    start_seconds: float
    loads: list[Latencies] = field(default_factory=list)
    milliseconds: dict[str, float] = field(default_factory=dict)  # a message, by process
    megabytes: dict[str, float] = field(default_factory=dict)  # resident, by process

    @property
    def sustained(self) -> float:
        """The highest rate at which nothing was lost and 95 of 100 came within the limit."""
        return max((load.rate for load in self.loads if load.is_within(LIMIT)), default=0.0)


def measure(
    measured: Measured, meter: Meter, load: Load, rates: Sequence[float], seconds: float
) -> None:
    """Raise the load until it is hopeless; costs are those of the highest sustained rate."""
    uvloop.run(_run(load, *WARM_UP))
    for rate in rates:
        before = meter.read()
        came = uvloop.run(_run(load, rate, seconds))
        after = meter.read()
        measured.loads.append(came)
        if came.is_within(LIMIT) or not measured.milliseconds:
            measured.milliseconds = milliseconds_each(before, after, came.sent)
        measured.megabytes = {name: cost.megabytes for name, cost in after.items()}
        if came.lost or came.p95 > HOPELESS:
            return


async def _run(load: Load, rate: float, seconds: float) -> Latencies:
    return await load(rate, draw_arrivals(rate, seconds))


def show(console: Console, systems: Sequence[Measured]) -> None:
    """Print every load, what sustained, what it cost."""
    table = Table("system", "arrive/s", "sent", "lost", "p50 ms", "p95 ms", "p99 ms", "worst ms")
    for system in systems:
        for load in system.loads:
            times = (load.p50, load.p95, load.p99, load.worst)
            shown = [f"{value:.0f}" for value in times]
            counts = (f"{load.rate:g}", str(load.sent), str(load.lost))
            table.add_row(system.name, *counts, *shown)
    console.print(table)
    for system in systems:
        console.print(
            f"{system.name}: {system.sustained:g} a second sustained (p95 under {LIMIT:.0f} ms, "
            f"nothing lost); started in {system.start_seconds:.0f} s"
        )
        console.print(f"  processor ms a message: {_in_words(system.milliseconds, '.1f')}")
        console.print(f"  resident MB: {_in_words(system.megabytes, '.0f')}")


def keep(path: Path, conditions: str, systems: Sequence[Measured]) -> None:
    """Write the figures as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    figures = {"conditions": conditions, "systems": [asdict(system) for system in systems]}
    path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _in_words(values: Mapping[str, float], form: str) -> str:
    parts = [f"{name} {value:{form}}" for name, value in values.items()]
    return f"{sum(values.values()):{form}} ({', '.join(parts)})"
