"""Not a word of a citizen, and no token, in any log of the whole service; not even when it breaks.

A service of its own at LOG_LEVEL=DEBUG, with every kind of message, and with faults whose error
texts hold what was written: triggers make the database refuse a message by quoting it.
"""

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest

from doubles.bot_api import BotApiDouble
from doubles.citizens import PATIENCE, DeskOfficer, WebCitizen, ticket_in
from doubles.service import (
    LOGS,
    OFFICER,
    PASSWORD,
    Service,
    add_officer,
    service_environment,
    start_service,
    stop_service,
)
from tests.e2e.test_conversations import tell, wait_for

pytestmark = [pytest.mark.rasa, pytest.mark.e2e]

TOKEN = "7654321:AAHujiTokenYangTidakBolehTerbaca"
NIK, PHONE = "3174091204850007", "081298765432"
QUOTES_IT = """CREATE TRIGGER refuse_{name} BEFORE INSERT ON {table} WHEN {when} BEGIN
    SELECT json_extract('{{}}', '$' || NEW.{column}); END"""
FORGED = ("updates", "ularperak")  # a button's data is kept as it came; ours are tokens
INDEXED = {"turns_words", "turns_words_data", "outbox_words", "outbox_words_data"}  # for search
KEPT_IN = {"turns", "outbox"} | INDEXED  # tables that may hold masked words


@pytest.fixture(scope="module")
def noisy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Start a service that logs all it ever would."""
    folder = tmp_path_factory.mktemp("noisy")
    with BotApiDouble() as telegram:
        environment = service_environment(folder, telegram.url)
        environment |= {"TELEGRAM_BOT_TOKEN": TOKEN, "LOG_LEVEL": "DEBUG"}
        add_officer(environment)
        log_starts = {path: path.stat().st_size for path in LOGS.glob("*.log")}
        process = start_service(environment)
        yield Service(
            f"http://127.0.0.1:{environment['CHAT_PORT']}",
            f"http://127.0.0.1:{environment['DESK_PORT']}",
            telegram,
            folder / "tanya.db",
            environment,
            process,
            log_starts,
        )
        stop_service(process)


@pytest.fixture(scope="module")
def written(noisy: Service) -> list[str]:
    """Write in every way there is, and return the words by which each would be found."""
    return [word for write in WAYS for word in write(noisy)]


def questions(service: Service) -> list[str]:
    """Ask, write nonsense, greet, and write what is far too long."""
    citizen = WebCitizen(service.chat_url)
    for text in (
        "apa itu spip untuk zebrakuning",
        "qwrtp kudabiru zxcvb",
        "halo gajahmerah",
        "rusahijau " * 3000,
    ):
        citizen.say(text)
    return ["zebrakuning", "kudabiru", "gajahmerah", "rusahijau"]


def personal_data(service: Service) -> list[str]:
    """Write what is masked."""
    citizen = WebCitizen(service.chat_url)
    citizen.say(f"nik saya {NIK} hp {PHONE} bagaimana minta data")
    return [NIK, PHONE]


def accusations(service: Service) -> list[str]:
    """Accuse somebody by name."""
    citizen = WebCitizen(service.chat_url)
    citizen.say("saya mau lapor lurah badakungu menyuap auditor lima juta")
    return ["badakungu"]


def distress(service: Service) -> list[str]:
    """Tell of a danger."""
    citizen = WebCitizen(service.chat_url)
    citizen.say("saya badarimba mau bunuh diri")
    return ["badarimba"]


def telegram_kinds(service: Service) -> list[str]:
    """Edit, caption, use commands with words after them, and forge a button."""
    chat_id, telegram = 5001, service.telegram
    chat = {"id": chat_id, "type": "private", "first_name": "Kancilputih"}
    common = {"message_id": 5, "date": 1, "chat": chat, "from": {**chat, "is_bot": False}}
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    tell(service, chat_id, "/status landakjingga")
    telegram.push({"edited_message": {**common, "edit_date": 2, "text": "spip musangabu"}})
    telegram.push(
        {"message": {**common, "message_id": 6, "photo": photo, "caption": "spip beruangnila"}}
    )
    telegram.press(chat_id, "ularperak:1")
    wait_for(service, chat_id, "tidak berlaku")
    return ["Kancilputih", "landakjingga", "musangabu", "beruangnila", "ularperak"]


def officers(service: Service) -> list[str]:
    """Hand over to an officer; both write; a page is asked for by words."""
    chat_id = 5002
    officer = DeskOfficer(service.desk_url, OFFICER[0], PASSWORD)
    ticket = ticket_in(tell(service, chat_id, "/petugas"))
    tell(service, chat_id, "soal serigalaungu")
    officer.act(ticket, "reply", text="Selamat pagi, merpatilabu")
    wait_for(service, chat_id, "merpatilabu")
    tell(service, chat_id, "terima kasih rubahemas")
    officer.page("cicakhitam")
    officer.act(ticket, "close")
    return ["serigalaungu", "merpatilabu", "rubahemas", "cicakhitam"]


def broken_requests(service: Service) -> list[str]:
    """Send the web chat what no page of ours would."""
    with httpx.Client(base_url=service.chat_url) as client:
        client.get("/")
        client.get("/chat/stream?after=tikusputih", headers={"cookie": "x"})
        client.post("/chat/messages", content=b'{"text": "kelincibiru')
        client.post("/chat/messages", json={"id": "kelincibiru", "text": ["kelincibiru"]})
        client.get("/kelincibiru")
    return ["tikusputih", "kelincibiru"]


def a_turn_that_cannot_be_stored(service: Service) -> list[str]:
    """The gateway's database refuses a turn and quotes it."""
    with refusing(service.database_path, "turns", "text", "NEW.text LIKE '%naganila%'"):
        citizen = WebCitizen(service.chat_url)
        citizen.post({"text": "apa itu spip naganila"})
        wait_for_log(service, lambda log: log.count('"event": "turn_failed"') >= 2)
    citizen.wait_for("SPIP")
    return ["naganila"]


