"""An article published in the desk is answered with at once, without training or restart."""

import contextlib
import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator

import httpx
import pytest

from doubles.citizens import ONE_SHOT, WebCitizen
from doubles.service import PASSWORD, TANYA, Service
from maintain.ports import answers
from tests.e2e.test_conversations import tell

pytestmark = [pytest.mark.rasa, pytest.mark.e2e]

ID = "ppid-waktu"
QUESTION = "berapa lama permohonan informasi dijawab?"
AT_ONCE = 5.0  # seconds from the press of a button to the new answer
COMES_BACK = 60  # seconds
PROPOSALS = "SELECT id, state FROM article_proposals"
VERSIONS = "SELECT article_id, written FROM article_versions"
HALFWAY = 0.15  # seconds into an approval, which reads the folder before it stores anything
PEOPLE = {"pengusul": "officer", "pemutus": "maintainer"}


class Writer:
    """Somebody at the desk, over HTTP."""

    def __init__(self, service: Service, username: str) -> None:
        self._client = httpx.Client(base_url=service.desk_url, timeout=30, limits=ONE_SHOT)
        self.post("/login", "/login", username=username, password=PASSWORD)

    def post(self, path: str, form_at: str, **fields: str) -> httpx.Response:
        page = self._client.get(form_at).text
        token = re.search(r'name="csrf" value="([^"]+)"', page)
        seen = re.search(r'name="seen" value="(\d+)"', page)
        assert token is not None, page
        shown = {"csrf": token[1]} | ({"seen": seen[1]} if seen else {})
        return self._client.post(path, data=shown | fields)


class Newsroom:
    """Two people: one proposes, the other lets it serve."""

    def __init__(self, service: Service) -> None:
        for username, role in PEOPLE.items():
            self._tanya(service, "officers", "add", username, username.title(), "ppid")
            self._tanya(service, "officers", "role", username, role)
        self.first, self.second = (Writer(service, name) for name in PEOPLE)

    def propose(self, text: str) -> str:
        """Propose another answer; return the proposal's address."""
        form = f"/articles/{ID}/propose"
        made = self.first.post(form, form, text=text, reason="Uji coba.")
        assert made.status_code == 303, made.text
        return made.headers["location"].split("?")[0]

    def approve(self, address: str) -> None:
        done = self.second.post(f"{address}/approve", address)
        assert done.status_code == 303, done.text

    def take_back(self) -> None:
        page = f"/articles/{ID}/history?version=1"
        self.second.post(f"/articles/{ID}/take-back", page, version="1", text="Uji coba selesai.")

    def _tanya(self, service: Service, *words: str) -> None:
        environment = {**service.environment, "TANYA_OFFICER_PASSWORD": PASSWORD}
        subprocess.run(
            [str(TANYA), *words], env=environment, check=True, capture_output=True, timeout=60
        )


@pytest.fixture(scope="module")
def newsroom(service: Service) -> Iterator[Newsroom]:
    """Everybody has an account; the article is as before when the tests are over."""
    room = Newsroom(service)
    yield room
    room.take_back()
    seconds_until(lambda: "17 hari kerja" in WebCitizen(service.chat_url).say(QUESTION))


def seconds_until(is_so: Callable[[], bool], patience: float = COMES_BACK) -> float:
    """Ask again and again; return how long it took."""
    start = time.monotonic()
    while not is_so():
        assert time.monotonic() - start < patience
        time.sleep(0.1)
    return time.monotonic() - start


def page_of(service: Service) -> str:
    """Return the article's page on the public web."""
    return httpx.get(f"{service.chat_url}/topik/{ID}", timeout=30).text


def test_everybody_is_answered_with_it_within_seconds(
    service: Service, newsroom: Newsroom, record_property: Callable[[str, object], None]
) -> None:
    """Web chat and Telegram through Rasa and the action server, and the topic's page."""
    earlier = WebCitizen(service.chat_url)
    assert "17 hari kerja" in earlier.say(QUESTION)
    new = "Jawaban tertulis diberikan paling lambat sepuluh hari kerja, kata uji coba."
    rasa, actions, gateway = (
        service.pid_of(name) for name in ("nlu.server", "-m actions", "-m bot")
    )
    address = newsroom.propose(new)
    assert "17 hari kerja" in WebCitizen(service.chat_url).say(QUESTION)  # nothing serves yet

    newsroom.approve(address)

    start = time.monotonic()
    seconds_until(lambda: new in WebCitizen(service.chat_url).say(QUESTION), AT_ONCE)
    on_telegram = tell(service, 7811, QUESTION)
    seconds_until(lambda: new in page_of(service), AT_ONCE)
    took = time.monotonic() - start
    record_property("seconds", round(took, 2))
    assert took < AT_ONCE
    assert new.lower() in on_telegram.lower()
    assert "Perpanjangan berlaku" in earlier.press("Selengkapnya")  # a button of before
    now = tuple(service.pid_of(name) for name in ("nlu.server", "-m actions", "-m bot"))
    assert now == (rasa, actions, gateway)  # nothing was started again


def test_what_was_approved_outlives_kill_9_of_everything_that_reads_it(
    service: Service, newsroom: Newsroom
) -> None:
    """The page said that it serves: no crash may take that back, and none may do it twice."""
    new = "Jawaban tertulis tiba dalam sepuluh hari kerja, kata uji kedua."
    killed = [service.pid_of(name) for name in ("-m desk", "-m actions", "-m bot")]
    address = newsroom.propose(new)

    newsroom.approve(address)
    for number in killed:
        os.kill(number, signal.SIGKILL)

    seconds_until(lambda: answers(f"{service.chat_url}/readyz"))
    seconds_until(lambda: new in WebCitizen(service.chat_url).say(QUESTION))
    seconds_until(lambda: answers(f"{service.desk_url}/readyz"))
    states = [state for _, state in service.rows(PROPOSALS)]
    assert set(states) == {"approved"}
    published = [row for row in service.rows(VERSIONS) if new in str(row[1])]
    assert [row[0] for row in published] == [ID]


def test_a_desk_that_is_killed_while_it_publishes_did_it_or_did_not(
    service: Service, newsroom: Newsroom
) -> None:
    """Half a publication would be a version that nobody approved."""
    new = "Jawaban tertulis tiba dalam sepuluh hari kerja, kata uji ketiga."
    address = newsroom.propose(new)
    desk = service.pid_of("-m desk")
    killing = threading.Timer(HALFWAY, os.kill, (desk, signal.SIGKILL))

    with contextlib.suppress(httpx.HTTPError):
        killing.start()
        newsroom.approve(address)
    killing.join()
    seconds_until(lambda: answers(f"{service.desk_url}/readyz"))

    states = {str(id_): state for id_, state in service.rows(PROPOSALS)}
    approved = states[address.rsplit("/", 1)[1]] == "approved"
    assert approved == any(new in str(row[1]) for row in service.rows(VERSIONS))
    if not approved:
        newsroom.approve(address)  # and then it can still be done
        seconds_until(lambda: new in WebCitizen(service.chat_url).say(QUESTION))
