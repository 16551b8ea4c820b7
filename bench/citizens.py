"""Citizens who write at given moments on Telegram, and how long each waited for the reply.

They stand in this process, beside the Bot API double, so that one clock measures both ends.
"""

import time
from collections.abc import Sequence
from itertools import cycle

from bench.arrivals import Latencies, summarise
from tests.doubles.bot_api import BotApiDouble
from tests.doubles.bot_api_wire import Params

PATIENCE = 20.0  # seconds after the last message until a missing reply counts as lost


class TimedBotApi(BotApiDouble):
    """A Bot API double that notes when each chat got its first reply."""

    def __init__(self) -> None:
        super().__init__()
        self.replied_at: dict[int, float] = {}

    def _send_message(self, params: Params) -> Params:
        message = super()._send_message(params)
        self.replied_at.setdefault(int(params["chat_id"]), time.monotonic())
        return message


class TelegramLoad:
    """Asks on Telegram, every message in a chat of its own."""

    name = "Telegram"

    def __init__(self, telegram: TimedBotApi, texts: Sequence[str]) -> None:
        self._telegram = telegram
        self._texts = cycle(texts)
        self._next_chat = 1_000_000

    def run(self, rate: float, moments: Sequence[float]) -> Latencies:
        """Write at the moments (seconds from now) and return how long the replies took."""
        first, begun = self._next_chat, time.monotonic()
        self._next_chat += len(moments)
        for chat_id, moment in enumerate(moments, start=first):
            time.sleep(max(0.0, begun + moment - time.monotonic()))
            self._telegram.say(chat_id, next(self._texts))
        chats = range(first, self._next_chat)
        self._wait_for(chats)
        replied = [self._telegram.replied_at.get(chat_id) for chat_id in chats]
        return summarise(
            rate,
            [at - begun - due if at else None for at, due in zip(replied, moments, strict=True)],
        )

    def _wait_for(self, chats: range) -> None:
        give_up_at = time.monotonic() + PATIENCE
        while time.monotonic() < give_up_at:
            if all(chat_id in self._telegram.replied_at for chat_id in chats):
                return
            time.sleep(0.05)
