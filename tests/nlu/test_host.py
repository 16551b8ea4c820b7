"""The host of the Rasa servers: what it starts, keeps, refuses and begins with.

The servers are stand-ins that start in a moment and do what their model's name says.
"""

import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
import tarfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer

from nlu import children as children_module
from nlu.children import Children, ModelUnusable, require_whole
from nlu.host import Host, Place, place_of, rasa_command

STAND_IN = """
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
name, port = sys.argv[1], int(sys.argv[2])
if "ends" in name:
    raise SystemExit(3)
class Answers(BaseHTTPRequestHandler):
    def _say(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def do_GET(self):
        told = "other" if "without" in name else name
        self._say(200, ('{"model": "%s"}' % told).encode())
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self._say(500 if "fails" in name else 200, b"{}")
    def log_message(self, *_):
        pass
ThreadingHTTPServer(("127.0.0.1", port), Answers).serve_forever()
"""
Use = Callable[["Kept"], Awaitable[None]]


def free_ports(count: int) -> list[int]:
    """Return ports that nothing uses now."""
    with contextlib.ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


class Kept:
    """A host with stand-ins, and who tells it what to do."""

    def __init__(self, place: Place, children: Children, client: TestClient, begun: str) -> None:
        self.place = place
        self.children = children
        self.client = client
        self.begun = begun

    async def tell(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        """Send one order; return status and answer."""
        async with self.client.request(method, path, json=body) as answer:
            return answer.status, await answer.json()

    async def server(self, port: int) -> Any:
        """Return what is told of the server on a port once it is ready or failed."""
        for _ in range(200):
            _, told = await self.tell("GET", "/servers")
            found = next((one for one in told["servers"] if one["port"] == port), None)
            if found is not None and found["state"] != "starting":
                return found
            await asyncio.sleep(0.05)
        raise TimeoutError(f"nothing became of port {port}")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look often: the stand-ins are quick."""
    monkeypatch.setattr(children_module, "LOOK_AGAIN", 0.02)
    monkeypatch.setattr(children_module, "PAUSES", (0.05,))


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A folder with models that can be read, and one that cannot."""
    folder = tmp_path / "models"
    folder.mkdir()
    for name in ("first", "second", "third", "ends", "without", "fails"):
        with tarfile.open(folder / f"{name}.tar.gz", "w:gz") as packed:
            packed.add(__file__, "content")
    whole = (folder / "second.tar.gz").read_bytes()
    (folder / "damaged.tar.gz").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "outside.tar.gz").write_bytes(whole)
    return folder


def place_with(models: Path, first: str = "first.tar.gz") -> Place:
    """Return a place on free ports."""
    one, two = free_ports(2)
    kept = models / "serving.json"
    return Place(0, (one, two), "127.0.0.1", models, models / first, one, kept)


@contextlib.asynccontextmanager
async def kept(place: Place) -> AsyncIterator[Kept]:
    """Run a host for this block."""
    async with aiohttp.ClientSession() as session:
        children = Children(
            place.ports,
            lambda model, port: [sys.executable, "-c", STAND_IN, model.name, str(port)],
            session,
        )
        host = Host(place, children)
        begun = await host.begin()
        async with TestClient(TestServer(host.app())) as client:
            try:
                yield Kept(place, children, client, begun)
            finally:
                await children.stop_all()


def play(models: Path, use: Use, place: "Place | None" = None) -> None:
    """Run a host and use it."""

    async def run() -> None:
        async with kept(place or place_with(models)) as host:
            await use(host)

    asyncio.run(run())


def test_it_begins_with_the_first_model_and_is_well(models: Path) -> None:
    """Where nothing was ever released all is as before."""

    async def use(host: Kept) -> None:
        assert await host.tell("GET", "/") == (200, {"serving": True})
        first = await host.server(host.place.ports[0])
        assert (first["model"], first["state"]) == ("first.tar.gz", "ready")
        assert first["resident"] > 0

    play(models, use)


def test_a_second_server_is_started_beside_the_first(models: Path) -> None:
    """What serves goes on while the next one gets warm."""

    async def use(host: Kept) -> None:
        status, told = await host.tell("POST", "/servers", {"model": "second.tar.gz"})
        assert (status, told["port"], told["state"]) == (202, host.place.ports[1], "starting")
        assert (await host.server(told["port"]))["state"] == "ready"
        assert (await host.server(host.place.ports[0]))["state"] == "ready"

    play(models, use)


