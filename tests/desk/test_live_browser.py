"""The desk's live pages in a real Chromium: they change, and what somebody does there stays."""

import re

import pytest
from playwright.async_api import expect

from service.escalations.sights import HERE
from service.outcomes import Role
from tests.desk.desk_harness import PASSWORD
from tests.desk.live_browser import SOON, at_work
from tests.desk.test_browser import Scheme, Screen, findings, screen

pytestmark = pytest.mark.browser
__all__ = ["screen"]


async def test_a_new_ticket_comes_into_the_queue_by_itself(screen: Screen) -> None:
    """Nobody reloads a page all day; five seconds are long for who waits."""
    page = await at_work(screen)
    ticket = screen.desk.escalation()

    await expect(page.get_by_role("link", name=ticket)).to_be_visible(timeout=4000)

    await expect(page).to_have_title(re.compile(r"^\(1\) Antrean"))


async def test_two_officers_see_each_other_come_write_and_go(screen: Screen) -> None:
    """Two who do not see each other write the same answer twice."""
    ticket = screen.desk.escalation()
    sari = await at_work(screen, "sari", f"/escalations/{ticket}")
    budi = await at_work(screen, "budi", f"/escalations/{ticket}")
    seen = sari.locator("#onlookers")
    await expect(seen).to_have_text("Budi Santoso juga membuka percakapan ini.", timeout=SOON)
    await budi.get_by_label("Balasan untuk warga").press_sequentially("Halo")
    await expect(seen).to_have_text("Budi Santoso sedang menulis di sini.", timeout=SOON)
    await budi.goto("/")

    await expect(seen).to_be_empty(timeout=SOON)


async def test_what_somebody_does_on_the_page_survives_its_changes(screen: Screen) -> None:
    """Words, a cursor, what is opened, chosen, selected and scrolled to are the officer's."""
    ticket = screen.desk.escalation()
    for number in range(40):
        screen.desk.citizen_writes(f"Pesan {number}")
    page = await at_work(screen, path=f"/escalations/{ticket}")
    await page.get_by_role("button", name="Ambil percakapan").click()
    await page.get_by_text("Tutup percakapan…").click()
    await page.locator("#reason").select_option("duplicate")
    field = page.get_by_label("Balasan untuk warga")
    await field.fill("Sedang saya tulis")
    await field.evaluate("field => field.setSelectionRange(3, 7)")
    scroller = page.locator(".transcript")
    await scroller.evaluate("box => { box.scrollTop = -300 }")
    line = page.locator("#transcript li", has_text="Pesan 20")
    place = await line.bounding_box()
    screen.desk.citizen_writes("Pesan baru")

    await page.get_by_text("Pesan baru", exact=True).wait_for(timeout=SOON)

    assert await field.input_value() == "Sedang saya tulis"
    assert await field.evaluate("f => [f === document.activeElement, f.selectionStart]") == [
        True,
        3,
    ]
    assert await page.locator("#actions details").get_attribute("open") is not None
    assert await page.locator("#reason").input_value() == "duplicate"
    after = await line.bounding_box()
    assert place is not None
    assert after is not None
    assert abs(place["y"] - after["y"]) < 3


async def test_selected_words_stay_selected(screen: Screen) -> None:
    """Who copies a number must not begin anew because somebody else wrote."""
    screen.desk.citizen_writes("Nomor surat 12/2026")
    ticket = screen.desk.escalation()
    page = await at_work(screen, path=f"/escalations/{ticket}")
    await page.locator("#transcript .words").first.evaluate(
        "words => getSelection().selectAllChildren(words)"
    )
    screen.desk.citizen_writes("Sekalian tanya")

    await page.get_by_text("Sekalian tanya").wait_for(timeout=SOON)

    assert await page.evaluate("getSelection().toString()") == "Nomor surat 12/2026"


