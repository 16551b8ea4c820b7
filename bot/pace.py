"""How fast Telegram lets us send, and how to behave while it does not.

Kept by the outbox, on a clock that never jumps. One chat's trouble is that chat's: only several
different ones, one after the other and nobody written to in between, speak of Telegram as a whole.
It lives in memory: after a restart the first second is taken to be used up.
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
TOO_FAST = 6  # so many chats told to wait in a row mean the bot; busy ones are seldom so many
DOWN = 3  # so many chats without success in a row mean that Telegram does not work
IN_A_ROW = {TOO_FAST: 2.0, DOWN: 60.0}  # seconds looked back; to fail may take a quarter minute
LONGEST_PAUSE = 30.0  # seconds between tries while the channel, or a chat, does not work
FORGET = 600.0  # seconds after which a chat's last failure says nothing about the next

log = structlog.get_logger()


class Pace:
    """Says how many messages may go now, and which conversations must wait."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic, *, used: int = 0) -> None:
        """Begin with ``used`` requests in the last second: a killed gateway may have made them."""
        self._monotonic = monotonic
        self._requests: deque[float] = deque([monotonic()] * used, maxlen=ALL)
        self._rests: dict[str, float] = {}  # conversation to when it may be written to again
        self._refused = Row(TOO_FAST)  # those told to wait
        self._failed = Row(DOWN)  # those that could not be written to
        self._troubles: dict[str, tuple[int, float]] = {}  # a chat's failures in a row, the last
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
        for chat in [c for c, (_, at) in self._troubles.items() if at < now - FORGET]:
            del self._troubles[chat]
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
        chat = message.conversation_id
        self._rest(chat, CHAT_REST)
        match result:
            case TryAgain(wait=seconds) if seconds is not None:
                self._slow_down(chat, seconds)
            case TryAgain() | GaveUp(state=Delivery.UNCERTAIN):
                self._doubt(chat)
            case Unreachable():  # nothing left this machine: no chat is to blame
                self._fail()
            case _:
                self._failures = 0
                self._troubles.pop(chat, None)
                self._refused.clear()
                self._failed.clear()

    def _in_the_last_second(self, now: float) -> int:
        return sum(at > now - 1 for at in self._requests)

    def _rest(self, chat: str, seconds: float) -> None:
        until = self._monotonic() + seconds
        self._rests[chat] = max(self._rests.get(chat, 0.0), until)

    def _slow_down(self, chat: str, seconds: float) -> None:
        """Let the chat wait as told; let all wait when it is the bot that is too fast.

        Telegram does not say which limit a 429 is about. When the bot is too fast nobody can be
        written to; busy chats leave the others to be written to.
        """
        now = self._monotonic()
        self._rest(chat, seconds)
        if self._refused.is_full_with(chat, now):
            self._halted_until = max(self._halted_until, now + seconds)
            self._refused.clear()
            log.warning("sending_halted", seconds=seconds, reason="429 for several chats in a row")

    def _doubt(self, chat: str) -> None:
        """Let a chat rest, longer each time; let all wait when several fail in a row.

        It rests for longer than all wait: the next that is tried is another, so that a chat that
        always fails cannot keep a Telegram that works from being found out.
        """
        now = self._monotonic()
        count, _ = self._troubles.get(chat, (0, now))
        self._troubles[chat] = min(count + 1, 10), now
        self._rest(chat, min(LONGEST_PAUSE, 2.0**count))
        if self._failures or self._failed.is_full_with(chat, now):
            self._fail()
            self._rest(chat, 2 * (self._halted_until - now))

    def _fail(self) -> None:
        """Pause all sending, longer each time; what failed side by side counts once."""
        now = self._monotonic()
        if now < self._halted_until:
            return
        pause = min(LONGEST_PAUSE, 2.0**self._failures)
        self._failures = min(self._failures + 1, 10)
        self._halted_until = now + pause
        log.warning("channel_in_trouble", seconds=pause)


class Row:
    """Different chats that met the same, one after the other."""

    def __init__(self, full: int) -> None:
        """Be full with so many."""
        self._full = full
        self._seen: dict[str, float] = {}

    def is_full_with(self, chat: str, now: float) -> bool:
        """Add a chat; tell whether it makes as many as speak of all, within the time for it."""
        since = now - IN_A_ROW[self._full]
        self._seen = {c: at for c, at in self._seen.items() if at > since} | {chat: now}
        return len(self._seen) >= self._full

    def clear(self) -> None:
        """Forget them: somebody was written to."""
        self._seen.clear()
