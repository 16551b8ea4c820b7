"""Measures what a citizen waits for and what the service costs, on the real processes.

``python -m bench [QUESTIONS]``: starts `tanya run` on free ports and a database of its own, asks
over
the web chat and over a Bot API double, asks Rasa alone beside it, and prints medians. Run it with
nothing else running.
"""

import json
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psutil
from rich.console import Console
from rich.table import Table

from service.paths import ROOT
from tests.doubles.bot_api import BotApiDouble
from tests.e2e.conftest import TANYA, service_environment

QUESTIONS = ROOT / "tests" / "questions" / "development.jsonl"
MEGABYTE = 1024 * 1024

console = Console(highlight=False)


def main() -> None:
    """Run the measurements and print them."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line)["text"] for line in lines if '"faq"' in line][:count]
    with tempfile.TemporaryDirectory() as folder, BotApiDouble() as telegram:
        environment = service_environment(Path(folder), telegram.url)
        measure_start(environment, "first start (an empty database)")
        measure_service(environment, telegram, asked)


def measure_start(environment: dict[str, str], title: str) -> None:
    """Start once, so that the next start is a second one."""
    process, answering, running = start(environment)
    console.print(f"{title}: web chat answers after {answering:.1f} s, all after {running:.1f} s")
    stop(process)


def measure_service(environment: dict[str, str], telegram: BotApiDouble, asked: list[str]) -> None:
    """Start a second time, ask everything on each way, and print."""
    process, answering, running = start(environment)
    console.print(
        f"second start: web chat answers after {answering:.1f} s, all after {running:.1f} s"
    )
    try:
        table = Table("way", "questions", "median ms", "p95 ms", title="One after the other")
        chat = f"http://127.0.0.1:{environment['CHAT_PORT']}"
        for way, ask in (
            ("Rasa's REST channel alone", rasa_asker(environment["RASA_URL"])),
            ("web chat, message to reply", web_asker(chat)),
            ("Telegram, message to reply", telegram_asker(telegram)),
        ):
            times = [timed(ask, text) for text in asked]
            p95 = statistics.quantiles(times, n=20)[-1]
            table.add_row(way, str(len(times)), f"{statistics.median(times):.0f}", f"{p95:.0f}")
        console.print(table)
        print_memory(process)
    finally:
        stop(process)


def start(environment: dict[str, str]) -> tuple[subprocess.Popen[str], float, float]:
    """Start the service.

    Returns:
        The process; seconds until the web chat gave its first answer; seconds until all ran.
    """
    begun = time.monotonic()
    process = subprocess.Popen(
        [str(TANYA), "run"], env=environment, stdout=subprocess.PIPE, text=True, cwd="/"
    )
    answering = 0.0
    for line in process.stdout or ():
        if line.startswith("Web chat:") and not answering:
            web_asker(f"http://127.0.0.1:{environment['CHAT_PORT']}")("apa itu spip?")
            answering = time.monotonic() - begun
        if line.startswith("Everything runs"):
            return process, answering, time.monotonic() - begun
    raise SystemExit("tanya run ended before it was ready")


def stop(process: subprocess.Popen[str]) -> None:
    """Stop the service as Ctrl-C does."""
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)


def timed(ask: Callable[[str], None], text: str) -> float:
    """Return the milliseconds one question takes."""
    begun = time.perf_counter()
    ask(text)
    return (time.perf_counter() - begun) * 1000


def rasa_asker(url: str) -> Callable[[str], None]:
    """Return a function that asks Rasa itself: the plain alternative to the gateway."""
    client = httpx.Client(timeout=30)

    def ask(text: str) -> None:
        message = {"sender": uuid.uuid4().hex, "message": text}
        client.post(f"{url}/webhooks/rest/webhook", json=message).raise_for_status()

    return ask


def web_asker(url: str) -> Callable[[str], None]:
    """Return a function that asks over the web chat and reads the reply off its stream."""
    client = httpx.Client(base_url=url, timeout=30)
    client.get("/").raise_for_status()
    client.post("/chat/messages", json={"id": uuid.uuid4().hex, "text": "halo"})
    request = client.build_request("GET", "/chat/stream")
    stream = client.send(request, stream=True)
    lines = stream.iter_lines()
    _next_reply(lines)

    def ask(text: str) -> None:
        client.post("/chat/messages", json={"id": uuid.uuid4().hex, "text": text})
        _next_reply(lines)

    return ask


def _next_reply(lines: Iterator[str]) -> None:
    for line in lines:  # a generator expression would close the stream when it is done
        if line.startswith("data:"):
            return


def telegram_asker(telegram: BotApiDouble) -> Callable[[str], None]:
    """Return a function that asks on Telegram, each time as another citizen."""
    chats = iter(range(700_000, 800_000))

    def ask(text: str) -> None:
        chat_id = next(chats)
        telegram.say(chat_id, text)
        telegram.wait_for(chat_id, 1, 30)

    return ask


def print_memory(process: subprocess.Popen[str]) -> None:
    """Print the resident memory of every process."""
    table = Table("process", "resident MB", title="Memory")
    total = 0
    for part in [
        psutil.Process(process.pid),
        *psutil.Process(process.pid).children(recursive=True),
    ]:
        resident = part.memory_info().rss
        total += resident
        table.add_row(" ".join(part.cmdline())[-60:], f"{resident / MEGABYTE:.0f}")
    table.add_row("all", f"{total / MEGABYTE:.0f}")
    console.print(table)


if __name__ == "__main__":
    main()
