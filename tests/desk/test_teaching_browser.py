"""Mistakes decided in a real Chromium: by keys alone, without scripts, for all eyes."""

import pytest
from playwright.async_api import Page

from service.content.model import Content
from service.content.store import store_content
from service.examples.register import active, add
from service.learning.label_kinds import Kind, Person, Wanted
from service.learning.label_views import waiting_labels
from service.learning.labels import approve, decided_turns, propose
from service.learning.regression import case_turn
from service.outcomes import Role
from tests.desk.test_browser import Scheme, Screen, findings, screen
from tests.desk.test_review_page import missed

__all__ = ["screen"]  # the fixture
pytestmark = pytest.mark.browser
SAID = (
    "kuliah sambil magangnya gimana dong",
    "magang sambil kuliah itu gimana ya",
    "kuliah sambil magang gimana",
)
OTHER = "nik saya [NIK disembunyikan] kok salah ya " + "panjangsekali" * 8


class Presses:
    """A keyboard that counts what is pressed."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.count += 1
            await self.page.keyboard.press(key)


async def maintainer(screen: Screen, username: str, **looks: bool | Scheme) -> Page:
    """Return a page of somebody who keeps the bot's texts."""
    screen.desk.role(username, Role.OFFICER)
    page = await screen.officer(username, **looks)  # type: ignore[arg-type]
    screen.desk.role(username, Role.MAINTAINER)
    return page


def ask(screen: Screen, content: Content) -> None:
    """Let citizens ask one thing three ways, and another thing once."""
    with screen.desk.database.write() as session:
        store_content(session, content, screen.desk.clock())
        near = ["magang sambil kuliah boleh tidak", "apa syarat magang"]
        add(session, near, "magang", by="x", now=screen.desk.clock())
        add(session, ["skripsi sambil kuliah gimana"], "data-skripsi", by="x", now=screen.desk.now)
    for number, text in enumerate((*SAID, OTHER)):
        missed(screen.desk, text, f"b{number}")
    with screen.desk.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE turns SET topic = 'spip', outcome = 'repeated'")


async def be_tested(screen: Screen) -> None:
    """Let the message that is left become a test, which both people wanted."""
    case = (case_turn("halo kak", ""), case_turn("nik saya salah ya", "data-saya"))
    now = screen.desk.now
    with screen.desk.database.write() as session:
        left = min(set(range(1, len(SAID) + 2)) - decided_turns(session))
        label = propose(session, Person("x"), Wanted(Kind.TEST, (left,), cases=(case,)), now)
        approve(session, label.id, screen.desk.number("sari"), now)


async def test_a_group_is_decided_by_six_presses(screen: Screen, content: Content) -> None:
    """From the list to the next group: no hand leaves the keyboard, on any of forty wordings."""
    ask(screen, content)
    sari, budi = await maintainer(screen, "sari"), await maintainer(screen, "budi")
    await sari.goto("/review")
    keys = Presses(sari)
    await keys.press("j", "Enter")
    await sari.get_by_role("heading", name="Keputusan").wait_for()
    on_group = Presses(sari)
    await on_group.press("2", "m", "a", "g", "Enter")
    await sari.get_by_text("Ini kelompok berikutnya.").wait_for(timeout=60_000)
    await Presses(sari).press("5", "Enter")
    await sari.get_by_text("Dicatat: diabaikan.").wait_for(timeout=60_000)

    await budi.goto("/review/decisions")
    second = Presses(budi)
    await second.press("j", "Tab", "Tab", "Tab", "Enter")
    await budi.get_by_text("Disetujui. Contoh dan uji ikut").wait_for(timeout=60_000)

    assert on_group.count <= 6
    assert second.count <= 6
    with screen.desk.database.read() as session:
        learnt = [one.text for one in active(session) if one.intent == "magang"]
    assert set(SAID) <= set(learnt)


