"""Draws the desk's pictures for the guides: ``python -m tests.desk.pictures [NAME ...]``.

A desk on an empty database, with invented citizens and officers, in a real Chromium: each page on
a wide screen in light and in dark, and on a phone.
"""

import asyncio
import base64
import socket
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import uvicorn
from playwright.async_api import Browser, Page, async_playwright

from doubles.clock import TODAY
from doubles.knowledge import CONTENT
from service.clock import utc_now
from service.content.differing import published_texts
from service.content.folder import read_content
from service.content.following import Following
from service.content.store import store_content
from service.conversations.turns import TurnRecord, store_turn
from service.editing.parts import read_parts
from service.examples.importing import import_files
from service.learning.label_kinds import Kind, Person, Wanted
from service.learning.teaching import Teaching
from service.outbox.deliveries import claim_messages, mark_sent
from service.outcomes import AnsweredBy, Outcome, Role
from service.paths import ROOT
from service.storage.database import Database
from service.updates.store import Incoming, store_update
from service.updates.work import finish_update, next_update
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.desk.desk_harness import PASSWORD, DeskHarness, make_desk
from tests.desk.desk_harness import Browser as DeskBrowser

IMAGES = ROOT / "docs" / "images" / "meja"
QUALITY = 80
LOOKS = {  # a picture's ending, with the screen's width, height and colours
    "": (1180, 760, "light"),
    "-gelap": (1180, 760, "dark"),
    "-ponsel": (390, 780, "light"),
}
TOPIC = "jam-layanan"  # the article of which a change is proposed
PEOPLE = (
    ("sari", "Sari Dewi", "humas", Role.OFFICER),
    ("budi", "Budi Santoso", "humas", Role.OFFICER),
    ("rini", "Rini Hartati", "humas", Role.SUPERVISOR),
    ("made", "Made Wirawan", "humas", Role.ADMIN),
    ("nia", "Nia Lestari", "humas", Role.AUDITOR),
    ("tono", "Tono Prasetyo", "humas", Role.MAINTAINER),
    ("dewi", "Dewi Anggraini", "humas", Role.MAINTAINER),
)
TALKS = (  # an address, the unit, and what the citizen writes
    ("7001", "humas", "Selamat pagi, apakah BPKP menerima kunjungan mahasiswa bulan depan?"),
    ("7002", "humas", "Surat undangan untuk narasumber dikirim ke alamat mana?"),
    ("7003", "ppid", "Permohonan informasi saya minggu lalu sudah sampai mana?"),
    ("7004", "humas", "Apakah rekaman acara kemarin dapat diunduh?"),
)

MISSED = (
    "magangnya bisa sambil kuliah ga",
    "magang sambil kuliah bisa ga sih",
    "itu lho yang kemarin",
    "minta data bpkp buat skripsi ke mana ya",
    "buat skripsi minta data bpkp ke mana",
    "data bpkp buat skripsi minta ke mana kak",
)
MEANT = (  # what is said of the first two, and by which sentences it is to be known
    "magang",
    ("apakah magangnya bisa sambil kuliah", "magang sambil kuliah apakah bisa"),
)
CANNED = (  # a key and a text
    ("salam", "Selamat datang di {unit}. Kami bantu lewat tiket {tiket}."),
    ("berkas", "Mohon kirim surat permohonannya di sini, dalam bentuk PDF."),
)


@dataclass
class Stage:
    """The desk that is drawn, and the tickets that stand on it."""

    desk: DeskHarness
    address: str
    tickets: list[str] = field(default_factory=list)
    missed: list[int] = field(default_factory=list)  # the turns that were not understood


@dataclass(frozen=True)
class Shot:
    """One page as somebody sees it; ``path`` may need a ticket."""

    name: str
    username: str
    path: Callable[[Stage], str]


def at(path: str) -> Callable[[Stage], str]:
    """Return what gives a path that is always the same."""
    return lambda _stage: path


