"""How far a run is: what still waits, and a line on the screen every few seconds."""

import asyncio
import time
from dataclasses import dataclass
from typing import Protocol

from rich.console import Console
from sqlalchemy import func, select

from proof.keeper import Keeper, Killer
from proof.plan import Plan
from service.outcomes import Delivery, UpdateState
from service.storage.database import Database
from service.storage.tables import OutboxMessage, Update

LOOK_AGAIN = 1.0  # seconds
SHOW_EVERY = 5  # looks


class Writing(Protocol):
    """A crowd, or several."""

    @property
    def written(self) -> int:
        """How many messages were taken so far."""


@dataclass(frozen=True)
class OpenWork:
    """Updates stored and not answered, messages not yet with Telegram."""

    updates: int
    messages: int


def open_work(database: Database) -> OpenWork:
    """Count what still waits."""
    waiting = select(func.count()).where(Update.state == UpdateState.PENDING)
    unsent = select(func.count()).where(
        OutboxMessage.state.in_((Delivery.QUEUED, Delivery.SENDING))
    )
    with database.read() as session:
        return OpenWork(session.scalar(waiting) or 0, session.scalar(unsent) or 0)


class Progress:
    """Looks once a second and shows what it sees.

    Attributes:
        stored: Updates that the gateway has on disk; the rest is still at Telegram.
        work: What waits there.
    """

    def __init__(self, plan: Plan, console: Console, database: Database) -> None:
        self._plan = plan
        self._console = console
        self._database = database
        self._begun = time.monotonic()
        self.stored = 0
        self.work = OpenWork(0, 0)

    def waiting(self, crowd: Writing) -> int:
        """Return how many updates of the crowd's are not answered yet."""
        return crowd.written - self.stored + self.work.updates

    async def show(self, crowd: Writing, keeper: Keeper, killer: Killer) -> None:
        """Look and tell until cancelled."""
        self._begun, looks = time.monotonic(), 0
        while True:
            await asyncio.to_thread(self._look)
            if looks % SHOW_EVERY == 0:
                self._console.print(self._line(crowd, keeper, killer))
            looks += 1
            await asyncio.sleep(LOOK_AGAIN)

    def _look(self) -> None:
        self.work = open_work(self._database)
        with self._database.read() as session:
            self.stored = session.scalar(select(func.count()).select_from(Update)) or 0

    def _line(self, crowd: Writing, keeper: Keeper, killer: Killer) -> str:
        plan, passed = self._plan, time.monotonic() - self._begun
        left = (plan.updates - crowd.written) * passed / max(crowd.written, 1)
        down = f" (down: {', '.join(keeper.down)})" if keeper.down else ""
        return (
            f"{_clock(passed)}  written {crowd.written}/{plan.updates},"
            f" waiting {self.waiting(crowd)}, to send {self.work.messages},"
            f" kills {killer.killed}/{plan.kills}{down}; {_clock(left)} to go"
        )


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60:02}:{int(seconds) % 60:02}"
