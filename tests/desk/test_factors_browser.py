"""Second factors in a real Chromium: passkeys of a virtual device, and all without JavaScript."""

from typing import Any

import pyotp
import pytest
from playwright.async_api import CDPSession, Page

from service.outcomes import Role
from tests.desk.desk_harness import PASSWORD
from tests.desk.test_browser import Scheme, Screen, findings, screen

__all__ = ["screen"]  # the fixture
pytestmark = pytest.mark.browser
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def by_name(screen: Screen) -> Screen:
    """Open the desk by a name: browsers make no passkey for a number."""
    screen.address = screen.address.replace("127.0.0.1", "localhost")
    return screen


async def with_device(page: Page) -> tuple[CDPSession, str]:
    """Give a page's browser a device that makes passkeys."""
    client = await page.context.new_cdp_session(page)
    await client.send("WebAuthn.enable")
    made: dict[str, Any] = await client.send(
        "WebAuthn.addVirtualAuthenticator", {"options": DEVICE}
    )
    return client, str(made["authenticatorId"])


async def add_passkey(page: Page, name: str = "Laptop Sari") -> None:
    """Add a passkey as an officer does."""
    await page.goto("/account/factors")
    await page.get_by_label("Nama kunci sandi baru").fill(name)
    await page.get_by_role("button", name="Tambah kunci sandi").click()


async def type_password(page: Page, username: str = "sari") -> None:
    """Go through the first step of the log-in."""
    await page.goto("/login")
    await page.get_by_label("Nama pengguna").fill(username)
    await page.get_by_label("Kata sandi").fill(PASSWORD)
    await page.get_by_role("button", name="Masuk").click()
    await page.get_by_role("heading", name="Langkah kedua").wait_for()


async def log_out(page: Page) -> None:
    """Leave the desk."""
    await page.goto("/account")
    await page.get_by_role("button", name="Keluar").click()
    await page.get_by_role("heading", name="Masuk").wait_for()


async def test_a_passkey_is_added_used_and_removed(screen: Screen) -> None:
    """The fingerprint of the laptop is the second step; nothing has to be typed."""
    page = await by_name(screen).officer("sari")
    client, device = await with_device(page)
    await add_passkey(page)
    await page.get_by_role("heading", name="Simpan kode cadangan ini").wait_for()
    kept: dict[str, Any] = await client.send(
        "WebAuthn.getCredentials", {"authenticatorId": device}
    )
    await log_out(page)
    await type_password(page)
    await page.get_by_role("button", name="Pakai kunci sandi").click()
    await page.get_by_role("heading", name="Antrean percakapan").wait_for()
    await page.goto("/account/factors")
    used = await page.get_by_text("terakhir dipakai").count()
    await page.get_by_role("button", name="Lepas kunci sandi Laptop Sari").click()
    await page.get_by_text("Sudah dilepas").wait_for()

    assert [one["rpId"] for one in kept["credentials"]] == ["localhost"]
    assert used == 1
    assert await page.get_by_text("Laptop Sari").count() == 0


async def test_another_device_is_told_and_a_code_helps(screen: Screen) -> None:
    """The laptop is at home; the sheet of codes is in the drawer."""
    page = await by_name(screen).officer("sari")
    client, device = await with_device(page)
    await add_passkey(page)
    code = await page.locator(".codes code").first.inner_text()
    await client.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": device})
    await client.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    await log_out(page)
    await type_password(page)

    await page.get_by_role("button", name="Pakai kunci sandi").click()
    await page.get_by_text("Tidak jadi.").wait_for(timeout=65_000)
    await page.get_by_label("Kode cadangan").fill(code)
    await page.get_by_role("button", name="Lanjut").click()

    await page.get_by_role("heading", name="Cara masuk").wait_for()
    assert await page.get_by_text("Tersisa 9 kode.").count() == 1


async def test_the_same_device_is_not_added_twice(screen: Screen) -> None:
    """Two names for one laptop would help nobody who lost it."""
    page = await by_name(screen).officer("sari")
    await with_device(page)
    await add_passkey(page)
    await page.get_by_role("heading", name="Simpan kode cadangan ini").wait_for()

    await add_passkey(page, "Laptop lagi")

    await page.get_by_text("Perangkat ini sudah terpasang.").wait_for()


