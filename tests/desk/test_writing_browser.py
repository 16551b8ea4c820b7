"""Writing to a citizen in a real Chromium: what is inserted, what stays apart, what is inert."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Locator, Page

from service.answering.answers import Answers
from service.assembly import ArticlesToSay
from service.canned.replies import keep
from service.operations.switches import Switches
from service.outcomes import Role
from service.storage.database import Database
from tests.desk.desk_harness import DeskHarness, make_desk
from tests.desk.test_browser import Screen, findings, screen

__all__ = ["screen"]  # the fixture
pytestmark = pytest.mark.browser
BOX = "Balasan untuk warga"
NASTY = """<img src=x onerror="alert(1)"><script>alert(2)</script><svg onload=alert(3)>
"><a href="javascript:alert(4)">x</a> {{7*7}}"""


@pytest.fixture
async def desk(sqlite: Database, answers: Answers) -> AsyncIterator[DeskHarness]:
    """A desk that knows the articles."""
    harness = make_desk(sqlite, articles=ArticlesToSay(lambda: answers, Switches(sqlite, 0)))
    yield harness
    await harness.close()


def keep_for_humas(desk: DeskHarness, **texts: str) -> None:
    """Keep canned replies of the unit by their keys."""
    desk.role("sari", Role.SUPERVISOR)
    with desk.database.write() as session:
        for key, text in texts.items():
            kept = keep(session, desk.number("sari"), "humas", key, text, desk.clock())
            assert isinstance(kept, int)


def keys_of(page: Page) -> Locator:
    """Return the list that opens while a key is typed."""
    return page.locator("#choosing")


async def test_a_slash_and_a_key_put_a_canned_reply_in_by_keyboard(screen: Screen) -> None:
    """Hands stay where they write; what is typed before and behind stays."""
    keep_for_humas(screen.desk, salam="Saya {petugas}.", samaran="Lain", tutup="Terima kasih.")
    ticket = screen.desk.escalation()
    page = await screen.officer("sari")
    await page.goto(f"/escalations/{ticket}")
    field = page.get_by_label(BOX)
    await field.press_sequentially("Pagi /sa")
    await keys_of(page).get_by_role("option", name="/salam Saya Sari Dewi.").wait_for()
    assert await keys_of(page).get_by_role("option").count() == 2
    await field.press("ArrowDown")
    chosen = await keys_of(page).get_by_role("option", selected=True).inner_text()
    await field.press("ArrowUp")
    await field.press("Enter")

    assert chosen.startswith("/samaran")
    assert await field.input_value() == "Pagi Saya Sari Dewi."
    assert await field.evaluate("field => field === document.activeElement")
    await field.press_sequentially(" /tut")
    await keys_of(page).get_by_role("option", name="/tutup").wait_for()
    await field.press("Escape")
    assert await keys_of(page).get_by_role("option").count() == 0
    assert (await field.input_value()).endswith(" /tut")


async def test_a_place_without_a_value_is_not_put_in(screen: Screen) -> None:
    """The list says which, and Enter leaves the box as it is."""
    keep_for_humas(screen.desk, lama="Paling lambat {batas}.")
    ticket = screen.desk.escalation()
    with screen.desk.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE escalations SET deadline_at = NULL")
    page = await screen.officer("sari")
    await page.goto(f"/escalations/{ticket}")
    field = page.get_by_label(BOX)
    await field.press_sequentially("/lama")
    await keys_of(page).get_by_role("option", name="{batas} belum ada").wait_for()
    await field.press("Enter")

    assert await field.input_value() == "/lama"


async def test_an_article_is_searched_and_put_in_and_enter_sends_nothing(screen: Screen) -> None:
    """Enter in a search field must search, never send half an answer."""
    ticket = screen.desk.escalation()
    page = await screen.officer("sari")
    await page.goto(f"/escalations/{ticket}")
    await page.get_by_label(BOX).fill("Selamat pagi.")
    await page.get_by_text("Sisipkan artikel atau balasan tetap…").click()
    await page.get_by_label("Cari artikel").fill("visi mi")
    await page.get_by_label("Cari artikel").press("Enter")
    await page.get_by_role("button", name="visi", exact=False).first.click()

    text = await page.get_by_label(BOX).input_value()
    assert text.startswith("Selamat pagi.\n\n")
    assert "Sumber" in text
    assert screen.desk.replies(ticket) == []


async def test_inserting_needs_no_script(screen: Screen) -> None:
    """Some offices' computers run none; Enter searches there as well."""
    keep_for_humas(screen.desk, salam="Saya {petugas}.")
    ticket = screen.desk.escalation()
    page = await screen.officer("sari", has_scripts=False)
    await page.goto(f"/escalations/{ticket}")
    await page.get_by_label(BOX).fill("Pagi.")
    await page.get_by_text("Sisipkan artikel atau balasan tetap…").click()
    await page.get_by_label("Cari artikel").fill("visi misi")
    await page.get_by_label("Cari artikel").press("Enter")
    await page.get_by_role("list", name="Artikel yang ditemukan").wait_for()
    await page.get_by_label("Balasan tetap", exact=True).select_option("salam")
    await page.get_by_role("button", name="Sisipkan", exact=True).click()
    await page.get_by_text("Sudah disisipkan ke balasan").wait_for()

    assert (await page.get_by_label(BOX).input_value()).strip() == "Pagi.\n\nSaya Sari Dewi."
    assert screen.desk.replies(ticket) == []
    await page.get_by_role("button", name="Kirim balasan").click()
    await page.get_by_text("Balasan Anda tersimpan").wait_for()
    assert screen.desk.replies(ticket)[-1].text == "Pagi.\n\nSaya Sari Dewi."


