"""How our web processes listen: nobody holds a connection by sending half of something."""

import asyncio

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from serving.server import server_config
from tests.serving.conftest import Served

REQUEST = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


async def hello(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer after a moment, longer than a head may take."""
    await asyncio.sleep(0.6 if scope["path"] == "/slow" else 0)
    await PlainTextResponse("halo")(scope, receive, send)


async def ended_after(port: int, *parts: bytes, pause: float = 0.15) -> float:
    """Send parts, one after the other; return the seconds until the server ended it."""
    loop = asyncio.get_running_loop()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    begun = loop.time()

    async def write() -> None:
        for part in parts:
            writer.write(part)
            await asyncio.sleep(pause)

    writing = asyncio.create_task(write())
    try:
        async with asyncio.timeout(3):
            while await reader.read(1000):
                pass
    except ConnectionError:
        pass
    finally:
        writing.cancel()
        writer.close()
    return loop.time() - begun


@pytest.mark.parametrize(
    "parts",
    [
        (),
        (b"GET / HTTP/1.1\r\n", b"Host: x\r\n"),
        (b"GET / HTTP/1.1\r\n", *(b"X-%d: y\r\n" % n for n in range(20))),
        (REQUEST, b"\r\n", b"\r\n", b"\r\n", b"\r\n"),
        (REQUEST, b"GET / HT"),
    ],
)
async def test_a_head_that_does_not_come_is_not_waited_for(
    served: Served, parts: tuple[bytes, ...]
) -> None:
    """A thousand half-sent requests would keep everybody else out."""
    async with served(hello) as port:
        assert 0.3 < await ended_after(port, *parts) < 1.5


async def test_an_answer_may_take_longer_than_a_head(served: Served) -> None:
    """A stream is open for hours."""
    async with served(hello) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(2):
            writer.write(REQUEST.replace(b"GET /", b"GET /slow"))
            answer = await reader.readuntil(b"halo")
        writer.close()

    assert answer.startswith(b"HTTP/1.1 200")
    assert b"server:" not in answer.lower()


async def test_more_connections_than_there_may_be_are_told_so(served: Served) -> None:
    """The process must not run out of files, which the database needs as well."""
    async with served(hello, limit_concurrency=3) as port:
        open_ones = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
        reader, writer = open_ones[0]
        writer.write(REQUEST)
        answer = await reader.readuntil(b"\r\n")
        for _, one in open_ones:
            one.close()

    assert answer.startswith(b"HTTP/1.1 503")


@pytest.mark.parametrize(("given", "trusts"), [([], False), (["127.0.0.1"], True)])
def test_forwarded_addresses_are_believed_of_named_proxies_only(
    given: list[str], trusts: bool
) -> None:
    """Else anybody writes another address in front of each request."""
    app: ASGIApp = hello
    config = server_config(app, trusted_proxies=given)

    assert (config.proxy_headers, config.forwarded_allow_ips) == (trusts, given)
