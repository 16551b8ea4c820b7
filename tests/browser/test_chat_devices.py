"""The citizens' conversation across sites, people and devices, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chat_harness import ChatServer
from tests.browser.conftest import CHROMIUM, FLAGS

pytestmark = pytest.mark.browser

QUESTION = "gmn cara minta data ke bpkp"
ELSEWHERE = "http://berita.example/"
POST = """([path, body]) => fetch(path, {
    method: "POST", body: JSON.stringify(body), headers: {"Content-Type": "application/json"},
}).then((response) => response.status === 200 ? response.json() : response.status)"""
MEMORY = "--disable-back-forward-cache"  # what Playwright asks for, and citizens' browsers do not


def ask(page: Page, text: str = QUESTION) -> None:
    """Type a question, send it, and wait for the answer."""
    before = page.locator("article.bot").count()
    page.get_by_label("Pertanyaan Anda").fill(text)
    page.get_by_label("Pertanyaan Anda").press("Enter")
    expect(page.locator("article.bot")).to_have_count(before + 1)


def questions(page: Page) -> list[str]:
    """Return what the page shows as written by the citizen."""
    expect(page.get_by_label("Pertanyaan Anda")).to_be_visible()
    page.wait_for_timeout(300)
    return page.locator("article.citizen .text").all_inner_texts()


def link_of(page: Page) -> str:
    """Return the address that opens this conversation elsewhere."""
    return str(page.evaluate(POST, ["/chat/link", {}])["url"])


def other_device(chromium: Browser) -> BrowserContext:
    """Return a browser that was never here."""
    return chromium.new_context(locale="id-ID", viewport={"width": 390, "height": 800})


def forget(page: Page) -> None:
    """Delete the conversation; a page that shows it begins anew by itself."""
    with page.expect_response("**/chat/forget"):
        page.evaluate('void fetch("/chat/forget", {method: "POST"})')


def show_elsewhere(page: Page, html: str) -> None:
    """Open a page of another site."""
    page.context.route(
        f"{ELSEWHERE}**", lambda route: route.fulfill(body=html, content_type="text/html")
    )
    page.goto(ELSEWHERE)


@pytest.fixture
def remembering(chromium: Browser) -> Iterator[Browser]:
    """A browser that keeps pages in memory for the way back, as citizens' browsers do."""
    browser = chromium.browser_type.launch(
        executable_path=CHROMIUM, args=FLAGS, ignore_default_args=[MEMORY]
    )
    yield browser
    browser.close()


def test_who_comes_by_a_link_from_another_site_keeps_the_conversation(
    page: Page, chat: ChatServer
) -> None:
    """A citizen who waits for an officer finds the way back in a mail or a search."""
    ask(page)
    show_elsewhere(page, f'<a href="{chat.address}">Tanya BPKP</a>')

    page.get_by_role("link", name="Tanya BPKP").click()

    assert questions(page) == [QUESTION]


def test_a_page_of_another_site_cannot_delete_the_conversation(
    page: Page, chat: ChatServer
) -> None:
    """A form that sends itself would take a citizen's ticket away."""
    ask(page)
    html = (
        f'<form method="post" action="{chat.address}chat/forget"><button>Menang!</button></form>'
    )
    page.context.route(
        f"{ELSEWHERE}**", lambda route: route.fulfill(body=html, content_type="text/html")
    )
    page.goto(ELSEWHERE)

    page.get_by_role("button").click()
    page.goto(chat.address)

    assert questions(page) == [QUESTION]


def test_after_deleting_neither_back_nor_a_new_visit_shows_anything(
    remembering: Browser, chat: ChatServer
) -> None:
    """The next person at a shared computer presses Back first."""
    page = other_device(remembering).new_page()
    page.goto(chat.address)
    ask(page)
    page.goto(f"{chat.address}lanjut")
    page.go_back(wait_until="commit")
    assert questions(page) == [QUESTION]
    page.goto(f"{chat.address}lanjut")

    forget(page)
    page.go_back(wait_until="commit")

    assert questions(page) == []
    page.goto(chat.address)
    assert questions(page) == []


def test_a_link_opens_the_conversation_on_a_phone_at_a_tap(
    page: Page, chromium: Browser, chat: ChatServer
) -> None:
    """Who must leave the computer reads the reply on the phone; a preview opens nothing."""
    ask(page)
    with other_device(chromium) as phone:
        there = phone.new_page()
        there.goto(link_of(page))
        expect(there.get_by_role("heading")).to_have_text("Buka percakapan ini di perangkat ini?")
        expect(there.get_by_text("dapat ikut membaca")).to_be_visible()
        assert phone.cookies() == []

        there.get_by_role("button", name="Ya, buka di sini").click()

        there.wait_for_url(chat.address)
        assert questions(there) == [QUESTION]
        ask(there, "dari ponsel")
        assert "#" not in there.url
    page.reload()
    assert questions(page) == [QUESTION, "dari ponsel"]


def test_a_device_with_a_conversation_of_its_own_is_asked_first(
    page: Page, chromium: Browser, chat: ChatServer
) -> None:
    """One tap must not take somebody's ticket away."""
    ask(page)
    with other_device(chromium) as phone:
        there = phone.new_page()
        there.goto(chat.address)
        ask(there, "milik ponsel")
        there.goto(link_of(page))
        there.get_by_role("button").click()

        expect(there.get_by_role("alert")).to_contain_text("ada percakapan lain")
        there.get_by_role("button", name="Ya, buka percakapan dari tautan").click()

        there.wait_for_url(chat.address)
        assert questions(there) == [QUESTION]


def test_after_deleting_the_link_says_that_it_is_dead(page: Page, chromium: Browser) -> None:
    """Whoever comes too late must learn why."""
    ask(page)
    link = link_of(page)
    forget(page)
    with other_device(chromium) as phone:
        there = phone.new_page()
        there.goto(link)
        there.get_by_role("button").click()

        expect(there.get_by_role("alert")).to_contain_text("tidak berlaku")
        expect(there.get_by_role("button")).to_have_count(0)


def test_deleting_empties_the_page_on_the_other_device_as_well(
    page: Page, chromium: Browser, chat: ChatServer
) -> None:
    """Who reads along must not go on reading what is on the screen."""
    ask(page)
    with other_device(chromium) as phone:
        there = phone.new_page()
        there.goto(link_of(page))
        there.get_by_role("button").click()
        there.wait_for_url(chat.address)
        assert questions(there) == [QUESTION]

        forget(page)

        expect(there.locator("article.citizen")).to_have_count(0)


def test_a_link_without_its_end_says_so(page: Page, chat: ChatServer) -> None:
    """Mail programs cut addresses; a button that does nothing would leave people alone."""
    page.goto(f"{chat.address}lanjut")

    expect(page.get_by_role("alert")).to_contain_text("tidak lengkap")
    expect(page.get_by_role("button")).to_have_count(0)


def test_the_emblem_is_shown(page: Page) -> None:
    """It stands within the page, which the page's own policy could forbid."""
    emblem = page.locator("header img")

    assert emblem.evaluate("image => image.complete && image.naturalWidth") > 0
