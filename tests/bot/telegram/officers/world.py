"""One world for one story: two officers in Telegram and at the web desk, citizens, and trouble.

Everything is real but Telegram, Rasa's understanding and the clock: the gateway's inbox and
outbox, the worker of the officers' groups, the desk's application behind its HTTP interface, and
the steps that time takes. ``Killer`` plays kill -9: before a commit, or wherever the loop stands.
"""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import event
from telegram import Update
from telegram.error import TelegramError

from bot.escalation_steps import EscalationSteps
from desk.app import create_app
from doubles.bot_api import BotApiDouble
from doubles.bot_api_wire import buttons_of
from doubles.passwords import CHEAP
from service.escalations.stepping import Means
from service.forum.links import link_officer, make_officer_code
from service.officers.accounts import add_officer
from service.officers.duty import be_away, give_role
from service.outcomes import Role
from service.storage.database import Database
from tests.bot.harness import ESCALATION, Office
from tests.bot.telegram.officers.harness import BIMA, CITIZEN, OTHER, RINI, Stage
from tests.desk.desk_harness import (
    PASSWORD,
    SEAL,
    Browser,
    open_browser,
    read_sentences,
    read_units,
)
from tests.service.escalations.machine import PATIENCE, minutes

CITIZENS = (CITIZEN, OTHER)
ACCOUNTS = {"rini": RINI, "bima": BIMA}
WEB_ONLY = "sari"  # answers for ppid, which has no group
SUPERVISOR = "wati"  # of humas, at the desk alone
TICKETS = """
    SELECT e.ticket, c.address, e.unit, e.officer_id, e.state, e.behind_id, e.merged_into_id,
        e.request_kind, e.snoozed_until IS NOT NULL OR e.citizen_asked_at IS NOT NULL,
        (SELECT count(*) FROM citizen_blocks b
         WHERE b.escalation_id = e.id AND b.lifted_at IS NULL)
    FROM escalations e JOIN conversations c ON c.id = e.conversation_id ORDER BY e.id
"""


class Seen(NamedTuple):
    """A ticket as it stands."""

    ticket: str
    citizen: int
    unit: str
    officer: int | None
    state: str
    behind: int | None
    merged_into: int | None
    kind: str | None
    is_resting: bool
    blocks: int


class Killed(BaseException):
    """The process is gone; nothing catches this."""


class Killer:
    """Ends a process before the commit that it is told to."""

    def __init__(self, database: Database) -> None:
        self.left = 0
        event.listen(database.engine, "commit", self._meet)

    def _meet(self, _connection: object) -> None:
        if self.left:
            self.left -= 1
            if not self.left:
                raise Killed


