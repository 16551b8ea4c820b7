"""The crowd at the web chat posts as the page does, and what it wrote and read is judged."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from proof.evidence import Evidence
from proof.journal import read_journal
from proof.mix import ACCUSATION, marker_of
from proof.web_crowd import WebCrowd
from proof.web_evidence import WebEvidence, WebUpdate, read_pages
from tests.proof.scene import broken, clean_run

FAST = 1000.0  # messages a second
LINE = {"id": "m7", "who": "bot", "buttons": [{"label": "Ya", "token": "t1"}], "text": "Baik."}


@dataclass
class FakeChat:
    """A web chat that is down now and then, and answers each visitor with one line."""

    refused: int = 2
    posted: list[str] = field(default_factory=list)

    def app(self) -> Starlette:
        """Return the addresses that a page asks."""
        return Starlette(
            routes=[
                Route("/", self.page),
                Route("/chat/messages", self.receive, methods=["POST"]),
                Route("/chat/stream", self.stream),
                Route("/chat/history", self.history),
            ]
        )

    async def page(self, _: Request) -> Response:
        """Give the page."""
        return PlainTextResponse("halaman")

    async def receive(self, request: Request) -> Response:
        """Refuse the first tries."""
        self.refused -= 1
        if self.refused >= 0:
            return PlainTextResponse("mati", status_code=503)
        self.posted.append((await request.json())["id"])
        return JSONResponse({"stored": True}, status_code=202)

    async def stream(self, _: Request) -> Response:
        """Give one line and end, as a gateway that is killed."""
        return PlainTextResponse(f"id: 7-1\ndata: {json.dumps(LINE)}\n\n")

    async def history(self, _: Request) -> Response:
        """Give the same line once more."""
        return JSONResponse({"lines": [LINE], "after": "7-1"})


@pytest.fixture
def chat() -> Iterator[tuple[FakeChat, str]]:
    """Serve a fake chat on a port of its own."""
    fake = FakeChat()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(fake.app(), port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield fake, f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


async def test_a_message_is_posted_until_it_is_stored(
    chat: tuple[FakeChat, str], tmp_path: Path
) -> None:
    """A gateway that was killed has not taken it; the page tries again under the same id."""
    fake, url = chat
    journal = tmp_path / "web.jsonl"
    async with WebCrowd([url], journal, visitors=2, seed=1, accusing=1.0) as crowd:
        await crowd.write(3, FAST, lambda: True)

    web = WebEvidence()
    read_pages(web, read_journal(journal))
    assert sorted(web.stored) == sorted(fake.posted)
    assert (crowd.written, len(web.written), web.read) == (3, 3, {7})


@pytest.fixture
def run() -> Evidence:
    """A clean run with one accusation on the web, to be spoilt."""
    evidence = clean_run()
    evidence.web.written["a"] = marker_of(9), ACCUSATION
    evidence.web.stored.add("a")
    evidence.web.read.add(7)
    evidence.web.updates["a"] = WebUpdate("done", "answered", 1, ((7, "sent"),))
    return evidence


def test_a_clean_run_on_the_web_breaks_no_rule(run: Evidence) -> None:
    """The rules must not cry wolf."""
    assert broken(run) == []


def test_the_words_of_an_accusation_on_the_web_must_stand_nowhere(run: Evidence) -> None:
    """Whoever accuses an officer's colleague reads that nothing is kept."""
    run.shown = frozenset({marker_of(9)})

    assert broken(run) == ["words kept"]


def test_what_a_page_was_told_is_stored_must_be_a_row(run: Evidence) -> None:
    """The page shows it as sent."""
    run.web.updates.clear()

    assert broken(run) == ["lost"]


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (WebUpdate("pending", None, 0, ()), "unfinished"),
        (WebUpdate("done", "answered", 1, ()), "silent"),
        (WebUpdate("done", "answered", 1, ((8, "queued"),)), "silent"),
        (WebUpdate("done", "answered", 2, ((7, "sent"),)), "doubled turn"),
    ],
)
def test_an_answer_must_reach_the_page_once(run: Evidence, row: WebUpdate, rule: str) -> None:
    """A row that nobody reads is silence."""
    run.web.updates["a"] = row

    assert broken(run) == [rule]
