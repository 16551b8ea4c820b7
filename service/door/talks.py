"""Conversations in which somebody tells of a wrong, and what of each message belongs to it.

"Mau cerita", a reporting article or a held message opens this state for half an hour, and each
message that belongs to it renews it. The database keeps until when it lasts and which channel was
told, never a word; the last messages are read together out of this process's memory. Another
gateway, or the same one after a restart, has the state without them.
"""

import threading
from collections import OrderedDict, deque
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from service.door.accusations import Accusations
from service.door.channels import (
    DEFAULT_CHANNEL,
    IMPOSTOR,
    PAID,
    PROTECTION,
    UNSURE,
    VILLAGE,
    WITH,
    article_of,
    channel_in,
    has_paid,
)
from service.door.telling import Telling, is_about_studies, names_somebody, opens_telling

MORE = "more"  # before the channel of a message that only adds particulars
LASTS = timedelta(minutes=30)  # after the newest message that belongs to it
TOGETHER = 3  # messages read together
REMEMBERED = 2_000  # conversations whose last messages are in memory; the oldest goes first


@dataclass(frozen=True)
class Talk:
    """The conversation that a message stands in.

    Attributes:
        conversation_id: None where there is none.
        now: When it came, UTC.
        is_telling: Whether somebody tells of a wrong in it.
        channel: The channel that was told last in this state, else None.
        was_held: Whether the message just before was held, and its channel read.
    """

    conversation_id: str | None
    now: datetime
    is_telling: bool = False
    channel: str | None = None
    was_held: bool = False


ALONE = Talk(None, datetime.min.replace(tzinfo=UTC))


@dataclass(frozen=True)
class Told:
    """What a message is, read together with those before it.

    Attributes:
        argument: What a held message is answered by: a channel, or ``MORE`` and a channel; None
            where nothing is held.
        channel: The channel that the citizen then knows.
        is_telling: Whether somebody tells of a wrong from now on.
    """

    argument: str | None = None
    channel: str | None = None
    is_telling: bool = False


OPEN = Told()


class Talks:
    """Reads messages in their conversation."""

    def __init__(self, accusations: Accusations, telling: Telling) -> None:
        self._accusations = accusations
        self._telling = telling
        self._recent = Recent()

    def read(self, text: str, channel: str | None, talk: Talk) -> Told:
        """Tell what a message is.

        Args:
            text: Masked.
            channel: Where it leads to by itself, None where it accuses nobody.
            talk: The conversation it stands in.
        """
        before = self._recent.before(talk)
        self._recent.add(talk, text)
        opens = channel is None and opens_telling(text)
        is_held = channel is not None or (opens and names_somebody(text))
        is_asked_for = any(is_about_studies(said) for said in before)
        if not is_held and not opens and not is_asked_for:
            is_held = self._belongs(text, before) if talk.is_telling else self._adds(text, before)
        if not is_held:
            return Told(is_telling=opens)
        together = channel_in(_together(before, text))
        if IMPOSTOR in (channel, together, talk.channel) and has_paid(text):
            channel = PAID
        return _led(channel, together, talk)

    def forget_old(self, now: datetime) -> None:
        """Forget what was said half an hour ago, though nobody writes any more."""
        self._recent.forget_old(now)

    def _adds(self, text: str, before: list[str]) -> bool:
        """Tell whether a message says what somebody did, of whom only was spoken so far."""
        if before and self._telling.tells_by_hint(text) and self._accusations.hints(text):
            return True
        if not before or not self._telling.tells_plainly(text):
            return False
        return self._accusations.completes(text, _together(before, "\n"))

    def _belongs(self, text: str, before: list[str]) -> bool:
        """Tell whether a message adds to what is told, by itself or with those before it."""
        if self._telling.is_particular(text):
            return True
        if not before or self._telling.is_answered(text):
            return False
        is_new = self._accusations.channel(_together(before, "")) is None
        return is_new and self._accusations.channel(_together(before, text)) is not None


def _together(before: list[str], text: str) -> str:
    return ".\n".join(filter(None, (*before, text)))


def _led(channel: str | None, together: str | None, talk: Talk) -> Told:
    """Return the answer to a held message: its channel, or that it only adds to what was told."""
    known = _known(channel, together, talk.channel)
    if known == talk.channel and (channel is None or talk.was_held):  # no second lecture
        return Told(MORE + WITH + article_of(known), known, is_telling=True)
    return Told(known, known, is_telling=True)


def _known(channel: str | None, together: str | None, before: str | None) -> str:
    """Return the channel of a message; what it says itself counts before what was said."""
    if channel is not None and channel != DEFAULT_CHANNEL:
        return channel
    if before in (None, UNSURE):
        return together or channel or UNSURE
    if before == PROTECTION and together is not None:
        return together  # who protects is no place to report to
    if together is not None and before == DEFAULT_CHANNEL and article_of(together) != VILLAGE:
        return together
    return before


class Recent:
    """The last messages of each conversation in which somebody tells; in memory only."""

    def __init__(self) -> None:
        self._said: OrderedDict[str, deque[tuple[datetime, str]]] = OrderedDict()
        self._lock = threading.Lock()

    def before(self, talk: Talk) -> list[str]:
        """Return what was said before, the oldest first."""
        with self._lock:
            said = self._said.get(talk.conversation_id or "", ())
            return [text for at, text in said if at > talk.now - LASTS]

    def add(self, talk: Talk, text: str) -> None:
        """Remember a message, and forget the oldest."""
        if talk.conversation_id is None:
            return
        with self._lock:
            said = self._said.setdefault(talk.conversation_id, deque(maxlen=TOGETHER - 1))
            while said and said[0][0] <= talk.now - LASTS:
                said.popleft()
            if not said or said[-1][1] != text:  # it may be delivered, or stored, once more
                said.append((talk.now, text))
            self._said.move_to_end(talk.conversation_id)
            if len(self._said) > REMEMBERED:
                self._said.popitem(last=False)

    def forget_old(self, now: datetime) -> None:
        """Forget the conversations in which nothing was said for half an hour."""
        with self._lock:
            while self._said and next(iter(self._said.values()))[-1][0] <= now - LASTS:
                self._said.popitem(last=False)
