"""The stage: a gateway, a group, two officers, and citizens."""

from collections.abc import AsyncIterator

import pytest

from doubles.bot_api import BotApiDouble
from tests.bot.harness import Office
from tests.bot.telegram.officers.harness import BIMA, RINI, Stage


async def begun(stage: Stage) -> AsyncIterator[Stage]:
    """Let two officers of humas be there."""
    await stage.bot.initialize()
    stage.link()
    for name, account in (("Rini", RINI), ("Bima", BIMA)):
        stage.officer(name, account)
        stage.group.group.members[account] = "member"
    yield stage
    await stage.bot.shutdown()


@pytest.fixture
async def stage(office: Office, api: BotApiDouble) -> AsyncIterator[Stage]:
    """Citizens' words stand in the group."""
    async for one in begun(Stage(office, api)):
        yield one


@pytest.fixture
async def card_stage(office: Office, api: BotApiDouble) -> AsyncIterator[Stage]:
    """Only cards stand in the group."""
    async for one in begun(Stage(office, api, mode="kartu")):
        yield one


@pytest.fixture
async def any_stage(any_office: Office, api: BotApiDouble) -> AsyncIterator[Stage]:
    """The first of both, once on each kind of database."""
    async for one in begun(Stage(any_office, api)):
        yield one
