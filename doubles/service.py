"""The whole service as an operator starts it: real processes, a real Rasa, a Bot API double.

End-to-end tests, the proof and the benchmarks run it, each on ports and a database of its own.
"""

import os
import re
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from doubles.bot_api import BotApiDouble
from maintain.ports import free_port, free_ports_in_a_row
from service.paths import ROOT

START_TIME = 400  # seconds; a fresh clone trains first
LOGS = ROOT / "var" / "log"
TANYA = ROOT / ".venv" / "bin" / "tanya"
OFFICER = ("rini", "Rini Petugas", "humas")
PASSWORD = "kata-sandi-uji-coba"


@dataclass(frozen=True)
class Service:
    """A running service."""

    chat_url: str
    desk_url: str
    telegram: BotApiDouble
    database_path: Path
    environment: dict[str, str]
    process: subprocess.Popen[str]
    log_starts: dict[Path, int] = field(default_factory=dict)  # bytes that others logged before

    def rows(self, statement: str) -> list[tuple[object, ...]]:
        """Read the service's database."""
        with sqlite3.connect(self.database_path) as connection:
            return connection.execute(statement).fetchall()

    def logs(self) -> str:
        """Return everything the processes printed."""
        return "\n".join(self.log(path.stem) for path in LOGS.glob("*.log"))

    def log(self, name: str) -> str:
        """Return what one process printed."""
        path = LOGS / f"{name}.log"
        printed = path.read_bytes()[self.log_starts.get(path, 0) :]
        return printed.decode("utf-8", errors="replace")

    def pid_of(self, module: str) -> int:
        """Return the process id of one of the service's processes."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        return next(c.pid for c in children if module in " ".join(c.cmdline()))


def service_environment(folder: Path, telegram_url: str) -> dict[str, str]:
    """Return settings that collide with nothing on this machine."""
    actions_port = free_port()
    return {
        **{name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")},
        "DATABASE_URL": f"sqlite:///{folder}/tanya.db",
        "AUDIT_ANCHORS": f"{folder}/audit-anchors.txt",
        "RASA_URL": f"http://127.0.0.1:{free_port()}",
        "RASA_STANDBY_URL": f"http://127.0.0.1:{free_port()}",
        "RASA_HOST_URL": f"http://127.0.0.1:{free_port()}",
        "ACTIONS_PORT": str(actions_port),
        "ACTIONS_URL": f"http://127.0.0.1:{actions_port}/webhook",
        "CHAT_PORT": str(free_port()),
        "DESK_PORT": str(free_port()),
        "METRICS_PORT": str(free_ports_in_a_row(3)),
        "TELEGRAM_BOT_TOKEN": "123456789:TEST",
        "TELEGRAM_API_URL": telegram_url,
        "PYTHONPATH": str(ROOT),  # the code of this checkout, wherever the command was installed
        "CHAT_LIMITS": "false",  # all its citizens come from this machine's address
        "PYTHONUNBUFFERED": "1",
    }


def add_officer(environment: dict[str, str]) -> None:
    """Register the officer who answers in these tests."""
    subprocess.run(
        [str(TANYA), "officers", "add", *OFFICER],
        env={**environment, "TANYA_OFFICER_PASSWORD": PASSWORD},
        check=True,
        capture_output=True,
    )


def start_service(environment: dict[str, str]) -> subprocess.Popen[str]:
    """Start it and wait until it says that everything runs."""
    process = subprocess.Popen(
        [str(TANYA), "run"],
        cwd="/",
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    printed = []
    deadline = time.monotonic() + START_TIME
    assert process.stdout is not None
    for line in process.stdout:
        printed.append(line)
        if re.search("Everything runs", line):
            return process
        assert time.monotonic() < deadline, "".join(printed)
    raise AssertionError("tanya run ended:\n" + "".join(printed))


def stop_service(process: subprocess.Popen[str]) -> str:
    """Press Ctrl-C and return the last words."""
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=40)
    return said


@contextmanager
def own_service(folder: Path) -> Iterator[Service]:
    """Run a service that others know nothing of, with its database in a folder."""
    with BotApiDouble() as telegram:
        environment = service_environment(folder, telegram.url)
        process = start_service(environment)
        chat, desk = (f"http://127.0.0.1:{environment[f'{n}_PORT']}" for n in ("CHAT", "DESK"))
        try:
            yield Service(chat, desk, telegram, folder / "tanya.db", environment, process)
        finally:
            stop_service(process)
