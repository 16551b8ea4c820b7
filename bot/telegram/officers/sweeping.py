"""Looks now and then at all that is open, for what nobody told: a new group, a former life.

A few conversations at a time, without a lock, and for a tenth of the time at most, so that neither
citizens nor what just happened in a group wait, however much is open.
"""

import time
from collections import deque
from collections.abc import Callable

from bot.telegram.officers.threads import Threads
from service.clock import Clock
from service.forum import projection
from service.forum.means import DeskMeans
from service.storage.database import Session

EVERY = 60.0  # seconds from one round to the next
REST = 20.0  # seconds at least between the end of a long one and the next
AT_ONCE = 10  # conversations in one step
PAUSE = 9  # times as long as a step took, until the next one


class Sweep:
    """One round after the other, each in small steps."""

    def __init__(
        self,
        threads: Threads,
        means: DeskMeans,
        clock: Clock,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._threads, self._means, self._clock = threads, means, clock
        self._monotonic = monotonic
        self._begins_at = self._goes_on_at = 0.0
        self._left: deque[str] = deque()

    def begin_anew(self) -> None:
        """Let a round begin with the next step, whatever is left of this one."""
        self._begins_at = 0.0

    def is_due(self) -> bool:
        """Tell whether a round begins now."""
        return self._monotonic() >= self._begins_at

    async def step(self) -> list[str]:
        """Return the conversations of which something must be shown, of the next few."""
        if self.is_due():
            self._left = deque(await self._threads.read(projection.unfinished, self._clock()))
            self._begins_at, self._goes_on_at = self._monotonic() + EVERY, 0.0
        if not self._left or self._monotonic() < self._goes_on_at:
            return []
        some = [self._left.popleft() for _ in range(min(AT_ONCE, len(self._left)))]
        begun = self._monotonic()
        behind = await self._threads.read(self._behind, some)
        ended = self._monotonic()
        self._goes_on_at = ended + PAUSE * (ended - begun)
        self._begins_at = max(self._begins_at, self._goes_on_at + REST)
        return behind

    def _behind(self, session: Session, some: list[str]) -> list[str]:
        now = self._clock()
        return [one for one in some if projection.is_behind(session, one, self._means, now)]
