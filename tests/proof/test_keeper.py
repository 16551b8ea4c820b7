"""Killing and starting again, on a program that costs nothing."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from maintain.ports import free_port
from maintain.processes import Program
from proof.journal import Journal, read_journal
from proof.keeper import Keeper, Killer
from tests.bot.harness import until

SERVER = """
import http.server, os, pathlib
pathlib.Path({pid!r}).write_text(str(os.getpid()))
server = http.server.HTTPServer(("127.0.0.1", {port}), http.server.SimpleHTTPRequestHandler)
server.serve_forever()
"""
PATIENCE = 20.0  # seconds


@pytest.fixture
def journal_path(tmp_path: Path) -> Path:
    """Where the keeper writes."""
    return tmp_path / "proof.jsonl"


@pytest.fixture
def pid_path(tmp_path: Path) -> Path:
    """Where the program says which process it is."""
    return tmp_path / "pid"


@pytest.fixture
async def keeper(tmp_path: Path, journal_path: Path, pid_path: Path) -> AsyncIterator[Keeper]:
    """A keeper of one small server, keeping."""
    port = free_port()
    command = [sys.executable, "-c", SERVER.format(port=port, pid=str(pid_path))]
    program = Program("desk", command, {"PATH": "/usr/bin"}, f"http://127.0.0.1:{port}/")
    with Journal(journal_path) as journal:
        keeper = Keeper([program], journal, tmp_path)
        await asyncio.to_thread(keeper.start_all)
        keeping = asyncio.create_task(keeper.keep())
        yield keeper
        keeping.cancel()
        keeper.stop_all()


async def test_a_killed_program_comes_back(keeper: Keeper, journal_path: Path) -> None:
    """As under a container's restart policy."""
    keeper.kill("desk")

    await until(lambda: "answers" in events(journal_path), PATIENCE)
    assert events(journal_path) == ["killed", "answers"]
    assert keeper.down == []


async def test_a_program_that_ends_by_itself_is_written_down(
    keeper: Keeper, journal_path: Path, pid_path: Path
) -> None:
    """It comes back as well, but the audit hears of it."""
    os.kill(await asyncio.to_thread(read_pid, pid_path), signal.SIGTERM)

    await until(lambda: "answers" in events(journal_path), PATIENCE)
    assert events(journal_path) == ["ended", "answers"]


def test_the_killer_keeps_to_its_plan() -> None:
    """As many as asked, spread over the run, the same for the same seed."""
    killer, again = (Killer(1, 4, {"desk": 1.0, "rasa": 1.0}) for _ in range(2))

    named = [*killer.due(0.0), *killer.due(0.5), *killer.due(1.0)]

    assert len(named) == 4
    assert killer.due(1.0) == []
    assert again.due(1.0) == named


def read_pid(path: Path) -> int:
    """Return the number of the process that the program runs as."""
    return int(path.read_text())


def events(path: Path) -> list[str]:
    """Return the names of what is in a journal."""
    return [str(event["event"]) for event in read_journal(path)]