async def administrator(screen: Screen) -> Page:
    """Return the page of an administrator with a passkey, a while after the log-in."""
    screen.desk.role("sari", Role.ADMIN)
    page = await by_name(screen).officer("sari")
    await with_device(page)
    await add_passkey(page)
    await page.get_by_role("heading", name="Simpan kode cadangan ini").wait_for()
    screen.desk.now = screen.desk.now.replace(minute=screen.desk.now.minute + 15)
    return page


async def test_an_administrator_confirms_an_act_with_a_passkey(screen: Screen) -> None:
    """After ten minutes a touch beside the password is enough."""
    page = await administrator(screen)
    await page.goto(f"/accounts/{screen.desk.number('budi')}")
    part = page.locator("section", has=page.get_by_role("heading", name="Nonaktifkan"))

    await part.get_by_label("Kata sandi Anda sendiri").fill(PASSWORD)
    await part.get_by_role("button", name="Pakai kunci sandi").click()

    await page.get_by_text("Perubahan disimpan").wait_for()


async def test_a_passkey_leaves_the_choice_of_log_in_to_the_buttons(screen: Screen) -> None:
    """Who is told that a stolen telephone is logged out must be able to believe it."""
    page = await administrator(screen)
    stolen = await screen.officer("budi")
    await page.goto(f"/accounts/{screen.desk.number('budi')}/sessions")

    await page.get_by_label("Kata sandi Anda sendiri").fill(PASSWORD)
    await page.get_by_role("button", name="Pakai kunci sandi").click()
    await page.get_by_text("Lanjutkan dengan tombol di bawah").wait_for()
    await page.get_by_role("button", name="Akhiri semua").click()
    await page.get_by_text("Sesi diakhiri.").wait_for()

    assert await page.get_by_text("Sedang masuk di 0 tempat").count() == 1
    await stolen.goto("/account")
    await stolen.get_by_role("heading", name="Masuk").wait_for()


async def test_a_passkey_is_not_asked_for_before_the_password(screen: Screen) -> None:
    """A touch that is then refused for an empty field must be made again."""
    page = await administrator(screen)
    await page.goto(f"/accounts/{screen.desk.number('budi')}")
    part = page.locator("section", has=page.get_by_role("heading", name="Nonaktifkan"))

    await part.get_by_role("button", name="Pakai kunci sandi").click()

    password = part.get_by_label("Kata sandi Anda sendiri")
    assert await password.evaluate("field => document.activeElement === field")
    assert await part.get_by_role("status").inner_text() == ""


async def test_an_app_is_set_up_and_used_without_javascript(screen: Screen) -> None:
    """Where there is no passkey, and no script, a telephone is enough."""
    page = await by_name(screen).officer("sari", has_scripts=False)
    await page.goto("/account/factors")
    await page.get_by_role("button", name="Pasang aplikasi").click()
    secret = (await page.locator(".secret").inner_text()).replace(" ", "")
    app = pyotp.TOTP(secret)
    await page.get_by_label("Kode dari aplikasi").fill(app.at(screen.desk.now))
    await page.get_by_role("button", name="Pasang", exact=True).click()
    await page.get_by_role("link", name="Sudah saya simpan").click()
    await log_out(page)
    await type_password(page)
    later = int(screen.desk.now.timestamp()) + 30
    await page.get_by_label("Kode dari aplikasi, atau kode cadangan").fill(app.at(later))
    await page.get_by_role("button", name="Lanjut").click()

    await page.get_by_role("heading", name="Antrean percakapan").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_and_nothing_sticks_out(screen: Screen, scheme: Scheme) -> None:
    """Whoever cannot see the picture reads the secret; whoever has a telephone sees all of it."""
    page = await by_name(screen).officer("sari", scheme=scheme)
    await with_device(page)

    async def is_fine(where: str) -> None:
        assert await findings(page) == [], where
        await page.set_viewport_size({"width": 320, "height": 700})
        excess = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert excess <= 0, where
        await page.set_viewport_size({"width": 1280, "height": 800})

    await page.goto("/account/factors")
    await is_fine("nothing yet")
    await page.get_by_role("button", name="Pasang aplikasi").click()
    await is_fine("an app")
    await add_passkey(page)
    await page.get_by_role("heading", name="Simpan kode cadangan ini").wait_for()
    await is_fine("codes")
    screen.desk.now = screen.desk.now.replace(minute=screen.desk.now.minute + 15)
    await page.goto("/account/factors")
    await is_fine("all, asked again")
    await log_out(page)
    await type_password(page)
    await is_fine("the second step")
