"""Several tabs of one citizen: both sides in each, one stream for all."""

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.chat_harness import ChatServer
from tests.browser.chat_steps import QUESTION, ask, questions, replies

pytestmark = pytest.mark.browser


def second_tab(page: Page, chat: ChatServer) -> Page:
    """Open the page once more in the same browser."""
    tab = page.context.new_page()
    tab.goto(chat.address)
    return tab


def streams(page: Page) -> list[Request]:
    """Return the streams that tabs of this browser open from now on; closed ones leave."""
    opened: list[Request] = []

    def leave(request: Request) -> None:
        if request in opened:
            opened.remove(request)

    page.context.on("request", lambda r: opened.append(r) if "/chat/stream" in r.url else None)
    page.context.on("requestfailed", leave)
    page.context.on("requestfinished", leave)
    return opened


def test_second_tab_shows_questions_and_answers(page: Page, chat: ChatServer) -> None:
    """Answers without their questions are a conversation that nobody can follow."""
    ask(page)
    expect(replies(page)).to_have_count(1)
    other = second_tab(page, chat)
    expect(replies(other)).to_have_count(1)

    ask(page, "yang lain, NIK 3273012501900001")

    expect(questions(other)).to_have_text([QUESTION, "yang lain, NIK [NIK disembunyikan]"])
    expect(replies(other)).to_have_count(2)
    ask(other, "dari tab dua")
    expect(questions(page).nth(2)).to_have_text("dari tab dua")
    expect(replies(page)).to_have_count(3)
    for tab in (page, other):
        expect(tab.locator("article")).to_have_count(6)


def test_tabs_share_one_stream(page: Page, chat: ChatServer) -> None:
    """A browser opens few connections to a host: ten tabs must not block the eleventh."""
    ask(page)
    expect(replies(page)).to_have_count(1)
    open_streams = streams(page)
    tabs = [second_tab(page, chat) for _ in range(3)]
    for tab in tabs:
        expect(replies(tab)).to_have_count(1)

    ask(tabs[0], "masih?")

    for tab in (page, *tabs):
        expect(replies(tab)).to_have_count(2)
    assert len(open_streams) == 1


def test_tab_goes_on_reading_when_the_one_that_read_is_closed(
    page: Page, chat: ChatServer
) -> None:
    """Closing one tab must not silence the others."""
    ask(page)
    expect(replies(page)).to_have_count(1)
    other = second_tab(page, chat)
    expect(replies(other)).to_have_count(1)
    other.close()

    ask(page, "masih?")

    expect(replies(page)).to_have_count(2)


def test_tabs_without_locks_each_show_everything(page: Page, chat: ChatServer) -> None:
    """An office may serve the page without HTTPS, where browsers withhold locks."""
    page.context.add_init_script("delete Navigator.prototype.locks")
    page.reload()
    ask(page)
    expect(replies(page)).to_have_count(1)  # a tab opened before would wait to be touched
    other = second_tab(page, chat)
    expect(replies(other)).to_have_count(1)

    ask(page, "yang lain")

    for tab in (page, other):
        expect(replies(tab)).to_have_count(2)
        expect(questions(tab)).to_have_count(2)


def test_hidden_tab_without_locks_gives_its_stream_back(page: Page, chat: ChatServer) -> None:
    """Forgotten tabs must not keep connections that others need."""
    page.context.add_init_script("delete Navigator.prototype.locks")
    page.reload()
    open_streams = streams(page)
    ask(page)
    expect(replies(page)).to_have_count(1)
    assert len(open_streams) == 1

    page.evaluate(
        "Object.defineProperty(document, 'visibilityState', { value: 'hidden' });"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )

    page.wait_for_timeout(500)
    assert open_streams == []
