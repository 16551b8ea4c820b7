"""Pages of supervisors and maintainers in a real Chromium: without JavaScript, for all eyes."""

import itertools
import shutil
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from doubles.clock import FrozenClock
from doubles.knowledge import CONTENT
from service.content.following import REFRESH, Following
from service.escalations.claims import claim_escalation
from service.escalations.kinds import set_kind
from service.forum.inspection import Inspected, note_inspection
from service.forum.links import set_group
from service.officers.duty import be_away
from service.operations.serving import note_model
from service.outcomes import Role
from service.storage.database import Database
from tests.desk.desk_harness import DeskHarness, make_desk
from tests.desk.test_browser import Scheme, Screen, findings, screen

__all__ = ["screen"]  # the fixture
pytestmark = pytest.mark.browser
PAGES = (
    "/load",
    "/duty",
    "/duty/2",
    "/account/duty",
    "/account/telegram",
    "/account",
    "/hours",
    "/hours/entry?kind=day",
    "/hours/entry?kind=season",
    "/hours/entry?kind=unit",
    "/groups",
)
KEPT = ("/overview", "/accounts/2", "/accounts/2/sessions", "/accounts/2/telegram")


@pytest.fixture
async def desk(sqlite: Database, tmp_path: Path) -> AsyncIterator[DeskHarness]:
    """A desk that follows a content folder of its own."""
    for name in ("units", "hours", "deadlines", "sources", "contacts", "offices"):
        shutil.copy(CONTENT / f"{name}.yml", tmp_path)
    ticks = itertools.count(0.0, REFRESH)
    harness = make_desk(
        sqlite, following=Following(sqlite, tmp_path, FrozenClock(), ticks.__next__)
    )
    yield harness
    await harness.close()


def fill(desk: DeskHarness) -> list[str]:
    """Let there be work: four tickets, one of them held, a leave, a group that lacks a right."""
    tickets = [desk.escalation("humas", str(number)) for number in range(4)]
    with desk.database.write() as session:
        now, budi = desk.clock(), desk.number("budi")
        for ticket in tickets[:2]:
            claim_escalation(session, ticket, budi, "datang", now)
        set_kind(session, tickets[0], budi, "question", desk.app.state.desk.desk_hours, str, now)
        be_away(session, "budi", now, None, "sari")
        group = set_group(session, "humas", "-100", now)
        note_inspection(session, group.id, Inspected(True, False, True), now)
        note_model(session, "tanya-0123456789ab.tar.gz", now)
    return tickets


async def looked_at(page: Page, path: str) -> None:
    """Hear what axe finds, in three widths, and whether anything sticks out."""
    for width in (1280, 360, 320):
        await page.set_viewport_size({"width": width, "height": 800})
        await page.goto(path)
        assert await findings(page) == [], (path, width)
        excess = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert excess <= 0, (path, width)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_on_supervisors_pages(screen: Screen, scheme: Scheme) -> None:
    """Supervisors look at these pages on the way, and with every kind of eyes."""
    fill(screen.desk)
    screen.desk.role("sari", Role.LEAD)
    page = await screen.officer("sari", scheme=scheme)

    for path in PAGES:
        await looked_at(page, path)


async def test_axe_finds_nothing_in_forced_colours(screen: Screen) -> None:
    """High contrast takes the colours away: words must be left."""
    fill(screen.desk)
    screen.desk.role("sari", Role.LEAD)
    page = await screen.officer("sari")
    await page.emulate_media(forced_colors="active")

    for path in PAGES:
        await page.goto(path)
        assert await findings(page) == [], path


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_on_administrators_pages(screen: Screen, scheme: Scheme) -> None:
    """The same for whoever keeps accounts and content."""
    fill(screen.desk)
    screen.desk.role("sari", Role.ADMIN)
    page = await screen.officer("sari", scheme=scheme)

    for path in KEPT:
        await looked_at(page, path)


