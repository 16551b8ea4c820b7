"""A release while citizens write, through the real gateway, host and Rasas."""

import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from doubles.citizens import WebCitizen
from doubles.releases import enter_release
from doubles.service import (
    TANYA,
    Service,
    own_service,
    service_environment,
    start_service,
    stop_service,
)
from maintain.ports import answers
from maintain.training import model_path
from service.clock import utc_now
from service.releases.serving import Order, note_serving, order, order_of
from service.storage.database import Database

pytestmark = [pytest.mark.rasa, pytest.mark.e2e]

PATIENCE = 90.0  # seconds for a Rasa to start, also on a busy machine
QUESTIONS = (
    "berapa lama permohonan informasi dijawab?",
    "apa itu spip?",
    "kantor bpkp semarang",
    "biaya permohonan informasi",
)
SECOND, DAMAGED = "e2e-release.tar.gz", "e2e-damaged.tar.gz"


@pytest.fixture(scope="module")
def models() -> Iterator[None]:
    """The present model under another name, and half of it."""
    folder, whole = model_path().parent, model_path().read_bytes()
    shutil.copyfile(model_path(), folder / SECOND)
    (folder / DAMAGED).write_bytes(whole[: len(whole) // 2])
    yield
    (folder / SECOND).unlink()
    (folder / DAMAGED).unlink()


@pytest.fixture(scope="module")
def service(models: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service of its own: it serves releases that others know nothing of."""
    with own_service(tmp_path_factory.mktemp("release")) as running:
        yield running


class Register:
    """The register of the running service."""

    def __init__(self, service: Service) -> None:
        self._database = Database(service.environment["DATABASE_URL"])

    def enter(self, model: str) -> int:
        """Enter a release; return its number."""
        return enter_release(self._database, model)

    def order(self, release_id: int) -> Order:
        """Order a release and wait until it serves or failed."""
        with self._database.write() as session:
            number = order(session, release_id, "rini", "", utc_now())
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            with self._database.read() as session:
                placed = order_of(session, number)
            if not placed.is_open:
                return placed
            time.sleep(0.2)
        raise TimeoutError(f"order {number} is still {placed.step}")


class Crowd:
    """Citizens who ask one thing after the other until they are told to stop."""

    def __init__(self, url: str) -> None:
        self._stop = threading.Event()
        self._pool = ThreadPoolExecutor(len(QUESTIONS))
        self._tasks = [self._pool.submit(self._ask, url, text) for text in QUESTIONS]

    def stop(self) -> int:
        """Let them end; return how many questions were answered, each by something."""
        self._stop.set()
        asked = sum(task.result() for task in self._tasks)
        self._pool.shutdown()
        return asked

    def _ask(self, url: str, text: str) -> int:
        asked = 0
        while not self._stop.is_set():
            if asked % 20 == 0:  # a page shows a hundred lines and no more
                citizen = WebCitizen(url)
            citizen.say(text)  # fails when nothing comes
            asked += 1
            time.sleep(0.2)
        return asked


def tanya(service: Service, *words: str) -> str:
    """Run a command on the service's settings; return what it prints."""
    done = subprocess.run(
        [str(TANYA), *words],
        env={**service.environment, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def answered_by(service: Service) -> list[str]:
    """Return which model understood each message, or who else answered, the first ones first."""
    asked = "SELECT answered_by, json_extract(understood, '$.model') FROM turns ORDER BY id"
    return [str(model or by) for by, model in service.rows(asked)]


@pytest.fixture(scope="module")
def first_and_second(service: Service) -> tuple[int, int]:
    """Two releases of which the first serves: the model that Rasa began with."""
    register = Register(service)
    first, second = register.enter(model_path().name), register.enter(SECOND)
    assert register.order(first).url == service.environment["RASA_URL"]
    return first, second


def test_turns_go_over_and_back_and_none_is_lost(
    service: Service, first_and_second: tuple[int, int]
) -> None:
    """No citizen notices a release: not by silence, and not by an answer of search alone."""
    since = len(answered_by(service))
    crowd = Crowd(service.chat_url)
    time.sleep(2)
    placed = Register(service).order(first_and_second[1])
    time.sleep(3)
    said = tanya(service, "rollback", "--reason", "uji")
    time.sleep(3)
    asked = crowd.stop()

    by = answered_by(service)[since:]
    assert placed.url == service.environment["RASA_STANDBY_URL"]
    assert f"Release {first_and_second[0]} ({model_path().name}) serves" in said
    assert len(by) == asked
    assert set(by) == {model_path().name, SECOND}
    assert (by[0], by[-1]) == (model_path().name, model_path().name)


def test_a_killed_host_comes_back_with_the_released_model(
    service: Service, first_and_second: tuple[int, int]
) -> None:
    """A restart must not bring an older model back by itself."""
    placed = Register(service).order(first_and_second[1])
    os.kill(service.pid_of("nlu.host"), signal.SIGKILL)
    ends = time.monotonic() + PATIENCE
    while answers(placed.url) and time.monotonic() < ends:
        time.sleep(0.1)  # it dies with its host
    while not answers(service.environment["RASA_HOST_URL"]) and time.monotonic() < ends:
        time.sleep(0.2)
    WebCitizen(service.chat_url).say("apa itu spip?")

    told = httpx.get(f"{placed.url}/webhooks/gateway/model").json()
    assert told == {"model": SECOND}
    assert answered_by(service)[-1] == SECOND


def test_a_damaged_model_fails_its_order_and_what_serves_goes_on(
    service: Service, first_and_second: tuple[int, int]
) -> None:
    """A copy that broke off must be said in words, and harm nobody."""
    register = Register(service)
    register.order(first_and_second[1])

    failed = register.order(register.enter(DAMAGED))
    WebCitizen(service.chat_url).say("apa itu spip?")

    assert f"{DAMAGED} is damaged" in failed.trouble
    assert "train it again" in failed.trouble
    assert answered_by(service)[-1] == SECOND
    shown = tanya(service, "serving")
    assert f"Release {first_and_second[1]} ({SECOND}) serves at" in shown
    assert "failed" in shown


def test_a_later_start_begins_with_the_released_model(
    models: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Stopping everything and starting it again changes nothing that was released."""
    folder = tmp_path_factory.mktemp("again")
    environment = service_environment(folder, "http://127.0.0.1:1")
    environment.pop("TELEGRAM_BOT_TOKEN")
    database = Database(environment["DATABASE_URL"])
    database.migrate()
    number = enter_release(database, SECOND)
    url = environment["RASA_STANDBY_URL"]
    with database.write() as session:
        note_serving(session, order(session, number, "rini", "", utc_now()), url, utc_now())
    database.close()
    process = start_service(environment)
    try:
        told = httpx.get(f"{url}/webhooks/gateway/model").json()
    finally:
        stop_service(process)

    assert told == {"model": SECOND}
