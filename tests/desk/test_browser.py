"""The desk in a real Chromium: what only a browser can show, with and without JavaScript."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Literal

import pytest
import uvicorn
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, FilePayload, Page, async_playwright

from service.outcomes import Role
from tests.desk.desk_harness import PASSWORD, DeskHarness

pytestmark = pytest.mark.browser
CHROMIUM = shutil.which("chromium")
Scheme = Literal["light", "dark"]


@dataclass
class Screen:
    """A Chromium in front of the running desk."""

    desk: DeskHarness
    browser: Browser
    address: str

    async def officer(
        self, username: str, has_scripts: bool = True, scheme: Scheme = "light"
    ) -> Page:
        """Log an officer in through the form; anything the page complains of is an error."""
        context = await self.browser.new_context(
            base_url=self.address,
            java_script_enabled=has_scripts,
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        page = await context.new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        await page.goto("/login")
        await page.get_by_label("Nama pengguna").fill(username)
        await page.get_by_label("Kata sandi").fill(PASSWORD)
        await page.get_by_role("button", name="Masuk").click()
        await page.get_by_role("heading", name="Antrean percakapan").wait_for()
        return page


@pytest.fixture
async def screen(desk: DeskHarness) -> AsyncIterator[Screen]:
    """Serve the desk on a free port and start Chromium, with two officers registered."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    await desk.officer("sari", "Sari Dewi")
    await desk.officer("budi", "Budi Santoso")
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(desk.app, log_config=None, access_log=False))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield Screen(desk, browser, f"http://127.0.0.1:{listener.getsockname()[1]}")
        await browser.close()
    server.should_exit = True
    await serving


async def test_refresh_shows_new_messages_and_leaves_the_draft_alone(screen: Screen) -> None:
    """An officer writes for minutes while the citizen goes on writing."""
    screen.desk.citizen_writes("Pesan pertama")
    ticket = screen.desk.escalation()
    page = await screen.officer("sari")
    await page.goto(f"/escalations/{ticket}")
    field = page.get_by_label("Balasan untuk warga")
    await field.fill("Sedang saya tulis")
    screen.desk.citizen_writes("Pesan <b>kedua</b>")

    await page.get_by_text("Pesan <b>kedua</b>").wait_for(timeout=8000)

    assert await field.input_value() == "Sedang saya tulis"
    assert await field.evaluate("field => field === document.activeElement")
    assert await page.locator("#announcement").inner_text() == "Ada pesan baru."


async def test_colleague_who_claims_is_seen_and_the_draft_is_given_back(screen: Screen) -> None:
    """Whoever was slower must learn it and must not lose what they wrote."""
    ticket = screen.desk.escalation()
    sari, budi = await screen.officer("sari"), await screen.officer("budi")
    await sari.goto(f"/escalations/{ticket}")
    await sari.get_by_label("Balasan untuk warga").fill("Jawaban Sari")
    await budi.goto(f"/escalations/{ticket}")
    await budi.get_by_role("button", name="Ambil percakapan").click()
    await budi.get_by_text("sekarang Anda tangani").wait_for()

    await sari.evaluate("refresh()")
    told = await sari.locator("#state").inner_text()
    await sari.get_by_role("button", name="Kirim balasan").click()

    assert "Budi Santoso" in told
    unsent = sari.get_by_label("Tulisan Anda yang belum terkirim").last
    assert (await unsent.input_value()).strip() == "Jawaban Sari"
    assert [line.who for line in screen.desk.replies(ticket)] == ["system"]


async def test_double_click_sends_one_reply(screen: Screen) -> None:
    """A nervous finger must not make the citizen read everything twice."""
    ticket = screen.desk.escalation()
    page = await screen.officer("sari")
    await page.goto(f"/escalations/{ticket}")
    await page.get_by_label("Balasan untuk warga").fill("Halo")

    await page.get_by_role("button", name="Kirim balasan").dblclick()
    await page.get_by_text("masuk antrean kirim").wait_for()

    assert [line.text for line in screen.desk.replies(ticket)][1:] == ["Halo"]


