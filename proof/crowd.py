"""The crowd: many citizens who write to one bot, through the Bot API double's own method.

Who writes what and when is drawn from a seed; which buttons there are to press depends on the
replies, which the crowd reads in the double's journal.
"""

import asyncio
import random
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import httpx

from proof.journal import Follower
from proof.mix import Button, Mix

FIRST_CHAT = 10_000
TICK = 0.2  # seconds between two batches
REMEMBERED = 5  # keyboards a citizen may scroll back to
QUICK = 0.04  # chance that somebody sends several messages at once
SEVERAL = 4


class Crowd:
    """Writes ``updates`` messages at ``rate`` a second at most.

    Attributes:
        written: How many updates Telegram has taken so far.
    """

    def __init__(
        self, api_url: str, journal: Path, citizens: int, seed: int, accusing: float = 0.0
    ) -> None:
        self._url = f"{api_url}/bot1:crowd/write"
        self._follower = Follower(journal)
        self._draw = random.Random(f"{seed} crowd")
        self._mix = Mix(seed, accusing)
        self._citizens = citizens
        self._keyboards: dict[int, deque[list[Button]]] = defaultdict(
            lambda: deque(maxlen=REMEMBERED)
        )
        self.written = 0

    async def write(self, updates: int, rate: float, may_write: Callable[[], bool]) -> None:
        """Write until so many updates are written; hold back while ``may_write`` says no."""
        credit, seen = 0.0, time.monotonic()
        async with httpx.AsyncClient(timeout=30) as client:
            while self.written < updates:
                await asyncio.sleep(TICK)
                self._read_replies()
                now = time.monotonic()
                credit, seen = min(credit + (now - seen) * rate, 2 * rate), now
                if not may_write():
                    credit = 0.0
                    continue
                count = min(int(credit), updates - self.written)
                credit -= count
                await self._send(client, count)

    async def _send(self, client: httpx.AsyncClient, count: int) -> None:
        if not count:
            return
        items: list[dict[str, object]] = []
        while len(items) < count:
            chat = FIRST_CHAT + self._draw.randrange(self._citizens)
            several = SEVERAL if self._draw.random() < QUICK else 1
            items += [self._item(chat) for _ in range(min(several, count - len(items)))]
        response = await client.post(self._url, json={"items": items})
        response.raise_for_status()
        self.written += count

    def _item(self, chat: int) -> dict[str, object]:
        return {"chat": chat, **asdict(self._mix.next(self._keyboards[chat]))}

    def _read_replies(self) -> None:
        for event in self._follower.news():
            buttons = [(label, token) for label, token in event.get("buttons", ()) if token]
            if buttons:
                self._keyboards[event["chat"]].append(buttons)
