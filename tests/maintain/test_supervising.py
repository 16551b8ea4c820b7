"""Programs that die are started again; the others do not notice."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from maintain import supervising
from maintain.ports import free_port
from maintain.processes import ProcessFailed, Program, Running, start, stop_all
from maintain.supervising import PAUSES, Supervisor

SERVER = (
    "import http.server as h; "
    "h.ThreadingHTTPServer(('127.0.0.1', {port}), h.SimpleHTTPRequestHandler).serve_forever()"
)
SLEEPS, FAILS = "import time; time.sleep(60)", "raise SystemExit(3)"


class House:
    """Programs under a supervisor whose clock tests move."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = 1000.0
        self.told: list[str] = []
        self.programs: list[Running] = []

    def watch(self, **codes: str) -> Supervisor:
        """Start a program for each line of Python."""
        for name, code in codes.items():
            self.programs.append(start(self.program(name, code), self.folder))
        return Supervisor(self.programs, self.told.append, lambda: self.now)

    def program(self, name: str, code: str, port: int = 1) -> Program:
        """Return a program; what it prints goes to a folder of the test's."""
        url = f"http://127.0.0.1:{port}/"
        return Program(name, [sys.executable, "-c", code], dict(os.environ), url)

    def kill(self, number: int) -> None:
        """End a program as the kernel does when memory is short."""
        self.programs[number].process.send_signal(signal.SIGKILL)
        self.programs[number].process.wait()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Nothing runs before and after."""
    made = House(tmp_path)
    yield made
    stop_all(made.programs)


def wait_for(is_so: Callable[[], bool]) -> None:
    """Wait until something is so.

    Raises:
        TimeoutError: It was not.
    """
    for _ in range(500):
        if is_so():
            return
        time.sleep(0.02)
    raise TimeoutError("it did not come to that in time")


def test_what_is_killed_is_started_again_and_the_others_go_on(house: House) -> None:
    """Rasa killed must not end the gateway, which can answer by search."""
    supervisor = house.watch(gateway=SLEEPS, rasa=SLEEPS)
    gateway, rasa = (running.process.pid for running in house.programs)
    house.kill(1)
    supervisor.step()
    house.now += PAUSES[0]
    supervisor.step()

    assert house.told == ["rasa ended with status -9; starting it again in 1 s"]
    assert house.programs[0].process.pid == gateway
    assert house.programs[1].process.pid != rasa
    assert [running.process.poll() for running in house.programs] == [None, None]


def test_it_is_told_when_it_answers_again(house: House) -> None:
    """The operator who read that it died wants to read that it is over."""
    port = free_port()
    program = house.program("desk", SERVER.format(port=port), port)
    house.programs.append(start(program, house.folder))
    supervisor = Supervisor(house.programs, house.told.append, lambda: house.now)
    house.kill(0)
    supervisor.step()
    house.now += PAUSES[0]

    def is_told() -> bool:
        supervisor.step()
        return len(house.told) == 2

    wait_for(is_told)
    assert house.told[1].startswith("desk answers again after ")


def test_what_dies_again_and_again_is_given_up(house: House) -> None:
    """A broken model must not cost a processor for ever; citizens are answered without it."""
    supervisor = house.watch(gateway=SLEEPS, rasa=FAILS)
    waits = []
    while not any("given up" in line for line in house.told):
        house.programs[1].process.wait()
        supervisor.step()
        waits.append(house.told[-1].rpartition(" in ")[2])
        house.now += next((p for p in PAUSES if waits[-1] == f"{p:.0f} s"), 0)
        supervisor.step()
    pid = house.programs[1].process.pid
    house.now += 3600
    supervisor.step()

    assert waits[:-1] == ["1 s", "2 s", "4 s", "8 s", "16 s"]
    assert house.programs[1].process.pid == pid
    assert house.programs[0].process.poll() is None


def test_who_dies_once_an_hour_is_never_given_up(house: House) -> None:
    """Only what fails within a minute is hopeless."""
    supervisor = house.watch(gateway=SLEEPS)
    for _ in range(len(PAUSES) + 2):
        house.kill(0)
        supervisor.step()
        house.now += PAUSES[0]
        supervisor.step()
        house.now += 3600

    assert set(house.told) == {"gateway ended with status -9; starting it again in 1 s"}


def test_nothing_left_to_watch_is_an_error(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever started it by a timer must see a status that is not 0."""
    monkeypatch.setattr(supervising, "PAUSES", ())
    supervisor = house.watch(gateway=FAILS)
    house.programs[0].process.wait()

    with pytest.raises(ProcessFailed, match="every process ended"):
        supervisor.step()


def test_a_port_is_free_again_before_the_next_start(house: House) -> None:
    """A child that is left behind would keep it, and the program could never start again."""
    parent = (
        "import subprocess as s; p = s.Popen(['sleep', '60']); print(p.pid, flush=True); p.wait()"
    )
    supervisor = house.watch(rasa=parent)
    log = house.programs[0].log_path
    wait_for(lambda: "\n" in log.read_text())
    child = int(log.read_text())
    house.kill(0)

    supervisor.step()

    def is_gone() -> bool:
        try:
            return Path(f"/proc/{child}/stat").read_text().rpartition(") ")[2][0] == "Z"
        except FileNotFoundError:
            return True

    wait_for(is_gone)