async def test_unread_messages_are_counted_in_words_until_they_are_read(screen: Screen) -> None:
    """A colour alone is seen by some."""
    ticket = screen.desk.escalation()
    page = await at_work(screen)
    screen.desk.citizen_writes("Satu")
    screen.desk.citizen_writes("Dua")
    await page.get_by_text("2 belum dibaca").wait_for(timeout=SOON)
    await page.get_by_role("link", name=ticket).click()
    await page.get_by_text("Dua").first.wait_for()
    await page.goto("/")

    assert await page.get_by_text("belum dibaca").count() == 0


async def test_nothing_is_evaluated_and_nothing_comes_from_elsewhere(screen: Screen) -> None:
    """The strict policy holds with htmx in the page; a breach is told in the console."""
    ticket = screen.desk.escalation()
    page = await screen.officer("sari")
    told: list[str] = []
    page.on("console", lambda line: told.append(line.text))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("/", "/tickets?view=unit", f"/escalations/{ticket}", "/account/notices"):
        await page.goto(path)
        await page.evaluate("refresh()")

    assert [line for line in told if "Content Security Policy" in line or "eval" in line] == []
    assert [url for url in asked if not url.startswith(screen.address)] == []


async def test_lists_filters_and_several_at_once_need_no_script(screen: Screen) -> None:
    """Some offices' computers run none."""
    tickets = [screen.desk.escalation(address=str(number)) for number in (1, 2)]
    page = await screen.officer("sari", has_scripts=False)
    await page.goto("/tickets?view=unit&channel=telegram")
    await page.get_by_text("Simpan penyaring ini").click()
    await page.get_by_label("Nama", exact=True).fill("Telegram <saja>")
    await page.get_by_role("button", name="Simpan").click()
    await page.get_by_role("link", name="Telegram <saja>").click()
    current = await page.locator(".views [aria-current]").inner_text()
    for ticket in tickets:
        await page.goto(f"/escalations/{ticket}")
        await page.get_by_role("button", name="Ambil percakapan").click()
    await page.goto("/selection?view=mine")
    for ticket in tickets:
        await page.get_by_label(ticket).check()
    await page.get_by_role("button", name="Tunda yang dipilih").click()
    await page.get_by_text("2 tiket ditunda").wait_for()
    snoozed = [screen.desk.read(ticket).snoozed_until for ticket in tickets]
    await page.get_by_role("button", name="Batalkan").click()
    await page.get_by_text("2 tiket dikembalikan").wait_for()

    assert "Telegram <saja>" in current
    assert None not in snoozed
    assert [screen.desk.read(ticket).snoozed_until for ticket in tickets] == [None, None]


@pytest.mark.parametrize("look", ["light", "dark", "forced"])
async def test_axe_finds_nothing_on_the_live_pages(screen: Screen, look: str) -> None:
    """Unread marks, colleagues, the digest, filters and alerts are read by everybody."""
    scheme: Scheme = "dark" if look == "dark" else "light"
    screen.desk.citizen_writes("Pertanyaan")
    ticket = screen.desk.escalation()
    screen.desk.citizen_writes("Halo?")
    screen.desk.role("sari", Role.SUPERVISOR)
    page = await screen.officer("sari", scheme=scheme)
    if look == "forced":
        await page.emulate_media(forced_colors="active")
    budi = await screen.officer("budi")
    await budi.goto(f"/escalations/{ticket}")
    await page.goto("/tickets?view=unit&late=1")
    await page.get_by_text("Simpan penyaring ini").click()
    await page.get_by_label("Nama", exact=True).fill("Terlambat")
    await page.get_by_role("button", name="Simpan").click()
    screen.desk.now += HERE * 600  # five hours: a shift later
    await page.context.clear_cookies()
    await page.goto("/login")
    await page.get_by_label("Nama pengguna").fill("sari")
    await page.get_by_label("Kata sandi").fill(PASSWORD)
    await page.get_by_role("button", name="Masuk").click()
    await page.get_by_role("heading", name="Sejak Anda terakhir di sini").wait_for()

    for path in (
        "/",
        "/tickets?view=unit",
        f"/escalations/{ticket}",
        "/selection",
        "/account/notices",
    ):
        await page.goto(path)
        assert await findings(page) == [], path
        for width in (320, 1280):
            await page.set_viewport_size({"width": width, "height": 800})
            excess = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert excess <= 0, (path, width)
