"""Releases in a real Chromium: readable to all, on a phone, and decided without scripts."""

import pytest

from service.outcomes import Role
from service.releases.views import Release
from tests.desk.test_browser import Scheme, Screen, findings, screen
from tests.desk.test_release_page import BUNDLE, told
from tests.service.releases.candidates import judged

__all__ = ["screen"]  # the fixture
pytestmark = pytest.mark.browser


def release_on(screen: Screen) -> Release:
    """Enter a release in which everything happened."""
    return judged(screen.desk.database, BUNDLE, screen.desk.clock(), told())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
async def test_releases_are_for_everybodys_eyes(
    screen: Screen, scheme: Scheme, width: int
) -> None:
    """The list and the report with all that folds out, and nothing wider than the screen."""
    release = release_on(screen)
    page = await screen.officer("sari", scheme=scheme)
    screen.desk.role("sari", Role.ADMIN)
    await page.set_viewport_size({"width": width, "height": 800})
    for address in ("/releases", f"/releases/{release.id}"):
        await page.goto(address)
        await page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        excess = await page.evaluate("document.documentElement.scrollWidth - innerWidth")

        assert excess <= 0
        assert await findings(page) == []


async def test_a_release_is_approved_without_scripts(screen: Screen) -> None:
    """The form needs nothing but a browser, and asks whether the report was read."""
    release = release_on(screen)
    page = await screen.officer("sari", has_scripts=False)
    screen.desk.role("sari", Role.MAINTAINER)
    await page.goto(f"/releases/{release.id}")
    await page.get_by_label("Saya sudah membaca laporan").check()
    await page.get_by_role("button", name=f"Setujui rilis {release.id}").click()

    await page.get_by_text("Rilis ini Anda setujui.").wait_for()