@pytest.mark.parametrize(
    "name",
    ["none.tar.gz", "../outside.tar.gz", "/etc/passwd", "", None, 5, ".hidden.tar.gz", "first"],
)
def test_only_files_of_its_folder_are_started(models: Path, name: object) -> None:
    """Whoever reaches the address must not make it read the machine."""

    async def use(host: Kept) -> None:
        status, told = await host.tell("POST", "/servers", {"model": name})
        assert status == 404
        assert "no model" in told["trouble"]

    play(models, use)


def test_a_form_of_a_browser_is_no_order(models: Path) -> None:
    """A page that somebody opens beside the service could send one."""

    async def use(host: Kept) -> None:
        body = '{"model": "second.tar.gz"}'
        async with host.client.post("/servers", data=body) as answer:
            assert answer.status == 404

    play(models, use)


def test_a_damaged_file_is_refused_and_the_other_goes_on(models: Path) -> None:
    """Rasa itself would start without the model, and answer nothing."""

    async def use(host: Kept) -> None:
        status, told = await host.tell("POST", "/servers", {"model": "damaged.tar.gz"})
        assert (status, told["trouble"][:29]) == (422, "damaged.tar.gz is damaged (EO")
        assert await host.tell("GET", "/") == (200, {"serving": True})

    play(models, use)


@pytest.mark.parametrize(
    ("model", "why"),
    [
        ("ends.tar.gz", "ended with status 3"),
        ("without.tar.gz", "started without without.tar.gz"),
        ("fails.tar.gz", "fails at questions"),
    ],
)
def test_a_server_that_never_gets_ready_says_why(models: Path, model: str, why: str) -> None:
    """Turns must not go over to a Rasa that only looks alive."""

    async def use(host: Kept) -> None:
        _, started = await host.tell("POST", "/servers", {"model": model})
        told = await host.server(started["port"])
        assert told["state"] == "failed"
        assert why in told["trouble"]
        assert (await host.tell("DELETE", f"/servers/{started['port']}"))[0] == 200
        assert (await host.tell("POST", "/servers", {"model": "second.tar.gz"}))[0] == 202

    play(models, use)


