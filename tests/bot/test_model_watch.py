"""The gateway notes which model Rasa answers with."""

import pytest

from bot.model_watch import ModelWatch
from doubles.clock import FrozenClock
from doubles.rasa import RasaDouble, serving
from service.operations.serving import serving_model
from service.storage.database import Database


async def noted(database: Database, clock: FrozenClock, rasa: RasaDouble) -> str | None:
    """Look once; return which model is known to answer."""
    async with serving(rasa) as client:
        await ModelWatch(database, client.model, clock).look()
    with database.read() as session:
        found = serving_model(session)
    return found.name if found else None


async def test_the_model_is_asked_for_and_noted(sqlite: Database, clock: FrozenClock) -> None:
    """Whoever released it reads on the desk that it serves."""
    rasa = RasaDouble()
    rasa.body = b'{"model": "tanya-0123456789ab.tar.gz"}'

    assert await noted(sqlite, clock, rasa) == "tanya-0123456789ab.tar.gz"
    assert rasa.requests == [("/webhooks/gateway/model", {})]


@pytest.mark.parametrize(
    ("status", "body"),
    [(500, b'{"model": "a"}'), (200, b"[]"), (200, b'{"model": 4}'), (200, b"<"), (200, b"\xff")],
)
async def test_what_does_not_say_it_changes_nothing(
    sqlite: Database, clock: FrozenClock, status: int, body: bytes
) -> None:
    """A Rasa that starts, or is another version, is no news."""
    rasa = RasaDouble()
    rasa.status, rasa.body = status, body

    assert await noted(sqlite, clock, rasa) is None


async def test_a_rasa_that_is_away_changes_nothing(sqlite: Database, clock: FrozenClock) -> None:
    """The page says since when it was not seen."""
    rasa = RasaDouble()
    rasa.speaks_http = False

    assert await noted(sqlite, clock, rasa) is None
