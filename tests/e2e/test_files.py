"""Citizens' files and contacts with a real gateway and a real desk, installed without any key."""

import contextlib
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, sync_playwright

from doubles.bot_api import BotApiDouble
from doubles.knowledge import CONTENT
from doubles.service import OFFICER, PASSWORD, add_officer, service_environment
from service.assembly import today_in_jakarta
from service.clock import utc_now
from service.content.folder import read_content
from service.content.store import store_content
from service.storage.database import Database
from tests.browser.conftest import CHROMIUM

pytestmark = [pytest.mark.e2e, pytest.mark.browser]

PATIENCE = 180  # seconds; a gateway takes some twenty to start, more on a busy machine
CITIZEN = 5
PHOTO = b"\xff\xd8\xff\xe0 a photo of a letter"
PDF = b"%PDF-1.7 a letter in Telegram"
NUMBER = "0812-3456-7890"


@pytest.fixture
def telegram() -> Iterator[BotApiDouble]:
    """Telegram."""
    with BotApiDouble() as double:
        yield double


@pytest.fixture
def environment(tmp_path: Path, telegram: BotApiDouble) -> Iterator[dict[str, str]]:
    """A gateway and a desk on a new SQLite database with the project's content."""
    settings = service_environment(tmp_path, telegram.url)
    made = Database(settings["DATABASE_URL"])
    made.migrate()
    with made.write() as session:
        content = read_content(CONTENT, today_in_jakarta(), allow_expired=True)
        store_content(session, content, utc_now())
    made.close()
    add_officer(settings)
    log = tmp_path / "processes.log"
    with contextlib.ExitStack() as stack:
        file = stack.enter_context(log.open("ab"))
        for name in ("bot", "desk"):
            process = subprocess.Popen(
                [sys.executable, "-m", name], env=settings, stdout=file, stderr=file
            )
            stack.callback(process.wait)
            stack.callback(process.kill)
        for port in ("CHAT_PORT", "DESK_PORT"):
            wait(lambda port=port: is_up(settings[port]), log)  # type: ignore[misc]
        yield settings


def is_up(port: str) -> bool:
    """Tell whether a process answers."""
    with contextlib.suppress(httpx.HTTPError):
        return httpx.get(f"http://127.0.0.1:{port}/healthz").status_code == 200
    return False


def wait(is_so: Callable[[], object], log: Path | None = None) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, log.read_text("utf-8")[-3000:] if log else ""
        time.sleep(0.1)


@pytest.fixture
def officer(environment: dict[str, str]) -> Iterator[Page]:
    """An officer's browser that runs no script, logged in."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(f"http://127.0.0.1:{environment['DESK_PORT']}/login")
        page.locator("[name=username]").fill(OFFICER[0])
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main button[type=submit]").click()
        yield page
        browser.close()


def open_ticket(page: Page, ticket: str) -> None:
    """Open a ticket at the desk."""
    address = re.match(r"https?://[^/]+", page.url)
    assert address is not None
    page.goto(f"{address[0]}/escalations/{ticket}")


def download(page: Page) -> bytes:
    """Press once, and return what comes."""
    with page.expect_download(timeout=60_000) as coming:
        page.get_by_role("link", name="unduh").first.click()
    return Path(coming.value.path()).read_bytes()


def test_a_photo_and_a_contact_of_the_web_reach_their_holder_alone(
    environment: dict[str, str], officer: Page, tmp_path: Path
) -> None:
    """The way from a phone to an officer, and that it ends with the ticket."""
    with httpx.Client(base_url=f"http://127.0.0.1:{environment['CHAT_PORT']}") as citizen:
        citizen.get("/")
        ticket = web_ticket(citizen)
        headers = {"content-type": "application/octet-stream"}
        sent = citizen.post(
            "/chat/files", params={"id": "a-photo-1"}, content=PHOTO, headers=headers
        )
        assert sent.status_code == 202
        say(citizen, f"hubungi saya di {NUMBER}")
        wait(lambda: "berakhir dengan 890" in citizen.get("/chat/history").text)
        open_ticket(officer, ticket)
        officer.get_by_role("button", name="Ambil percakapan").click()
        wait(lambda: officer.reload() and officer.get_by_role("link", name="unduh").count())

        assert download(officer) == PHOTO
        officer.get_by_role("button", name="Lihat kontak").click()
        assert NUMBER in officer.locator("#contact").inner_text()
        whole = b"".join(file.read_bytes() for file in tmp_path.glob("tanya.db*"))
        assert PHOTO not in whole
        assert NUMBER.encode() not in whole

        open_ticket(officer, ticket)
        officer.locator("#close").click()
        officer.locator("form[action$='/close'] button[type=submit]").first.click()
        open_ticket(officer, ticket)
        assert officer.get_by_text("sudah dihapus").is_visible()
        kept = Database(environment["DATABASE_URL"])
        with kept.engine.connect() as connection:
            for table in ("attachment_files", "escalation_contacts"):
                count = connection.exec_driver_sql(f"SELECT count(*) FROM {table}")  # noqa: S608
                assert count.scalar() == 0
        kept.close()


def test_a_file_of_telegrams_comes_without_a_second_press(
    environment: dict[str, str], officer: Page, telegram: BotApiDouble
) -> None:
    """The gateway brings it while the officer's page waits, also without a script."""
    telegram.say(CITIZEN, "petugas")
    wait(lambda: [m for m in telegram.sent(CITIZEN) if "TB-" in m["text"]])
    (ticket,) = re.findall(r"TB-\w{4}-\w{4}", telegram.sent(CITIZEN)[-1]["text"])
    file = {**telegram.files.add(PDF), "mime_type": "application/pdf"}
    telegram.push(private_message(telegram, file))
    open_ticket(officer, ticket)
    wait(lambda: officer.reload() and officer.get_by_role("link", name="unduh").count())

    assert download(officer) == PDF


def private_message(telegram: BotApiDouble, file: dict[str, object]) -> dict[str, object]:
    """Return a citizen's document as Telegram tells of it."""
    former = next(m for m in telegram.written if m["chat"]["id"] == CITIZEN)
    message: dict[str, object] = {
        name: former[name] for name in ("chat", "from", "date") if name in former
    }
    message |= {"message_id": 9001, "document": file}
    return {"message": message}


def say(citizen: httpx.Client, text: str) -> None:
    """Send a message from the web chat."""
    number = f"message-{time.monotonic_ns()}"
    assert citizen.post("/chat/messages", json={"id": number, "text": text}).status_code == 202


def web_ticket(citizen: httpx.Client) -> str:
    """Let a citizen of the web chat ask for an officer; return the ticket."""
    say(citizen, "/petugas")
    found: list[str] = []

    def look() -> bool:
        found[:] = re.findall(r"TB-\w{4}-\w{4}", citizen.get("/chat/history").text)
        return bool(found)

    wait(look)
    return found[0]
