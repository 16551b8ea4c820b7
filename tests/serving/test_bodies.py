"""Bodies that come slowly, too large or not at all."""

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from serving.bodies import PatientBodies, read_whole
from tests.serving.conftest import Served

HEAD = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"


async def echo(request: Request) -> Response:
    """Answer with the body."""
    return PlainTextResponse(await read_whole(request, 10))


async def wait(request: Request) -> Response:
    """Wait for the client to leave, as a stream does."""
    await request.body()
    async with asyncio.timeout(5):
        await request.receive()
    return PlainTextResponse("")


APP = Starlette(
    routes=[Route("/", echo, methods=["POST"]), Route("/wait", wait)],
    middleware=[Middleware(PatientBodies, seconds=0.4)],
)


async def answer_to(port: int, *parts: bytes, pause: float = 0.15) -> bytes:
    """Send parts, one after the other, and return all that is answered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)

    async def write() -> None:
        for part in parts:
            writer.write(part)
            await asyncio.sleep(pause)

    writing = asyncio.create_task(write())
    async with asyncio.timeout(3):
        answer = await reader.read(10_000)
    writing.cancel()
    writer.close()
    return answer


async def test_a_body_that_comes_whole_is_read(served: Served) -> None:
    """What is well is left alone."""
    async with served(APP) as port:
        answer = await answer_to(port, HEAD % 4 + b"ha", b"lo")

    assert answer.startswith(b"HTTP/1.1 200")
    assert answer.endswith(b"halo")


@pytest.mark.parametrize("parts", [(HEAD % 9,), (HEAD % 9, b"a", b"b", b"c", b"d", b"e")])
async def test_a_body_that_does_not_come_is_not_waited_for(
    served: Served, parts: tuple[bytes, ...]
) -> None:
    """Three hundred half-sent messages would stay open as long as somebody likes."""
    async with served(APP) as port:
        answer = await answer_to(port, *parts)

    assert answer.startswith(b"HTTP/1.1 408")
    assert b"connection: close" in answer.lower()


async def test_a_body_that_is_too_large_is_refused_before_it_is_sent(served: Served) -> None:
    """Nobody should wait for an upload that is thrown away."""
    async with served(APP) as port:
        answer = await answer_to(port, HEAD % 100_000_000)

    assert answer.startswith(b"HTTP/1.1 413")


async def test_a_body_without_a_length_is_measured_as_it_comes(served: Served) -> None:
    """A chunked body tells its length to nobody."""
    head = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    async with served(APP) as port:
        answer = await answer_to(port, head, b"b\r\n" + b"a" * 11 + b"\r\n")

    assert answer.startswith(b"HTTP/1.1 413")


async def test_a_post_that_is_given_up_is_no_error(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    """Phones lose their network all the time; the log must show what is wrong with us."""
    async with served(APP) as port:
        for _ in range(3):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(HEAD % 9 + b"ha")
            await writer.drain()
            await asyncio.sleep(0.05)
            writer.close()
        await asyncio.sleep(0.2)

    assert caplog.records == []


async def test_who_waits_for_nothing_may_wait_long(served: Served) -> None:
    """A stream reads no body, and listens for hours whether its page is there."""
    async with served(APP) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /wait HTTP/1.1\r\nHost: x\r\n\r\n")
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.8):
                await reader.read(100)
        writer.close()
        await asyncio.sleep(0.2)
