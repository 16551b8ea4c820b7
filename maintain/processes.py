"""Starts the service's processes, waits until they answer, and ends them all.

Each process leads a group of its own and is told by the kernel to end when we die, so that not
even a killed supervisor leaves one behind (Linux; elsewhere Ctrl-C and SIGTERM still work).
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from maintain.ports import answers, port_of
from maintain.training import RASA_PYTHON, rasa_environment
from service.errors import TanyaError
from service.paths import ROOT, VAR
from service.settings import Settings

STOP_TIME = 10  # seconds a process has to end by itself
LOOK_AGAIN = 0.15  # seconds between two looks whether a process answers
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # those that wait would spin
_PR_SET_PDEATHSIG = 1


class ProcessFailed(TanyaError):
    """A process ended, or did not answer in time; names its log."""


@dataclass(frozen=True)
class Program:
    """What to start, and the address that answers once it works."""

    name: str
    command: Sequence[str]
    environment: dict[str, str]
    health_url: str


@dataclass
class Running:
    """A started program."""

    program: Program
    process: subprocess.Popen[bytes]
    log_path: Path
    started: float = field(default_factory=time.monotonic)


def service_programs(
    settings: Settings, model: Path, serving_port: int | None = None
) -> list[Program]:
    """Return the four programs, those that need no Rasa first.

    Args:
        serving_port: On which of its two ports Rasa begins with the model; that of RASA_URL if
            none is given.
    """
    python = sys.executable
    ours = {
        **os.environ,
        **ONE_THREAD,
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": settings.database_url,
        "ACTIONS_PORT": str(settings.actions_port),
        "RASA_URL": settings.rasa_url,
        "RASA_STANDBY_URL": settings.rasa_standby_url,
        "RASA_HOST_URL": settings.rasa_host_url,
        "METRICS_PORT": str(settings.metrics_port),
    }
    host = "127.0.0.1"
    return [
        Program("gateway", [python, "-m", "bot"], ours, f"http://{host}:{settings.chat_port}/readyz"),
        Program("desk", [python, "-m", "desk"], ours, f"http://{host}:{settings.desk_port}/readyz"),
        Program("actions", [python, "-m", "actions"], ours, f"http://{host}:{settings.actions_port}/readyz"),
        rasa_host_program(settings, model, serving_port),
    ]  # fmt: skip


def rasa_program(settings: Settings, model: Path) -> Program:
    """Return one Rasa with a model, for who measures; it listens on loopback only."""
    command = [
        str(RASA_PYTHON), "-m", "nlu.server", "run",
        "--interface", "127.0.0.1", "--port", str(port_of(settings.rasa_url)),
        "--model", str(model), "--endpoints", "endpoints.yml", "--credentials", "credentials.yml",
    ]  # fmt: skip
    return Program("rasa", command, _quiet_rasa(settings), settings.rasa_url)


def rasa_host_program(settings: Settings, model: Path, serving_port: int | None = None) -> Program:
    """Return the host of Rasa servers, which begins with a model; loopback only."""
    ports = [port_of(settings.rasa_url), port_of(settings.rasa_standby_url)]
    command = [
        str(RASA_PYTHON), "-m", "nlu.host", "--control", str(port_of(settings.rasa_host_url)),
        "--ports", *map(str, ports), "--models", str(model.parent), "--first", str(model),
        "--first-port", str(serving_port or ports[0]), "--kept", str(kept_path(settings)),
    ]  # fmt: skip
    return Program("rasa", command, _quiet_rasa(settings), settings.rasa_host_url)


def kept_path(settings: Settings) -> Path:
    """Return where the host notes what serves, for when it is started again in this run."""
    return VAR / f"serving-{port_of(settings.rasa_host_url)}.json"


def _quiet_rasa(settings: Settings) -> dict[str, str]:
    environment = {**rasa_environment(settings), **ONE_THREAD, "LOG_LEVEL": "WARNING"}
    return environment | {"LOG_LEVEL_LIBRARIES": "ERROR", "SANIC_ACCESS_LOG": "false"}


def start(program: Program, logs: Path | None = None) -> Running:
    """Start a program; what it prints goes to ``<name>.log`` in ``logs``, else in ``var/log``."""
    folder = logs or VAR / "log"
    folder.mkdir(parents=True, exist_ok=True)
    log_path = folder / f"{program.name}.log"
    with log_path.open("ab") as log:
        process = subprocess.Popen(
            program.command,
            cwd=ROOT,
            env=program.environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            preexec_fn=_lead_and_die_with_parent,
        )
    return Running(program, process, log_path)


def wait_until_answering(running: Running, timeout: float) -> float:
    """Wait until a program answers and return the seconds since it was started.

    Raises:
        ProcessFailed: It ended, or did not answer within ``timeout`` seconds.
    """
    while time.monotonic() - running.started < timeout:
        require_alive(running)
        if answers(running.program.health_url):
            return time.monotonic() - running.started
        time.sleep(LOOK_AGAIN)
    what = f"{running.program.name} did not answer within {timeout:.0f} s"
    raise ProcessFailed(f"{what}; see {running.log_path}")


def require_alive(running: Running) -> None:
    """Make sure that a program still runs.

    Raises:
        ProcessFailed: It ended; shows the end of its log.
    """
    status = running.process.poll()
    if status is not None:
        tail = running.log_path.read_text(encoding="utf-8", errors="replace").splitlines()[-5:]
        what = f"{running.program.name} ended with status {status}; see {running.log_path}"
        raise ProcessFailed("\n".join([what, *tail]))


def stop_all(programs: Sequence[Running]) -> None:
    """End programs in reverse order; kill what does not end in time."""
    for running in reversed(programs):
        _signal_group(running, signal.SIGTERM)
    deadline = time.monotonic() + STOP_TIME
    for running in reversed(programs):
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.process.wait(max(0.1, deadline - time.monotonic()))
        _signal_group(running, signal.SIGKILL)
        running.process.wait()


def kill_group(running: Running) -> None:
    """End what a program has started and left behind."""
    _signal_group(running, signal.SIGKILL)


def _signal_group(running: Running, signum: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(running.process.pid, signum)


def _lead_and_die_with_parent() -> None:
    os.setsid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