def of_ticket(number: int, rest: str = "") -> Callable[[Stage], str]:
    """Return what gives the page of a ticket, by its place in ``TALKS``."""
    return lambda stage: f"/escalations/{stage.tickets[number]}{rest}"


SHOTS = (
    Shot("masuk", "", at("/login")),
    Shot("antrean", "sari", at("/")),
    Shot("percakapan", "sari", of_ticket(0)),
    Shot("cari", "sari", at("/tickets?q=undangan")),
    Shot("akun-saya", "sari", at("/account")),
    Shot("angka", "rini", at("/figures")),
    Shot("beban", "rini", at("/load")),
    Shot("tugas-dan-cuti", "rini", at("/duty/1")),
    Shot("jam-kerja", "rini", at("/hours")),
    Shot("tetapkan-hari", "rini", at("/hours/entry?kind=day")),
    Shot("unit-dan-grup", "rini", at("/groups")),
    Shot("keadaan", "tono", at("/overview")),
    Shot("pilih-beberapa", "rini", at("/selection")),
    Shot("balasan-tetap", "rini", at("/canned-replies?list=humas")),
    Shot("pintasan", "sari", at("/keys")),
    Shot("pemberitahuan", "sari", at("/account/notices")),
    Shot("cara-masuk", "sari", at("/account/factors")),
    Shot("perlu-diperiksa", "tono", at("/review")),
    Shot("putuskan-kelompok", "tono", lambda stage: f"/review/groups/{stage.missed[3]}"),
    Shot("persetujuan", "dewi", at("/review/decisions")),
    Shot("contoh", "dewi", at("/review/examples?maksud=magang")),
    Shot("akun", "made", at("/accounts")),
    Shot("satu-akun", "made", at("/accounts/1")),
    Shot("catatan-audit", "nia", at("/audit-log")),
    Shot("artikel", "tono", at("/articles")),
    Shot("artikel-usulkan", "sari", at(f"/articles/{TOPIC}/propose")),
    Shot("artikel-usulan", "tono", at("/proposals/1")),
)


async def play(stage: Stage) -> None:
    """Let citizens write and officers work, until there is something to see on each page."""
    desk = stage.desk
    browsers = {}
    for username, name, unit, role in PEOPLE:
        browsers[username] = await desk.officer(username, name, unit)
        desk.role(username, role)
    for address, unit, words in TALKS:
        conversation = desk.citizen_writes("petugas", address)
        desk.citizen_writes(words, address)
        desk.bot_says(conversation, "Baik, pertanyaan Anda kami teruskan kepada petugas.")
        stage.tickets.append(desk.escalation(unit, address))
        desk.now += timedelta(minutes=7)
    deliver(desk)
    mine = f"/escalations/{stage.tickets[0]}"
    await browsers["sari"].post(f"{mine}/claim", mine)
    await browsers["sari"].post(f"{mine}/note", mine, text="Sudah saya tanyakan ke Biro SDM.")
    await browsers["sari"].post(f"{mine}/reply", mine, text="Selamat pagi. Berapa orang?")
    deliver(desk)
    desk.citizen_writes("Sekitar tiga puluh orang, Bu.", "7001")
    for number, words in enumerate(MISSED):
        stage.missed.append(miss(desk, words, f"71{number}"))
    await keep_canned(browsers["rini"])
    await propose(desk, browsers["sari"])
    say(stage)


def miss(desk: DeskHarness, words: str, address: str) -> int:
    """Let the bot understand nothing of a message; return its turn."""
    desk.updates += 1
    incoming = Incoming("web", "web", str(desk.updates), address, "text", words)
    with desk.database.write() as session:
        conversation = store_update(session, incoming, desk.clock())
        update = next_update(session, conversation or "", desk.clock())
        assert update is not None
        turn = TurnRecord(
            update_id=update.id,
            conversation_id=update.conversation_id,
            kind="text",
            text=words,
            outcome=Outcome.NOT_UNDERSTOOD,
            answered_by=AnsweredBy.RASA,
            understood={"model": "tanya-1.tar.gz", "ranking": taken_for(words)},
        )
        number = store_turn(session, turn, desk.clock())
        finish_update(session, update.id, Outcome.NOT_UNDERSTOOD, desk.clock())
    return number


