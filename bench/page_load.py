"""What the citizens' page weighs, and how long a first answer takes on a slow line and phone.

A browser that pretends: 400 kbit/s, 400 ms until anything comes, a sixth of the processor.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console
from rich.table import Table

from bench.costs import conditions
from bench.running import running, service_on
from doubles.bot_api import BotApiDouble

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SPEED = 400 * 125  # bytes a second
DELAY = 400  # ms
SLOWER = 6  # times
VISITS = 7  # of each kind
QUESTION = "jam layanan bpkp"
KEY_TIME = 120  # ms from one key to the next
SETTLED = 500  # ms that a page is left alone before it is used

console = Console(highlight=False, width=120)


def typed(page: Page) -> float:
    """Type a question as people do; return when it was sent."""
    page.click("#question")
    page.keyboard.type(QUESTION, delay=KEY_TIME)
    sent_at = time.perf_counter()
    page.keyboard.press("Enter")
    return sent_at


def pasted(page: Page) -> float:
    """Put a question in and send it in the same moment."""
    sent_at = time.perf_counter()
    page.fill("#question", QUESTION)
    page.keyboard.press("Enter")
    return sent_at


def suggested(page: Page) -> float:
    """Press an example."""
    sent_at = time.perf_counter()
    page.click("#suggestions button")
    return sent_at


WAYS: tuple[Callable[[Page], float], ...] = (typed, pasted, suggested)


def run() -> None:
    """Visit as new citizens, ask in each way, and print medians."""
    console.print(f"A citizen's page: {conditions()}; {VISITS} visits of each kind")
    table = Table(
        "asked", "paint s", "box s", "answer s (longest)", "bytes before", "in all", "requests"
    )
    with (
        tempfile.TemporaryDirectory() as folder,
        BotApiDouble() as telegram,
        service_on("sqlite", Path(folder), telegram.url) as environment,
        running(environment) as service,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for way in WAYS:
            visits = [_visit(browser, service.chat_url, way) for _ in range(VISITS)]
            table.add_row(way.__name__, *_columns(visits))
        browser.close()
    console.print(table)


def _visit(browser: Browser, url: str, ask: Callable[[Page], float]) -> dict[str, float]:
    with browser.new_context(viewport={"width": 390, "height": 844}, locale="id-ID") as context:
        page = context.new_page()
        came = _slowed(page)
        begun = time.perf_counter()
        page.goto(url, wait_until="commit")
        page.wait_for_selector("#composer:not([hidden])")
        box = time.perf_counter() - begun
        page.wait_for_selector("#suggestions:not([hidden])")
        page.wait_for_timeout(SETTLED)
        paint = page.evaluate("performance.getEntriesByType('paint')[0].startTime") / 1000
        before = sum(came)
        sent_at = ask(page)
        page.wait_for_selector("#messages .bot")
        answer = time.perf_counter() - sent_at
        page.wait_for_timeout(SETTLED)
        return {
            "paint": paint,
            "box": box,
            "answer": answer,
            "before": before,
            "all": sum(came),
            "requests": len(came),
        }


def _slowed(page: Page) -> list[int]:
    """Slow a page down; return a list that takes in the bytes of each finished request."""
    came: list[int] = []
    protocol = page.context.new_cdp_session(page)
    protocol.send("Network.enable")
    line: dict[str, Any] = {"offline": False, "latency": DELAY}
    line |= {"downloadThroughput": SPEED, "uploadThroughput": SPEED}
    protocol.send("Network.emulateNetworkConditions", line)
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    protocol.on("Network.loadingFinished", lambda e: came.append(int(e["encodedDataLength"])))
    return came


def _columns(visits: list[dict[str, float]]) -> list[str]:
    def median(name: str) -> float:
        return statistics.median(visit[name] for visit in visits)

    longest = max(visit["answer"] for visit in visits)
    return [
        f"{median('paint'):.2f}",
        f"{median('box'):.2f}",
        f"{median('answer'):.2f} ({longest:.2f})",
        *(f"{median(name):.0f}" for name in ("before", "all", "requests")),
    ]