def an_answer_that_the_desk_cannot_store(service: Service) -> list[str]:
    """The desk's database refuses an officer's answer and quotes it."""
    officer = DeskOfficer(service.desk_url, OFFICER[0], PASSWORD)
    ticket = ticket_in(tell(service, 5003, "/petugas"))
    with refusing(service.database_path, "outbox", "text", "NEW.text LIKE '%elangperak%'"):
        assert officer.act(ticket, "reply", text="elangperak").status_code == 500
    return ["elangperak"]


def a_failing_action(service: Service) -> list[str]:
    """The action server breaks while it works on a message."""
    turns = service.logs().count('"event": "turn"')
    rename(service.database_path, "escalations", "gone")
    try:  # the page cannot be read meanwhile: it asks whether a ticket is open
        WebCitizen(service.chat_url).post({"text": "status tiket saya harimauhijau gimana"})
        wait_for_log(service, lambda log: log.count('"event": "turn"') > turns)
    finally:
        rename(service.database_path, "gone", "escalations")
    return ["harimauhijau"]


def telegram_in_trouble(service: Service) -> list[str]:
    """Telegram fails, and answers with the words it was sent."""
    telegram = service.telegram
    telegram.fail_next("getUpdates", status=500, description="bad gateway")
    telegram.fail_next("sendMessage", status=400, description="Bad Request: orcabiru is wrong")
    telegram.say(5004, "apa itu spip orcabiru")
    wait_for_log(service, lambda log: '"result": "failed"' in log)
    telegram.fail_next("sendMessage", status=429, retry_after=1)
    telegram.say(5005, "apa itu spip orcabiru")
    wait_for(service, 5005, "SPIP")
    telegram.fail_next("getUpdates", status=401, description="Unauthorized")
    telegram.say(5005, "terima kasih orcabiru")
    wait_for_log(service, lambda log: "InvalidToken" in log)
    return ["orcabiru", TOKEN, TOKEN.partition(":")[2]]


WAYS: tuple[Callable[[Service], list[str]], ...] = (
    questions,
    personal_data,
    accusations,
    distress,
    telegram_kinds,
    officers,
    broken_requests,
    a_turn_that_cannot_be_stored,
    an_answer_that_the_desk_cannot_store,
    a_failing_action,
    telegram_in_trouble,
)


def test_no_word_of_a_citizen_is_in_any_log(noisy: Service, written: list[str]) -> None:
    """Logs are copied, mailed and kept: what is in them cannot be taken back."""
    lines = noisy.logs().splitlines()

    found = {word: [line[:300] for line in lines if word in line] for word in written}
    assert {word: where for word, where in found.items() if where} == {}


def test_the_faults_were_logged(noisy: Service, written: list[str]) -> None:
    """The search above must have had something to search."""
    assert written
    log = noisy.logs()

    for event in (
        "turn_failed",
        "request_failed",
        "telegram_unreachable",
        "assistant_unavailable",
    ):
        assert f'"event": "{event}"' in log


def test_our_logs_are_json_lines(noisy: Service, written: list[str]) -> None:
    """What collects logs reads them by machine."""
    assert written
    for name in ("gateway", "desk", "actions"):
        for line in noisy.log(name).splitlines():
            assert json.loads(line)["event"], line


def test_words_are_only_where_they_belong(noisy: Service, written: list[str]) -> None:
    """Masked words are kept in two tables and their index, personal data in none."""
    stored = rows_of(noisy.database_path)

    kept = {
        table
        for table, text in stored.items()
        for word in written
        if word in text and (table, word) != FORGED
    }
    secret = {t for t, text in stored.items() for word in (NIK, PHONE, TOKEN) if word in text}
    assert kept - KEPT_IN == set()
    assert secret == set()


@contextmanager
def refusing(path: Path, table: str, column: str, when: str) -> Iterator[None]:
    """Let a database refuse rows in this block, with their text in the error."""
    trigger = QUOTES_IT.format(name=table, table=table, when=when, column=column)
    with closing(sqlite3.connect(path, timeout=10)) as connection, connection:
        connection.execute(trigger)
    try:
        yield
    finally:
        with closing(sqlite3.connect(path, timeout=10)) as connection, connection:
            connection.execute(f"DROP TRIGGER refuse_{table}")


def rename(path: Path, table: str, name: str) -> None:
    """Give a table another name."""
    with closing(sqlite3.connect(path, timeout=10)) as connection, connection:
        connection.execute(f"ALTER TABLE {table} RENAME TO {name}")


def wait_for_log(service: Service, is_so: Callable[[str], bool]) -> None:
    """Wait until the logs say something."""
    deadline = time.monotonic() + PATIENCE
    while not is_so(service.logs()):
        assert time.monotonic() < deadline, "it was not logged in time"
        time.sleep(0.2)


def rows_of(path: Path) -> dict[str, str]:
    """Return everything a database holds, by table."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: str(connection.execute(f'SELECT * FROM "{name}"').fetchall())  # noqa: S608
            for (name,) in names.fetchall()
        }
