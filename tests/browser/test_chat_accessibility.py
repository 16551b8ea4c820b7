"""The page for eyes, ears and hands of all kinds: axe in every state, zoom, colours, keyboard."""

from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.chat_harness import ChatServer
from tests.browser.chat_steps import MESSAGES, ask, line, replies, show
from tests.browser.test_chat_reading import ANSWER

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
CONVERSATION = (
    line("t1", "citizen", "alamat ppid di mana"),
    line("m1", "bot", "1. Jl. Pramuka No. 33, Jakarta 13120\n2. (021) 85910031", **ANSWER),
    line("m2", "system", "Nomor tiket Anda: TB-7KQ2-9XMD."),
    line("m3", "officer", "Selamat siang, hubungi 1500 789.\n\nSalam", buttons=ANSWER["buttons"]),
)


@pytest.fixture(
    params=[("light", "phone"), ("dark", "phone"), ("light", "desktop"), ("dark", "desktop")],
    ids="-".join,
)
def looked_at(
    request: pytest.FixtureRequest, chromium: Browser, chat: ChatServer
) -> Iterator[Page]:
    """The page, light and dark, on a phone and a desktop."""
    scheme, device = request.param
    size: Any = PHONE if device == "phone" else DESKTOP
    with chromium.new_context(
        locale="id-ID", color_scheme=scheme, viewport=size, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.goto(chat.address)
        yield page


def first_visit(_page: Page) -> None:
    pass


def data_open(page: Page) -> None:
    page.get_by_text("Data Anda").click()


def menu_open(page: Page) -> None:
    page.locator("#menu summary").click()
    expect(page.get_by_role("button", name="Cetak")).to_be_visible()


def conversation(page: Page) -> None:
    show(page, *CONVERSATION)
    expect(page.locator("article")).to_have_count(len(CONVERSATION))


def sources_open(page: Page) -> None:
    conversation(page)
    for folded in page.locator("#messages summary").all():
        folded.click()


def new_message_above(page: Page) -> None:
    conversation(page)
    page.evaluate("document.getElementById('newer').hidden = false")


def failed(page: Page) -> None:
    page.route(MESSAGES, lambda route: route.fulfill(status=400, json={"error": "Tidak terbaca."}))
    ask(page)
    expect(page.get_by_role("button", name="Kirim lagi")).to_be_visible()


def offline(page: Page) -> None:
    ask(page)
    expect(replies(page)).to_have_count(1)
    page.context.set_offline(True)
    expect(page.get_by_text("Sambungan terputus.")).to_be_visible()


def empty_sent(page: Page) -> None:
    ask(page, " ")
    expect(page.get_by_text("masih kosong")).to_be_visible()


def asking_to_forget(page: Page) -> None:
    menu_open(page)
    page.get_by_role("button", name="Hapus percakapan ini").click()
    expect(page.get_by_role("dialog", name="Hapus percakapan ini?")).to_be_visible()


def other_device(page: Page) -> None:
    answer = {
        "url": "https://tanya.example/lanjut#rahasia",
        "qr": "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9'/></svg>",
        "until": "2026-11-28T05:00:00+00:00",
    }
    page.route("**/chat/link", lambda route: route.fulfill(json=answer))
    menu_open(page)
    page.get_by_role("button", name="Buka di perangkat lain").click()
    expect(page.get_by_role("dialog", name="Buka di perangkat lain")).to_be_visible()


@pytest.mark.parametrize(
    "state",
    [
        first_visit,
        data_open,
        menu_open,
        conversation,
        sources_open,
        new_message_above,
        failed,
        offline,
        empty_sent,
        asking_to_forget,
        other_device,
    ],
)
def test_axe_finds_nothing(looked_at: Page, state: Callable[[Page], None]) -> None:
    """A government's page is for everybody, in every state that it can be in."""
    state(looked_at)

    found = Axe().run(looked_at).response["violations"]

    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


def test_enlarged_four_times_most_of_the_screen_is_the_conversation(page: Page) -> None:
    """Who needs large letters needs room to read them."""
    page.set_viewport_size({"width": 320, "height": 256})
    ask(page)
    expect(replies(page)).to_have_count(1)

    height = page.evaluate("document.getElementById('conversation').clientHeight")

    assert height > 0.5 * 256
    assert page.evaluate("document.documentElement.scrollHeight") <= 256


def test_first_visit_begins_at_the_welcome_also_on_a_small_screen(page: Page) -> None:
    """That a machine answers must be read before the first question."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.reload()

    expect(page.get_by_role("group", name="Contoh pertanyaan")).to_be_attached()
    assert page.evaluate("document.getElementById('conversation').scrollTop") == 0


def test_what_is_tapped_is_large_enough(page: Page) -> None:
    """Thumbs are wide, and some tremble."""
    show(page, *CONVERSATION)
    page.locator("#menu summary").click()
    expect(page.get_by_role("button", name="Cetak")).to_be_visible()
    for folded in page.locator("#messages summary").all():
        folded.click()

    small = page.evaluate(
        "Array.from(document.querySelectorAll('button, a, summary, textarea'))"
        ".filter(e => e.offsetParent && !e.matches('.skip'))"
        ".filter(e => Math.round(e.getBoundingClientRect().height) < 44).map(e => e.outerHTML)"
    )

    assert small == []


def test_menu_is_left_with_escape(page: Page) -> None:
    """Who opened it from the keyboard wants to go back to where they were."""
    summary = page.locator("#menu summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Cetak")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Simpan percakapan")).to_be_focused()

    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name="Cetak")).to_be_hidden()
    expect(summary).to_be_focused()


def test_forced_colours_keep_what_is_said_by_colour(chromium: Browser, chat: ChatServer) -> None:
    """Some people read in two colours of their own: borders must then tell things apart."""
    with chromium.new_context(forced_colors="active") as context:
        page = context.new_page()
        page.goto(chat.address)
        show(page, *CONVERSATION)
        expect(page.locator("article")).to_have_count(len(CONVERSATION))

        widths = page.locator(".officer .bubble, .caution span").evaluate_all(
            "all => all.map(e => getComputedStyle(e).borderTopStyle)"
        )

    assert widths == ["solid", "solid"]


def test_dark_device_gets_a_dark_page(chromium: Browser, chat: ChatServer) -> None:
    """White at night hurts."""
    with chromium.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.goto(chat.address)

        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert colour == "rgb(16, 23, 30)"