class World(Stage):
    """Everybody who plays, what they have said, and to whom it was meant."""

    def __init__(self, office: Office, api: BotApiDouble, killer: Killer) -> None:
        super().__init__(office, api)
        self.killer = killer
        self.count = 0
        self.answers: dict[str, int] = {}  # an officer's words: whom they are meant for
        self.said_by: dict[str, int] = {}  # in Telegram: the number of the message
        self.refused: set[str] = set()  # at the web desk, aloud
        self.browsers: dict[str, Browser] = {}
        self.last: list[Update] = []
        self.deaths = 0
        place = (office.database, read_sentences(), read_units(), office.clock)
        self.app = create_app(
            *place,
            secure_cookies=False,
            seal=SEAL,
            desk_hours=office.answers.knowledge.desk_hours,
        )
        say = office.answers.say
        means = Means(say, str, minutes, PATIENCE, lambda: office.answers.knowledge.desk_hours)
        self.means_of_time = means
        self.time = EscalationSteps(office.database, means, office.clock)

    async def found(self) -> None:
        """Let everybody in."""
        await self.bot.initialize()
        self.link()
        now = self.office.clock()
        with self.office.database.write() as session:
            for name in (*ACCOUNTS, WEB_ONLY, SUPERVISOR):
                unit = "ppid" if name == WEB_ONLY else "humas"
                add_officer(session, name, name.title(), unit, PASSWORD, now, CHEAP)
                if name == SUPERVISOR:
                    give_role(session, name, Role.SUPERVISOR)
                if name in ACCOUNTS:
                    account = str(ACCOUNTS[name])
                    link_officer(session, make_officer_code(session, name, now), account, now)
        for member in ACCOUNTS.values():
            self.group.group.members[member] = "member"

    async def end(self) -> None:
        """Close what was opened."""
        for browser in self.browsers.values():
            await browser.client.aclose()
        await self.bot.shutdown()

    # Time and death.

    async def receive(self) -> None:
        """Let what came be stored, and keep it: Telegram may deliver it again."""
        try:
            found = await self.bot.get_updates(
                offset=self._offset, timeout=0, allowed_updates=Update.ALL_TYPES
            )
        except TelegramError:  # as polling does: Telegram is asked again
            return
        self.last = list(found) or self.last
        for update in found:
            await self.receiver.store(update)
            self._offset = update.update_id + 1

    async def again(self) -> None:
        """Let Telegram deliver its last updates once more."""
        for update in self.last:
            await self.receiver.store(update)

    async def work(self, **span: float) -> None:
        """Let everything happen that is due, with time passing between."""
        await self.settle(2)
        await self.time.look()
        await self.later(**span)

    async def dies(self, commits: int, after: float) -> None:
        """Let the gateway be killed before a commit, or wherever it stands; start anew."""
        self.killer.left = commits
        work = asyncio.create_task(self.work(seconds=5))
        await asyncio.wait((work,), timeout=after if not commits else 5)
        self.deaths += 1
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        self.killer.left = 0
        await self.restart()
        self.time = EscalationSteps(self.office.database, self.means_of_time, self.office.clock)

    async def quiet(self) -> None:
        """Let all that was put off be done: leases end, pauses are over, lost sendings settle."""
        for seconds in (5, 20, 61, 61):
            await self.work(seconds=seconds)

    # What people do in Telegram.

    def topic_of(self, citizen: int) -> int | None:
        """Return the number of a citizen's topic, if it is there."""
        found = self.rows(
            "SELECT t.thread FROM forum_topics t JOIN conversations c ON c.id = t.conversation_id"
            " WHERE c.address = :address AND t.thread IS NOT NULL",
            address=str(citizen),
        )
        there = self.group.topics()
        return next((int(one) for (one,) in found if int(one) in there), None)

    def citizen_asks(self, citizen: int) -> None:
        """Let a citizen ask for a person."""
        self.office.assistant.replies = (ESCALATION,)
        self.api.say(citizen, "mau bicara dengan petugas")

    def citizen_says(self, citizen: int) -> None:
        """Let a citizen write something that only their own topic may hold."""
        self.count += 1
        self.api.say(citizen, f"tulisan {self.count} dari {citizen}")

    def labels(self, citizen: int) -> list[str]:
        """Return the names of the buttons that a citizen was shown, the oldest first."""
        shown = [button for m in self.api.sent(citizen) for button in buttons_of(m)]
        return list(dict.fromkeys(label for label, _ in shown))

    def answer_from_telegram(self, account: int, citizen: int) -> None:
        """Let an officer answer in a citizen's topic."""
        topic = self.topic_of(citizen)
        if topic is not None and self.group.group.bot == "administrator":
            words = self._new_answer(citizen)
            said = self.group.say(account, f"/balas {words}", topic)
            self.said_by[words] = said["message_id"]

    def order(self, account: int, citizen: int, words: str) -> None:
        """Let an officer order something in a citizen's topic."""
        topic = self.topic_of(citizen)
        if topic is not None:
            self.group.say(account, words, topic)

    def reply_in_telegram(self, account: int, citizen: int) -> None:
        """Let an officer answer the newest words of a citizen that their topic shows."""
        topic = self.topic_of(citizen)
        seen = self.group.messages(topic) if topic is not None else []
        written = [m for m in seen if f"dari {citizen}" in str(m.get("text") or "")]
        theirs = [m for m in written if "\nUnit: " not in m["text"]]  # a card tells a question too
        if theirs and self.group.group.bot == "administrator":
            words = self._new_answer(citizen)
            said = self.group.say(account, words, topic, reply_to=theirs[-1]["message_id"])
            self.said_by[words] = said["message_id"]

    def take_back(self, account: int, citizen: int) -> None:
        """Let an officer take back the newest answer in a topic, whoever gave it."""
        topic = self.topic_of(citizen)
        seen = self.group.messages(topic) if topic is not None else []
        answers = [m for m in seen if m["message_id"] in self.said_by.values()]
        if answers:
            self.group.say(account, "/tarik", topic, reply_to=answers[-1]["message_id"])

    def filled(self, words: str, citizen: int, ticket: str) -> str:
        """Return what an officer types: with a ticket, or a reason that a citizen is to read."""
        self.count += 1
        return words.format(ticket=ticket, reason=f"alasan {self.count} untuk {citizen}")

    def press(self, account: int, label: str) -> None:
        """Let an officer press the newest such button."""
        try:
            self.group.press(account, label)
        except LookupError:
            return

    # What people do at the web desk.

    def tickets(self) -> list[Seen]:
        """Return each ticket as it stands, the oldest first."""
        found = self.rows(TICKETS)
        return [Seen(ticket, int(address), *rest) for ticket, address, *rest in found]

    def numbers(self) -> list[int]:
        """Return the officers' numbers."""
        return [int(one) for (one,) in self.rows("SELECT id FROM officers ORDER BY id")]

    def name_of(self, officer: int | None) -> str | None:
        """Return who an officer is."""
        found = self.rows("SELECT username FROM officers WHERE id = :id", id=officer)
        return str(found[0][0]) if found else None

    def failed_answer(self, citizen: int) -> int:
        """Return the newest answer to a citizen that surely did not arrive, else no number."""
        found = self.rows(
            "SELECT o.id FROM outbox o JOIN conversations c ON c.id = o.conversation_id"
            " WHERE c.address = :address AND o.author = 'officer'"
            " AND o.state = 'failed' ORDER BY o.id DESC LIMIT 1",
            address=str(citizen),
        )
        return int(found[0][0]) if found else 0

    async def at_the_desk(self, name: str, ticket: str, act: str, **form: str) -> int:
        """Let an officer post a form; return the status."""
        browser = await self._browser(name)
        answer = await browser.post(f"/escalations/{ticket}/{act}", **form)
        if answer.status_code in (401, 403):  # nobody is logged in for longer than half an hour
            await browser.log_in(name)
            answer = await browser.post(f"/escalations/{ticket}/{act}", **form)
        assert answer.status_code < 500, (act, answer.status_code)
        return answer.status_code

    async def close_several(self, name: str, tickets: Sequence[str], reason: str) -> None:
        """Let an officer close several tickets at once."""
        browser = await self._browser(name)
        form = {f"ticket-{one}": "yes" for one in tickets}
        answer = await browser.post("/selection/close", reason=reason, **form)
        assert answer.status_code < 500

    async def answer_from_desk(self, name: str, ticket: str, citizen: int) -> None:
        """Let an officer answer on the page; who may not is told so."""
        words = self._new_answer(citizen)
        if await self.at_the_desk(name, ticket, "reply", text=words) != 303:
            self.refused.add(words)

    async def _browser(self, name: str) -> Browser:
        if name not in self.browsers:
            browser = open_browser(self.app)
            await browser.log_in(name)
            self.browsers[name] = browser
        return self.browsers[name]

    def leave(self, name: str, hours: float) -> None:
        """Let an officer go on leave for some hours, or come back."""
        now = self.office.clock()
        until = now + timedelta(hours=hours)
        with self.office.database.write() as session:
            be_away(session, name, now if hours else None, until if hours else None)

    def _new_answer(self, citizen: int) -> str:
        self.count += 1
        words = f"jawaban {self.count} untuk {citizen}"
        self.answers[words] = citizen
        return words
