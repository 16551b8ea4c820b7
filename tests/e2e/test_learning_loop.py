"""The whole loop by the real parts: misunderstood, taught by two, trained, released, taken back.

Forty citizens of the Bot API double ask one thing in words of their own; two maintainers do
everything else in a browser, but for what `tanya` does.
"""

import re
import subprocess
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from doubles.service import PASSWORD, TANYA, Service, own_service
from maintain.training import model_path
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.e2e.test_release import Crowd, Register, answered_by

pytestmark = [pytest.mark.rasa, pytest.mark.e2e]

OPENINGS = ("", "kak, ", "numpang tanya, ", "saya dari kampus, ", "buat adik saya, ")
WISHES = (
    "daftar pondok senja gimana caranya",
    "kuota pondok senja masih ada",
    "pondok senja bulan depan dibuka",
    "berapa lama ikut pondok senja",
    "mau ikut pondok senja di jakarta",
    "pondok senja itu harus lewat siapa",
    "pondok senja itu ada biayanya tidak",
    "surat buat pondok senja ditujukan ke siapa",
)
ASKED = tuple(opening + wish for wish in WISHES for opening in OPENINGS)
MEANT = "magang"  # what everybody calls it who is at home in this invented town
PATIENCE = 300.0  # seconds; a busy machine trains slowly
PEOPLE = ("sari", "budi")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service of its own: what it learns is no other test's."""
    with own_service(tmp_path_factory.mktemp("loop")) as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A real browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def tanya(service: Service, *words: str) -> str:
    """Run a command on the service's settings; return what it prints, and print how long it took.

    The times are for who reads the output of a run; nothing is judged by them.
    """
    begun = time.monotonic()
    environment = {**service.environment, "COLUMNS": "200", "TANYA_OFFICER_PASSWORD": PASSWORD}
    done = subprocess.run([str(TANYA), *words], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    print(f"tanya {' '.join(words)}: {time.monotonic() - begun:.0f} s")
    return done.stdout


def ask_all(service: Service, first_chat: int) -> list[tuple[str, str | None]]:
    """Let each citizen ask; return of each message the outcome and the topic."""
    since = newest_turn(service)
    for number, text in enumerate(ASKED):
        service.telegram.say(first_chat + number, text)
    ends = time.monotonic() + PATIENCE
    while len(found := told_since(service, since)) < len(ASKED):
        assert time.monotonic() < ends, f"{len(found)} of {len(ASKED)} were answered"
        time.sleep(0.2)
    by_text = {text: (outcome, topic) for text, outcome, topic in found}
    return [by_text[text] for text in ASKED]


def newest_turn(service: Service) -> int:
    """Return the number of the newest turn."""
    return max((int(str(number)) for (number,) in service.rows("SELECT id FROM turns")), default=0)


def told_since(service: Service, turn: int) -> list[tuple[str, str, str | None]]:
    """Return what citizens on Telegram wrote after a turn, and what came of it."""
    rows = service.rows(
        "SELECT t.id, t.text, t.outcome, t.topic FROM turns t"
        " JOIN conversations c ON c.id = t.conversation_id WHERE c.channel = 'telegram'"
    )
    return [
        (str(text), str(outcome), str(topic) if topic else None)
        for number, text, outcome, topic in rows
        if int(str(number)) > turn
    ]


def at_the_desk(chromium: Browser, service: Service, username: str) -> Page:
    """Log somebody in."""
    page = chromium.new_context(base_url=service.desk_url, locale="id-ID").new_page()
    page.set_default_timeout(60_000)
    page.goto("/login")
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(re.compile(r"/(review|overview|articles|figures)?$"))
    return page


def teach(page: Page) -> int:
    """Say of all that was misunderstood what it means; return the presses it took."""
    presses = 0
    page.goto("/review")
    while page.locator("ol.groups a[href^='/review/groups/']").count():
        page.locator("ol.groups a[href^='/review/groups/']").first.click()
        page.get_by_role("heading", name="Keputusan").wait_for()
        for key in ("2", *MEANT, "Enter"):
            page.keyboard.press(key)
            presses += 1
        page.get_by_text("Usulan Anda menunggu persetujuan").wait_for()
        page.goto("/review")
    return presses


def approve_all(page: Page) -> None:
    """Approve what another proposed."""
    page.goto("/review/decisions")
    while page.get_by_role("button", name=re.compile("^Setujui usulan")).count():
        page.get_by_role("button", name=re.compile("^Setujui usulan")).first.click()
        page.get_by_text("Disetujui. Contoh dan uji ikut").wait_for()
        page.goto("/review/decisions")


def read_replay(page: Page, release: int) -> None:
    """Read what a candidate answers otherwise, and accept it."""
    page.goto(f"/releases/{release}/replay")
    while page.locator("form.accept button").count():
        page.locator("form.accept button").first.click()
        page.wait_for_load_state()
    page.get_by_text("Tidak ada yang belum dibaca di sini.").wait_for()


def approve_release(page: Page, release: int) -> None:
    """Let a candidate through as the second person."""
    page.goto(f"/releases/{release}")
    page.get_by_label("Saya sudah membaca laporan di bawah").check()
    page.get_by_role("button", name=f"Setujui rilis {release}").click()
    page.get_by_text("Tidak ada yang menghalangi rilis ini.").wait_for()


def serve(page: Page, release: int) -> None:
    """Let a release answer citizens."""
    page.goto(f"/releases/{release}")
    page.get_by_label("Rilis ini mulai menjawab warga").check()
    page.get_by_role("button", name=f"Mulai melayani dengan rilis {release}").click()


def until_served(service: Service, release: int) -> None:
    """Wait until turns go over."""
    newest = "SELECT release_id FROM serving_orders WHERE state = 'serving'"
    ends = time.monotonic() + PATIENCE
    while service.rows(newest) != [(release,)]:
        assert time.monotonic() < ends, service.rows("SELECT * FROM serving_orders")
        time.sleep(0.2)
    time.sleep(3)  # every gateway has looked


def test_what_was_misunderstood_is_taught_released_and_taken_back(
    service: Service, chromium: Browser
) -> None:
    """From a wrong answer to its repair nobody edits a file, and one command brings all back."""
    for username in PEOPLE:
        tanya(service, "officers", "add", username, username.title(), "ppid")
        tanya(service, "officers", "role", username, "maintainer")
    base = Register(service).enter(model_path().name)
    Register(service).order(base)
    before = ask_all(service, 9_000)
    assert MEANT not in {topic for _, topic in before}
    for number in range(len(ASKED)):
        service.telegram.say(9_000 + number, "bukan itu maksud saya")
    time.sleep(5)

    sari, budi = (at_the_desk(chromium, service, username) for username in PEOPLE)
    presses = teach(sari)
    approve_all(budi)
    learnt = tanya(service, "examples", "list", "--intent", MEANT)
    assert [text for text in ASKED if f": {text}\n" not in learnt] == []
    print(f"{presses} presses for {len(ASKED)} questions")

    tanya(service, "train")
    release = int(str(service.rows("SELECT max(id) FROM releases")[0][0]))
    assert release != base
    tanya(service, "replay", str(release))
    refused = subprocess.run(
        [str(TANYA), "release", str(release)],
        env=service.environment,
        capture_output=True,
        text=True,
    )
    assert refused.returncode == 1  # nobody has read the replay, nobody approved
    read_replay(budi, release)
    approve_release(budi, release)

    since = len(answered_by(service))
    crowd = Crowd(service.chat_url)
    serve(budi, release)
    until_served(service, release)
    asked = crowd.stop()
    assert len(answered_by(service)) - since == asked
    assert {"knowledge"}.isdisjoint(answered_by(service)[since:])
    after = ask_all(service, 8_000)
    assert after == [("answered", MEANT)] * len(ASKED)

    tanya(service, "rollback", "--reason", "uji coba")
    until_served(service, base)
    assert ask_all(service, 7_000) == before
