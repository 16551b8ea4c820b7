"""A gateway, a group with two officers and citizens, all over HTTP; nothing runs by itself.

``settle`` lets everything happen that is due at the time the clock stands at; ``later`` moves it.
"""

from dataclasses import replace
from typing import Any

from telegram import Bot, Update

from bot.officer_files import OfficerFiles
from bot.outbox import Outbox
from bot.pace import Pace
from bot.telegram.bot import make_bot
from bot.telegram.files import TelegramFiles
from bot.telegram.officers.desk import OfficersDesk
from bot.telegram.officers.fetching import Fetching
from bot.telegram.receiver import Receiver
from bot.telegram.sender import TelegramSender
from doubles.bot_api import BotApiDouble
from doubles.bot_api_officers import OfficersGroup
from doubles.bot_api_wire import Params
from service.assembly import make_means
from service.forum.links import link_officer, make_officer_code, set_group
from service.forum.means import DeskMeans
from service.officers.duty import be_active
from service.storage.tables import Officer
from service.updates.sealing import make_seal
from tests.bot.harness import ESCALATION, OF_PPID, Office
from tests.bot.telegram.harness import settings_of

GROUP, PPID_GROUP = -1001000000001, -1001000000002
RINI, BIMA, STRANGER = 71, 72, 79
CITIZEN, OTHER = 5, 6
ROUNDS = 4  # of everything, until a press has become an act, and the act a message


