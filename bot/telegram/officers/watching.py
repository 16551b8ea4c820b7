"""Watches over the groups: how each stands at Telegram, and whether what is late was told."""

from telegram import Bot

from bot.pace import Pace
from bot.telegram.officers import calls
from bot.telegram.officers.threads import Threads
from service.clock import Clock
from service.forum import inspection, overdue
from service.forum.links import Group
from service.forum.means import DeskMeans


class Watching:
    """Called by ``showing``, which one process does at a time."""

    def __init__(
        self, bot: Bot, threads: Threads, means: DeskMeans, clock: Clock, pace: Pace
    ) -> None:
        self._bot, self._means, self._clock, self._pace = bot, means, clock, pace
        self._read, self._write = threads.read, threads.write

    async def inspect(self, group: Group) -> None:
        """Ask Telegram now and then how a group stands, for who looks at the web desk."""
        if not await self._read(inspection.is_to_be_inspected, group.id, self._clock()):
            return
        self._pace.count_request()
        self._pace.count_request()
        found = await calls.inspect(self._bot, group.chat)
        await self._write(inspection.note_inspection, group.id, found, self._clock())

    async def sound_alarms(self) -> None:
        """Say in the groups what is overdue, where it is time for it."""
        for alarm in await self._read(overdue.alarms_due, self._means, self._clock()):
            await self._write(overdue.sound, alarm, self._means, self._clock())
