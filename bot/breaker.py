"""A fuse before Rasa: while it hangs, only a try now and then waits for it.

Stands between a turn and the real assistant. A hanging Rasa costs a few citizens the whole
time-out; everybody after them is answered from the knowledge base at once.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any

import structlog

from bot.rasa_client import Assistant
from service.errors import AssistantSlow, AssistantUnavailable
from service.replies import Answer

SLOW_IN_A_ROW = 3  # answers that never came before the fuse blows
FIRST_PAUSE = 5.0  # seconds until the first try
LONGEST_PAUSE = 30.0  # seconds between later ones

log = structlog.get_logger()


class Breaker:
    """An assistant that is not asked while it is known to hang.

    Only time-outs count: what fails at once costs nobody anything, and is asked again at once.
    """

    def __init__(
        self,
        assistant: Assistant,
        monotonic: Callable[[], float] = time.monotonic,
        place: Callable[[], str] = lambda: "",
    ) -> None:
        """``place`` tells where the assistant is: at another, nothing is known against it."""
        self._assistant = assistant
        self._monotonic = monotonic
        self._place = place
        self._known_place = place()
        self._slow = 0
        self._pause = FIRST_PAUSE
        self._try_at: float | None = None  # None while everybody may ask

    async def ask(self, sender: str, text: str, slots: Mapping[str, Any]) -> Answer:
        """Ask, unless the assistant hangs and it is not time to try.

        Raises:
            AssistantUnavailable: It was not asked, or it gave no usable answer.
        """
        place = self._place()
        if place != self._known_place:
            self._known_place = place
            self._close()
        is_try = self._is_try()
        try:
            answer = await self._assistant.ask(sender, text, slots)
        except AssistantSlow:
            if place == self._known_place:  # else it says nothing of the Rasa asked since
                self._note_slow(is_try)
            raise
        except AssistantUnavailable:
            self._close_at(place)
            raise
        self._close_at(place)
        return answer

    def _is_try(self) -> bool:
        """Tell whether this message tries a hanging assistant; the next waits another pause."""
        if self._try_at is None:
            return False
        left = self._try_at - self._monotonic()
        if left > 0:
            raise AssistantUnavailable(f"Rasa hangs; it is tried again in {left:.0f} s")
        self._try_at = self._monotonic() + self._pause
        return True

    def _note_slow(self, is_try: bool) -> None:
        self._slow += 1
        was_blown = self._try_at is not None
        if self._slow < SLOW_IN_A_ROW or (was_blown and not is_try):
            return  # the latter was asked before the fuse blew, and says nothing new
        if was_blown:
            self._pause = min(self._pause * 2, LONGEST_PAUSE)
        self._try_at = self._monotonic() + self._pause
        log.error("assistant_hangs", tried_again_in=self._pause)

    def _close_at(self, place: str) -> None:
        if place == self._known_place:
            self._close()

    def _close(self) -> None:
        if self._try_at is not None:
            log.info("assistant_is_back")
        self._slow, self._pause, self._try_at = 0, FIRST_PAUSE, None
