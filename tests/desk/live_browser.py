"""An officer's page in a real Chromium whose hiding and notifications a test can see."""

import asyncio

from playwright.async_api import Page

from tests.desk.test_browser import Screen

SOON = 8000  # ms
NOTIFY = """
window.notified = []
window.Notification = class extends EventTarget {
  static permission = "granted"
  constructor(title, { body }) { super(); window.notified.push(body) }
}
"""
HIDE = 'Object.defineProperty(document, "hidden", { get: () => window.isHidden ?? false })'


async def hide(page: Page, *, is_hidden: bool = True) -> None:
    """Let a page believe that another tab is looked at; Chromium without a screen shows all."""
    await page.evaluate(
        "(is) => { window.isHidden = is; document.dispatchEvent(new Event('visibilitychange')) }",
        is_hidden,
    )


async def at_work(screen: Screen, username: str = "sari", path: str = "/") -> Page:
    """Log an officer in, with what lets a test see and hide things."""
    page = await screen.officer(username)
    await page.add_init_script(NOTIFY + HIDE)
    async with page.expect_response(lambda answer: "/live/counts" in answer.url, timeout=SOON):
        await page.goto(path)
    return page


async def called(page: Page, times: int) -> None:
    """Wait until a page has notified so often."""
    script = "times => new Promise((r) => setInterval(() => notified.length >= times && r(), 50))"
    async with asyncio.timeout(SOON / 1000):
        await page.evaluate(script, times)