async def test_queue_refresh_keeps_the_focus(screen: Screen) -> None:
    """An officer on the keyboard must not be thrown to the top every five seconds."""
    ticket = screen.desk.escalation()
    page = await screen.officer("sari")
    await page.get_by_role("link", name=ticket).focus()
    newer = screen.desk.escalation(address="2")

    await page.evaluate("refresh()")

    await page.get_by_role("link", name=newer).wait_for()
    assert await page.evaluate("document.activeElement.id") == ticket
    assert (await page.title()).startswith("(2) Antrean")


async def test_ended_session_is_told_and_a_new_one_heals_the_page(screen: Screen) -> None:
    """Logging in again in another tab is enough to send what was written here."""
    ticket = screen.desk.escalation()
    page = await screen.officer("sari")
    await page.goto(f"/escalations/{ticket}")
    await page.get_by_label("Balasan untuk warga").fill("Ditulis lama")
    other = await page.context.new_page()
    await other.goto("/")
    await other.get_by_role("button", name="Keluar").click()
    await other.get_by_label("Nama pengguna").fill("sari")

    await page.evaluate("refresh()")
    told = await page.locator("#connection").inner_text()
    await other.get_by_label("Kata sandi").fill(PASSWORD)
    await other.get_by_role("button", name="Masuk").click()
    await other.get_by_role("heading", name="Antrean percakapan").wait_for()
    await page.evaluate("refresh()")
    await page.get_by_role("button", name="Kirim balasan").click()
    await page.get_by_text("masuk antrean kirim").wait_for()

    assert "Sesi Anda sudah berakhir" in told
    assert screen.desk.replies(ticket)[-1].text == "Ditulis lama"


async def test_everything_works_without_javascript(screen: Screen) -> None:
    """A locked-down office computer must be enough: claim, answer, close."""
    ticket = screen.desk.escalation()
    page = await screen.officer("sari", has_scripts=False)
    await page.get_by_role("link", name=ticket).click()
    await page.get_by_role("button", name="Ambil percakapan").click()
    await page.get_by_label("Balasan untuk warga").fill("Halo")
    await page.get_by_role("button", name="Kirim balasan").click()
    hidden = await page.get_by_role("button", name="Ya, tutup percakapan").is_visible()
    await page.get_by_text("Tutup percakapan…").click()
    await page.get_by_role("button", name="Ya, tutup percakapan").click()

    await page.get_by_text("Percakapan ini sudah ditutup").wait_for()

    assert not hidden
    assert [line.who for line in screen.desk.replies(ticket)] == ["system", "officer", "system"]


async def test_personal_data_is_asked_about_without_javascript(screen: Screen) -> None:
    """The warning is a page like any other; the officer's words are still in the field."""
    ticket = screen.desk.escalation()
    page = await screen.officer("sari", has_scripts=False)
    await page.goto(f"/escalations/{ticket}")
    await page.get_by_label("Balasan untuk warga").fill("Hubungi Dinas, 0274512345.")
    await page.get_by_role("button", name="Kirim balasan").click()
    await page.get_by_text("Balasan ini belum terkirim").wait_for()

    await page.get_by_role("button", name="Kirim tanpa disembunyikan").click()

    await page.get_by_text("Balasan Anda tersimpan").wait_for()
    assert screen.desk.replies(ticket)[-1].text == "Hubungi Dinas, 0274512345."


@pytest.mark.parametrize("width", [320, 390, 1280])
async def test_no_page_is_wider_than_the_screen(screen: Screen, width: int) -> None:
    """Officers also answer from a phone."""
    screen.desk.citizen_writes("panjang" * 100)
    ticket = screen.desk.escalation("keuangan-daerah")
    page = await screen.officer("sari")
    await page.set_viewport_size({"width": width, "height": 800})

    for path in ("/", "/tickets?view=closed", f"/escalations/{ticket}", "/nowhere", "/audit-log"):
        if path == "/audit-log":
            screen.desk.role("sari", Role.AUDITOR)
        await page.goto(path)
        excess = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert excess <= 0, path


