"""A desk beside the agency's provider: a real one (Canaille), in a process of its own."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape

import httpx
import pytest

from desk.provider import Provider
from desk.sign_in import SignIn
from doubles.identity_provider import CLIENT_ID, CLIENT_SECRET
from doubles.identity_provider import PASSWORD as THEIRS
from service.paths import ROOT
from service.storage.database import Database
from tests.desk.desk_harness import Browser, DeskHarness, make_desk

DESK = "http://desk.test"
PAGE = "/account/factors"
BACK = "/login/provider/return"
STARTS_WITHIN = 60  # seconds


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def served(desk: str = DESK) -> Iterator[str]:
    """Serve a real provider, which knows Rini and Tono and trusts the desk at this address."""
    port = free_port()
    command = [sys.executable, "-m", "doubles.identity_provider", str(port), desk]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    address, until = f"http://localhost:{port}", time.monotonic() + STARTS_WITHIN
    try:
        while not _answers(f"{address}/.well-known/openid-configuration"):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.2)
        yield address
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The provider of these tests."""
    with served() as address:
        yield address


def _answers(address: str) -> bool:
    try:
        return httpx.get(address).is_success
    except httpx.TransportError:
        return False


@dataclass
class Agency:
    """A desk beside the provider, and people who go from one to the other."""

    desk: DeskHarness
    issuer: str

    async def at_provider(self, address: str, person: str) -> str:
        """Log a person in at the provider's own pages; return where they are sent back to."""
        async with httpx.AsyncClient() as client:
            answer = await client.get(address)
            for _ in range(10):
                while answer.has_redirect_location:
                    onward = str(answer.url.join(answer.headers["location"]))
                    if onward.startswith(DESK):
                        return onward.removeprefix(DESK)
                    answer = await client.get(onward)
                fields = dict(re.findall(r'name="(csrf_token)"[^>]*value="([^"]*)"', answer.text))
                is_first = 'name="login"' in answer.text
                fields |= {"login": person} if is_first else {"password": THEIRS}
                answer = await client.post(answer.url, data=fields)
        raise AssertionError(f"{person} did not get through: {answer.text[:500]}")

    async def log_in(self, browser: Browser, person: str, onward: str = "/") -> httpx.Response:
        """Go the whole way from the log-in page; return what the desk says at the end."""
        started = await browser.get(f"/login/provider?next={onward}")
        back = await self.at_provider(started.headers["location"], person)
        return await browser.get(back)

    async def bind(self, browser: Browser, person: str, **proof: str) -> httpx.Response:
        """Bind a person to the account that is logged in."""
        page = await browser.post("/account/identity", PAGE, **proof)
        return await browser.get(await self.at_provider(leads_to(page), person))

    async def bound(self, username: str = "sari", person: str = "rini") -> Browser:
        """Return an officer's browser whose account is bound to a person."""
        browser = await self.desk.officer(username)
        answer = await self.bind(browser, person)
        assert answer.headers["location"] == f"{PAGE}?info=bound"
        return browser


def leads_to(page: httpx.Response) -> str:
    """Return where the page before the provider leads."""
    found = re.search(r'class="button" href="([^"]+)"', page.text)
    assert found, page.text
    return unescape(found[1])


@pytest.fixture
async def agency(sqlite: Database, issuer: str) -> AsyncIterator[Agency]:
    """A desk at which passwords and the provider let in."""
    provider = Provider(issuer, CLIENT_ID, CLIENT_SECRET, "Akun BPKP")
    desk = make_desk(sqlite, sign_in=SignIn(provider=provider))
    yield Agency(desk, issuer)
    await desk.close()
