"""Keeps Rasa servers side by side, so that a new model is warm before it answers anybody.

``python -m nlu.host --first models/x.tar.gz``. Two ports for Rasa, one to be told by (ADR 71):
``GET /`` answers 200 while what serves answers; ``GET /servers`` tells of all; ``POST /servers
{"model"}`` starts one more, warmed; ``DELETE /servers/PORT`` ends one; ``PUT /serving {"port"}``
notes what to begin with after a restart. It believes whoever reaches it, as Rasa does: on loopback
or the inner network only. It starts files of its folder of models and no others.
"""

import argparse
import asyncio
import json
import logging
import re
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from aiohttp import web

from nlu.children import (
    FAILED,
    READY,
    Child,
    Children,
    ModelUnusable,
    NoFreePort,
    require_whole,
)

MODEL = re.compile(r"[A-Za-z0-9][\w.-]*\.tar\.gz")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Place:
    """Where everything is.

    Attributes:
        ports: Of the Rasa servers.
        interface: Where they and the host listen.
        models: The folder of models.
        first: What is started where nothing was noted; may lie elsewhere.
        first_port: On which port then.
        kept: The file in which it is noted what serves.
    """

    control: int
    ports: Sequence[int]
    interface: str
    models: Path
    first: Path
    first_port: int
    kept: Path

    def file_of(self, name: object) -> Path | None:
        """Return the model of that name, None where there is none, or no such name can be."""
        if not isinstance(name, str) or not MODEL.fullmatch(name):
            return None
        path = self.first if name == self.first.name else self.models / name
        return path if path.is_file() else None

    def noted(self) -> tuple[Path, int]:
        """Return what is to serve, and on which port."""
        try:
            told = json.loads(self.kept.read_text(encoding="utf-8"))
            model, port = self.file_of(told["model"]), told["port"]
        except (OSError, ValueError, KeyError, TypeError):
            return self.first, self.first_port
        if model is None or port not in self.ports:
            logger.error("%s names what is not there; beginning with %s", self.kept, self.first)
            return self.first, self.first_port
        return model, port

    def note(self, model: str, port: int) -> None:
        """Note what is to serve, whole or not at all."""
        beside = self.kept.with_name(self.kept.name + ".new")
        self.kept.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps({"model": model, "port": port}), encoding="utf-8")
        beside.replace(self.kept)


class Host:
    """The address by which the host is told what to do."""

    def __init__(self, place: Place, children: Children) -> None:
        self._place = place
        self._children = children
        self._serving_port = place.first_port

    def app(self) -> web.Application:
        """Return the web application."""
        app = web.Application()
        app.add_routes(
            [
                web.get("/", self.health),
                web.get("/servers", self.servers),
                web.post("/servers", self.start),
                web.delete(r"/servers/{port:\d+}", self.stop),
                web.put("/serving", self.serve),
            ]
        )
        return app

    async def begin(self) -> str:
        """Start what is to serve, the first model if that fails; return why nothing serves."""
        model, port = self._place.noted()
        trouble = await self._begin_with(model, port)
        if trouble and model != self._place.first:
            model, port = self._place.first, self._place.first_port
            trouble = await self._begin_with(model, port)
        return trouble

    async def _begin_with(self, model: Path, port: int) -> str:
        try:
            await asyncio.to_thread(require_whole, model)
        except ModelUnusable as error:
            logger.error("%s", error)  # noqa: TRY400 - expected, no trace needed
            return str(error)
        # Not warmed: it would wait for an action server that starts beside it.
        child = self._children.start(model, port, is_warmed=False)
        self._serving_port = port
        await child.settled.wait()
        if child.state == FAILED:
            await self._children.stop(port)
        return child.trouble

    async def health(self, _request: web.Request) -> web.Response:
        """Answer 200 while what serves answers."""
        child = self._children.on(self._serving_port)
        is_well = (
            child is not None and child.state == READY and await self._children.answers(child)
        )
        return web.json_response({"serving": is_well}, status=200 if is_well else 503)

    async def servers(self, _request: web.Request) -> web.Response:
        """Tell of all servers."""
        return web.json_response(self._told())

    async def start(self, request: web.Request) -> web.Response:
        """Start a model on a free port, and answer before it is ready."""
        name = (await _body(request)).get("model")
        model = self._place.file_of(name)
        if model is None:
            return _refusal(404, f"there is no model {name!r} in the host's folder of models")
        try:
            await asyncio.to_thread(require_whole, model)
            child = self._children.start(model)
        except ModelUnusable as error:
            return _refusal(422, str(error))
        except NoFreePort as error:
            return _refusal(409, str(error))
        return web.json_response(child.as_json(), status=202)

    async def stop(self, request: web.Request) -> web.Response:
        """End a server, unless it is what serves."""
        port = int(request.match_info["port"])
        if self._children.on(port) is None:
            return _refusal(404, f"no server is on port {port}")
        if port == self._serving_port:
            return _refusal(409, f"the server on port {port} serves; let another serve first")
        await self._children.stop(port)
        return web.json_response(self._told())

    async def serve(self, request: web.Request) -> web.Response:
        """Note that a ready server is what serves: it is begun with after a restart."""
        port = (await _body(request)).get("port")
        child = self._children.on(port) if isinstance(port, int) else None
        if child is None or child.state != READY:
            return _refusal(409, f"no server is ready on port {port}")
        self._serving_port = child.port
        try:
            self._place.note(child.model.name, child.port)
        except OSError as error:
            return _refusal(507, f"not noted for a restart: {self._place.kept}: {error.strerror}")
        return web.json_response(self._told())

    def _told(self) -> dict[str, object]:
        servers: list[Child] = list(self._children)
        told = [child.as_json() for child in servers]
        return {"servers": told, "serving": self._serving_port, "first": self._place.first.name}


