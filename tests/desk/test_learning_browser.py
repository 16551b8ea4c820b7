"""The sample and the figures of questions in a real Chromium: by keys, for everybody's eyes."""

from datetime import timedelta

import pytest
from playwright.async_api import expect
from sqlalchemy import select

from service.outcomes import Role
from service.storage.learning_tables import SampleVerdict
from tests.desk.test_browser import Scheme, Screen, findings, screen
from tests.desk.test_review_page import missed

__all__ = ["screen"]  # the fixture
pytestmark = pytest.mark.browser


def week(screen: Screen) -> None:
    """Let two citizens write, and a week go by."""
    missed(screen.desk, "magang bisa sambil kuliah ga " + "panjangsekali" * 12)
    missed(screen.desk, "kantor aceh dimana ya", "10")
    screen.desk.now += timedelta(days=7)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
async def test_pages_are_for_everybodys_eyes(screen: Screen, scheme: Scheme, width: int) -> None:
    """Nothing wider than the screen, and nothing that axe finds."""
    week(screen)
    page = await screen.officer("sari", scheme=scheme)
    screen.desk.role("sari", Role.MAINTAINER)
    await page.set_viewport_size({"width": width, "height": 800})
    for address in ("/sample", None, "/sample", "/learning"):
        if address is None:
            await page.get_by_role("button", name="Tarik sampel minggu lalu").click()
            await page.get_by_role("heading", name="Menilai sampel").wait_for()
        else:
            await page.goto(address)
        excess = await page.evaluate("document.documentElement.scrollWidth - innerWidth")

        assert excess <= 0
        assert await findings(page) == []


@pytest.mark.parametrize("has_scripts", [True, False])
async def test_a_sample_is_judged_by_keys_alone(screen: Screen, has_scripts: bool) -> None:
    """A hundred messages are many clicks; and it needs nothing but a browser."""
    week(screen)
    page = await screen.officer("sari", has_scripts=has_scripts)
    screen.desk.role("sari", Role.MAINTAINER)
    await page.goto("/sample")
    await page.get_by_role("button", name="Tarik sampel minggu lalu").click()
    for left in ("2", "1"):
        await page.get_by_text(f"Masih {left} pesan menunggu").wait_for()
        await expect(page.get_by_label("1 Benar", exact=True)).to_be_focused()
        await page.keyboard.press("3" if has_scripts else "ArrowDown")
        await page.keyboard.press("Enter")

    await page.get_by_text("Tidak ada lagi pesan yang menunggu").wait_for()
    with screen.desk.database.read() as session:
        words = session.scalars(select(SampleVerdict.verdict)).all()

    assert words == ["wrong" if has_scripts else "partly"] * 2
