"""Citizens and officers as tests play them, over HTTP."""

import re
import time
import uuid
from typing import Any

import httpx

ONE_SHOT = httpx.Limits(max_keepalive_connections=0)  # no socket outlives a request
PATIENCE = 20  # seconds a citizen waits for a reply


def _as_read(line: dict[str, Any]) -> str:
    sources = [f"{source['title']}\n{source['url']}" for source in line["sources"]]
    told = (
        line["title"],
        line["text"],
        *line["cautions"],
        *sources,
        line["unit"],
        line["checked"],
    )
    return "\n".join(filter(None, told))


class WebCitizen:
    """Someone at the web chat's page."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=url, timeout=30, limits=ONE_SHOT)
        self._client.get("/").raise_for_status()

    def say(self, text: str) -> str:
        """Write something and return the next thing read."""
        before = len(self.read())
        self.post({"text": text})
        return self._next(before)

    def press(self, label: str) -> str:
        """Press the newest button with this label and return the next thing read."""
        before = len(self.read())
        token = next(b["token"] for b in self.buttons() if b["label"] == label)
        self.post({"button": token})
        return self._next(before)

    def post(self, message: dict[str, Any]) -> None:
        """Send one message; it is on disk when this returns."""
        response = self._client.post("/chat/messages", json={"id": str(uuid.uuid4()), **message})
        assert response.status_code == 202, response.text

    def buttons(self) -> list[dict[str, str]]:
        """Return the buttons under the newest reply."""
        lines = self._client.get("/chat/history").json()["lines"]
        found: list[dict[str, str]] = lines[-1]["buttons"] if lines else []
        return found

    def read(self) -> list[str]:
        """Return everything the citizen was told so far."""
        lines = self._client.get("/chat/history").json()["lines"]
        return [_as_read(line) for line in lines if line["who"] != "citizen"]

    def wait_for(self, text: str) -> str:
        """Wait until something that contains a text was told."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for said in self.read():
                if text in said:
                    return said
            time.sleep(0.1)
        raise AssertionError(f"{text!r} was not told; told: {self.read()}")

    def _next(self, before: int) -> str:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            told = self.read()
            if len(told) > before:
                return told[-1]
            time.sleep(0.05)
        raise AssertionError("silence")


class DeskOfficer:
    """An officer at the desk, without a browser."""

    def __init__(self, url: str, username: str, password: str) -> None:
        self._client = httpx.Client(
            base_url=url, follow_redirects=True, timeout=30, limits=ONE_SHOT
        )
        form = self._client.get("/login").text
        data = {"username": username, "password": password, "csrf": _csrf(form)}
        response = self._client.post("/login", data=data)
        assert "/login" not in str(response.url), response.text

    def queue(self) -> str:
        """Return the queue's page."""
        return self._client.get("/").text

    def page(self, ticket: str) -> str:
        """Return an escalation's page."""
        return self._client.get(f"/escalations/{ticket}").text

    def act(self, ticket: str, action: str, **fields: str) -> httpx.Response:
        """Send one of the forms of an escalation's page."""
        data = {"csrf": _csrf(self.page(ticket)), **fields}
        return self._client.post(f"/escalations/{ticket}/{action}", data=data)


def ticket_in(text: str) -> str:
    """Return the ticket number in a text."""
    found = re.search(r"TB-[0-9A-Z]{4}-[0-9A-Z]{4}", text)
    assert found, text
    return found.group()


def _csrf(page: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    return found.group(1) if found else ""
