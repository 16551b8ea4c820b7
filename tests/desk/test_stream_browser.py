"""The stream of news in a real Chromium: shared, lost, ended, and what an officer may read."""

import asyncio

import pytest
from playwright.async_api import expect

from service.officers.duty import be_active, give_units
from tests.desk.live_browser import SOON, at_work
from tests.desk.test_browser import Screen, screen

pytestmark = pytest.mark.browser
__all__ = ["screen"]


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
