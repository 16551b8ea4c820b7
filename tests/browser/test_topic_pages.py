"""The articles as pages, in a real browser: readable by everybody, without scripts."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browser.chat_harness import ChatServer

pytestmark = pytest.mark.browser

PATHS = ("topik", "topik/wbs-cara-lapor", "topik/ppid-biaya", "topik/tidak-ada", "privasi")


@pytest.fixture(params=["light", "dark"])
def reader(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page by day or by night."""
    context = chromium.new_context(
        color_scheme=request.param, viewport={"width": 360, "height": 740}
    )
    yield context.new_page()
    context.close()


def test_no_page_shuts_anybody_out(reader: Page, chat: ChatServer) -> None:
    """Contrast, headings, landmarks and names, by day and by night."""
    for path in PATHS:
        reader.goto(chat.address + path)
        found = Axe().run(reader)

        assert found.violations_count == 0, found.generate_report()


def test_the_policy_lets_the_pages_be(reader: Page, chat: ChatServer) -> None:
    """The data for search engines is no script: a strict policy has nothing against it."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        said.append(message.text)

    reader.on("console", hear)
    answer = reader.goto(chat.address + "topik/ppid-waktu")

    assert answer is not None
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert reader.locator('script[type="application/ld+json"]').count() == 1
    assert said == []


def test_an_article_is_read_without_scripts(chromium: Browser, chat: ChatServer) -> None:
    """On a browser of twelve years ago, too: headings, list, links, no sideways scrolling."""
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 320, "height": 600}
    )
    page = context.new_page()
    page.goto(chat.address + "topik/wbs-cara-lapor")

    assert page.locator("ol > li").count() == 5
    assert page.get_by_role("link", name="Tanyakan di percakapan").is_visible()
    assert page.locator("body").bounding_box()["width"] <= 320  # type: ignore[index]
    page.get_by_role("link", name="Semua topik").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Semua topik"
    context.close()


def test_a_printed_page_has_the_answer_and_its_addresses(
    chromium: Browser, chat: ChatServer
) -> None:
    """On paper a link is only what is written."""
    page = chromium.new_page()
    page.goto(chat.address + "topik/ppid-waktu")
    page.emulate_media(media="print")
    after = "getComputedStyle(document.querySelector('.sources a'), '::after').content"

    assert page.get_by_text("Jawaban tertulis diberikan").is_visible()
    assert not page.get_by_role("link", name="Tanyakan di percakapan").is_visible()
    assert "http" in page.evaluate(after)
    page.close()
