"""Rasa servers as children of one process, each on a port of its own, and what became of them.

``nlu/host.py`` gives the orders. A child is *ready* once it names its model and has answered a few
questions, so that the first citizen does not wait for what is loaded late. One that was ready and
dies is started again; one that never was stays as *failed*, with the reason, and harms no other.
"""

import asyncio
import contextlib
import ctypes
import logging
import math
import secrets
import signal
import subprocess
import sys
import tarfile
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

STARTING, READY, FAILED = "starting", "ready", "failed"
START_TIME = 180.0  # seconds a Rasa has to answer; 15 on a quiet core
STOP_TIME = 8.0  # seconds it has to end what is under way; `tanya run` gives its host 10
LOOK_AGAIN = 0.2  # seconds between two looks at a child
PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0)  # seconds before a child that died is started again
LONG_ENOUGH = 60.0  # seconds of life after which a death is the first one again
WARMING = (  # asked before citizens ask: a greeting, topics, a place, and what nobody can say
    "halo",
    "berapa lama permohonan informasi dijawab?",
    "kantor bpkp semarang",
    "qwrt zxcv plmk",
    "saya mau magang, syaratnya apa saja ya",
    "biaya permohonan informasi",
)
ROUNDS = 3  # of them, after the first one all at once, as citizens come
_ANSWER_TIME = aiohttp.ClientTimeout(total=3)
_WARMING_TIME = aiohttp.ClientTimeout(total=30)
_PR_SET_PDEATHSIG = 1
_KILOBYTES = {"Rss": "resident", "Pss": "proportional"}

logger = logging.getLogger(__name__)
Command = Callable[[Path, int], Sequence[str]]  # of a model and a port


class ModelUnusable(Exception):
    """A file is no whole model; says why."""


class NoFreePort(Exception):
    """Every port has its server."""


@dataclass
class Child:
    """A Rasa server.

    Attributes:
        trouble: Why it failed.
        ready_after: Seconds from its last start until it was ready.
    """

    port: int
    model: Path
    state: str = STARTING
    trouble: str = ""
    ready_after: float | None = None
    process: subprocess.Popen[bytes] | None = None
    task: asyncio.Task[None] | None = None
    started: float = field(default_factory=time.monotonic)
    settled: asyncio.Event = field(default_factory=asyncio.Event)  # ready or failed, once

    @property
    def url(self) -> str:
        """Where we ask it: it listens on loopback in any case."""
        return f"http://127.0.0.1:{self.port}"

    def as_json(self) -> dict[str, Any]:
        """Tell of it, with what it holds in memory (megabytes)."""
        told = {"port": self.port, "model": self.model.name, "state": self.state}
        memory = memory_of(self.process.pid) if self.process else {}
        return {**told, "trouble": self.trouble, "ready_after": self.ready_after, **memory}