async def findings(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe finds on a page: rules, and where they are broken."""
    found = (await Axe().run(page)).response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing(screen: Screen, scheme: Scheme) -> None:
    """Officers work here all day, at night in the dark, some with a screen reader."""
    screen.desk.citizen_writes("Pesan pertama")
    ticket = screen.desk.escalation()
    page = await screen.officer("sari", scheme=scheme)
    assert await findings(page) == []
    await page.goto(f"/escalations/{ticket}")
    assert await findings(page) == []
    await page.get_by_label("Balasan untuk warga").fill("Selamat siang")
    await page.get_by_role("button", name="Kirim").click()
    await page.get_by_text("tersimpan").wait_for()

    assert await findings(page) == []
    for path in ("/tickets?view=unit", "/tickets?q=pesan"):
        await page.goto(path)
        assert await findings(page) == []
    screen.desk.role("sari", Role.AUDITOR)
    await page.goto("/audit-log")
    await page.get_by_role("cell", name="Dilihat", exact=True).wait_for()
    assert await findings(page) == []
    await page.context.clear_cookies()
    await page.goto("/login")
    assert await findings(page) == []


async def test_a_file_is_sent_without_scripts_and_the_box_stands_by_its_words(
    screen: Screen,
) -> None:
    """A box above the middle of its words is overlooked, and a letter must need no script."""
    ticket = screen.desk.escalation(channel="web")
    page = await screen.officer("sari", has_scripts=False)
    await page.goto(f"/escalations/{ticket}")
    box = await page.locator("label.check input").bounding_box()
    words = await page.locator("label.check span").bounding_box()
    assert box is not None
    assert words is not None
    assert box["x"] + box["width"] <= words["x"]
    assert abs(box["y"] - words["y"]) < box["height"]

    await page.get_by_label("Balasan untuk warga").fill("Ini suratnya")
    letter: FilePayload = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    await page.get_by_label("Foto atau PDF untuk warga").set_input_files(letter)
    await page.get_by_role("button", name="Kirim balasan").click()

    await page.get_by_text("Mengirim berkas.").wait_for()
    assert screen.desk.replies(ticket)[-1].kind == "document"


async def test_a_draft_is_kept_while_it_is_written_and_gone_when_it_is_sent(
    screen: Screen,
) -> None:
    """A browser that falls over must not take half an hour's answer with it."""
    ticket = screen.desk.escalation()
    page = await screen.officer("sari")
    await page.goto(f"/escalations/{ticket}")
    await page.get_by_label("Balasan untuk warga").press_sequentially("Setengah jawaban")
    await page.get_by_text("Draf tersimpan.").wait_for()

    elsewhere = await screen.officer("sari")
    await elsewhere.goto(f"/escalations/{ticket}")
    field = elsewhere.get_by_label("Balasan untuk warga")
    assert (await field.input_value()).strip() == "Setengah jawaban"
    await elsewhere.get_by_role("button", name="Kirim balasan").click()
    await elsewhere.get_by_text("masuk antrean kirim").wait_for()

    assert await field.input_value() == ""


async def test_search_and_draft_need_no_script(screen: Screen) -> None:
    """Some offices' computers run none."""
    screen.desk.citizen_writes("Tentang perpustakaan")
    ticket = screen.desk.escalation()
    page = await screen.officer("sari", has_scripts=False)
    await page.get_by_role("searchbox").fill("perpus")
    await page.get_by_role("button", name="Cari").click()
    await page.get_by_text("Ditemukan: Tentang perpustakaan").wait_for()
    await page.get_by_role("link", name=ticket).click()
    await page.get_by_label("Balasan untuk warga").fill("Nanti saja")
    await page.get_by_role("button", name="Simpan draf").click()

    await page.get_by_text("Draf tersimpan.").first.wait_for()
    assert "Nanti saja" in await page.get_by_label("Balasan untuk warga").input_value()
    assert screen.desk.replies(ticket) == []
