"""The desk in Telegram with a real gateway process that is killed while officers write."""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from doubles.bot_api import BotApiDouble
from doubles.knowledge import CONTENT
from doubles.service import service_environment
from service.assembly import today_in_jakarta
from service.clock import utc_now
from service.content.folder import read_content
from service.content.store import store_content
from service.forum.links import make_officer_code
from service.storage.database import Database
from service.storage.tables import Officer

pytestmark = pytest.mark.e2e

GROUP, RINI, CITIZEN = -1001000000001, 71, 5
PATIENCE = 90  # seconds; a gateway takes some twenty to start


@pytest.fixture
def telegram() -> Iterator[BotApiDouble]:
    """Telegram."""
    with BotApiDouble() as double:
        yield double


@pytest.fixture
def environment(tmp_path: Path, telegram: BotApiDouble) -> dict[str, str]:
    """Settings of a gateway without Rasa, whose group may have citizens' words."""
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    units = (folder / "units.yml").read_text("utf-8")
    marked = units.replace("  - id: humas\n", "  - id: humas\n    group: penuh\n")
    (folder / "units.yml").write_text(marked, "utf-8")
    own = {"TELEGRAM_OFFICERS_CHAT": str(GROUP), "CONTENT_DIR": str(folder)}
    return service_environment(tmp_path, telegram.url) | own


@pytest.fixture
def code(environment: dict[str, str]) -> Iterator[str]:
    """The code of an officer, on a database with the project's content."""
    made = Database(environment["DATABASE_URL"])
    made.migrate()
    with made.write() as session:
        content = read_content(CONTENT, today_in_jakarta(), allow_expired=True)
        store_content(session, content, utc_now())
        row = Officer(username="rini", name="Rini", unit="humas", created_at=utc_now())
        row.password_hash = "-"  # nobody logs in here
        session.add(row)
        session.flush()
        made_code = make_officer_code(session, "rini", utc_now())
    yield made_code
    made.close()


def start(environment: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
    """Start a gateway."""
    with log.open("ab") as file:
        return subprocess.Popen(
            [sys.executable, "-m", "bot"], env=environment, stdout=file, stderr=file
        )


def wait(is_so: Callable[[], object], log: Path) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, log.read_text("utf-8")[-3000:]
        time.sleep(0.05)


def test_killed_gateways_lose_no_answer_and_send_none_twice(
    telegram: BotApiDouble, environment: dict[str, str], code: str, tmp_path: Path
) -> None:
    """What an officer wrote is on disk before Telegram is told so, and is done once."""
    log = tmp_path / "gateway.log"
    group = telegram.officers_group(GROUP, members={RINI: "member"})
    gateway = start(environment, log)
    try:
        telegram.say(RINI, f"/hubungkan {code}")
        wait(lambda: [m for m in telegram.sent(RINI) if "tertaut" in m["text"]], log)
        telegram.say(CITIZEN, "petugas")
        wait(group.topics, log)
        topic = next(iter(group.topics()))
        for number in range(6):
            group.say(RINI, f"/balas jawaban {number}", topic)
            if number % 2:
                time.sleep(0.1 * number)  # at another moment each time
                gateway.send_signal(signal.SIGKILL)
                gateway.wait()
                gateway = start(environment, log)
        wait(lambda: len(answers(telegram)) >= 6, log)
    finally:
        gateway.kill()
        gateway.wait()

    assert answers(telegram) == [f"jawaban {number}" for number in range(6)]


def answers(telegram: BotApiDouble) -> list[str]:
    """Return the answers that the citizen got."""
    return [m["text"] for m in telegram.sent(CITIZEN) if m["text"].startswith("jawaban")]
