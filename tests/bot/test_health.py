"""What the gateway tells of itself: alive, ready, and which helper is down."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from bot.health import Health
from doubles.clock import FrozenClock
from service.content.model import Content
from service.content.store import store_content
from service.operations.health import Readiness
from service.storage.database import Database


class Watch:
    """Whoever asks, on a gateway whose Rasa and Telegram can be taken away."""

    def __init__(self, database: Database, clock: FrozenClock) -> None:
        self.is_rasa_away = False
        self.is_telegram_away = False
        readiness = Readiness(database, "gateway", clock, writes=True, answers=True)
        health = Health(readiness, self._ask_rasa, lambda: self.is_telegram_away)
        app = Starlette(routes=health.routes())
        self.client = httpx.AsyncClient(base_url="http://chat", transport=httpx.ASGITransport(app))

    async def ready(self) -> tuple[int, object]:
        """Ask for readiness; return status and body."""
        answer = await self.client.get("/readyz")
        return answer.status_code, answer.json()

    async def _ask_rasa(self) -> bool:
        return self.is_rasa_away

    async def close(self) -> None:
        """Close the client."""
        await self.client.aclose()


@pytest.fixture
async def watch(sqlite: Database, clock: FrozenClock, content: Content) -> AsyncIterator[Watch]:
    """A gateway with content."""
    with sqlite.write() as session:
        store_content(session, content, clock())
    made = Watch(sqlite, clock)
    yield made
    await made.close()


async def test_a_working_gateway_is_ready(watch: Watch) -> None:
    """No more is told than that: the address is public."""
    assert await watch.ready() == (200, {"ready": True, "problems": [], "degraded": []})


async def test_helpers_that_are_down_degrade(watch: Watch) -> None:
    """Restarting the gateway would not help; citizens are still answered."""
    watch.is_rasa_away = watch.is_telegram_away = True

    status, told = await watch.ready()

    assert status == 200
    assert told == {"ready": True, "problems": [], "degraded": ["rasa", "telegram"]}


async def test_without_content_the_gateway_is_not_ready(
    sqlite: Database, clock: FrozenClock
) -> None:
    """It would answer every question with "not understood"."""
    watch = Watch(sqlite, clock)

    status, told = await watch.ready()

    assert (status, told) == (503, {"ready": False, "problems": ["content"], "degraded": []})
    await watch.close()


async def test_alive_needs_no_database(tmp_path: object, clock: FrozenClock) -> None:
    """A process that is restarted because its database is down comes back no better."""
    watch = Watch(Database("sqlite:////nowhere/at/all.db"), clock)

    answer = await watch.client.get("/healthz")
    status, told = await watch.ready()

    assert (answer.status_code, answer.text) == (200, "ok")
    assert status == 503
    assert told == {"ready": False, "problems": ["database"], "degraded": []}
    await watch.close()
