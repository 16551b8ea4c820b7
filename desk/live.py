"""What open pages are told: that something changed, never what; each then asks for it.

One look a second at the database serves all pages of this process, and none is made while nobody
listens. A stream ends with its log-in, and tells only of tickets that its officer may read.
"""

import asyncio
import contextlib
import json
import secrets
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from dataclasses import dataclass, field

import structlog
from sse_starlette import ServerSentEvent

from service.clock import Clock
from service.errors import DatabaseUnavailable, NotFound
from service.escalations.changes import Change, Look, between, look
from service.escalations.reach import Reach, reach_of
from service.officers.duty import find_officer
from service.storage.database import Database
from service.traces import classes_of, places_of

log = structlog.get_logger()

LOOK_AGAIN = 1.0  # seconds between looks
LINGER = 30.0  # seconds of looking on after the last page closed: most often the next one opens
BEAT = 15.0  # seconds of silence after which a stream says that it is alive
QUEUE_GAP = 3.0  # seconds between two words to one page that its queue is another
REMEMBERED = 500  # changes that a page that was away for a moment is still told
EVERYTHING = "*"
QUEUE = "queue"


@dataclass
class News:
    """What a page is to be told.

    Attributes:
        topics: What is another: tickets, ``QUEUE``, or ``EVERYTHING``.
        opened: Tickets that came into the queue of a unit of the officer's.
        written: Tickets of the officer's own whose citizens wrote.
        noticed: Tickets of which the officer got a notice.
    """

    topics: set[str] = field(default_factory=set)
    opened: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    noticed: set[str] = field(default_factory=set)

    def add(self, change: Change, reach: Reach) -> None:
        """Add what of a change concerns an officer."""
        if change.has_moved:  # whose page it was before is not known
            self.topics.add(EVERYTHING)
        unit, holder = change.place.unit, change.place.officer_id
        if not reach.has(unit):
            return
        self.topics.add(change.ticket)
        if change.is_listed:
            self.topics.add(QUEUE)
        if reach.person.id in change.told:
            self.noticed.add(change.ticket)
        elif change.is_opened and unit in reach.person.units:
            self.opened.add(change.ticket)
        elif change.has_words and holder == reach.person.id:
            self.written.add(change.ticket)

    def as_json(self) -> str:
        """Return it as the page's script reads it."""
        return json.dumps({name: sorted(value) for name, value in vars(self).items()})


@dataclass(eq=False)
class Listener:
    """One open stream.

    Attributes:
        reach: What its officer may read; None until it is known.
    """

    log_in: str
    officer_id: int
    reach: Reach | None = None
    news: News = field(default_factory=News)
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    is_ended: bool = False
    queue_at: float = -QUEUE_GAP  # when it was told of the queue last

    def hear(self, changes: Sequence[Change]) -> None:
        """Take in what concerns its officer."""
        for change in changes:
            if self.reach is not None:
                self.news.add(change, self.reach)
        if self.news.topics:
            self.woken.set()

    def look_at_everything(self) -> None:
        """Let its pages look whatever they show."""
        self.news.topics.add(EVERYTHING)
        self.woken.set()

    def end(self) -> None:
        """Let the stream end."""
        self.is_ended = True
        self.woken.set()

    def take(self, at: float) -> News:
        """Return what is to be told now; that the queue is another is told now and then only."""
        told, self.news = self.news, News()
        if QUEUE in told.topics:
            if at - self.queue_at < QUEUE_GAP:
                told.topics.discard(QUEUE)
                self.news.topics.add(QUEUE)
            else:
                self.queue_at = at
        return told

    def patience(self, at: float) -> float:
        """Return for how many seconds there is nothing to tell, if nothing happens."""
        if QUEUE in self.news.topics:
            return max(self.queue_at + QUEUE_GAP - at, 0.01)
        return BEAT


