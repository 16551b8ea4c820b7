"""What processes cost: processor time and memory, by name, from the operating system."""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass

import psutil

MEGABYTE = 1024 * 1024
SPINS = 300_000  # of the fixed piece of work


@dataclass(frozen=True)
class Cost:
    """Processor seconds spent so far, and megabytes resident now."""

    seconds: float
    megabytes: float


class Meter:
    """Reads what named processes have cost so far, children included (but for our own)."""

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


def conditions() -> str:
    """Say under which conditions a measurement is made: a shared machine is slower."""
    begun, total = time.process_time(), 0
    for number in range(SPINS):
        total += number * number % 7
    spun = 1000 * (time.process_time() - begun)
    return (
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before the run, "
        f"a fixed piece of work takes {spun:.0f} ms of processor time"
    )


def _cost_of(process: psutil.Process) -> Cost:
    is_ours = process.pid == os.getpid()  # whose children are measured by their own names
    family = [process, *([] if is_ours else process.children(recursive=True))]
    times = [member.cpu_times() for member in family]
    ended = 0.0 if is_ours else times[0].children_user + times[0].children_system
    resident = sum(member.memory_info().rss for member in family)
    return Cost(sum(t.user + t.system for t in times) + ended, resident / MEGABYTE)
