"""What citizens do at the page of the web chat, and where they look."""

from typing import Any

from playwright.sync_api import Locator, Page

QUESTION = "gmn cara minta data ke bpkp"
MESSAGES = "**/chat/messages"
HISTORY = "**/chat/history*"


def ask(page: Page, text: str = QUESTION) -> None:
    """Type a question and send it with Enter."""
    page.get_by_label("Pertanyaan Anda").fill(text)
    page.get_by_label("Pertanyaan Anda").press("Enter")


def replies(page: Page) -> Locator:
    return page.locator("article.bot")


def questions(page: Page) -> Locator:
    return page.locator("article.citizen .text")


def state(page: Page) -> Locator:
    return page.locator("article.citizen .state .word").first


def line(name: str, who: str, text: str, **more: Any) -> dict[str, Any]:
    """Return a line as the server gives it; "t1" is the citizen's first, "m1" the first reply."""
    return {
        "id": name,
        "who": who,
        "at": "2026-11-27T05:44:00+00:00",
        "title": "",
        "text": text,
        "cautions": [],
        "sources": [],
        "checked": "",
        "unit": "",
        "topic": None,
        "client_id": None,
        "buttons": [],
        **more,
    }


def show(page: Page, *lines: dict[str, Any]) -> None:
    """Let the page be opened with these lines as its history."""
    answer = {"lines": list(lines), "after": f"{len(lines)}-{len(lines)}"}
    page.route(HISTORY, lambda route: route.fulfill(json=answer))
    page.reload()
