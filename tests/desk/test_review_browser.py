"""Yesterday's mistakes in a real Chromium: readable to all, on a phone, and without scripts."""

import pytest

from service.outcomes import Role
from tests.desk.test_browser import Scheme, Screen, findings, screen
from tests.desk.test_review_page import missed

__all__ = ["screen"]  # the fixture
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
async def test_mistakes_are_for_everybodys_eyes(
    screen: Screen, scheme: Scheme, width: int
) -> None:
    """From the list to the conversation, and nothing wider than the screen."""
    missed(screen.desk, "magang bisa sambil kuliah ga " + "panjangsekali" * 12)
    missed(screen.desk, "magang sambil kuliah bisa ga", "10")
    page = await screen.officer("sari", scheme=scheme)
    screen.desk.role("sari", Role.MAINTAINER)
    await page.set_viewport_size({"width": width, "height": 800})
    for address in ("/review", None):
        if address is None:
            await page.locator("ol.groups a").first.click()
            await page.locator("ul.members a").first.click()
            await page.get_by_role("heading", name="Sebuah pertanyaan").wait_for()
        else:
            await page.goto(address)
        excess = await page.evaluate("document.documentElement.scrollWidth - innerWidth")

        assert excess <= 0
        assert await findings(page) == []


async def test_a_sign_is_chosen_without_scripts(screen: Screen) -> None:
    """The form needs nothing but a browser."""
    missed(screen.desk, "magang bisa sambil kuliah ga")
    page = await screen.officer("sari", has_scripts=False)
    screen.desk.role("sari", Role.MAINTAINER)
    await page.goto("/review")
    await page.get_by_text("1 pesan dalam 1 kelompok").wait_for()
    await page.get_by_label("Tanda").select_option("unhelpful")
    await page.get_by_role("button", name="Tampilkan").click()

    await page.get_by_text("Tidak ada pertanyaan seperti itu").wait_for()
