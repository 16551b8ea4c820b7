"""Lets time do its work on escalations: reminders, endings, cases of holders who say nothing.

Of all gateways the one that holds the lease looks, every ``LOOK_EVERY`` seconds; another takes
over within seconds when it dies. A look that fails is logged and tried again.
"""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import asdict

import structlog

from service.clock import Clock
from service.escalations.stepping import LEASE, Means, Stepped, step
from service.storage.database import Database
from service.storage.leases import release_lease, take_lease

LOOK_EVERY = 5.0  # seconds; shorter than a lease lasts
LOOK_ON = 0.5  # while a look finds something: it does only a few things of each kind

log = structlog.get_logger()


class EscalationSteps:
    """Looks again and again, while the lease is ours."""

    def __init__(
        self,
        database: Database,
        means: Means,
        clock: Clock,
        look_up: Callable[[], object] = lambda: None,
    ) -> None:
        """``look_up`` is called before each look, outside of its transaction."""
        self._database = database
        self._look_up = look_up
        self._means = means
        self._clock = clock
        self._holder = secrets.token_hex(8)

    async def run(self) -> None:
        """Look until cancelled; then give the lease back."""
        try:
            while True:
                found = await self._look_safely()
                await asyncio.sleep(LOOK_ON if found else LOOK_EVERY)
        finally:
            await asyncio.to_thread(self._give_back)

    async def look(self) -> Stepped | None:
        """Do what is due now; None when another gateway looks."""
        return await asyncio.to_thread(self._step)

    async def _look_safely(self) -> bool:
        """Look; tell whether there may be more to do at once."""
        try:
            done = await self.look()
        except Exception as error:  # noqa: BLE001 - the edge of the process: looked at again soon
            log.warning("escalations_not_looked_at", error=type(error).__name__)
            return False
        if done is None or done == Stepped():
            return False
        log.info("escalations_stepped", **asdict(done))
        return True

    def _step(self) -> Stepped | None:
        self._look_up()
        with self._database.write() as session:
            if not take_lease(session, LEASE, self._holder, self._clock()):
                return None
        with self._database.write() as session:
            return step(session, self._means, self._clock())

    def _give_back(self) -> None:
        with self._database.write() as session:
            release_lease(session, LEASE, self._holder)
