"""What the gateway tells the host of the Rasa servers, and how it takes the answers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.rasa_client import open_session
from bot.rasa_host import ModelRefused, NoPortFree, RasaHost
from service.releases.servers import Hosted, HostUnavailable, RasaServer, Slots

TOLD = {
    "servers": [
        {"port": 5005, "model": "a.tar.gz", "state": "ready", "trouble": "", "proportional": 525},
        {"port": 5006, "model": "b.tar.gz", "state": "failed", "trouble": "Rasa ended"},
    ],
    "serving": 5005,
    "first": "a.tar.gz",
}


class Double:
    """A host that answers everything alike, and keeps what it was told."""

    def __init__(self, status: int = 200, body: Any = TOLD) -> None:
        self.status = status
        self.body = body
        self.told: list[tuple[str, str, Any]] = []

    async def answer(self, request: web.Request) -> web.Response:
        """Answer."""
        body = await request.json() if request.can_read_body else None
        self.told.append((request.method, request.path, body))
        if isinstance(self.body, str):
            return web.Response(text=self.body, status=self.status)
        return web.json_response(self.body, status=self.status)


@asynccontextmanager
async def reached(double: Double) -> AsyncIterator[RasaHost]:
    """Serve a double, and give who tells it what to do."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", double.answer)
    async with TestServer(app) as server, open_session() as session:
        yield RasaHost(session, str(server.make_url("/")))


async def test_what_is_hosted_is_read() -> None:
    """The keeper goes by it."""
    async with reached(Double()) as host:
        hosted = await host.hosted()

    one = RasaServer(5005, "a.tar.gz", "ready", "", 525)
    two = RasaServer(5006, "b.tar.gz", "failed", "Rasa ended")
    assert hosted == Hosted([one, two], 5005)
    assert (one.is_ready, two.is_ready, two.is_failed) == (True, False, True)
    assert (hosted.with_model("b.tar.gz"), hosted.with_model("c")) == (two, None)
    assert hosted.beside(5005) == two


async def test_each_order_has_its_address() -> None:
    """As nlu/host.py has them."""
    double = Double()
    async with reached(double) as host:
        await host.start("a.tar.gz")
        await host.stop(5006)
        await host.keep(5005)

    assert double.told == [
        ("POST", "/servers", {"model": "a.tar.gz"}),
        ("DELETE", "/servers/5006", None),
        ("PUT", "/serving", {"port": 5005}),
    ]


@pytest.mark.parametrize("status", [404, 422])
async def test_a_model_that_will_never_start_is_refused(status: int) -> None:
    """Trying it again would help nobody."""
    async with reached(Double(status, {"trouble": "a.tar.gz is damaged"})) as host:
        with pytest.raises(ModelRefused, match=r"a\.tar\.gz is damaged"):
            await host.start("a.tar.gz")


async def test_a_missing_port_is_told_from_a_model_that_is_refused() -> None:
    """Only then is the standby ended."""
    async with reached(Double(409, {"trouble": "no port is free"})) as host:
        with pytest.raises(NoPortFree, match="no port is free"):
            await host.start("a.tar.gz")


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (409, {"trouble": "no port is free"}),
        (500, "<html>"),
        (500, {}),
        (200, "<html>"),
        (200, []),
        (200, {"servers": [{}], "serving": 1}),
        (200, {"servers": [], "serving": None}),
    ],
)
async def test_whatever_else_it_says_may_be_better_later(status: int, body: object) -> None:
    """It may be another program, or one that starts."""
    async with reached(Double(status, body)) as host:
        with pytest.raises(HostUnavailable) as caught:
            await host.hosted()
    assert not isinstance(caught.value, ModelRefused)


async def test_a_host_that_is_not_there_is_unavailable() -> None:
    """As while it restarts."""
    async with open_session() as session:
        with pytest.raises(HostUnavailable, match="does not answer: ClientConnector"):
            await RasaHost(session, "http://127.0.0.1:1").hosted()


def test_addresses_are_known_by_their_ports() -> None:
    """In containers the host's own name for itself is another than the gateway's."""
    slots = Slots(["http://rasa:5005", "http://rasa:5006/"])

    assert slots.url_of(5006) == "http://rasa:5006/"
    assert slots.url_of(5007) is None