def _refusal(status: int, why: str) -> web.Response:
    return web.json_response({"trouble": why}, status=status)


async def _body(request: web.Request) -> dict[str, object]:
    """Return what was sent; nothing of a form, which any page in a browser may send."""
    if request.content_type != "application/json":
        return {}
    try:
        told = await request.json()
    except ValueError:
        told = None
    return told if isinstance(told, dict) else {}


def rasa_command(interface: str, model: Path, port: int) -> list[str]:
    """Return the command of one Rasa server."""
    return [
        sys.executable, "-m", "nlu.server", "run", "--interface", interface, "--port", str(port),
        "--model", str(model), "--endpoints", "endpoints.yml", "--credentials", "credentials.yml",
    ]  # fmt: skip


async def run(place: Place) -> int:
    """Keep servers until SIGINT or SIGTERM; return the exit status."""
    stop = asyncio.Event()
    for signum in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(signum, stop.set)
    async with aiohttp.ClientSession() as session:
        children = Children(
            place.ports, lambda model, port: rasa_command(place.interface, model, port), session
        )
        host = Host(place, children)
        runner = web.AppRunner(host.app(), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, place.interface, place.control).start()
        try:
            return await _begin_and_wait(host, stop)
        finally:
            await children.stop_all()
            await runner.cleanup()


async def _begin_and_wait(host: Host, stop: asyncio.Event) -> int:
    beginning, stopping = asyncio.create_task(host.begin()), asyncio.create_task(stop.wait())
    await asyncio.wait({beginning, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if beginning.done() and (trouble := beginning.result()):
        logger.error("No server could be started: %s", trouble)
        return 1
    await stopping
    beginning.cancel()
    return 0


def place_of(words: Sequence[str] | None = None) -> Place:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="nlu.host", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--control", type=int, default=5004, help="the port to be told by")
    parser.add_argument("--ports", type=int, nargs=2, default=(5005, 5006), help="of the Rasas")
    parser.add_argument("--interface", default="127.0.0.1")
    parser.add_argument("--models", type=Path, default=Path("models"), help="the folder")
    parser.add_argument("--first", type=Path, required=True, help="the model to begin with")
    parser.add_argument("--first-port", type=int, help="on which port; the first of the two")
    parser.add_argument("--kept", type=Path, help="where to note what serves; in the folder")
    told = parser.parse_args(words)
    return Place(
        told.control,
        told.ports,
        told.interface,
        told.models,
        told.first,
        told.first_port or told.ports[0],
        told.kept or told.models / "serving.json",
    )


def main() -> int:
    """Run the host and return its exit status."""
    logging.basicConfig(
        level=logging.WARNING, format="%(asctime)s %(levelname)s host: %(message)s"
    )
    return asyncio.run(run(place_of()))


if __name__ == "__main__":
    sys.exit(main())
