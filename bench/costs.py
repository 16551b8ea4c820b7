"""What processes cost: processor time and memory, by name, from the operating system."""

from collections.abc import Mapping
from dataclasses import dataclass

import psutil

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Cost:
    """Processor seconds spent so far, and megabytes resident now."""

    seconds: float
    megabytes: float


class Meter:
    """Reads what named processes and their children have cost so far."""

    def __init__(self, pids: Mapping[str, int]) -> None:
        self._processes = {name: psutil.Process(pid) for name, pid in pids.items()}

    def read(self) -> dict[str, Cost]:
        """Return the cost of each process so far."""
        return {name: _cost_of(process) for name, process in self._processes.items()}


def milliseconds_each(
    before: Mapping[str, Cost], after: Mapping[str, Cost], messages: int
) -> dict[str, float]:
    """Return the processor milliseconds a message by process, between two readings."""
    return {
        name: 1000 * (after[name].seconds - before[name].seconds) / max(messages, 1)
        for name in after
    }


def _cost_of(process: psutil.Process) -> Cost:
    family = [process, *process.children(recursive=True)]
    times = [member.cpu_times() for member in family]
    resident = sum(member.memory_info().rss for member in family)
    return Cost(sum(t.user + t.system for t in times), resident / MEGABYTE)
