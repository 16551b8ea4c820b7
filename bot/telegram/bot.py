"""The bot of the configured token."""

import re

from telegram import Bot

from bot.telegram.requests import LenientRequest
from bot.telegram.updates import UpdatesRequest
from service.errors import SettingsError
from service.settings import Settings

TOKEN = re.compile(r"[0-9]{1,20}:[\w-]+", re.ASCII)  # the bot's id, and the secret


def make_bot(settings: Settings) -> Bot:
    """Return the bot of the configured token, against the configured Bot API server.

    Raises:
        SettingsError: There is no token, or it has not the form of one.
    """
    if settings.telegram_bot_token is None:
        raise SettingsError("TELEGRAM_BOT_TOKEN is not set; get one from @BotFather")
    token = settings.telegram_bot_token.get_secret_value()
    if not TOKEN.fullmatch(token):
        raise SettingsError("TELEGRAM_BOT_TOKEN has not the form 123456:ABC…; see @BotFather")
    base = settings.telegram_api_url.rstrip("/")
    return Bot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=LenientRequest(connection_pool_size=64, read_timeout=15, pool_timeout=5),
        get_updates_request=UpdatesRequest(read_timeout=10),  # beyond what polling waits
    )


def id_of(bot: Bot) -> str:
    """Return the bot's number, known before it is logged in; no secret."""
    return bot.token.partition(":")[0]