class Live:
    """The open streams of this process, and the look that serves them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._listeners: set[Listener] = set()
        self._looking: asyncio.Task[None] | None = None
        self._seen: Look | None = None
        self._name = secrets.token_hex(4)  # another process counts its own changes
        self._number = 0
        self._recent: deque[tuple[int, Change]] = deque(maxlen=REMEMBERED)
        self._known_since = 0  # the number after which ``_recent`` has everything

    @property
    def cursor(self) -> str:
        """How far a page that is made now knows of changes."""
        return f"{self._name}-{self._number}"

    async def listen(
        self, log_in: str, officer_id: int, after: str
    ) -> AsyncGenerator[ServerSentEvent, None]:
        """Yield what happens to an officer's tickets after a cursor, until their log-in ends.

        Args:
            log_in: The hash of the token in the cookie.
        """
        listener = Listener(log_in, officer_id)
        self._listeners.add(listener)
        try:
            self._begin()
            listener.reach = await asyncio.to_thread(self._reach_of, officer_id)
            self._catch_up(listener, after)
            listener.woken.clear()
            yield self._event("news", listener.take(self._now()))
            async for event in self._tell(listener):
                yield event
        finally:
            self._listeners.discard(listener)

    async def _tell(self, listener: Listener) -> AsyncIterator[ServerSentEvent]:
        while not listener.is_ended:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(listener.patience(self._now())):
                    await listener.woken.wait()
            listener.woken.clear()
            if listener.is_ended:
                break
            news = listener.take(self._now())
            if news.topics:
                yield self._event("news", news)
            elif not listener.news.topics:
                yield self._event("beat", news)
        yield ServerSentEvent(event="ended", data="")

    def _event(self, name: str, news: News) -> ServerSentEvent:
        return ServerSentEvent(event=name, data=news.as_json(), id=self.cursor)

    def _catch_up(self, listener: Listener, after: str) -> None:
        name, _, number = after.partition("-")
        is_ours = name == self._name and number.isascii() and number.isdecimal()
        if not is_ours or int(number) < self._known_since:
            listener.look_at_everything()
            return
        listener.hear([change for at, change in self._recent if at > int(number)])

    def _begin(self) -> None:
        """Look from now on, until nobody has listened for a while."""
        if self._looking is None or self._looking.done():
            self._seen = None
            self._looking = asyncio.create_task(self._look_on())

    async def _look_on(self) -> None:
        left_at = self._now()
        while self._listeners or self._now() - left_at < LINGER:
            if self._listeners:
                left_at = self._now()
            try:
                await self._look()
            except Exception as error:  # noqa: BLE001 - one look must not deafen every page
                self._seen = None
                _log_failure(error)
            await asyncio.sleep(LOOK_AGAIN)

    async def _look(self) -> None:
        asked = list(self._listeners)
        seen = await asyncio.to_thread(self._read, [one.log_in for one in asked])
        before, self._seen = self._seen, seen
        for listener in asked:
            if listener.log_in not in seen.logged_in:
                listener.end()
        if before is None:
            self._begin_anew()
            return
        if before.officers != seen.officers:
            await self._look_at_reach()
        self._spread(between(before, seen))

    def _begin_anew(self) -> None:
        """Let all pages look: what happened before the first look is not known."""
        self._number += 1
        self._known_since = self._number
        self._recent.clear()
        for listener in self._listeners:
            listener.look_at_everything()

    def _spread(self, changes: Sequence[Change]) -> None:
        for change in changes:
            self._number += 1
            if len(self._recent) == REMEMBERED:
                self._known_since = self._recent[0][0]
            self._recent.append((self._number, change))
        for listener in self._listeners:
            listener.hear(changes)

    async def _look_at_reach(self) -> None:
        """See what each officer may read now; whose that is another looks at once."""
        for listener in list(self._listeners):
            reach = await asyncio.to_thread(self._reach_of, listener.officer_id)
            if reach != listener.reach:
                listener.reach = reach
                listener.look_at_everything()

    def _read(self, log_ins: Sequence[str]) -> Look:
        with self._database.read() as session:
            return look(session, log_ins, self._clock())

    def _reach_of(self, officer_id: int) -> Reach | None:
        with self._database.read() as session:
            try:
                person = find_officer(session, officer_id)
            except NotFound:
                return None
            return reach_of(session, person, self._clock())

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


def _log_failure(error: Exception) -> None:
    """Log what broke and where; that the database is away tell the pages' own looks."""
    if not isinstance(error, DatabaseUnavailable):
        log.error("look_failed", error=classes_of(error), at=places_of(error))
