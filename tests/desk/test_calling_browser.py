"""How a tab that nobody looks at calls its officer, in a real Chromium."""

import asyncio
import re

import pytest
from playwright.async_api import expect

from service.escalations.claims import assign_escalation, claim_escalation
from service.escalations.moving import transfer_escalation
from tests.desk.live_browser import HIDE, NOTIFY, SOON, at_work, called, hide
from tests.desk.test_browser import Screen, screen

pytestmark = pytest.mark.browser
__all__ = ["screen"]


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


async def test_who_is_given_a_ticket_or_whose_unit_gets_one_is_called(screen: Screen) -> None:
    """Work that comes from a colleague is as new as a citizen's."""
    await screen.desk.officer("rini", unit="ppid")
    moved = screen.desk.escalation("ppid", address="1")
    given = screen.desk.escalation(address="2")
    page = await at_work(screen)
    await hide(page)
    rini, budi, sari = (screen.desk.number(one) for one in ("rini", "budi", "sari"))
    now = screen.desk.clock()
    with screen.desk.database.write() as session:
        transfer_escalation(session, moved, rini, "humas", "milik humas", "dialihkan", now)
    await called(page, 1)
    with screen.desk.database.write() as session:
        claim_escalation(session, given, budi, "datang", now)
        assign_escalation(session, given, budi, sari, "datang", now)
    await called(page, 2)

    assert await page.evaluate("window.notified") == [
        f"Tiket baru di unit Anda: {moved}",
        f"Pemberitahuan untuk Anda: tiket {given}",
    ]


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