async def test_tickets_are_handed_on_without_javascript(screen: Screen) -> None:
    """A colleague fell ill: two ticks and a choice, on any computer."""
    first, second, *_ = fill(screen.desk)
    screen.desk.role("sari", Role.SUPERVISOR)
    page = await screen.officer("sari", has_scripts=False)
    await page.get_by_role("link", name="Penyelia").click()
    await page.get_by_role("link", name="Budi Santoso").click()
    for ticket in (first, second):
        await page.get_by_role("checkbox", name=ticket).check()
    await page.get_by_label("Serahkan kepada").select_option(
        label="Sari Dewi (Biro Hukum dan Komunikasi (humas))"
    )

    await page.get_by_role("button", name="Alihkan yang dipilih").click()

    await expect(page.get_by_role("status").filter(has_text="2 tiket dialihkan")).to_be_visible()
    assert screen.desk.read(first).held_by == screen.desk.read(second).held_by == "Sari Dewi"


async def test_a_leave_is_noted_without_javascript(screen: Screen) -> None:
    """From the own account, with who stands in."""
    page = await screen.officer("sari", has_scripts=False)
    await page.goto("/account")
    await page.get_by_role("link", name="Catat cuti, pengganti, dan waktu tugas").click()
    await page.get_by_label("Hari pertama").fill("2026-12-01")
    await page.get_by_label("Hari terakhir").fill("2026-12-03")
    await page.get_by_label("Digantikan oleh").select_option(index=1)

    await page.get_by_role("button", name="Simpan cuti").click()

    await page.get_by_text("Cuti tersimpan").wait_for()
    await page.get_by_text("Digantikan Budi Santoso").wait_for()


async def test_a_day_is_closed_without_javascript(screen: Screen) -> None:
    """Filled in, looked at, changed once more, and stored."""
    screen.desk.role("sari", Role.SUPERVISOR)
    page = await screen.officer("sari", has_scripts=False)
    await page.goto("/hours")
    await page.get_by_role("link", name="Tetapkan satu hari").click()
    await page.get_by_label("Tanggal").fill("2026-12-10")
    await page.get_by_label("Alasan").fill("Kantor banjir")
    await page.get_by_label("Sumber").fill("ND-1")
    await page.get_by_role("button", name="Lihat akibatnya").click()
    await page.get_by_role("heading", name="Tenggat yang berubah: 0").wait_for()
    await page.get_by_role("button", name="Ubah lagi").click()
    assert await page.get_by_label("Alasan").input_value() == "Kantor banjir"
    await page.get_by_label("Alasan").fill("Gedung banjir")
    await page.get_by_role("button", name="Lihat akibatnya").click()

    await page.get_by_role("button", name="Simpan, berlaku sekarang").click()

    await page.get_by_text("ditetapkan: Gedung banjir").first.wait_for()
    table = screen.desk.app.state.desk.desk_hours.hours.table
    assert table.periods_on(date(2026, 12, 10), "humas") == ()


async def test_two_supervisors_hand_on_the_same_ticket(screen: Screen) -> None:
    """Who was slower reads that it is somebody else's now, and nothing is lost."""
    first, *_ = fill(screen.desk)
    for name in ("sari", "budi"):
        screen.desk.role(name, Role.SUPERVISOR)
    with screen.desk.database.write() as session:
        be_away(session, "budi", None, None)
    pages = [await screen.officer("sari"), await screen.officer("budi")]
    for page in pages:
        await page.goto("/load")
        await page.get_by_role("checkbox", name=first).check()
    await pages[0].get_by_label("Serahkan kepada").select_option("queue")
    await pages[0].get_by_role("button", name="Alihkan yang dipilih").click()
    await pages[0].get_by_text("1 tiket dialihkan").wait_for()
    await pages[1].get_by_label("Serahkan kepada").select_option("queue")

    await pages[1].get_by_role("button", name="Alihkan yang dipilih").click()

    alert = pages[1].get_by_role("alert").filter(has_text=first)
    await expect(alert).to_contain_text("belum diambil siapa pun")
