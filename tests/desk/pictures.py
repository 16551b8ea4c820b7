"""Draws the desk's pictures for the guides: ``python -m tests.desk.pictures [NAME ...]``.

A desk on an empty database, with invented citizens and officers, in a real Chromium: each page on
a wide screen in light and in dark, and on a phone.
"""

import asyncio
import base64
import socket
import sys
import tempfile
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
from service.editing.parts import read_parts
from service.outbox.deliveries import claim_messages, mark_sent
from service.outcomes import Role
from service.paths import ROOT
from service.storage.database import Database
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.desk.desk_harness import PASSWORD, DeskHarness, make_desk
from tests.desk.desk_harness import Browser as DeskBrowser
from tests.desk.loop_scenes import make_mistakes, make_samples
from tests.desk.release_scenes import make_releases
from tests.desk.shots import SHOTS, TOPIC, Shot, Stage

IMAGES = ROOT / "docs" / "images" / "meja"
QUALITY = 80
LOOKS = {  # a picture's ending, with the screen's width, height and colours
    "": (1180, 760, "light"),
    "-gelap": (1180, 760, "dark"),
    "-ponsel": (390, 780, "light"),
}
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

CANNED = (  # a key and a text
    ("salam", "Selamat datang di {unit}. Kami bantu lewat tiket {tiket}."),
    ("berkas", "Mohon kirim surat permohonannya di sini, dalam bentuk PDF."),
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
    await keep_canned(browsers["rini"])
    await propose(desk, browsers["sari"])
    make_samples(desk)
    stage.mistakes = make_mistakes(desk)
    make_releases(desk)


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
    if shot.happens:
        shot.happens(stage.desk)
    for ending, (width, height, scheme) in LOOKS.items():
        if ending and (shot.part or shot.deed):
            continue  # a part is shown once
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
        if shot.deed:
            await shot.deed(page)
        if shot.part:
            await page.locator(shot.part).evaluate("one => one.scrollIntoView()")
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
