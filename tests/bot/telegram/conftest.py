"""The whole channel for a test: polling, inbox and outbox."""

from collections.abc import AsyncIterator

import pytest

from bot.outbox import Outbox
from bot.telegram.polling import Polling
from bot.telegram.sender import TelegramSender
from doubles.bot_api import BotApiDouble
from tests.bot.harness import Office
from tests.bot.telegram.harness import polling_of, running


@pytest.fixture
async def telegram(api: BotApiDouble, office: Office) -> AsyncIterator[Polling]:
    """The channel with inbox and outbox, all running."""
    bot, polling = polling_of(api, office)
    outbox = Outbox(office.database, TelegramSender(bot), office.clock)
    async with running(polling.run(), office.inbox.run(), outbox.run()):
        yield polling
    await bot.shutdown()