def test_a_machine_without_memory_for_it_says_so(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever ordered it must not wait for ever, and what serves goes on."""

    def full(*_: object, **__: object) -> None:
        raise OSError(12, "Cannot allocate memory")

    async def use(host: Kept) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(children_module.subprocess, "Popen", full)
            _, started = await host.tell("POST", "/servers", {"model": "second.tar.gz"})
            told = await host.server(started["port"])
        assert (told["state"], "Cannot allocate memory" in told["trouble"]) == ("failed", True)
        assert (await host.server(host.place.ports[0]))["state"] == "ready"

    play(models, use)


def test_what_is_stopped_twice_leaves_its_port_to_the_next(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two gateways may both say it; a Rasa that nobody knows would hold the port for good."""

    async def use(host: Kept) -> None:
        _, started = await host.tell("POST", "/servers", {"model": "second.tar.gz"})
        port = started["port"]
        await host.server(port)
        slow = asyncio.Event()

        async def end_late(_child: children_module.Child) -> None:
            await slow.wait()

        with monkeypatch.context() as patched:
            patched.setattr(children_module, "end_process", end_late)
            late = asyncio.create_task(host.children.stop(port))
            await asyncio.sleep(0.2)
        await host.children.stop(port)
        await host.tell("POST", "/servers", {"model": "third.tar.gz"})
        slow.set()
        await late
        assert (await host.server(port))["model"] == "third.tar.gz"

    play(models, use)


def test_there_are_two_ports_and_no_more(models: Path) -> None:
    """Each Rasa takes half a gigabyte."""

    async def use(host: Kept) -> None:
        await host.tell("POST", "/servers", {"model": "second.tar.gz"})
        status, told = await host.tell("POST", "/servers", {"model": "third.tar.gz"})
        assert status == 409
        assert "second.tar.gz" in told["trouble"]

    play(models, use)


def test_what_serves_is_not_stopped_until_another_does(models: Path) -> None:
    """One wrong order must not silence the service."""

    async def use(host: Kept) -> None:
        one, two = host.place.ports
        assert (await host.tell("DELETE", f"/servers/{one}"))[0] == 409
        await host.tell("POST", "/servers", {"model": "second.tar.gz"})
        await host.server(two)
        status, told = await host.tell("PUT", "/serving", {"port": two})
        assert (status, told["serving"]) == (200, two)
        _, told = await host.tell("DELETE", f"/servers/{one}")
        assert [server["port"] for server in told["servers"]] == [two]

    play(models, use)


@pytest.mark.parametrize("port", [1, None, "5006"])
def test_what_is_not_ready_cannot_serve(models: Path, port: object) -> None:
    """It would be begun with after a restart."""

    async def use(host: Kept) -> None:
        assert (await host.tell("PUT", "/serving", {"port": port}))[0] == 409
        assert not host.place.kept.exists()

    play(models, use)


def test_after_a_restart_it_begins_with_what_served(models: Path) -> None:
    """The register names an address and a model; both must be there again."""
    place = place_with(models)

    async def use(host: Kept) -> None:
        await host.tell("POST", "/servers", {"model": "second.tar.gz"})
        await host.server(place.ports[1])
        await host.tell("PUT", "/serving", {"port": place.ports[1]})

    async def look(host: Kept) -> None:
        _, told = await host.tell("GET", "/servers")
        assert [(one["model"], one["port"]) for one in told["servers"]] == [
            ("second.tar.gz", place.ports[1])
        ]
        assert await host.tell("GET", "/") == (200, {"serving": True})

    play(models, use, place)
    play(models, look, place)


@pytest.mark.parametrize(
    "noted",
    [
        "",
        "[]",
        '{"model": "gone.tar.gz", "port": PORT}',
        '{"model": "second.tar.gz", "port": 1}',
        '{"model": "damaged.tar.gz", "port": PORT}',
        '{"model": "ends.tar.gz", "port": PORT}',
    ],
)
def test_a_note_that_cannot_be_followed_means_the_first(models: Path, noted: str) -> None:
    """An older model is better than none."""
    place = place_with(models)
    place.kept.write_text(noted.replace("PORT", str(place.ports[1])), encoding="utf-8")

    async def use(host: Kept) -> None:
        assert host.begun == ""
        assert (await host.server(place.ports[0]))["model"] == "first.tar.gz"

    play(models, use, place)


@pytest.mark.parametrize("first", ["damaged.tar.gz", "ends.tar.gz"])
def test_without_any_server_it_says_why(models: Path, first: str) -> None:
    """Whoever starts the service reads it at once."""

    async def use(host: Kept) -> None:
        assert first in host.begun
        assert (await host.tell("GET", "/"))[0] == 503

    play(models, use, place_with(models, first))


def test_a_server_that_dies_is_started_again(models: Path) -> None:
    """Nobody sits beside the machine at night."""

    async def use(host: Kept) -> None:
        child = host.children.on(host.place.ports[0])
        assert child is not None
        assert child.process is not None
        killed = child.process.pid
        os.kill(killed, signal.SIGKILL)
        ends = time.monotonic() + 10
        while child.process.pid == killed or child.state != "ready":
            assert time.monotonic() < ends
            await asyncio.sleep(0.02)
        assert await host.tell("GET", "/") == (200, {"serving": True})

    play(models, use)


def test_a_file_that_is_no_archive_is_unusable(tmp_path: Path) -> None:
    """Half a copy, or a page of an error."""
    (tmp_path / "x.tar.gz").write_text("<html>", encoding="utf-8")

    with pytest.raises(ModelUnusable, match=r"x\.tar\.gz is damaged"):
        require_whole(tmp_path / "x.tar.gz")


def test_the_command_line_has_defaults() -> None:
    """The container's and ours differ in few words."""
    place = place_of(["--first", "models/tanya.tar.gz"])

    assert (place.control, list(place.ports), place.first_port) == (5004, [5005, 5006], 5005)
    assert place.kept == Path("models/serving.json")
    command = rasa_command("0.0.0.0", place.first, 5005)  # noqa: S104 - only looked at
    assert command[1:4] == ["-m", "nlu.server", "run"]
    assert json.dumps(command).count("5005") == 1
