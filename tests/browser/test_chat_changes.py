"""An officer's answer that is changed or withdrawn while its reader looks at it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat_steps import HISTORY, line, show

pytestmark = pytest.mark.browser
SCRIPT = "<img src=x onerror=alert(1)> dua"


def tell(page: Page, *lines: dict[str, object]) -> None:
    """Let the page hear of these lines when it looks again."""
    page.unroute(HISTORY)
    page.route(HISTORY, lambda route: route.fulfill(json={"lines": list(lines), "after": "2-0-9"}))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def opened(page: Page) -> None:
    """Show a page with two answers of an officer's."""
    page.route("**/chat/stream*", lambda route: route.abort())
    show(page, line("m1", "officer", "satu"), line("m2", "officer", "lain"))
    expect(page.locator("article.officer")).to_have_count(2)


def test_the_message_changes_where_it_stands_and_says_so(page: Page) -> None:
    """Not a second message; its words are text, whatever they look like."""
    opened(page)
    tell(page, line("m1", "officer", SCRIPT, revision=5))

    first = page.locator("article.officer").first
    expect(first).to_contain_text(SCRIPT)
    expect(first).to_contain_text("(diubah)")
    expect(page.locator("article.officer")).to_have_count(2)
    expect(page.locator("article.officer").last).not_to_contain_text("(diubah)")
    expect(page.locator("#said")).to_contain_text("dua")


def test_a_withdrawn_message_says_so_and_offers_nothing(page: Page) -> None:
    """A copy button would copy a sentence of ours."""
    told = "Pesan ini ditarik oleh petugas."
    opened(page)
    tell(
        page,
        line("m2", "officer", told, revision=6, is_withdrawn=True),
    )

    last = page.locator("article.officer").last
    expect(last).to_contain_text(told)
    expect(last).not_to_contain_text("lain")
    expect(last).not_to_contain_text("(diubah)")
    expect(last.get_by_role("button")).to_have_count(0)
