"""Two gateways behind one webhook address, sharing one PostgreSQL: no Rasa needed, search answers.

Telegram posts to whichever the balancer chooses, an update now and then to both.
"""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from bot.telegram.webhook import HEADER, path_of, secret_of
from doubles.bot_api import BotApiDouble
from doubles.databases import emptied
from doubles.knowledge import CONTENT
from doubles.service import service_environment
from maintain.processes import Program, Running, start, stop_all, wait_until_answering
from service.assembly import today_in_jakarta
from service.clock import utc_now
from service.content.folder import read_content
from service.content.store import store_content
from service.storage.database import Database

pytestmark = pytest.mark.e2e

TOKEN = "123456789:TEST"
CITIZENS = 12
MESSAGES = 5  # of each, in a burst
START_TIME = 60  # seconds


@pytest.fixture
def telegram() -> Iterator[BotApiDouble]:
    """Telegram."""
    with BotApiDouble() as double:
        yield double


@pytest.fixture
def database(postgres_url: str) -> Iterator[Database]:
    """A PostgreSQL with the project's content."""
    made = emptied(postgres_url)
    made.migrate()
    with made.write() as session:
        content = read_content(CONTENT, today_in_jakarta(), allow_expired=True)
        store_content(session, content, utc_now())
    yield made
    made.close()


@pytest.fixture
def addresses(tmp_path: Path, telegram: BotApiDouble, database: Database) -> Iterator[list[str]]:
    """Where the two gateways take updates."""
    started: list[Running] = []
    chats = []
    try:
        for number in (1, 2):
            environment = service_environment(tmp_path, telegram.url) | {
                "DATABASE_URL": database.url,
                "TELEGRAM_WEBHOOK_URL": "http://tanya.test",
            }
            chats.append(f"http://127.0.0.1:{environment['CHAT_PORT']}")
            command = [sys.executable, "-m", "bot"]
            program = Program(f"gateway-{number}", command, environment, f"{chats[-1]}/healthz")
            started.append(start(program, tmp_path))
        for running in started:
            wait_until_answering(running, START_TIME)
        yield [f"{chat}{path_of(TOKEN)}" for chat in chats]
    finally:
        stop_all(started)


def update_of(citizen: int, number: int) -> dict[str, object]:
    """Return one message as Telegram posts it."""
    chat = {"id": citizen, "type": "private"}
    sender = {"id": citizen, "is_bot": False, "first_name": "Warga"}
    message = {"message_id": number, "date": 1_790_000_000, "chat": chat, "from": sender}
    text = f"biaya permohonan informasi, pesan {number}"
    return {"update_id": citizen * 100 + number, "message": {**message, "text": text}}


def test_two_gateways_answer_everything_once_and_in_order(
    addresses: list[str], telegram: BotApiDouble, database: Database
) -> None:
    """Five quick messages of each citizen land on both; every third one is posted to both."""
    secret = {HEADER: secret_of(TOKEN)}

    def post(citizen: int) -> None:
        for number in range(1, MESSAGES + 1):
            both = addresses if number % 3 == 0 else [addresses[(citizen + number) % 2]]
            for address in both:
                posted = httpx.post(
                    address, json=update_of(citizen, number), headers=secret, timeout=20
                )
                assert posted.status_code == 200, posted.text

    citizens = range(1, CITIZENS + 1)
    with ThreadPoolExecutor(CITIZENS) as crowd:
        list(crowd.map(post, citizens))
    for citizen in citizens:
        telegram.wait_for(citizen, MESSAGES, timeout=60)

    with database.read() as session:
        turns = session.connection().exec_driver_sql(
            "SELECT c.address, t.text, u.attempts FROM turns t"
            " JOIN updates u ON u.id = t.update_id"
            " JOIN conversations c ON c.id = t.conversation_id ORDER BY t.id"
        )
        told = [(int(address), text, attempts) for address, text, attempts in turns]
    for citizen in citizens:
        texts = [text for address, text, _ in told if address == citizen]
        assert texts == [update_of(citizen, n)["message"]["text"] for n in range(1, MESSAGES + 1)]  # type: ignore[index]
        assert len(telegram.sent(citizen)) == MESSAGES
    assert [attempts for *_, attempts in told if attempts] == []


def test_both_gateways_work(addresses: list[str], telegram: BotApiDouble) -> None:
    """With webhooks none has to wait for the other: each answers what it was posted."""
    secret = {HEADER: secret_of(TOKEN)}
    for citizen, address in enumerate(addresses, start=501):
        httpx.post(address, json=update_of(citizen, 1), headers=secret, timeout=20)

    assert [len(telegram.wait_for(c, 1, timeout=30)) for c in (501, 502)] == [1, 1]
