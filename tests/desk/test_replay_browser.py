"""Changed answers in a real Chromium: by keyboard alone, readable to all, and without scripts."""

import os
from pathlib import Path

import pytest
from playwright.async_api import Page

from service.outcomes import Role
from service.releases.replay import Compared, changes_of
from tests.desk.test_answers_page import reply_to
from tests.desk.test_browser import Scheme, Screen, findings, screen
from tests.service.releases.asking import NOT_UNDERSTOOD, add_release, answered, keep, question

__all__ = ["screen"]  # the fixture
pytestmark = pytest.mark.browser

LONG = "magang bisa sambil kuliah ga " + "panjangsekali" * 12
GIFT = Compared(question("batas hadiah berapa"), answered("batas-hadiah"), answered("wbs-pantau"))
LOST = Compared(question("syaratnya", "magang", 3), answered("magang"), NOT_UNDERSTOOD)
SPIP = Compared(question(LONG), answered("spip"), answered("apip", "Kalimat. " * 60))


async def maintainer(screen: Screen, scheme: Scheme = "light", has_scripts: bool = True) -> Page:
    page = await screen.officer("sari", scheme=scheme, has_scripts=has_scripts)
    screen.desk.role("sari", Role.MAINTAINER)
    return page


def release_of(screen: Screen) -> int:
    """Make a candidate that was replayed."""
    number = add_release(screen.desk.database, "tanya-2.tar.gz")
    keep(screen.desk.database, number, GIFT, LOST, SPIP)
    return number


def verdicts(screen: Screen, release: int) -> dict[str, str]:
    with screen.desk.database.read() as session:
        return {one.text: one.verdict for one in changes_of(session, release).found}


async def picture(page: Page, name: str) -> None:
    """Keep what is seen, for a person who looks, where a folder is named."""
    if folder := os.environ.get("PICTURES"):
        await page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
async def test_changes_are_for_everybodys_eyes(screen: Screen, scheme: Scheme, width: int) -> None:
    """Before beside after, the form of an example opened, and nothing wider than the screen."""
    release, page = release_of(screen), await maintainer(screen, scheme)
    await page.set_viewport_size({"width": width, "height": 800})
    await page.goto(f"/releases/{release}/replay")
    await page.get_by_text("Jadikan contoh…").first.click()
    await picture(page, f"replay-{scheme}-{width}")

    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert await findings(page) == []


async def test_changes_are_read_by_keyboard_alone(screen: Screen) -> None:
    """Two hundred of them are read in minutes, or not at all."""
    release, page = release_of(screen), await maintainer(screen)
    home = f"/releases/{release}/replay"
    await page.goto(home)

    await page.keyboard.press("j")
    await page.keyboard.press("a")
    await page.get_by_text("Diterima.").wait_for()
    focused = await page.evaluate("document.activeElement.querySelector('h2').innerText")
    await page.keyboard.press("e")
    typing = await page.evaluate("document.activeElement.name")
    await page.keyboard.type("ja")  # in a field letters are letters
    value = await page.evaluate("document.activeElement.value")
    await page.keyboard.press("Escape")
    await page.keyboard.press("j")
    last = await page.evaluate("document.activeElement.querySelector('h2').innerText")
    await page.keyboard.press("k")

    assert verdicts(screen, release)["batas hadiah berapa"] == "accepted"
    assert (focused, typing, value) == ("syaratnya", "intent", "ja")
    assert last.startswith("magang bisa sambil")
    assert await page.evaluate("document.activeElement.querySelector('h2').innerText") == focused


async def test_all_that_is_shown_is_accepted_without_scripts(screen: Screen) -> None:
    """After saying so once more."""
    release, page = release_of(screen), await maintainer(screen, has_scripts=False)
    await page.goto(f"/releases/{release}/replay")
    await page.get_by_text("Terima semua yang ditampilkan (3)").click()
    await page.get_by_role("button", name="Ya, terima 3 jawaban").click()

    await page.get_by_text("Tidak ada yang belum dibaca di sini.").wait_for()
    assert set(verdicts(screen, release).values()) == {"accepted"}


@pytest.mark.parametrize("width", [1280, 320])
async def test_an_answer_is_kept_from_its_ticket(screen: Screen, width: int) -> None:
    """Two presses: the link under the answer, and the button of the form."""
    budi = screen.desk.browser()
    await budi.log_in("budi")
    paths = [await reply_to(screen.desk, budi, str(n)) for n in range(3)]
    page = await screen.officer("budi")
    await page.set_viewport_size({"width": width, "height": 800})
    await page.goto(paths[0])
    await page.get_by_role("link", name="Pakai lagi").click()
    await page.get_by_role("heading", name="Pakai lagi jawaban ini").wait_for()
    await picture(page, f"reuse-{width}")
    assert await findings(page) == []
    await page.get_by_role("button", name="Simpan balasan tetap").click()
    await page.get_by_text("/parkir-tamu-ada").first.wait_for()
    await page.goto("/canned-replies/suggestions")
    await picture(page, f"suggestions-{width}")

    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert await findings(page) == []
