"""A Chromium, and a page of it that shows the web chat on a fresh database."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from tests.browser.chat_harness import ChatServer, make_database

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE = 10_000  # ms to wait for what must appear


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser a module: Playwright's loop must be gone before the next one's async tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database to be copied; reading the content takes seconds."""
    file = tmp_path_factory.mktemp("chat") / "empty.db"
    make_database(file)
    return file


@pytest.fixture
def chat(tmp_path: Path, empty_database: Path) -> Iterator[ChatServer]:
    """The web chat, serving."""
    server = ChatServer(Path(shutil.copy(empty_database, tmp_path / "chat.db")))
    with server.serving():
        yield server


@pytest.fixture
def page(chromium: Browser, chat: ChatServer) -> Iterator[Page]:
    """A new visitor's page; a script error or an opened dialog fails the test."""
    context = chromium.new_context(locale="id-ID", viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    surprises: list[str] = []

    def refuse(dialog: Dialog) -> None:
        surprises.append(dialog.message)
        dialog.dismiss()

    page.on("pageerror", lambda error: surprises.append(str(error)))
    page.on("dialog", refuse)
    page.goto(chat.address)
    yield page
    context.close()
    assert surprises == []
