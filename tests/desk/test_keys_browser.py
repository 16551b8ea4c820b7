"""The keyboard at the desk, and the page of an answer that was sent, in a real Chromium."""

import pytest
from playwright.async_api import Page

from tests.desk.test_browser import Scheme, Screen, findings, screen

__all__ = ["screen"]  # the fixture
pytestmark = pytest.mark.browser


async def focused(page: Page) -> str:
    """Return the id of what has the focus."""
    found: str = await page.evaluate("document.activeElement.id")
    return found


async def test_letters_lead_through_a_ticket_and_do_nothing_by_themselves(screen: Screen) -> None:
    """Whoever works by the keyboard all day reaches everything; a slip tells nobody anything."""
    first, second = screen.desk.escalation(address="1"), screen.desk.escalation(address="2")
    page = await screen.officer("sari")
    await page.goto(f"/escalations/{first}")
    places = {}
    for key in "abcm":
        await page.keyboard.press(key)
        places[key] = await focused(page)
        await page.keyboard.press("Escape")
    before = screen.desk.replies(first)
    await page.keyboard.press("j")
    await page.wait_for_url(f"**/escalations/{second}")
    await page.keyboard.press("k")
    await page.wait_for_url(f"**/escalations/{first}")
    await page.keyboard.press("/")
    await page.wait_for_url("**/#search")

    assert (places["a"], places["b"], places["c"]) == ("claim", "text", "note-text")
    assert before == []
    assert await focused(page) == "search"


async def test_close_is_reached_and_still_asks(screen: Screen) -> None:
    """The form opens; nothing is closed before its button is pressed."""
    ticket = screen.desk.escalation()
    page = await screen.officer("sari")
    await page.goto(f"/escalations/{ticket}")
    await page.get_by_role("button", name="Ambil percakapan").click()
    await page.get_by_text("sekarang Anda tangani").wait_for()
    await page.keyboard.press("t")

    assert await focused(page) == "reason"
    assert screen.desk.read(ticket).closed_at is None


async def test_letters_in_a_field_are_letters(screen: Screen) -> None:
    """An answer may have a "j" or a "?" in it."""
    ticket = screen.desk.escalation()
    screen.desk.escalation(address="2")
    page = await screen.officer("sari")
    await page.goto(f"/escalations/{ticket}")
    field = page.get_by_label("Balasan untuk warga")
    await field.press_sequentially("jkbgt?/ ajak")

    assert (await field.input_value()).strip() == "jkbgt?/ ajak"
    assert page.url.endswith(ticket)
    assert await page.locator("dialog").count() == 0


async def test_the_list_opens_closes_and_gives_the_focus_back(screen: Screen) -> None:
    """By "?" and by its link; Escape closes it."""
    page = await screen.officer("sari")
    await page.wait_for_load_state()  # the script has come
    await page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Pintasan papan ketik")
    await dialog.wait_for()
    await page.keyboard.press("g")  # does nothing here
    assert await findings(page) == []
    await page.keyboard.press("Escape")
    await dialog.wait_for(state="hidden")
    await page.get_by_role("link", name="Pintasan papan ketik").click()
    await dialog.wait_for()
    await dialog.get_by_role("button", name="Tutup").click()
    await dialog.wait_for(state="hidden")

    assert await focused(page) == "keys-link"


async def test_letters_can_be_switched_off(screen: Screen) -> None:
    """Who dictates to the computer would open things by talking (WCAG 2.1.4)."""
    ticket = screen.desk.escalation()
    page = await screen.officer("sari")
    await page.goto("/keys")
    await page.get_by_label("Pakai tombol satu huruf").uncheck()
    await page.goto(f"/escalations/{ticket}")
    for key in "b?g":
        await page.keyboard.press(key)
    assert await focused(page) != "text"
    assert page.url.endswith(ticket)
    await page.goto("/keys")
    await page.get_by_label("Pakai tombol satu huruf").check()
    await page.goto(f"/escalations/{ticket}")
    await page.keyboard.press("b")

    assert await focused(page) == "text"


async def test_an_answer_is_changed_without_javascript(screen: Screen) -> None:
    """So are the list of keys and the way to the next ticket there."""
    ticket = screen.desk.escalation(channel="web")
    other = screen.desk.escalation(address="2")
    page = await screen.officer("sari", has_scripts=False)
    await page.get_by_role("link", name="Pintasan papan ketik").click()
    await page.get_by_role("heading", name="Pintasan papan ketik").wait_for()
    await page.goto(f"/escalations/{ticket}")
    await page.get_by_label("Balasan untuk warga").fill("lama")
    await page.get_by_role("button", name="Kirim balasan").click()
    await page.get_by_role("link", name="Ubah atau tarik").click()
    await page.get_by_label("Isi balasan").fill("baru")
    await page.get_by_role("button", name="Simpan perubahan").click()
    await page.get_by_text("Balasan diubah.").wait_for()
    await page.get_by_role("link", name="Ubah atau tarik").click()
    await page.get_by_role("button", name="Tarik balasan").click()
    await page.get_by_text("Balasan ditarik.").wait_for()
    await page.goto(f"/escalations/{other}")
    await page.get_by_role("link", name="← Sebelumnya").click()

    assert page.url.endswith(ticket) or page.url.endswith("/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_and_nothing_sticks_out(screen: Screen, scheme: Scheme) -> None:
    """In forced colours as well; at 320 pixels, which is 400 % of a small screen."""
    ticket = screen.desk.escalation(channel="web")
    page = await screen.officer("sari", scheme=scheme)
    await page.goto(f"/escalations/{ticket}")
    await page.get_by_label("Balasan untuk warga").fill("panjang" * 60)
    await page.get_by_role("button", name="Kirim balasan").click()
    link = page.get_by_role("link", name="Ubah atau tarik")
    message = await link.get_attribute("href") or ""
    for path in (message, "/keys", f"/escalations/{ticket}"):
        await page.goto(path)
        assert await findings(page) == [], path
        await page.emulate_media(forced_colors="active", color_scheme=scheme)
        assert await findings(page) == [], path
        await page.emulate_media(forced_colors="none", color_scheme=scheme)
        await page.set_viewport_size({"width": 320, "height": 700})
        excess = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert excess <= 0, path
        await page.set_viewport_size({"width": 1280, "height": 800})
