"""The open streams of the pages: how many there may be, and how one is ended from here.

A visitor's fifth stream ends the oldest one, which is most often a phone's that lost its network
without a word; a page that is still there comes back after a minute, or polls.
"""

import asyncio
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator

from sse_starlette import ServerSentEvent

from bot.web.limits import Rates

COME_BACK = 60_000  # milliseconds until a page that gave way opens its stream again


class Stream:
    """One open stream."""

    def __init__(self, visitor: str, client: str) -> None:
        self.visitor, self.client = visitor, client
        self._last: asyncio.Future[ServerSentEvent] = asyncio.get_running_loop().create_future()

    def end(self, last: ServerSentEvent) -> None:
        """Let the stream end after one more event."""
        if not self._last.done():
            self._last.set_result(last)

    async def until_ended(
        self, events: AsyncIterator[ServerSentEvent]
    ) -> AsyncIterator[ServerSentEvent]:
        """Yield events until the stream is ended."""
        while True:
            coming = asyncio.ensure_future(_next(events))
            try:
                await asyncio.wait({coming, self._last}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                if not coming.done():
                    coming.cancel()
                    await asyncio.gather(coming, return_exceptions=True)
            if self._last.done():
                yield self._last.result()
                return
            yield coming.result()


class Streams:
    """All open streams of this gateway."""

    def __init__(self, rates: Rates) -> None:
        self._of_visitor, self._of_client = rates.streams
        self._is_on = rates.is_on
        self._visitors: defaultdict[str, deque[Stream]] = defaultdict(deque)
        self._clients: Counter[str] = Counter()

    def is_full(self, client: str) -> bool:
        """Tell whether an address has all the streams it may have."""
        return self._is_on and self._clients[client] >= self._of_client

    async def serve(
        self, visitor: str, client: str, events: AsyncIterator[ServerSentEvent]
    ) -> AsyncIterator[ServerSentEvent]:
        """Yield a page's events; the visitor's oldest stream gives way where there are many."""
        stream = Stream(visitor, client)
        own = self._visitors[visitor]
        if self._is_on and len(own) >= self._of_visitor:
            self._leave(own[0], ServerSentEvent(event="crowded", data="", retry=COME_BACK))
        self._visitors[visitor].append(stream)
        self._clients[client] += 1
        try:
            async for event in stream.until_ended(events):
                yield event
        finally:
            self._forget(stream)

    def end_all(self, visitor: str) -> None:
        """End the streams of a visitor who was forgotten; their pages begin anew."""
        for stream in list(self._visitors.get(visitor, ())):
            self._leave(stream, ServerSentEvent(event="forgotten", data=""))

    def _leave(self, stream: Stream, last: ServerSentEvent) -> None:
        self._forget(stream)
        stream.end(last)

    def _forget(self, stream: Stream) -> None:
        own = self._visitors.get(stream.visitor)
        if own is None or stream not in own:
            return
        own.remove(stream)
        if not own:
            del self._visitors[stream.visitor]
        self._clients[stream.client] -= 1
        if not self._clients[stream.client]:
            del self._clients[stream.client]


async def _next(events: AsyncIterator[ServerSentEvent]) -> ServerSentEvent:
    return await anext(events)
