"""The desk's live pages in a real Chromium: two officers, hidden tabs, lost connections."""

import asyncio
import re

import pytest
from playwright.async_api import Page, expect

from service.escalations.sights import HERE
from service.officers.duty import be_active, give_units
from service.outcomes import Role
from tests.desk.desk_harness import PASSWORD
from tests.desk.test_browser import Scheme, Screen, findings, screen

pytestmark = pytest.mark.browser
__all__ = ["screen"]
SOON = 8000  # ms
NOTIFY = """
window.notified = []
window.Notification = class extends EventTarget {
  static permission = "granted"
  constructor(title, { body }) { super(); window.notified.push(body) }
}
"""
HIDE = 'Object.defineProperty(document, "hidden", { get: () => window.isHidden ?? false })'


async def hide(page: Page, *, is_hidden: bool = True) -> None:
    """Let a page believe that another tab is looked at; Chromium without a screen shows all."""
    await page.evaluate(
        "(is) => { window.isHidden = is; document.dispatchEvent(new Event('visibilitychange')) }",
        is_hidden,
    )


async def at_work(screen: Screen, username: str = "sari", path: str = "/") -> Page:
    """Log an officer in, with what lets a test see and hide things."""
    page = await screen.officer(username)
    await page.add_init_script(NOTIFY + HIDE)
    async with page.expect_response(lambda answer: "/live/counts" in answer.url, timeout=SOON):
        await page.goto(path)
    return page


async def called(page: Page, times: int) -> None:
    """Wait until a page has notified so often."""
    script = "times => new Promise((r) => setInterval(() => notified.length >= times && r(), 50))"
    async with asyncio.timeout(SOON / 1000):
        await page.evaluate(script, times)


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


async def test_a_hidden_tab_counts_and_calls(screen: Screen) -> None:
    """Officers work in other windows; title, icon and one notification call them."""
    await screen.desk.officer("rini", unit="ppid")
    mine = screen.desk.escalation(address="9")
    page = await at_work(screen, path=f"/escalations/{mine}")
    await page.get_by_role("button", name="Ambil percakapan").click()
    await page.get_by_text("sekarang Anda tangani").wait_for()
    await hide(page)
    first = screen.desk.escalation(address="2")
    await called(page, 1)
    screen.desk.citizen_writes("Halo lagi", "9")
    await called(page, 2)
    screen.desk.escalation("ppid", address="3")  # another unit's
    await expect(page).to_have_title(re.compile(r"^\(2\) "), timeout=SOON)

    assert await page.evaluate("window.notified") == [
        f"Tiket baru di unit Anda: {first}",
        f"Pesan baru dari warga pada tiket Anda: {mine}",
    ]
    icon = await page.locator("link[rel=icon]").get_attribute("href")
    assert icon is not None
    assert icon.endswith("icons/2.svg")
    assert (await page.request.get(icon)).ok
    assert await page.get_by_text("Halo lagi").count() == 0  # nobody looked, and nothing is read
    await hide(page, is_hidden=False)
    await page.get_by_text("Halo lagi").wait_for(timeout=SOON)


async def test_who_looks_at_any_tab_is_not_called(screen: Screen) -> None:
    """Another tab of the desk is in view: a notification would tell what stands there."""
    hidden = await at_work(screen)
    shown = await hidden.context.new_page()
    await shown.add_init_script(NOTIFY + HIDE)
    await shown.goto("/")
    await hide(hidden)
    ticket = screen.desk.escalation()

    await expect(shown.get_by_role("link", name=ticket)).to_be_visible(timeout=SOON)
    await expect(hidden).to_have_title(re.compile(r"^\(1\) "), timeout=SOON)
    await asyncio.sleep(2.5)  # longer than notifications wait for company

    assert await hidden.evaluate("window.notified") == []
    assert await shown.evaluate("window.notified") == []


