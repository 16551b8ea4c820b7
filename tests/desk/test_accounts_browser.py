"""The pages of accounts in a real Chromium: without JavaScript, narrow, dark, and heard by axe."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Page

from service.outcomes import Role
from tests.desk.test_browser import Scheme, Screen, findings, screen

__all__ = ["screen"]  # the fixture
pytestmark = pytest.mark.browser
NEW = "kuda-payung-senin-lilin"


@asynccontextmanager
async def invited(screen: Screen, page: Page) -> AsyncIterator[Page]:
    """Invite somebody through the form; open the link in a browser of their own."""
    await page.goto("/accounts")
    await page.get_by_label("Nama lengkap").fill("Rini Petugas")
    await page.get_by_label("Nama pengguna").fill("rini")
    await page.get_by_role("button", name="Buat undangan").click()
    link = await page.get_by_label("Tautan sekali pakai").input_value()
    context = await screen.browser.new_context(base_url=screen.address, java_script_enabled=False)
    newcomer = await context.new_page()
    await newcomer.goto(link)
    yield newcomer
    await context.close()


async def test_an_invitation_is_taken_without_javascript(screen: Screen) -> None:
    """The oldest computer of a small office must be enough."""
    screen.desk.role("sari", Role.ADMIN)
    admin = await screen.officer("sari", has_scripts=False)

    async with invited(screen, admin) as newcomer:
        await newcomer.get_by_label("Kata sandi baru", exact=True).fill(NEW)
        await newcomer.get_by_label("Kata sandi baru, sekali lagi").fill(NEW)
        await newcomer.get_by_role("button", name="Simpan kata sandi").click()
        await newcomer.get_by_label("Nama pengguna").fill("rini")
        await newcomer.get_by_label("Kata sandi").fill(NEW)
        await newcomer.get_by_role("button", name="Masuk").click()

        await newcomer.get_by_role("heading", name="Antrean percakapan").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_and_nothing_sticks_out(screen: Screen, scheme: Scheme) -> None:
    """Administrators are officers: some are at a telephone, some have a screen reader."""
    screen.desk.role("sari", Role.ADMIN)
    page = await screen.officer("sari", scheme=scheme)
    for path in ("/account", "/accounts", f"/accounts/{screen.desk.number('budi')}"):
        await page.goto(path)
        assert await findings(page) == [], path
        await page.set_viewport_size({"width": 320, "height": 700})
        excess = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert excess <= 0, path
        await page.set_viewport_size({"width": 1280, "height": 800})
    await page.goto("/accounts")
    await page.get_by_label("Nama lengkap").fill("Rini")
    await page.get_by_label("Nama pengguna").fill("rini")
    await page.get_by_role("button", name="Buat undangan").click()
    assert await findings(page) == []
    await page.goto(await page.get_by_label("Tautan sekali pakai").input_value())
    assert await findings(page) == []
