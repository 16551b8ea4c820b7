"""Phones that get no updates any more, and browsers that cannot run the page at all."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chat_harness import ChatServer
from tests.browser.chat_steps import QUESTION, ask, questions, replies, state

pytestmark = pytest.mark.browser

SINCE_CHROME_80 = """
    delete AbortSignal.any; delete AbortSignal.timeout; delete Object.hasOwn; delete Promise.any;
    delete window.structuredClone; delete Crypto.prototype.randomUUID;
    for (const name of ["at", "findLast", "findLastIndex", "toReversed", "toSorted", "with"])
        delete Array.prototype[name];
    for (const name of ["locks", "setAppBadge", "userAgentData"]) delete Navigator.prototype[name];
    delete window.BroadcastChannel; delete window.Notification;
    for (const name of ["at", "replaceAll"]) delete String.prototype[name];
    for (const kind of [Document, DocumentFragment, Element])
        delete kind.prototype.replaceChildren;
"""


def test_phone_that_gets_no_updates_any_more_can_chat(page: Page, chat: ChatServer) -> None:
    """Many citizens' phones stopped at Chrome 80: what came later must not be needed."""
    page.add_init_script(SINCE_CHROME_80)
    page.reload()
    ask(page)
    page.get_by_role("button", name="Biaya permohonan").click()
    expect(replies(page)).to_have_count(2)
    expect(state(page)).to_have_text("terkirim")

    page.reload()

    expect(questions(page)).to_have_text([QUESTION, "Biaya permohonan"])
    page.get_by_role("button", name="Biaya permohonan").click()
    expect(replies(page)).to_have_count(3)
    assert page.evaluate("[].at") is None


def test_visitor_without_javascript_is_given_phone_and_site(
    chromium: Browser, chat: ChatServer
) -> None:
    """An input that does nothing would leave them with nothing."""
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(chat.address)

        advice = page.locator("noscript p")  # text locators skip what is in <noscript>
        expect(advice).to_be_visible()
        expect(advice).to_contain_text("(021) 85910031")
        site = advice.locator("a", has_text="www.bpkp.go.id")
        expect(site).to_have_attribute("href", "https://www.bpkp.go.id")
        expect(page.get_by_label("Pertanyaan Anda")).to_be_hidden()


def test_browser_that_cannot_run_the_page_says_so(chromium: Browser, chat: ChatServer) -> None:
    """Browsers before modules tell nothing themselves: their owners need another way."""
    with chromium.new_context() as context:
        page = context.new_page()
        page.route("**/*.js", lambda route: route.abort())
        page.goto(chat.address)

        notice = page.get_by_text("Percakapan belum dapat dibuka di peramban ini.")
        expect(notice).to_be_hidden()
        expect(notice).to_be_visible(timeout=12_000)
        expect(page.get_by_role("link", name="(021) 85910031")).to_be_visible()


def test_page_works_where_the_browser_remembers_nothing(page: Page, chat: ChatServer) -> None:
    """Some browsers forbid storage altogether."""
    page.add_init_script(
        "for (const name of ['sessionStorage', 'localStorage']) Object.defineProperty("
        "window, name, { get() { throw new DOMException('forbidden', 'SecurityError'); } });"
    )
    page.reload()

    ask(page)

    expect(replies(page)).to_have_count(1)
    expect(state(page)).to_have_text("terkirim")
