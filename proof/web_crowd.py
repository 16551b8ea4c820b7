"""The crowd at the web chat, beside the one on Telegram: who posts, what, and how fast.

Drawn from the same mix; what only Telegram has (pictures, places) nobody sends here.
"""

import asyncio
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from proof.journal import Journal
from proof.mix import Message, Mix
from proof.page import OpenPage

FIRST_MARKER = 1_400_000  # the crowd's on Telegram count from 1, the officer's from a million
STEP = 0.05  # seconds between two looks whether somebody may write


class WebCrowd:
    """Posts ``updates`` messages at ``rate`` a second at most.

    Attributes:
        written: How many messages were acknowledged as stored so far.
    """

    def __init__(
        self, urls: Sequence[str], journal: Path, visitors: int, seed: int, accusing: float = 0.0
    ) -> None:
        self._journal = Journal(journal)
        self._draw = random.Random(f"{seed} web")
        self._mix = Mix(seed + 1, accusing, FIRST_MARKER)
        self._pages = [OpenPage(urls, self._journal) for _ in range(visitors)]
        self.written = 0

    async def __aenter__(self) -> Self:
        """Return itself."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let every page be loaded once more, and end."""
        await asyncio.gather(*(page.close() for page in self._pages))
        self._journal.__exit__(kind, error, trace)

    async def write(self, updates: int, rate: float, may_write: Callable[[], bool]) -> None:
        """Post until so many messages are stored; hold back while ``may_write`` says no."""
        async with asyncio.TaskGroup() as posts:
            begun = 0
            while begun < updates:
                await asyncio.sleep(max(STEP, 1 / rate))
                free = [page for page in self._pages if not page.is_sending]
                if free and may_write():
                    posts.create_task(self._post(self._draw.choice(free)))
                    begun += 1
                    await asyncio.sleep(0)  # it marks its page as sending

    async def _post(self, page: OpenPage) -> None:
        await page.send(self._next(page))
        self.written += 1

    def _next(self, page: OpenPage) -> Message:
        while True:
            message = self._mix.next(page.keyboards)
            if message.token or "text" in message.fields:
                return message