async def test_a_guess_is_two_presses(screen: Screen, content: Content) -> None:
    """What the model nearly took it for has a key of its own; keys that are off do nothing."""
    ask(screen, content)
    page = await maintainer(screen, "sari")
    await page.goto("/keys")
    await page.get_by_label("Pakai tombol satu huruf").uncheck()
    await page.goto("/review")
    await page.locator("ol.groups a").first.click()
    await page.get_by_role("heading", name="Keputusan").wait_for()
    await page.keyboard.press("7")
    silent = await page.locator("[data-key='7']").is_checked()
    await page.evaluate("localStorage.clear()")
    await page.keyboard.press("7")
    await page.keyboard.press("Enter")
    await page.get_by_text("Usulan Anda menunggu persetujuan").wait_for(timeout=60_000)

    assert not silent
    with screen.desk.database.read() as session:
        assert [one.intent for one in waiting_labels(session)] == ["magang"]


async def test_everything_is_decided_without_scripts(screen: Screen, content: Content) -> None:
    """A locked-down office computer is enough, for both people."""
    ask(screen, content)
    sari = await maintainer(screen, "sari", has_scripts=False)
    await sari.goto("/review")
    await sari.locator("ol.groups a").first.click()
    await sari.get_by_label("Maksudnya lain").check()
    await sari.get_by_label("Maksud untuk 2 dan 6").fill("magang")
    await sari.get_by_role("button", name="Simpan keputusan").click()
    await sari.get_by_text("Usulan Anda menunggu persetujuan").wait_for(timeout=60_000)
    budi = await maintainer(screen, "budi", has_scripts=False)
    await budi.goto("/review/decisions")
    await budi.get_by_label("Alasan menolak usulan 1").fill("Ini tentang skripsi.")
    await budi.get_by_role("button", name="Tolak usulan 1").click()
    await budi.get_by_text("kembali ke daftar yang perlu").wait_for(timeout=60_000)

    await sari.goto("/review/decisions")
    await sari.get_by_text("Ini tentang skripsi.").wait_for()
    assert await sari.locator(".pages .count").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
async def test_the_pages_are_for_everybodys_eyes(
    screen: Screen, content: Content, scheme: Scheme, width: int
) -> None:
    """In each state: open, refused with both sides, waiting, decided; nothing is wider."""
    ask(screen, content)
    page = await maintainer(screen, "sari", scheme=scheme)
    await page.set_viewport_size({"width": width, "height": 800})
    looked: list[str] = []

    async def look(name: str) -> None:
        looked.append(name)
        excess = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert (name, excess, await findings(page)) == (name, min(excess, 0), [])

    await page.goto("/review")
    await look("list")
    await page.locator("ol.groups a").first.click()
    await look("group")
    await page.get_by_text("Matikan jawaban ini sekarang…").click()
    await page.get_by_label("Alasan", exact=True).fill("Angkanya lama.")
    await page.get_by_role("button", name="Matikan jawaban ini sekarang").click()
    await page.get_by_text("Sedang dimatikan").wait_for()
    await look("off")
    await page.get_by_label("Di luar layanan BPKP").check()
    await page.get_by_role("textbox", name="Kalimat 1").fill("skripsi sambil kuliah gimana")
    await page.get_by_role("button", name="Simpan keputusan").click()
    await page.get_by_text("Tidak dapat dipelajari").wait_for(timeout=60_000)
    await look("refused")
    await page.get_by_role("textbox", name="Kalimat 1").fill(SAID[0])
    await page.locator("[data-key='7']").check()
    await page.get_by_role("button", name="Simpan keputusan").click()
    await page.get_by_text("Ini kelompok berikutnya").wait_for(timeout=60_000)
    await look("next")
    await page.goto("/review/decisions")
    await look("own")
    for path in ("/review/decisions", "/review/examples", "/review/examples?maksud=magang"):
        await page.goto(path)
        await look(path)
    await page.goto("/review?status=decided")
    await page.locator("ol.groups a").first.click()
    await look("decided group")
    await page.locator("ul.members a").first.click()
    await look("decided message")
    await be_tested(screen)
    await page.goto("/review/decisions")
    await page.get_by_text("1 kalimat").first.click()
    await look("a test that is judged")
    assert len(looked) == 12
