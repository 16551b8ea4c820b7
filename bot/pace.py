"""How fast Telegram lets us send, and how to behave while it does not.

Kept by the outbox, on a clock that never jumps. It lives in memory: after a restart the worst is
one refused request, whose ``retry_after`` is obeyed.
"""

import time
from collections import deque
from collections.abc import Callable

import structlog

from bot.sender import GaveUp, Result, TryAgain, Unreachable
from service.outbox.queue import Outgoing
from service.outcomes import Delivery

ALL = 30  # requests a second, all chats together
CHAT_REST = 1.0  # seconds between two messages to one chat
GROUP = 20  # messages a minute to one group
MINUTE = 60.0
AT_ONCE = 20  # messages under way
CHATS_THAT_MEAN_ALL = 3  # so many told to wait in a row, and nobody written to in between
FAST = ALL // 3  # requests a second; below it three gateways of one token stay within the limit
LONGEST_PAUSE = 30.0  # seconds between tries while the channel does not work

log = structlog.get_logger()


class Pace:
    """Says how many messages may go now, and which conversations must wait."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._requests: deque[float] = deque(maxlen=ALL)
        self._rests: dict[str, float] = {}  # conversation to when it may be written to again
        self._refused: set[str] = set()  # those told to wait since Telegram last took a message
        self._groups: dict[str, deque[float]] = {}
        self._halted_until = 0.0
        self._failures = 0  # of the channel as a whole, in a row

    def room(self, under_way: int) -> int:
        """Return how many messages may go now, with so many under way."""
        now = self._monotonic()
        if now < self._halted_until:
            return 0
        at_once = 1 if self._failures else AT_ONCE  # one finds out whether it works again
        return max(0, min(at_once - under_way, ALL - self._in_the_last_second(now)))

    def wait(self, longest: float) -> float:
        """Return in how many seconds to look again: ``longest``, or sooner when that helps."""
        now = self._monotonic()
        if len(self._requests) < ALL:
            return longest
        return min(longest, max(0.01, self._requests[0] + 1 - now))

    def resting(self) -> list[str]:
        """Return the conversations that must wait."""
        now = self._monotonic()
        self._rests = {chat: until for chat, until in self._rests.items() if until > now}
        self._groups = {
            chat: sent for chat, sent in self._groups.items() if sent[-1] > now - MINUTE
        }
        return list(self._rests)

    def begin(self, message: Outgoing) -> None:
        """Note that a message goes out."""
        self.count_request()
        if message.address.startswith("-"):
            now = self._monotonic()
            sent = self._groups.setdefault(message.conversation_id, deque(maxlen=GROUP))
            sent.append(now)
            if len(sent) == GROUP:
                self._rest(message.conversation_id, sent[0] + MINUTE - now)

    def count_request(self) -> None:
        """Note any request: Telegram counts them all."""
        self._requests.append(self._monotonic())

    def end(self, message: Outgoing, result: Result) -> None:
        """Note what came of a message."""
        self._rest(message.conversation_id, CHAT_REST)
        match result:
            case TryAgain(wait=seconds) if seconds is not None:
                self._slow_down(message.conversation_id, seconds)
            case TryAgain() | Unreachable() | GaveUp(state=Delivery.UNCERTAIN):
                self._fail()
            case _:
                self._failures = 0
                self._refused.clear()

    def _in_the_last_second(self, now: float) -> int:
        return sum(at > now - 1 for at in self._requests)

    def _rest(self, chat: str, seconds: float) -> None:
        until = self._monotonic() + seconds
        self._rests[chat] = max(self._rests.get(chat, 0.0), until)

    def _slow_down(self, chat: str, seconds: float) -> None:
        """Let the chat wait as told; let all wait when it is the bot that is too fast.

        Telegram does not say which limit a 429 is about. When the bot is too fast nobody can be
        written to, and we have been fast; three busy chats leave the others to be written to.
        """
        now = self._monotonic()
        self._rest(chat, seconds)
        self._refused.add(chat)
        is_fast = self._in_the_last_second(now) >= FAST
        if is_fast and len(self._refused) >= CHATS_THAT_MEAN_ALL:
            self._halted_until = max(self._halted_until, now + seconds)
            self._refused.clear()
            log.warning("sending_halted", seconds=seconds, reason="429 for several chats in a row")

    def _fail(self) -> None:
        """Pause all sending, longer each time; what failed side by side counts once."""
        now = self._monotonic()
        if now < self._halted_until:
            return
        pause = min(LONGEST_PAUSE, 2.0**self._failures)
        self._failures = min(self._failures + 1, 10)
        self._halted_until = now + pause
        log.warning("channel_in_trouble", seconds=pause)
