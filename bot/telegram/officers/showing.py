"""Shows in the groups what ``service.forum`` says must stand there, within Telegram's limits.

Every message is a row before it is sent. What a topic or a group does not take is noted, and what
follows from it: a topic made anew, a group that is left alone until it is back.
"""

from collections.abc import Awaitable
from datetime import datetime, timedelta

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.pace import Pace
from bot.telegram.officers import calls
from bot.telegram.officers.calls import Answer, Done, NotDone, Why
from bot.telegram.officers.sweeping import Sweep
from bot.telegram.officers.threads import Threads
from bot.telegram.officers.watching import Watching
from service.clock import Clock
from service.forum import (
    links,
    messages,
    projection,
    receipts,
    received,
    topics,
)
from service.forum.links import Group
from service.forum.means import DeskMeans
from service.forum.messages import State
from service.forum.rendering import ToShow, render
from service.forum.schedule import MINUTE, GroupPace, Urgency
from service.forum.tables import ForumTopic
from service.operations.metrics import FORUM_QUEUED, FORUM_SHOWN
from service.outbox import changes
from service.storage.database import Database, Session

PROBE = timedelta(minutes=5)  # between two looks whether a group is back
DELETE_AGAIN = 60.0  # seconds before a topic that was not deleted is tried again
AT_ONCE = 6  # messages of one group in one step, so that no group waits for another

log = structlog.get_logger()