class Stage:
    """Everybody who plays; officers rini and bima belong to humas."""

    def __init__(self, office: Office, api: BotApiDouble, mode: str = "penuh") -> None:
        self.office = office
        self.api = api
        self.mode = mode
        self.modes: dict[str, str] = {}  # of units that differ
        self.ids: dict[str, int] = {}
        self.group = self.new_group(GROUP)
        self._offset = 0
        self._start()

    def _start(self) -> None:
        """Make the parts that a process makes when it starts."""
        settings = settings_of(self.api)
        self.bot: Bot = make_bot(settings)
        means = make_means(settings, self.office.answers, self.office.services.switches)
        units = {
            name: replace(unit, group=self.modes.get(name, self.mode))
            for name, unit in means.units.items()
        }
        self.means: DeskMeans = replace(means, units=units, bot_name=lambda: "tanya_bpkp_bot")
        place = (self.bot, self.office.database, self.means, self.office.clock, Pace())
        self.seal = make_seal(None, self.office.database, self.office.clock)
        source = TelegramFiles(self.bot)
        fetching = Fetching(self.office.database, source, self.seal, self.office.clock)
        self.desk = OfficersDesk(*place, fetching)
        say = self.office.services.answers.say
        self.receiver = Receiver(self.bot, self.office.inbox, say, Pace(), self.desk)
        self.outbox = self._outbox()

    def _outbox(self) -> Outbox:
        sender = TelegramSender(self.bot, OfficerFiles(self.office.database, self.seal))
        return Outbox(self.office.database, sender, self.office.clock, Pace())

    async def restart(self) -> None:
        """Begin the gateway anew: what was in its memory is gone."""
        await self.bot.shutdown()
        self.office.restart()
        self._start()
        await self.bot.initialize()

    def new_group(self, number: int) -> OfficersGroup:
        """Let the bot be in a group whose clock is the office's."""
        clock = self.office.clock
        return self.api.officers_group(number, clock=lambda: clock.now.timestamp())

    def link(self, unit: str = "humas", chat: int = GROUP) -> None:
        """Make a group a unit's."""
        with self.office.database.write() as session:
            set_group(session, unit, str(chat), self.office.clock())

    def officer(
        self, name: str, account: int, unit: str = "humas", *, is_linked: bool = True
    ) -> int:
        """Register an officer, link their account, and let them join the group."""
        now = self.office.clock()
        with self.office.database.write() as session:
            row = Officer(username=name.lower(), name=name, unit=unit, created_at=now)
            row.password_hash = "-"  # nobody logs in here, and hashing takes its time on purpose
            session.add(row)
            session.flush()
            self.ids[name] = row.id
            if is_linked:
                link_officer(session, make_officer_code(session, name, now), str(account), now)
        return self.ids[name]

    def disable(self, name: str) -> None:
        """Shut an officer out."""
        with self.office.database.write() as session:
            be_active(session, name, False)

    async def settle(self, rounds: int = ROUNDS) -> None:
        """Let everything happen that is due now."""
        for _ in range(rounds):
            await self.receive()
            await self.office.inbox.step()
            await self.desk.step()
            self.outbox = self._outbox()  # its pace is the wall clock's: a new one has none
            await self.outbox.step()

    async def desk_only(self) -> None:
        """Let the desk do what is due, while nothing is sent to citizens."""
        await self.desk.step()

    def group_calls(self) -> list[Params]:
        """Return what was sent to groups."""
        calls = self.api.calls("sendMessage")
        return [call for call in calls if str(call["chat_id"]).startswith("-")]

    async def later(self, **span: float) -> None:
        """Let time pass, and then what is due."""
        self.office.clock.advance(**span)
        await self.settle()

    async def receive(self) -> None:
        """Let what came be stored, and no more."""
        updates = await self.bot.get_updates(
            offset=self._offset, timeout=0, allowed_updates=Update.ALL_TYPES
        )
        for update in updates:
            await self.receiver.store(update)
            self._offset = update.update_id + 1

    async def ask_for_officer(self, citizen: int = CITIZEN, unit: str = "humas") -> str:
        """Let a citizen ask something and then for a person; return the ticket."""
        self.api.say(citizen, "Berapa lama permohonan informasi dijawab?")
        await self.settle(2)
        self.office.assistant.replies = (ESCALATION if unit == "humas" else OF_PPID,)
        self.api.say(citizen, "mau bicara dengan petugas")
        await self.settle()
        self.office.clock.advance(seconds=1)  # what is written now was not written at the opening
        ticket = self.office.ticket(str(citizen))
        assert ticket is not None
        return ticket.ticket

    # What is seen.

    def topic(self, group: OfficersGroup | None = None) -> int:
        """Return the number of the only topic."""
        (number,) = (group or self.group).topics()
        return number

    def texts(self) -> list[str]:
        """Return what is read in the only topic, without its first, empty message."""
        return [text for text in self.group.texts(self.topic()) if text]

    def card(self, group: OfficersGroup | None = None) -> Params:
        """Return the card in the only topic."""
        group = group or self.group
        found = [m for m in group.messages(self.topic(group)) if _is_card(m)]
        assert len(found) == 1, found
        return found[0]

    def head(self) -> str:
        """Return the first line of the card."""
        return str(self.card()["text"]).splitlines()[0]

    def relayed(self, words: str) -> Params:
        """Return the newest message of the topic that has these words."""
        seen = self.group.messages(self.topic())
        return next(
            m for m in reversed(seen) if words in str(m.get("text") or m.get("caption") or "")
        )

    def read_by(self, citizen: int = CITIZEN) -> list[str]:
        """Return what a citizen sees now of what the bot sent."""
        kept = self.api.chats.kept_in(citizen)
        return [str(m.get("text") or m.get("caption") or "") for m in kept if m["from"]["is_bot"]]

    def reaction(self, message: Params) -> str:
        """Return the receipt on an officer's message."""
        return str(message.get("reaction", ""))

    def events(self, ticket: str) -> list[str]:
        """Return what happened to an escalation, but for the counting of its deadline."""
        rows = self.office.rows(
            "SELECT v.kind FROM escalation_events v JOIN escalations e ON e.id = v.escalation_id"
            " WHERE e.ticket = :ticket AND v.kind != 'due' ORDER BY v.id",
            ticket=ticket,
        )
        return [str(kind) for (kind,) in rows]

    def rows(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        """Read the database."""
        return self.office.rows(statement, **values)


def _is_card(message: Params) -> bool:
    return "\nUnit: " in str(message.get("text", "")) or "➡️" in str(message.get("text", ""))
