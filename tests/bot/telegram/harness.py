"""Gateways that receive from a Bot API double: by polling, or by a webhook on a free port."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine
from typing import Any

import uvicorn
from pydantic import SecretStr
from starlette.applications import Starlette
from telegram import Bot

from bot.telegram.bot import make_bot
from bot.telegram.polling import Polling
from bot.telegram.receiver import Receiver
from bot.telegram.webhook import Webhook
from doubles.bot_api import BotApiDouble
from doubles.listening import listen
from service.settings import Settings
from tests.bot.harness import Office, until

CITIZEN = 5


def settings_of(api: BotApiDouble) -> Settings:
    """Return the settings of a gateway that talks to the double."""
    return Settings(telegram_bot_token=SecretStr("123:TEST"), telegram_api_url=api.url + "/")


def polling_of(api: BotApiDouble, office: Office) -> tuple[Bot, Polling]:
    """Return a gateway's polling, and its bot."""
    bot = make_bot(settings_of(api))
    return bot, Polling(
        bot,
        Receiver(bot, office.inbox, office.services.answers.say),
        office.database,
        office.clock,
    )


@contextlib.asynccontextmanager
async def running(*jobs: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run jobs beside the block, and stop them as the gateway does."""
    tasks = [asyncio.create_task(job) for job in jobs]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@contextlib.asynccontextmanager
async def polling(api: BotApiDouble, office: Office) -> AsyncIterator[Polling]:
    """Poll beside the block."""
    bot, made = polling_of(api, office)
    async with running(made.run()):
        yield made
    await bot.shutdown()


@contextlib.asynccontextmanager
async def webhook(api: BotApiDouble, office: Office) -> AsyncIterator[Webhook]:
    """Serve a webhook on a free port beside the block."""
    listening = listen()
    bot = make_bot(settings_of(api))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    made = Webhook(bot, Receiver(bot, office.inbox, office.services.answers.say), url)
    config = uvicorn.Config(Starlette(routes=made.routes()), access_log=False, log_config=None)
    server = uvicorn.Server(config)
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign,assignment]
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    await until(lambda: server.started)
    async with running(made.run()):
        yield made
    server.should_exit = True
    await serving
    listening.close()
    await bot.shutdown()


def membership(before: str, after: str) -> dict[str, Any]:
    """Return Telegram's word that the citizen blocked the bot, or let it back."""
    person = {"id": CITIZEN, "is_bot": False, "first_name": "Warga"}
    return {
        "chat": {"id": CITIZEN, "type": "private"},
        "from": person,
        "date": 1,
        "old_chat_member": {"status": before, "user": person, "until_date": 0},
        "new_chat_member": {"status": after, "user": person, "until_date": 0},
    }


async def told(api: BotApiDouble, count: int) -> list[str]:
    """Wait until the citizen was told so much, and return the texts."""
    await until(lambda: len(api.sent(CITIZEN)) >= count)
    return [message["text"] for message in api.sent(CITIZEN)]
