"""Keeps started programs running: what dies is started again, a little later each time, and told.

A program that dies again and again is given up; the others go on, because each answers without the
rest (the gateway by search when Rasa is away). Called by ``tanya run`` once everything runs.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from maintain.ports import answers
from maintain.processes import ProcessFailed, Running, kill_group, start

PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0)  # seconds before a start; so many within a minute, then none
MINUTE = 60.0
LOOK_AGAIN = 1.0  # seconds between two looks


@dataclass
class _Watched:
    """A program, and what became of it.

    Attributes:
        starts: When it was started again, the last few times.
        due: When it is to be started again, None while it runs or when it was given up.
    """

    running: Running
    starts: deque[float] = field(default_factory=lambda: deque(maxlen=len(PAUSES)))
    due: float | None = None
    is_given_up: bool = False
    is_awaited: bool = False


class Supervisor:
    """Watches programs; ``step`` is one look."""

    def __init__(
        self,
        programs: list[Running],
        tell: Callable[[str], object],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Keep ``programs`` up to date: whoever ends the service ends what is in it."""
        self._programs = programs
        self._tell = tell
        self._monotonic = monotonic
        self._watched = [_Watched(running) for running in programs]

    def run(self) -> None:
        """Watch until interrupted.

        Raises:
            ProcessFailed: Every program was given up.
        """
        while True:
            self.step()
            time.sleep(LOOK_AGAIN)

    def step(self) -> None:
        """Look once: start again what is due, and plan it for what has died.

        Raises:
            ProcessFailed: Every program was given up.
        """
        for number, watched in enumerate(self._watched):
            if watched.due is not None and self._monotonic() >= watched.due:
                self._start_again(number, watched)
            elif watched.due is None and not watched.is_given_up:
                self._look_at(watched)
        if all(watched.is_given_up for watched in self._watched):
            raise ProcessFailed("every process ended again and again; see var/log/")

    def _look_at(self, watched: _Watched) -> None:
        running = watched.running
        status = running.process.poll()
        if status is not None:
            kill_group(running)  # what it started would keep its port
            self._plan(watched, f"{running.program.name} ended with status {status}")
        elif watched.is_awaited and answers(running.program.health_url):
            watched.is_awaited = False
            seconds = time.monotonic() - running.started
            self._tell(f"{running.program.name} answers again after {seconds:.1f} s")

    def _plan(self, watched: _Watched, what: str) -> None:
        now = self._monotonic()
        recent = sum(at > now - MINUTE for at in watched.starts)
        if recent == len(PAUSES):
            watched.is_given_up = True
            log = watched.running.log_path
            self._tell(
                f"{what}, {recent} starts within a minute: given up, the rest goes on; {log}"
            )
            return
        watched.due = now + PAUSES[recent]
        self._tell(f"{what}; starting it again in {PAUSES[recent]:.0f} s")

    def _start_again(self, number: int, watched: _Watched) -> None:
        logs = watched.running.log_path.parent
        watched.running = self._programs[number] = start(watched.running.program, logs)
        watched.starts.append(self._monotonic())
        watched.due, watched.is_awaited = None, True
