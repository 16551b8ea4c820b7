"""What officers change at the web desk: in the citizen's chat, in the group, and without one."""

from collections.abc import AsyncIterator

import pytest

from doubles.bot_api import BotApiDouble
from tests.bot.harness import ESCALATION, Office, until
from tests.bot.telegram.harness import running
from tests.bot.telegram.officers.both_desks import BothDesks, both_desks
from tests.bot.telegram.officers.harness import CITIZEN, RINI, Stage
from tests.desk.desk_harness import Browser


@pytest.fixture
async def desks(any_stage: Stage) -> AsyncIterator[BothDesks]:
    """A gateway, its group and the web desk, once on each kind of database."""
    both = both_desks(any_stage)
    yield both
    await both.close()


async def answered(desks: BothDesks) -> tuple[Browser, str, str]:
    """Let Rini answer at the web desk; return browser, the ticket's page and the answer's."""
    rini = await desks.browser("Rini")
    page = f"/escalations/{await desks.stage.ask_for_officer()}"
    await rini.post(f"{page}/reply", page, text="Lantai tujuh.")
    await desks.stage.later(seconds=6)
    (row,) = desks.stage.rows("SELECT id FROM outbox WHERE author = 'officer'")
    return rini, page, f"{page}/messages/{row[0]}"


async def test_a_change_reaches_the_citizens_chat_and_the_group(desks: BothDesks) -> None:
    """A colleague in the group must not go on reading what was wrong either."""
    rini, page, message = await answered(desks)
    assert any("Lantai tujuh." in text for text in desks.stage.texts())

    await rini.post(f"{message}/change", page, text="Lantai delapan.")
    await desks.stage.later(seconds=6)

    assert "Lantai delapan." in desks.stage.read_by()
    assert "Lantai tujuh." not in desks.stage.read_by()
    assert any("Lantai delapan." in text for text in desks.stage.texts())
    assert not any("Lantai tujuh." in text for text in desks.stage.texts())
    assert desks.stage.events(page.split("/")[-1])[-1] == "changed"


async def test_what_is_taken_back_goes_from_both(desks: BothDesks) -> None:
    """The group says that it was taken back, and not what it was."""
    rini, page, message = await answered(desks)

    await rini.post(f"{message}/withdraw", page)
    await desks.stage.later(seconds=6)

    assert "Lantai tujuh." not in desks.stage.read_by()
    assert not any("Lantai tujuh." in text for text in desks.stage.texts())
    assert any("Rini menarik balasannya" in text for text in desks.stage.texts())


async def test_a_gateway_without_groups_changes_answers_too(
    any_office: Office, api: BotApiDouble
) -> None:
    """Most agencies begin with the web desk alone."""
    stage = Stage(any_office, api)
    await stage.bot.initialize()
    stage.officer("Rini", RINI)
    any_office.assistant.replies = (ESCALATION,)
    api.say(CITIZEN, "mau bicara dengan petugas")
    await stage.settle()
    view = any_office.ticket(str(CITIZEN))
    assert view is not None
    desks = both_desks(stage)
    rini = await desks.browser("Rini")
    page = f"/escalations/{view.ticket}"
    await rini.post(f"{page}/reply", page, text="Lantai tujuh.")
    await stage.settle()
    (row,) = stage.rows("SELECT id FROM outbox WHERE author = 'officer'")
    await rini.post(f"{page}/messages/{row[0]}/change", page, text="Lantai delapan.")

    async with running(stage.desk.run()):
        await until(lambda: "Lantai delapan." in stage.read_by())

    assert "Lantai tujuh." not in stage.read_by()
    await desks.close()
    await stage.bot.shutdown()
