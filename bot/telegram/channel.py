"""The Telegram channel, put together: what sends, what receives, what fetches files."""

from collections.abc import Coroutine, Sequence
from dataclasses import replace
from typing import Any, Protocol

from starlette.routing import Route

from bot.downloads import Downloads
from bot.inbox import Inbox
from bot.officer_files import OfficerFiles
from bot.outbox import Outbox
from bot.pace import ALL, Pace
from bot.telegram.bot import make_bot
from bot.telegram.files import TelegramFiles
from bot.telegram.officers.desk import OfficersDesk
from bot.telegram.officers.fetching import Fetching
from bot.telegram.polling import Polling
from bot.telegram.receiver import Receiver
from bot.telegram.sender import TelegramSender
from bot.telegram.webhook import Webhook
from bot.turn_services import TurnServices
from bot.typing_sign import TypingSign
from service.forum.means import DeskMeans
from service.settings import Settings
from service.updates.sealing import Seal


class Reception(Protocol):
    """How updates come in: by polling or by a webhook."""

    def routes(self) -> list[Route]:
        """Return the addresses that Telegram calls, if any."""
        ...

    def is_away(self) -> bool:
        """Tell whether Telegram could not be asked the last time."""
        ...

    async def run(self) -> None:
        """Receive until cancelled."""


class Telegram:
    """The channel of the configured token.

    Attributes:
        desk: The officers' groups.
        outbox: To be woken when something was queued.
        typing: Shown around a turn.
    """

    def __init__(
        self, settings: Settings, services: TurnServices, means: DeskMeans, seal: Seal
    ) -> None:
        """Make the parts; nothing is sent or received before they run.

        Args:
            means: What the officers' desk in Telegram stands on.
            seal: What closes files on their way to an officer.

        Raises:
            SettingsError: The token cannot be used.
        """
        self._settings = settings
        self._services = services
        self._bot = make_bot(settings)
        files, source = OfficerFiles(services.database, seal), TelegramFiles(self._bot)
        sender, self._pace = TelegramSender(self._bot, files), Pace(used=ALL)
        self.outbox = Outbox(services.database, sender, services.clock, self._pace)
        self.typing = TypingSign(services.database, sender, self._pace)
        self._downloads = make_downloads(settings, services, source, seal)
        known = replace(means, bot_name=self._name)
        fetching = Fetching(services.database, source, seal, services.clock)
        place = (self._bot, services.database, known, services.clock, self._pace)
        self.desk = OfficersDesk(*place, fetching)

    def reception(self, inbox: Inbox) -> Reception:
        """Return what receives for an inbox, as the settings say."""
        say = self._services.answers.say
        receiver = Receiver(self._bot, inbox, say, self._pace, self.desk)
        if self._settings.telegram_webhook_url:
            return Webhook(self._bot, receiver, self._settings.telegram_webhook_url)
        return Polling(self._bot, receiver, self._services.database, self._services.clock)

    def jobs(self) -> Sequence[Coroutine[Any, Any, None]]:
        """Return what runs beside the reception."""
        return [self.outbox.run(), self._downloads.run(), self.desk.run()]

    def _name(self) -> str:
        """Return the bot's name, empty before it is logged in."""
        try:
            return self._bot.username
        except RuntimeError:
            return ""

    async def close(self) -> None:
        """Close the connections, after the outbox has sent what it had begun."""
        await self._bot.shutdown()


def make_downloads(
    settings: Settings, services: TurnServices, source: TelegramFiles, seal: Seal
) -> Downloads:
    """Put together what fetches citizens' files for officers."""
    say, limit = services.answers.say, settings.attachment_limit
    return Downloads(services.database, source, say, services.clock, limit, seal)