def taken_for(words: str) -> list[tuple[str, float]]:
    """Return what the model nearly took a message for."""
    if "skripsi" in words:
        return [("data-skripsi", 0.34), ("perpustakaan", 0.21)]
    return [("magang", 0.3), ("spip", 0.2)] if "magang" in words else [("jam-layanan", 0.11)]


async def keep_canned(supervisor: DeskBrowser) -> None:
    """Keep what a unit says again and again."""
    page = "/canned-replies"
    for key, text in CANNED:
        fields = {"list": "humas", "key": key, "text": text}
        await supervisor.post(f"{page}/keep", page, **fields)


async def propose(desk: DeskHarness, officer: DeskBrowser) -> None:
    """Let the real articles serve, and an officer propose one more sentence."""
    with desk.database.write() as session:
        store_content(session, read_content(CONTENT, TODAY, allow_expired=True), desk.clock())
    with desk.database.read() as session:
        text = read_parts(published_texts(session)[TOPIC])["text"]
    form, why = f"/articles/{TOPIC}/propose", "Banyak warga menanyakan hari Sabtu."
    more = f"{text}\n\nUntuk bertanya tentang hari Sabtu, ketik petugas."
    await officer.post(form, form, seen="1", text=more, reason=why)


def say(stage: Stage) -> None:
    """Let the real examples be there, and a maintainer say what two messages mean."""
    desk, (intent, texts) = stage.desk, MEANT
    with desk.database.write() as session:
        import_files(session, ROOT, "pengelola", desk.clock())
    who = Person("Tono Prasetyo", desk.number("tono"))
    said = Wanted(Kind.INTENT, tuple(stage.missed[:2]), texts, intent)
    Teaching(desk.database).propose(who, said, desk.clock())


def deliver(desk: DeskHarness) -> None:
    """Let everything that waits to be sent arrive."""
    while True:
        with desk.database.write() as session:
            taken = claim_messages(session, "telegram", desk.clock(), 20)
            for message in taken:
                mark_sent(session, message.id, str(message.id), desk.clock())
        if not taken:
            return


async def draw(names: list[str]) -> None:
    """Draw the shots of these names, or all."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/tanya.db")
        database.migrate()
        desk = make_desk(database, following=Following(database, ROOT / "content", utc_now))
        listener = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(desk.app, log_config=None, access_log=False))
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        stage = Stage(desk, f"http://127.0.0.1:{listener.getsockname()[1]}")
        await play(stage)
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for shot in SHOTS:
                if not names or shot.name in names:
                    await _draw_one(browser, stage, shot)
            await browser.close()
        server.should_exit = True
        await serving
        await desk.close()


async def _draw_one(browser: Browser, stage: Stage, shot: Shot) -> None:
    for ending, (width, height, scheme) in LOOKS.items():
        context = await browser.new_context(
            base_url=stage.address,
            color_scheme="dark" if scheme == "dark" else "light",
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
        )
        page = await context.new_page()
        if shot.username:
            await _log_in(page, shot.username)
        await page.goto(shot.path(stage))
        await _keep(page, IMAGES / f"{shot.name}{ending}.webp")
        await context.close()


async def _log_in(page: Page, username: str) -> None:
    await page.goto("/login")
    await page.get_by_label("Nama pengguna").fill(username)
    await page.get_by_label("Kata sandi").fill(PASSWORD)
    await page.get_by_role("button", name="Masuk").click()
    await page.get_by_role("button", name="Keluar").wait_for()


async def _keep(page: Page, path: Path) -> None:
    """Store what the window shows; WebP is a fourth of a PNG."""
    devtools = await page.context.new_cdp_session(page)
    wanted = {"format": "webp", "quality": QUALITY}
    taken = await devtools.send("Page.captureScreenshot", wanted)
    await asyncio.to_thread(path.write_bytes, base64.b64decode(taken["data"]))
    sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    asyncio.run(draw(sys.argv[1:]))
