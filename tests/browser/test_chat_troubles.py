"""Presses, tabs and streams on bad days: nothing is shown that nobody said, nothing is missed."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.chat_harness import ChatServer
from tests.browser.chat_steps import HISTORY, MESSAGES, QUESTION, ask, questions, replies, state

pytestmark = pytest.mark.browser

LATER = "**/chat/later/*.js"
STREAM = "**/chat/stream*"
FORBID_STORAGE = (
    "for (const name of ['sessionStorage', 'localStorage']) Object.defineProperty("
    "window, name, { get() { throw new DOMException('forbidden', 'SecurityError'); } });"
)


def show_or_hide(page: Page, how: str) -> None:
    """Let the page believe that its tab is looked at, or is not."""
    page.evaluate(
        "how => { Object.defineProperty(document, 'visibilityState',"
        " { value: how, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }",
        how,
    )


def test_a_rating_in_a_dead_spot_is_sent_later_and_never_shown(page: Page) -> None:
    """It is no message: a bubble that says nothing would look like one that was not kept."""
    page.clock.install()
    page.reload()
    ask(page)
    page.route(MESSAGES, lambda route: route.abort(), times=4)
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Membantu", exact=True).click()
    for seconds in (2, 5, 10):
        with page.expect_event("requestfailed"):
            page.clock.run_for(seconds * 1000 + 50)

    with page.expect_response(MESSAGES) as sent:
        page.evaluate("window.dispatchEvent(new Event('online'))")

    assert sent.value.status == 202
    expect(questions(page)).to_have_text([QUESTION])


def test_a_rating_that_a_reload_interrupts_leaves_no_bubble(page: Page) -> None:
    """What is sent again after a reload is what was said."""
    ask(page)
    page.route(MESSAGES, lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Membantu", exact=True).click()
    page.unroute(MESSAGES)

    page.reload()

    expect(replies(page)).to_have_count(1)
    expect(questions(page)).to_have_text([QUESTION])


def test_a_hotspots_page_is_no_receipt(page: Page, chat: ChatServer) -> None:
    """Where a network wants a log-in first it answers everything with 200, and keeps nothing."""
    page.route(
        MESSAGES,
        lambda route: route.fulfill(status=200, content_type="text/html", body="<p>Masuk</p>"),
        times=1,
    )
    ask(page)
    expect(state(page)).to_have_text("menunggu sambungan…")

    expect(replies(page)).to_have_count(1)

    expect(state(page)).to_have_text("terkirim")
    assert chat.assistant.asked == [QUESTION]


def test_an_officers_answer_comes_where_a_stream_stays_silent(
    page: Page, chat: ChatServer
) -> None:
    """A proxy that holds it back says nothing: once caught, the page asks by itself."""
    page.route(STREAM, lambda _: None)
    ask(page)
    expect(replies(page)).to_have_count(1, timeout=12_000)
    page.get_by_role("button", name="Hubungi petugas").click()
    expect(page.locator("article.system")).to_have_count(1, timeout=12_000)

    chat.officer_answers("Selamat siang, saya bantu.")

    expect(page.locator("article.officer")).to_have_count(1, timeout=12_000)


def test_a_tab_that_comes_into_view_while_it_looks_keeps_its_stream(
    page: Page, chat: ChatServer
) -> None:
    """Without locks a hidden tab looks now and then, and the citizen may come back meanwhile."""
    page.add_init_script("delete Navigator.prototype.locks")
    page.clock.install()
    page.reload()
    ask(page)
    expect(replies(page)).to_have_count(1)
    show_or_hide(page, "hidden")
    held: list[Route] = []
    page.route(HISTORY, lambda route: held.append(route))
    with page.expect_request(HISTORY):
        page.clock.run_for(31_000)
    with page.expect_response(STREAM):
        show_or_hide(page, "visible")
    for route in held:
        route.continue_()
    page.unroute(HISTORY)

    ask(page, "masih?")

    expect(replies(page)).to_have_count(2)


def test_after_deleting_nothing_typed_stays_in_another_tab(page: Page, chat: ChatServer) -> None:
    """On a shared computer the next person would read it in the box, also without HTTPS."""

    def forget(route: Route) -> None:
        answer = route.fetch()
        headers = {k: v for k, v in answer.headers.items() if k != "clear-site-data"}
        route.fulfill(response=answer, headers=headers)  # browsers obey it only with HTTPS

    page.route("**/chat/forget", forget)
    ask(page)
    expect(replies(page)).to_have_count(1)
    other = page.context.new_page()
    other.goto(chat.address)
    expect(replies(other)).to_have_count(1)
    other.get_by_label("Pertanyaan Anda").fill("perkara saya dengan")

    page.locator("#menu summary").click()
    page.get_by_role("button", name="Hapus percakapan ini").click()
    page.get_by_role("button", name="Ya, hapus").click()

    for tab in (page, other):
        expect(tab.locator("#suggestions")).to_be_visible()
        expect(tab.get_by_label("Pertanyaan Anda")).to_have_value("")


def test_a_menu_is_closed_when_the_focus_goes_on(page: Page) -> None:
    """Who walks by the keyboard must see where they are."""
    page.locator("#menu summary").press("Enter")
    menu = page.locator("#menu > div")
    expect(menu).to_be_visible()
    page.get_by_role("link", name="Privasi", exact=True).focus()
    expect(menu).to_be_visible()

    page.keyboard.press("Tab")

    expect(menu).to_be_hidden()


def test_a_key_held_down_sends_once(page: Page, chat: ChatServer) -> None:
    """A slow finger must not be told that the question is empty."""
    field = page.get_by_label("Pertanyaan Anda")
    field.fill(QUESTION)
    for _ in range(3):
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")

    expect(replies(page)).to_have_count(1)
    expect(page.locator("#hint")).to_have_text("")
    assert chat.assistant.asked == [QUESTION]


def test_a_page_that_remembers_nothing_is_not_reloaded_by_itself(page: Page) -> None:
    """The reload that fetches missing parts again would lose what was just written."""
    page.add_init_script(FORBID_STORAGE)
    page.route(LATER, lambda route: route.abort())
    page.clock.install()
    page.reload()
    ask(page)
    expect(page.get_by_text("Sambungan terputus.")).to_be_visible()

    for _ in range(5):
        page.clock.run_for(3_050)
        page.wait_for_timeout(100)

    expect(questions(page)).to_have_text(QUESTION)
