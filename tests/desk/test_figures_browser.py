"""The figures' page in a real Chromium: readable to all, on a phone as well."""

import pytest

from service.outcomes import Role
from tests.desk.test_browser import Scheme, Screen, findings, screen

__all__ = ["screen"]  # the fixture
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
async def test_figures_are_for_everybodys_eyes(screen: Screen, scheme: Scheme, width: int) -> None:
    """A chart that only some can read tells the others nothing; the page must not be wider."""
    screen.desk.citizen_writes("Pesan pertama")
    screen.desk.escalation()
    screen.desk.role("sari", Role.SUPERVISOR)
    page = await screen.officer("sari", scheme=scheme)
    await page.set_viewport_size({"width": width, "height": 800})
    await page.get_by_role("link", name="Angka").click()
    await page.get_by_role("heading", name="Angka layanan").wait_for()
    await page.get_by_text("Tabel per hari").click()

    excess = await page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert excess <= 0
    assert await page.locator("svg.chart rect").count() == 1
    assert await findings(page) == []


async def test_other_days_are_chosen_without_scripts(screen: Screen) -> None:
    """The form needs nothing but a browser."""
    screen.desk.role("sari", Role.SUPERVISOR)
    page = await screen.officer("sari", has_scripts=False)
    await page.goto("/figures")
    await page.get_by_label("Dari").fill("2026-01-01")
    await page.get_by_label("sampai").fill("2026-01-02")
    await page.get_by_role("button", name="Tampilkan").click()

    await page.get_by_text("Belum ada pesan pada hari-hari itu.").wait_for()
    async with page.expect_download() as download:
        await page.get_by_role("link", name="Unduh semua (XLSX)").click()
    assert (await download.value).suggested_filename == "tanya-bpkp-2026-01-01-2026-01-02.xlsx"
