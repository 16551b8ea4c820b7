"""Where turns go."""

import contextlib
from pathlib import Path

from bot.breaker import SLOW_IN_A_ROW, Breaker
from bot.rasa_client import PATH, RasaClient, open_session
from bot.serving_address import ServingAddress
from doubles.clock import FrozenClock
from doubles.rasa import RasaDouble, serving
from service.errors import AssistantSlow, AssistantUnavailable
from service.releases.serving import note_serving, order
from service.storage.database import Database
from service.storage.release_tables import ReleaseRow
from tests.service.harness import World


def serve(world: World, url: str) -> None:
    """Let a release serve at an address."""
    with world.database.write() as session:
        row = ReleaseRow(
            kind="model",
            digest=url,
            manifest={"parts": {}, "commit": ""},
            model="a.tar.gz",
            state="approved",
            trained_by="rini",
            trained_at=world.clock(),
        )
        session.add(row)
        session.flush()
        number = order(session, row.id, "rini", "", world.clock())
        note_serving(session, number, url, world.clock())


async def test_turns_go_where_the_register_says(sqlite: Database, clock: FrozenClock) -> None:
    """Every gateway learns it there, whichever carried the order out."""
    address = ServingAddress(sqlite, "http://default")
    await address.look()
    before = address.url()
    serve(World(sqlite, clock), "http://new")
    await address.look()

    assert (before, address.url()) == ("http://default", "http://new")


async def test_while_the_register_cannot_be_read_the_last_address_counts(tmp_path: Path) -> None:
    """A database that is away is trouble enough."""
    address = ServingAddress(Database(f"sqlite:///{tmp_path}/nowhere/at/all.db"), "http://default")

    await address.look()

    assert address.url() == "http://default"


async def test_a_question_goes_to_the_address_of_its_moment(sqlite: Database) -> None:
    """Also who asks for the model, and whether anybody is there."""
    rasa, places = RasaDouble(), ["http://127.0.0.1:1"]
    rasa.body = b'{"model": "a.tar.gz"}'
    async with serving(rasa), open_session() as session:
        client = RasaClient(session, lambda: places[-1], 0.5)
        away = await client.is_away()
        places.append(rasa.url)

        assert (away, await client.is_away()) == (True, False)
        assert await client.model() == "a.tar.gz"
    assert [path for path, _ in rasa.requests] == ["/", f"{PATH}model"]


class Hanging:
    """A Rasa that never answers."""

    asked = 0

    async def ask(self, sender: str, text: str, slots: object) -> "object":
        """Take too long."""
        self.asked += 1
        raise AssistantSlow("too long")


async def test_a_fuse_that_blew_says_nothing_of_another_rasa() -> None:
    """Whoever goes back from a release that hangs must not wait for the fuse."""
    hanging, places = Hanging(), ["http://new"]
    breaker = Breaker(hanging, lambda: 0.0, lambda: places[-1])  # type: ignore[arg-type]
    for _ in range(SLOW_IN_A_ROW + 2):
        with contextlib.suppress(AssistantUnavailable):
            await breaker.ask("c", "halo", {})
    blown = hanging.asked
    places.append("http://old")
    with contextlib.suppress(AssistantUnavailable):
        await breaker.ask("c", "halo", {})

    assert (blown, hanging.asked) == (SLOW_IN_A_ROW, SLOW_IN_A_ROW + 1)