class Children:
    """The servers, at most one on each port."""

    def __init__(
        self, ports: Sequence[int], command: Command, session: aiohttp.ClientSession
    ) -> None:
        self._ports = ports
        self._command = command
        self._session = session
        self._children: dict[int, Child] = {}

    def __iter__(self) -> Iterable[Child]:
        """Go through them by port."""
        return iter(sorted(self._children.values(), key=lambda child: child.port))

    def on(self, port: int) -> Child | None:
        """Return the server on a port."""
        return self._children.get(port)

    def start(self, model: Path, port: int | None = None, *, is_warmed: bool = True) -> Child:
        """Start a server, on a free port if none is given.

        Raises:
            NoFreePort: There is none, or that port has its server.
        """
        free = [free for free in self._ports if free not in self._children]
        if not free or (port is not None and port not in free):
            taken = ", ".join(f"{child.port}: {child.model.name}" for child in self)
            raise NoFreePort(f"no port is free ({taken}); stop one of these first")
        child = Child(port if port is not None else free[0], model)
        self._children[child.port] = child
        child.task = asyncio.create_task(self._keep(child, is_warmed=is_warmed))
        return child

    async def stop(self, port: int) -> None:
        """End a server; what it answers just now it may finish."""
        child = self._children.get(port)
        if child is None:
            return
        if child.task is not None:
            child.task.cancel()
            await asyncio.gather(child.task, return_exceptions=True)
        await end_process(child)
        if self._children.get(port) is child:  # told to stop twice: the port may have a new one
            del self._children[port]
        logger.warning("Port %d: %s was stopped", port, child.model.name)

    async def stop_all(self) -> None:
        """End all."""
        await asyncio.gather(*(self.stop(port) for port in list(self._children)))

    async def answers(self, child: Child) -> bool:
        """Tell whether a server answers now."""
        return await self._status(child, "/") == 200

    async def _keep(self, child: Child, *, is_warmed: bool) -> None:
        """Start a server and start it again whenever it dies, unless it never was ready."""
        deaths = 0
        while True:
            child.started, trouble = time.monotonic(), _spawn(self._command, child)
            trouble = trouble or await self._bring_up(child, is_warmed=is_warmed)
            if trouble:
                await end_process(child)
                logger.error("Port %d: %s", child.port, trouble)
                if child.ready_after is None:
                    child.state, child.trouble = FAILED, trouble
                    child.settled.set()
                    return
            else:
                await _until_ended(child)
                logger.error("Port %d: %s died", child.port, child.model.name)
            lived = time.monotonic() - child.started
            deaths = 0 if lived > LONG_ENOUGH and not trouble else deaths + 1
            child.state = STARTING
            await asyncio.sleep(PAUSES[min(deaths, len(PAUSES)) - 1 if deaths else 0])

    async def _bring_up(self, child: Child, *, is_warmed: bool) -> str:
        """Wait until a server is ready; return why it is not, "" if it is."""
        trouble = await self._until_it_names_its_model(child)
        if not trouble and is_warmed:
            trouble = await self._warm(child)
        if not trouble:
            child.state, child.trouble = READY, ""
            child.settled.set()
            child.ready_after = round(time.monotonic() - child.started, 1)
            logger.warning(
                "Port %d: %s is ready after %.1f s",
                child.port,
                child.model.name,
                child.ready_after,
            )
        return trouble

    async def _until_it_names_its_model(self, child: Child) -> str:
        name = child.model.name
        while time.monotonic() - child.started < START_TIME:
            if (status := _status_of(child)) is not None:
                return f"Rasa ended with status {status} while it loaded {name}; see its log"
            if await self._status(child, "/") == 200:
                told = await self._model(child)
                return "" if told == name else f"Rasa started without {name}; see its log"
            await asyncio.sleep(LOOK_AGAIN)
        return f"Rasa did not answer within {START_TIME:.0f} s with {name}; see its log"

    async def _warm(self, child: Child) -> str:
        """Ask what citizens ask; that no action server answers yet is no fault of a model."""
        for text in WARMING:
            if trouble := await self._ask(child, text):
                return trouble
        for _ in range(ROUNDS):
            troubles = await asyncio.gather(*(self._ask(child, text) for text in WARMING))
            if any(troubles):
                return next(filter(None, troubles))
        return ""

    async def _ask(self, child: Child, text: str) -> str:
        """Ask one question; return why that went wrong, "" if it did not."""
        # A sender of its own: Rasa lets messages of one wait a second for each other.
        asked = {"sender": secrets.token_hex(16), "message": text, "slots": {}}
        try:
            async with self._session.post(
                f"{child.url}/webhooks/gateway/", json=asked, timeout=_WARMING_TIME
            ) as answer:
                if answer.status != 200:
                    return f"Rasa fails at questions with {child.model.name}; see its log"
        except (aiohttp.ClientError, asyncio.TimeoutError) as error:
            failed = type(error).__name__
            return f"Rasa does not answer questions with {child.model.name}: {failed}"
        return ""

    async def _status(self, child: Child, path: str) -> int | None:
        with contextlib.suppress(aiohttp.ClientError, asyncio.TimeoutError):
            async with self._session.get(child.url + path, timeout=_ANSWER_TIME) as answer:
                return answer.status
        return None

    async def _model(self, child: Child) -> str | None:
        with contextlib.suppress(aiohttp.ClientError, asyncio.TimeoutError, ValueError):
            url = f"{child.url}/webhooks/gateway/model"
            async with self._session.get(url, timeout=_ANSWER_TIME) as answer:
                told = await answer.json() if answer.status == 200 else {}
                return told.get("model")
        return None


def require_whole(model: Path) -> None:
    """Make sure that a model's file can be read to its end: Rasa starts without one that cannot.

    Raises:
        ModelUnusable: It cannot.
    """
    try:
        with tarfile.open(model, "r:gz") as packed:
            for member in packed:
                content = packed.extractfile(member)
                while content is not None and content.read(1 << 20):
                    pass
    except (OSError, EOFError, tarfile.TarError, zlib.error) as error:
        why = f"{type(error).__name__}: {error}"
        raise ModelUnusable(f"{model.name} is damaged ({why}); train it again") from error


def memory_of(pid: int) -> dict[str, int]:
    """Return the megabytes that a process holds, ``resident`` and its share (Linux)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()[1:]
    except OSError:
        return {}
    sizes = dict(line.split(":", 1) for line in lines)
    return {name: int(sizes[key].split()[0]) // 1024 for key, name in _KILOBYTES.items()}


def _spawn(command: Command, child: Child) -> str:
    """Start a process; return why there is none, "" if there is."""
    words, nothing = command(child.model, child.port), subprocess.DEVNULL
    try:
        child.process = subprocess.Popen(words, stdin=nothing, preexec_fn=_die_with_parent)
    except (OSError, subprocess.SubprocessError) as error:  # no memory is left, say
        return f"Rasa could not be started with {child.model.name}: {error}"
    return ""


def _status_of(child: Child) -> int | None:
    return child.process.poll() if child.process else None


async def _until_ended(child: Child, within: float = math.inf) -> bool:
    """Wait until a process has ended; False when it has not within so many seconds."""
    gives_up = time.monotonic() + within
    while child.process is not None and child.process.poll() is None:
        if time.monotonic() > gives_up:
            return False
        await asyncio.sleep(LOOK_AGAIN)
    return True


async def end_process(child: Child) -> None:
    """End a process: politely, and then not."""
    if child.process is None or child.process.poll() is not None:
        return
    child.process.terminate()
    if not await _until_ended(child, STOP_TIME):
        child.process.kill()
    child.process.wait()


def _die_with_parent() -> None:
    """Be killed when the host is: a Rasa keeps nothing, and the next host needs its port."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
