"""The way to the agency's provider and back in a real Chromium, over the provider's own pages."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import pytest
from playwright.async_api import Page

from desk.provider import Provider
from desk.sign_in import SignIn
from doubles.identity_provider import CLIENT_ID, CLIENT_SECRET
from doubles.identity_provider import PASSWORD as THEIRS
from service.officers.invitations import invite
from tests.desk.agency import served
from tests.desk.test_browser import Screen, findings, screen

__all__ = ["screen"]  # the fixture
pytestmark = pytest.mark.browser


@dataclass
class Way:
    """A browser in which nobody is logged in, in front of a desk with a provider."""

    screen: Screen
    page: Page
    has_scripts: bool


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
async def way(screen: Screen, request: pytest.FixtureRequest) -> AsyncIterator[Way]:
    """The desk is 127.0.0.1 and the provider localhost: another site, as in service."""
    with served(screen.address) as issuer:
        provider = Provider(issuer, CLIENT_ID, CLIENT_SECRET, "Akun BPKP")
        state = screen.desk.app.state
        state.desk = replace(state.desk, sign_in=SignIn(provider=provider))
        context = await screen.browser.new_context(
            base_url=screen.address, java_script_enabled=request.param
        )
        yield Way(screen, await context.new_page(), request.param)
        await context.close()


async def at_provider(page: Page, person: str) -> None:
    """Fill in the provider's own forms; whom it knows already it asks for the password alone."""
    name = page.locator("input[name=login]")
    await name.or_(page.locator("input[name=password]")).wait_for()
    if await name.count():
        await name.fill(person)
        await page.locator("button[type=submit]").first.click()
    await page.locator("input[name=password]").fill(THEIRS)
    await page.locator("button[type=submit]").first.click()


async def test_an_invitation_and_a_log_in_without_any_password_of_ours(way: Way) -> None:
    """Policies against other sites' forms and cookies must let this one way through."""
    desk, page = way.screen.desk, way.page
    with desk.database.write() as session:
        code = invite(session, "budi", desk.clock())
    await page.goto(f"/invitation/{code}")
    await page.get_by_role("button", name="Pakai Akun BPKP").click()
    await at_provider(page, "tono")
    await page.get_by_role("heading", name="Antrean percakapan").wait_for()
    await page.get_by_role("button", name="Keluar").click()
    await page.get_by_text("Anda sudah keluar dari meja ini.").wait_for()
    heard = await findings(page) if way.has_scripts else []

    await page.get_by_role("link", name="Masuk dengan Akun BPKP").click()
    await at_provider(page, "tono")

    await page.get_by_role("heading", name="Antrean percakapan").wait_for()
    assert heard == []
    assert await page.get_by_role("link", name="Budi Santoso").count() == 1
