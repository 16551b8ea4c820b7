"""What the page fetches, and when: little before anything is typed, and nothing after."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.chat_harness import ChatServer
from tests.browser.chat_steps import QUESTION, ask, questions, replies

pytestmark = pytest.mark.browser

LATER = "**/chat/later/*.js"
STREAM = "**/chat/stream*"
STYLE = "**/replies.css"


def open_anew(page: Page, address: str) -> list[str]:
    """Open the page; return a list that takes in all that it asks for once it can be used."""
    page.goto(address)
    expect(page.locator("#suggestions")).to_be_visible()
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


@pytest.mark.parametrize(
    "touch",
    [
        lambda page: page.get_by_label("Pertanyaan Anda").click(),
        lambda page: page.get_by_label("Pertanyaan Anda").focus(),
        lambda page: page.get_by_role("button", name="Kantor BPKP di Yogyakarta").focus(),
    ],
    ids=["tap", "keyboard", "suggestion"],
)
def test_what_an_answer_needs_comes_at_the_first_touch(
    page: Page, chat: ChatServer, touch: Callable[[Page], None]
) -> None:
    """On a slow line it is there before a question is typed; who only looks pays nothing."""
    asked = open_anew(page, chat.address)
    assert asked == []

    with page.expect_response(LATER), page.expect_response(STREAM), page.expect_response(STYLE):
        touch(page)
    assert len(asked) == 3
    ask(page)
    expect(replies(page)).to_have_count(1)

    assert [url.removeprefix(chat.address) for url in asked[3:]] == ["chat/messages"]


def test_a_box_that_the_page_itself_gave_the_focus_loads_nothing(
    page: Page, chat: ChatServer
) -> None:
    """A shared link fills the box, and its visitor may still only look; a key shows a wish."""
    asked = open_anew(page, f"{chat.address}?tanya=biaya")
    expect(page.get_by_label("Pertanyaan Anda")).to_be_focused()
    assert asked == []

    with page.expect_response(LATER):
        page.keyboard.press("End")

    assert len(asked) == 3


def test_an_answer_that_comes_before_what_shows_it_is_shown_once(
    page: Page, chat: ChatServer
) -> None:
    """The stream is read while the parts still travel: nothing that it says may be lost."""
    held: list[Route] = []
    page.route(LATER, lambda route: held.append(route))
    asked = open_anew(page, chat.address)
    ask(page)
    expect(page.locator("article.citizen .state.sent")).to_have_count(1)
    while not chat.assistant.asked:
        page.wait_for_timeout(20)
    page.wait_for_timeout(300)
    expect(replies(page)).to_have_count(0)

    held[0].continue_()

    expect(replies(page)).to_have_count(1)
    expect(questions(page)).to_have_text(QUESTION)
    assert len([url for url in asked if "/chat/stream" in url]) == 1


def test_a_stream_that_broke_while_the_parts_came_is_opened_anew(
    page: Page, chat: ChatServer
) -> None:
    """The first seconds on a train are the ones in which a connection breaks."""
    page.route(STREAM, lambda route: route.abort(), times=1)
    open_anew(page, chat.address)

    ask(page)

    expect(replies(page)).to_have_count(1)
    ask(page, "yang lain")
    expect(replies(page)).to_have_count(2)
