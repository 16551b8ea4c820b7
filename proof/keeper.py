"""Keeps the processes running and kills them: what a container's restart policy does, and worse.

A killed process is started again after a moment, also while it was still starting. A process
that ends without having been killed is written down: the audit counts it as a failure.
"""

import asyncio
import os
import random
import signal
from collections.abc import Mapping, Sequence
from pathlib import Path

from maintain.ports import answers
from maintain.processes import Program, Running, start, stop_all, wait_until_answering
from proof.journal import Journal

START_TIME = 180  # seconds a process has to answer at first, on a busy machine
RESTART_AFTER = 0.3  # seconds
LOOK_AGAIN = 0.2  # seconds


class Keeper:
    """Runs programs, by name."""

    def __init__(self, programs: Sequence[Program], journal: Journal, logs: Path) -> None:
        self._programs = {program.name: program for program in programs}
        self._logs = logs
        self._journal = journal
        self._running: dict[str, Running] = {}
        self._killed: set[str] = set()
        self._silent: set[str] = set()

    def start_all(self) -> None:
        """Start every program and wait until all of them answer."""
        self._running = {name: self._start(program) for name, program in self._programs.items()}
        for running in self._running.values():
            wait_until_answering(running, START_TIME)

    def stop_all(self) -> None:
        """End every program as an operator does."""
        stop_all(list(self._running.values()))

    def kill(self, name: str) -> None:
        """Kill a program and its children with SIGKILL, if it runs."""
        running = self._running[name]
        if running.process.poll() is None:
            self._killed.add(name)
            os.killpg(running.process.pid, signal.SIGKILL)
            running.process.wait()
            self._journal.add("killed", name=name)

    @property
    def down(self) -> list[str]:
        """The programs that do not answer now."""
        return sorted(self._silent)

    async def keep(self) -> None:
        """Start again what ended, and note when it answers; until cancelled."""
        while True:
            for name, running in list(self._running.items()):
                if running.process.poll() is not None:
                    await self._restart(name, running)
                elif name in self._silent:
                    await self._listen(name)
            await asyncio.sleep(LOOK_AGAIN)

    def _start(self, program: Program) -> Running:
        return start(program, self._logs)

    async def _restart(self, name: str, running: Running) -> None:
        if name not in self._killed:
            self._journal.add("ended", name=name, status=running.process.returncode)
        self._killed.discard(name)
        self._silent.add(name)
        await asyncio.sleep(RESTART_AFTER)
        self._running[name] = self._start(running.program)

    async def _listen(self, name: str) -> None:
        if await asyncio.to_thread(answers, self._programs[name].health_url):
            self._silent.discard(name)
            self._journal.add("answers", name=name)


class Killer:
    """Says who is to be killed when, from a seed.

    Attributes:
        killed: How many it has named so far.
    """

    def __init__(self, seed: int, kills: int, victims: Mapping[str, float]) -> None:
        """Name ``kills`` victims in all; ``victims`` are the names and their weights."""
        draw = random.Random(f"{seed} killer")
        names = draw.choices(list(victims), list(victims.values()), k=kills)
        self._plan = sorted((draw.uniform(0.02, 1.0), name) for name in names)
        self.killed = 0

    def due(self, done: float) -> list[str]:
        """Return whom to kill now that ``done`` (0 to 1) of the updates are written."""
        names = [name for at, name in self._plan[self.killed :] if at <= done]
        self.killed += len(names)
        return names