class Showing:
    """One process does this at a time; see ``desk``."""

    def __init__(
        self, bot: Bot, database: Database, means: DeskMeans, clock: Clock, pace: Pace
    ) -> None:
        self._bot = bot
        threads = Threads(database)
        self._read, self._write = threads.read, threads.write
        self._means = means
        self._clock = clock
        self._pace = pace
        self._cursor: projection.Cursor | None = None
        self._sweep = Sweep(threads, means, clock)
        self._watching = Watching(bot, threads, means, clock, pace)
        self._chats: set[str] = set()  # of the groups that are there
        self._paces: dict[int, GroupPace] = {}
        self._delete_at: dict[int, datetime] = {}  # when a group is asked again to delete

    async def step(self) -> None:
        """Show what is due now; when it returns, what came of each is recorded."""
        groups = await self._read(links.groups)
        self._look_at_all_if_new({group.chat for group in groups if not group.is_gone})
        await self._plan()
        await self.change_answers()
        await self._show_receipts()
        for group in groups:
            await self._watching.inspect(group)
            if group.is_gone:
                await self._probe(group)
            else:
                await self._show_group(group)

    # What must be shown.

    def _look_at_all_if_new(self, chats: set[str]) -> None:
        """Look at all that is open once a group is there, or back: nobody planned for it."""
        if chats - self._chats:
            self._sweep.begin_anew()
        self._chats = chats

    async def _plan(self) -> None:
        """Look without a lock, and write only where something must be shown."""
        is_round = self._sweep.is_due()
        wanted, is_told, cursor = await self._read(self._look)
        if wanted or is_told or is_round:
            await self._write(self._queue, wanted)
        if is_round:
            await self._watching.sound_alarms()
        self._cursor = cursor  # not before: what was not queued is looked at again
        if behind := await self._sweep.step():
            await self._write(self._queue, behind)

    def _look(self, session: Session) -> tuple[list[str], bool, projection.Cursor]:
        """Return whose messages may be missing, whether somebody is to be told, how far it is."""
        cursor = self._cursor or projection.begin_at_the_end(session)
        found, cursor = projection.touched(session, cursor)
        wanted = projection.concerned(session, found, self._clock()) if found else set()
        FORUM_QUEUED.set(messages.count_queued(session))
        return sorted(wanted), changes.is_any_untold(session), cursor

    def _queue(self, session: Session, wanted: list[str]) -> None:
        now = self._clock()
        for conversation_id in wanted:
            projection.plan(session, conversation_id, self._means, now)
        receipts.tell_changes(session, self._means, now)
        received.forget_asked(session, now)

    # One group.

    async def _show_group(self, group: Group) -> None:
        pace = await self._pace_of(group)
        await self._delete_topics(group, pace)
        for _ in range(AT_ONCE):
            if not await self._make_a_topic(group, pace):
                break
        for _ in range(AT_ONCE):
            if not await self._read(messages.is_any_due, group.id, self._clock()):
                return
            taken = await self._write(self._take, group, pace)
            if taken is None:
                return
            asked, topic_id, thread = taken
            if asked is None:
                continue
            pace.count(self._clock())
            answer = await self._ask(calls.show(self._bot, group.chat, thread, asked))
            await self._record(group, pace, topic_id, asked, answer)

    async def _delete_topics(self, group: Group, pace: GroupPace) -> None:
        """Delete the topics of citizens who had their conversation deleted."""
        now = self._clock()
        if not pace.room(now, Urgency.ANSWER) or now < self._delete_at.get(group.id, now):
            return
        for topic_id, thread in await self._read(topics.topics_to_delete, group.id):
            answer = await self._ask(calls.delete_topic(self._bot, group.chat, thread))
            if isinstance(answer, Done) or answer.why is Why.TOPIC_GONE:
                await self._write(topics.forget_topic, topic_id)
                continue
            log.error("forum_topic_not_deleted", group=group.unit, error=answer.error,
                      do="let the bot manage topics and delete messages there")  # fmt: skip
            self._delete_at[group.id] = now + timedelta(seconds=max(answer.seconds, DELETE_AGAIN))
            if answer.why is Why.LIMITED:
                pace.rest(now, answer.seconds)
            return

    def _take(
        self, session: Session, group: Group, pace: GroupPace
    ) -> tuple[ToShow | None, int | None, str | None] | None:
        """Take what goes next: what is asked, its topic, and the topic's number at Telegram."""
        now = self._clock()
        rows = messages.due(session, group.id, now)
        first = next((row for row in rows if pace.room(now, Urgency(row.urgency))), None)
        if first is None:
            return None
        rest = [row for row in rows if row.id >= first.id and row.urgency == first.urgency]
        is_crowded = len(rest) > pace.room(now, Urgency(first.urgency))
        ordered = [first, *(row for row in rest if row is not first)]
        asked = render(session, ordered, is_crowded, self._means, now)
        if asked is None:
            first.state = State.DROPPED
            return None, None, None
        messages.begin([row for row in rows if row.id in asked.ids], now)
        topic = session.get(ForumTopic, first.topic_id) if first.topic_id else None
        return asked, first.topic_id, topic.thread if topic is not None else None

    async def _make_a_topic(self, group: Group, pace: GroupPace) -> bool:
        now = self._clock()
        if not pace.may_make_topic(now):
            return False
        wanted = await self._read(_topic_to_make, group.id)
        if wanted is None:
            return False
        number, ticket = wanted
        pace.count(now, topic=True)
        name = self._means.words("topic_name", name=ticket)
        answer = await self._ask(calls.make_topic(self._bot, group.chat, name))
        if isinstance(answer, Done) and answer.number is not None:
            await self._write(topics.made_topic, number, answer.number, self._clock())
            log.info("forum_topic_made", group=group.unit)
            return True
        if isinstance(answer, NotDone):
            await self._not_done(group, pace, answer)
        return False

    async def _record(
        self,
        group: Group,
        pace: GroupPace,
        topic_id: int | None,
        asked: ToShow,
        answer: Answer,
    ) -> None:
        now = self._clock()
        if isinstance(answer, Done):
            print_ = asked.shown.fingerprint
            FORUM_SHOWN.labels("shown").inc()
            await self._write(messages.mark_shown, asked.ids, answer.number, print_, now)
            return
        FORUM_SHOWN.labels(answer.why.value).inc()
        log.info("forum_not_shown", group=group.unit, why=answer.why, error=answer.error)
        wait = {Why.LIMITED: answer.seconds, Why.TOPIC_GONE: 0.0, Why.TOPIC_CLOSED: 0.0}
        wait |= {Why.MOVED: 0.0, Why.GROUP_GONE: 0.0}
        match answer.why:
            case Why.NUMBER_GONE:
                await self._write(messages.lose_number, asked.ids, now)
            case Why.FILE_GONE:
                await self._write(messages.lose_file, asked.ids, now)
            case Why.REFUSED:
                await self._write(messages.mark_failed, asked.ids, answer.error)
            case _:
                pause = wait.get(answer.why)
                await self._write(messages.mark_later, asked.ids, answer.error, now, pause)
        await self._not_done(group, pace, answer, topic_id)

    async def _not_done(
        self, group: Group, pace: GroupPace, answer: NotDone, topic_id: int | None = None
    ) -> None:
        """Do what follows from it for the topic, or the group."""
        now = self._clock()
        match answer.why:
            case Why.LIMITED:
                pace.rest(now, answer.seconds)
            case Why.TOPIC_GONE if topic_id is not None:
                await self._write(topics.lose_topic, topic_id, now)
            case Why.TOPIC_CLOSED if topic_id is not None:
                thread = await self._read(_thread_of, topic_id)
                await self._ask(calls.reopen_topic(self._bot, group.chat, thread or ""))
            case Why.GROUP_GONE:
                log.error(
                    "forum_group_gone",
                    group=group.unit,
                    do="let the bot into the group again as an administrator who may manage topics"
                    " and delete messages; until then officers work at the web desk",
                )
                await self._write(links.mark_gone, group.id, now)
            case Why.MOVED:
                await self._write(links.move_group, group.chat, answer.chat, now)

    async def _probe(self, group: Group) -> None:
        """Look now and then whether a group that was gone is back."""
        now = self._clock()
        if not await self._read(links.is_to_be_probed, group.id, now, PROBE):
            return
        await self._write(links.mark_probed, group.id, now)
        try:
            self._pace.count_request()
            await self._bot.get_chat(group.chat)
        except TelegramError as error:
            log.info("forum_group_still_gone", group=group.unit, error=type(error).__name__)
        else:
            await self._write(links.mark_back, group.chat)

    # Answers to citizens.

    async def change_answers(self) -> None:
        """Change or delete what officers changed or took back, also of those without a group."""
        while await self._read(changes.is_any_due, self._clock()):
            asked = await self._write(changes.next_change, self._clock())
            if asked is None:
                return
            answer = await self._ask(calls.change(self._bot, asked))
            if isinstance(answer, NotDone) and answer.why in (Why.LIMITED, Why.AWAY):
                continue  # it was put off when it was taken
            is_made = isinstance(answer, Done)
            await self._write(changes.finish_change, asked, is_made=is_made)

    async def _show_receipts(self) -> None:
        for one in await self._read(receipts.due_receipts, self._clock()):
            answer = await self._ask(calls.react(self._bot, one.chat, one.number, one.emoji))
            now, is_shown = self._clock(), isinstance(answer, Done)
            if isinstance(answer, NotDone) and answer.why in (Why.LIMITED, Why.AWAY):
                await self._write(receipts.put_off_receipt, one, now, answer.seconds or 5.0)
            else:
                await self._write(receipts.mark_receipt, one, is_shown, self._means, now)

    async def _pace_of(self, group: Group) -> GroupPace:
        if group.id not in self._paces:
            since = self._clock() - MINUTE
            times = await self._read(messages.shown_since, group.id, since)
            self._paces[group.id] = GroupPace()
            self._paces[group.id].restore(times)
        return self._paces[group.id]

    async def _ask(self, call: Awaitable[Answer]) -> Answer:
        self._pace.count_request()
        return await call


def _topic_to_make(session: Session, group_id: int) -> tuple[int, str] | None:
    found = topics.topics_to_make(session, group_id)
    return (found[0].id, found[0].name) if found else None


def _thread_of(session: Session, topic_id: int) -> str | None:
    return session.get_one(ForumTopic, topic_id).thread