async def test_alerts_that_are_off_stay_away(screen: Screen) -> None:
    """Each kind is a switch, and kept for all of an officer's browsers."""
    page = await at_work(screen, path="/account/notices")
    await page.get_by_label("Tiket baru di unit Anda").uncheck()
    await page.get_by_label("Jumlah yang menunggu").uncheck()
    await page.get_by_role("button", name="Simpan").click()
    await page.get_by_text("Pilihan Anda tersimpan").wait_for()
    elsewhere = await at_work(screen)
    await hide(elsewhere)
    async with elsewhere.expect_response(lambda answer: "/live/counts" in answer.url):
        screen.desk.escalation()
    await asyncio.sleep(2.5)

    assert await elsewhere.evaluate("window.notified") == []
    assert not (await elsewhere.title()).startswith("(")


async def test_tabs_share_one_stream(screen: Screen) -> None:
    """A browser has six connections to a server; ten tabs must not take them all."""
    page = await at_work(screen)
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    tabs = [await page.context.new_page() for _ in range(3)]
    for tab in tabs:
        await tab.goto("/")
    ticket = screen.desk.escalation()
    for tab in tabs:
        await tab.bring_to_front()
        await tab.get_by_role("link", name=ticket).wait_for(timeout=SOON)

    assert [url for url in asked if "/live?" in url] == []
    await page.close()  # the one that read it
    newer = screen.desk.escalation(address="2")
    await tabs[0].get_by_role("link", name=newer).wait_for(timeout=SOON)
    assert len([url for url in asked if "/live?" in url]) == 1


async def test_a_lost_connection_is_told_and_caught_up(screen: Screen) -> None:
    """Who does not know that the page stands still waits for citizens who have written."""
    page = await at_work(screen)
    await page.context.set_offline(offline=True)
    await page.evaluate("refresh()")
    await expect(page.locator("#connection")).to_contain_text("Sambungan terputus", timeout=SOON)
    ticket = screen.desk.escalation()
    await page.context.set_offline(offline=False)

    await page.get_by_role("link", name=ticket).wait_for(timeout=SOON)

    await expect(page.locator("#connection")).to_be_empty()


async def test_an_ended_log_in_ends_the_stream_at_once(screen: Screen) -> None:
    """Whoever was shut out must not be told of one more ticket."""
    page = await at_work(screen)
    with screen.desk.database.write() as session:
        be_active(session, "sari", is_active=False)

    await expect(page.locator("#connection")).to_contain_text(
        "Sesi Anda sudah berakhir", timeout=4000
    )
    ticket = screen.desk.escalation()
    await asyncio.sleep(2)
    assert await page.get_by_role("link", name=ticket).count() == 0


async def test_a_ticket_that_went_to_another_unit_leaves_the_screen(screen: Screen) -> None:
    """What an officer may no longer read must not stand before them, and their words must."""
    await screen.desk.officer("rini", unit="ppid")
    screen.desk.citizen_writes("Rahasia unit lain")
    ticket = screen.desk.escalation()
    sari = await at_work(screen, "sari", f"/escalations/{ticket}")
    await sari.get_by_label("Balasan untuk warga").fill("Setengah jawaban")
    budi = await screen.officer("budi")
    await budi.goto(f"/escalations/{ticket}")
    await budi.get_by_text("Lepas, alihkan").click()
    await budi.get_by_label("Alihkan ke unit").select_option("ppid")
    await budi.get_by_label("Catatan untuk unit itu").fill("milik PPID")
    await budi.get_by_role("button", name="Alihkan").click()

    await sari.get_by_text("Percakapan ini milik unit lain").wait_for(timeout=SOON)

    assert await sari.get_by_text("Rahasia unit lain").count() == 0
    unsent = sari.get_by_label("Tulisan Anda yang belum terkirim").last
    assert await unsent.input_value() == "Setengah jawaban"


async def test_another_unit_of_an_officer_is_shown_at_once(screen: Screen) -> None:
    """A colleague who helps out must not have to log in again."""
    await screen.desk.officer("rini", unit="ppid")
    ticket = screen.desk.escalation("ppid")
    page = await at_work(screen)
    await expect(page.get_by_role("link", name=ticket)).to_have_count(0)
    with screen.desk.database.write() as session:
        give_units(session, "sari", ["ppid"])

    await page.get_by_role("link", name=ticket).wait_for(timeout=4000)


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
