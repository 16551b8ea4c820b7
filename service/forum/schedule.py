"""How much may go to a group now, and what is put together: 20 messages a minute, no more. Pure.

Telegram counts what is sent, copied and edited, and the topics that are made. Answers to officers
go first, then citizens' words, then cards. Answers to citizens are not sent through here at all.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum

from service.outbox.splitting import utf16_length

MINUTE = timedelta(seconds=61)  # a second more than Telegram counts: clocks differ
A_MINUTE = 20
FOR_OFFICERS = 4  # of these, kept for answers to what an officer just did
TOPIC_PAUSE = timedelta(seconds=4)  # between two new topics of a group: bursts have been banned
CARD_PAUSE = timedelta(seconds=3)  # between two edits of one card
PART_LIMIT = 600  # UTF-16 units of words that may be put together with others
TOGETHER_LIMIT = 3500  # of all of them


class Urgency(IntEnum):
    """What goes first."""

    ANSWER = 0  # an officer asked for it this moment
    WORDS = 1  # what the citizen wrote
    CARD = 2


@dataclass
class GroupPace:
    """What went to one group, and when the next may go; times are of the clock passed in."""

    went: deque[datetime] = field(default_factory=deque)
    rests_until: datetime | None = None  # Telegram said so
    last_topic: datetime | None = None

    def restore(self, times: Iterable[datetime]) -> None:
        """Begin with what went before this process did."""
        self.went.extend(sorted(times))

    def room(self, now: datetime, urgency: Urgency) -> int:
        """Return how many messages of this urgency may go now."""
        if self.rests_until is not None and now < self.rests_until:
            return 0
        while self.went and (self.went[0] <= now - MINUTE or self.went[0] > now + MINUTE):
            self.went.popleft()
        kept = 0 if urgency is Urgency.ANSWER else FOR_OFFICERS
        return max(0, A_MINUTE - kept - len(self.went))

    def may_make_topic(self, now: datetime) -> bool:
        """Tell whether a topic may be made now."""
        is_free = self.last_topic is None or now - self.last_topic >= TOPIC_PAUSE
        return is_free and self.room(now, Urgency.WORDS) > 0

    def count(self, now: datetime, *, topic: bool = False) -> None:
        """Note that something goes."""
        self.went.append(now)
        if topic:
            self.last_topic = now

    def rest(self, now: datetime, seconds: float) -> None:
        """Note that Telegram asks to wait."""
        until = now + timedelta(seconds=seconds)
        self.rests_until = max(until, self.rests_until or until)


def put_together(texts: Sequence[str], is_crowded: bool) -> int:
    """Return how many of the first texts go as one message; at least one.

    Only short ones, and only while the group is near its limit: apart they can be answered apart.
    """
    if not is_crowded or not texts or utf16_length(texts[0]) > PART_LIMIT:
        return 1
    count, size = 0, 0
    for text in texts:
        size += utf16_length(text) + 2
        if utf16_length(text) > PART_LIMIT or size > TOGETHER_LIMIT:
            break
        count += 1
    return max(1, count)