async def test_script_in_any_text_is_just_text(screen: Screen) -> None:
    """From citizens, their files' names, officers' names, notes, canned replies and searches."""
    desk = screen.desk
    await desk.officer("jahat", NASTY[:60])
    desk.role("jahat", Role.SUPERVISOR)
    with desk.database.write() as session:
        nasty = NASTY.replace("{{7*7}}", "")
        assert isinstance(
            keep(session, desk.number("jahat"), "humas", "x", nasty, desk.clock()), int
        )
    desk.citizen_writes(NASTY)
    desk.citizen_writes(NASTY, kind="photo")
    ticket = desk.escalation()
    page = await screen.officer("jahat")
    asked: list[str] = []
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(f"/escalations/{ticket}")
    await page.locator("#note summary").click()
    await page.get_by_label("Catatan untuk rekan").fill(NASTY)
    await page.get_by_role("button", name="Simpan catatan").click()
    await page.get_by_text("Catatan tersimpan").wait_for()
    field = page.get_by_label(BOX)
    await field.press_sequentially("/x")
    await keys_of(page).get_by_role("option").wait_for()
    await field.press("Enter")
    await page.get_by_role("button", name="Kirim balasan").click()
    await page.get_by_text("Balasan Anda tersimpan").wait_for()
    await page.get_by_text("Sisipkan artikel atau balasan tetap…").click()
    await page.get_by_label("Cari artikel").fill(NASTY.splitlines()[0])
    await page.wait_for_timeout(600)
    await page.evaluate("refresh()")
    await page.goto("/canned-replies?list=humas")
    await page.goto("/")

    strange = [url for url in asked if not url.startswith(screen.address)]
    assert strange == []
    assert not [url for url in asked if url.endswith("/x")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_notes_and_panels_pass_axe(screen: Screen, scheme: str) -> None:
    """With all open: the panel, the list of keys, a note; also on the page of canned replies."""
    desk = screen.desk
    keep_for_humas(desk, salam="Saya {petugas}.", tutup="Terima kasih.")
    desk.citizen_writes("Berapa lama?")
    ticket = desk.escalation()
    page = await screen.officer("sari", scheme=scheme)  # type: ignore[arg-type]
    await write_note(page, ticket)
    await page.get_by_text("Sisipkan artikel atau balasan tetap…").click()
    await page.get_by_label("Cari artikel").fill("visi")
    await (
        page.get_by_role("list", name="Artikel yang ditemukan")
        .get_by_role("button")
        .first.wait_for()
    )
    await page.get_by_label(BOX).press_sequentially("/sal")
    await keys_of(page).get_by_role("option").first.wait_for()
    assert await findings(page) == []
    await page.emulate_media(forced_colors="active")
    assert await findings(page) == []
    await page.goto("/canned-replies?list=humas&edit=1")
    assert await findings(page) == []
    await page.emulate_media(forced_colors="none")
    await page.get_by_role("button", name="Pratinjau").click()
    await page.get_by_text("sebagai contoh").wait_for()
    assert await findings(page) == []


async def write_note(page: Page, ticket: str) -> None:
    """Leave a note by the page's form."""
    await page.goto(f"/escalations/{ticket}")
    await page.locator("#note summary").click()
    await page.get_by_label("Catatan untuk rekan").fill("Sudah saya telepon.")
    await page.get_by_role("button", name="Simpan catatan").click()
    await page.get_by_text("Catatan tersimpan").wait_for()


async def test_notes_look_like_nothing_that_goes_out(screen: Screen) -> None:
    """Another place, another colour, and the word: a glance must be enough."""
    ticket = screen.desk.escalation()
    page = await screen.officer("sari")
    await write_note(page, ticket)
    await page.get_by_label(BOX).fill("Halo")
    await page.get_by_role("button", name="Kirim balasan").click()
    await page.get_by_text("Balasan Anda tersimpan").wait_for()
    ground = "it => getComputedStyle(it).backgroundColor"
    note, line = page.locator(".notes"), page.locator(".line.officer")

    assert await page.locator(".transcript .note").count() == 0
    assert await note.evaluate(ground) != await line.first.evaluate(ground)
    assert "Tidak pernah dikirim kepada warga" in await note.inner_text()


@pytest.mark.parametrize(("width", "height"), [(360, 740), (360, 400), (320, 256)])
async def test_on_a_phone_the_box_is_at_hand(screen: Screen, width: int, height: int) -> None:
    """At the bottom, also with its keyboard open; nothing is wider than the screen."""
    desk = screen.desk
    keep_for_humas(desk, salam="Saya {petugas}.")
    for number in range(30):
        desk.citizen_writes(f"Pesan {number} " + "panjang " * 20)
    ticket = desk.escalation()
    page = await screen.officer("sari")
    await page.set_viewport_size({"width": width, "height": height})
    await page.goto(f"/escalations/{ticket}")
    field = page.get_by_label(BOX)
    await field.click()
    await field.press_sequentially("Halo")
    desk.citizen_writes("Yang paling baru")
    await page.evaluate("refresh()")
    await page.get_by_text("Yang paling baru").wait_for()

    assert await field.evaluate("field => field === document.activeElement")
    seen = await field.bounding_box()
    assert seen is not None
    assert -1 < seen["y"] < height
    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    if height > 320:
        send = await page.get_by_role("button", name="Kirim balasan").bounding_box()
        assert send is not None
        assert send["y"] + send["height"] <= height
