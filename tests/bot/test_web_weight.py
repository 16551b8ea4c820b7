"""What a visit costs a citizen, counted on the wire: many pay for each megabyte."""

import asyncio
import re
import socket
from collections.abc import Iterable

from bot.web.visitors import COOKIE
from tests.bot.web_harness import Site

FIRST_VISIT = 10_000  # bytes that come down
FIRST_ANSWER = 9_000  # more, for what shows it
NEXT_VISIT = 2_000
BROWSER = "Host: {host}\r\nAccept-Encoding: gzip, deflate, br\r\n"


class Line:
    """A connection on which all that comes is counted."""

    def __init__(self, url: str) -> None:
        self._host = url.removeprefix("http://")
        self.cookie = ""
        self.etag = ""
        self.bytes = 0

    def get(self, path: str, headers: str = "") -> str:
        """Fetch an address; return what came, as far as it is text."""
        name, _, port = self._host.partition(":")
        own = f"Cookie: {self.cookie}\r\n" if self.cookie else ""
        head = f"GET {path} HTTP/1.1\r\n{BROWSER.format(host=self._host)}{own}{headers}"
        with socket.create_connection((name, int(port)), timeout=5) as connection:
            connection.sendall(f"{head}Connection: close\r\n\r\n".encode())
            connection.settimeout(0.5)
            came = b"".join(_received(connection))
        self.bytes += len(came)
        return came.decode(errors="replace")


def _received(connection: socket.socket) -> Iterable[bytes]:
    """Yield what comes; a stream says nothing more after its head."""
    try:
        while some := connection.recv(65536):
            yield some
    except TimeoutError:
        return


def visit(line: Line, page_headers: str = "") -> None:
    """Load the page with all that it names, its history and its stream."""
    head = line.get("/", page_headers)
    line.cookie = re.findall(rf"set-cookie: ({COOKIE}=[^;]+)", head)[0]
    line.etag = re.findall(r"etag: (\S+)", head)[0]
    line.get("/chat/history")
    line.get("/chat/stream?after=0")


def assets_of(page: str) -> set[str]:
    """Return the files that a page names."""
    return set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))


async def test_a_first_visit_fits_into_ten_kilobytes(site: Site) -> None:
    """On a 2G line that is two seconds."""
    page = (await site.stranger().open()).text
    line = Line(site.url)

    await asyncio.to_thread(visit, line)
    for path in assets_of(page):
        await asyncio.to_thread(line.get, path)

    print(f"first visit: {line.bytes} bytes, {len(assets_of(page)) + 3} requests")
    assert line.bytes <= FIRST_VISIT


async def test_what_shows_the_first_answer_fits_into_nine_kilobytes(site: Site) -> None:
    """It comes while somebody types their first question, and is kept a year."""
    page = (await site.stranger().open()).text
    (root,) = re.findall(r'src="(\S+)chat.js"', page)
    line = Line(site.url)

    for path in ("chat/later/start.js", "replies.css"):
        await asyncio.to_thread(line.get, root + path)

    print(f"first answer: {line.bytes} bytes, 2 requests")
    assert line.bytes <= FIRST_ANSWER


async def test_a_next_visit_fits_into_two_kilobytes(site: Site) -> None:
    """Who waits for an officer looks often."""
    line = Line(site.url)
    await asyncio.to_thread(visit, line)
    line.bytes = 0

    await asyncio.to_thread(visit, line, f"If-None-Match: {line.etag}\r\n")

    print(f"next visit: {line.bytes} bytes, 3 requests")
    assert line.bytes <= NEXT_VISIT


async def test_words_travel_compressed_and_events_do_not(site: Site) -> None:
    """A conversation of 200 lines is most of what a visit costs; an event must not wait."""
    visitor = await site.visitor()
    for text in ("minta data", "jam buka", "alamat kantor"):
        await visitor.send(text=text)
    await visitor.read(3)

    history = await visitor.client.get("/chat/history")
    async with visitor.client.stream("GET", "/chat/stream") as stream:
        assert "content-encoding" not in stream.headers

    assert history.headers["content-encoding"] == "gzip"
    assert history.headers["cache-control"] == "no-store"
