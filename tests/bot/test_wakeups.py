"""Open pages: woken for what any process stores, and otherwise left in peace."""

import asyncio

import pytest

from bot.wakeups import Wakeups
from service.outbox.lines import Place, start_of_page
from service.outbox.queue import Draft, put_message
from service.outcomes import Author
from service.storage.database import Database
from tests.bot.harness import Office


@pytest.fixture
def wakeups(monkeypatch: pytest.MonkeyPatch) -> Wakeups:
    """Looks every few milliseconds instead of every second."""
    monkeypatch.setattr("bot.wakeups.LOOK_AGAIN", 0.01)
    return Wakeups()


async def conversation_of(office: Office, address: str) -> str:
    """Let somebody write on the web and return their conversation."""
    await office.receive("halo", address, channel="web")
    rows = office.rows(f"SELECT id FROM conversations WHERE address = '{address}'")  # noqa: S608
    return str(rows[0][0])


def store(database: Database, office: Office, conversation_id: str) -> None:
    """Store a message as the desk does: in a process of its own."""
    with database.write() as session:
        put_message(session, Draft(conversation_id, Author.OFFICER, "Halo."), office.clock())


async def test_a_page_is_woken_for_what_the_desk_wrote(office: Office, wakeups: Wakeups) -> None:
    """The officer's answer must appear by itself."""
    theirs, others = [await conversation_of(office, name) for name in ("a", "b")]
    store(office.database, office, theirs)  # before anybody looked: the page reads it when opened
    looking = asyncio.create_task(wakeups.watch_others(office.database, "web"))
    await asyncio.sleep(0.1)

    with wakeups.watch(theirs) as page, wakeups.watch(others) as left_alone:
        store(office.database, office, theirs)
        async with asyncio.timeout(5):
            await page.woken.wait()
    looking.cancel()

    assert not left_alone.woken.is_set()


async def test_a_page_is_woken_once_for_one_message(office: Office, wakeups: Wakeups) -> None:
    """A thousand pages that look every second are a load of their own."""
    theirs = await conversation_of(office, "a")
    looking = asyncio.create_task(wakeups.watch_others(office.database, "web"))
    await asyncio.sleep(0.1)

    with wakeups.watch(theirs) as page:
        store(office.database, office, theirs)
        async with asyncio.timeout(5):
            await page.woken.wait()
        page.woken.clear()
        await asyncio.sleep(0.1)
        again = page.woken.is_set()
    looking.cancel()

    assert not again


async def test_a_page_is_not_woken_for_what_it_shows(office: Office, wakeups: Wakeups) -> None:
    """What this gateway told its own pages is no news a second later."""
    theirs = await conversation_of(office, "a")
    looking = asyncio.create_task(wakeups.watch_others(office.database, "web"))
    await asyncio.sleep(0.1)

    with wakeups.watch(theirs) as page:
        page.shown = 1
        store(office.database, office, theirs)  # its number is 1
        await asyncio.sleep(0.1)
        first = page.woken.is_set()
        store(office.database, office, theirs)
        async with asyncio.timeout(5):
            await page.woken.wait()
    looking.cancel()

    assert not first


async def test_a_page_that_is_opened_shows_the_newest_messages(office: Office) -> None:
    """Opening a conversation of a year must not read all of it."""
    theirs = await conversation_of(office, "a")
    for _ in range(5):
        store(office.database, office, theirs)

    with office.database.read() as session:
        starts = [start_of_page(session, theirs, size) for size in (2, 5, 200)]
    assert starts == [Place(3), Place(), Place()]
