"""What of a message may be kept, decided before anything is stored.

Personal data is hidden. Of a message in distress nothing is stored but its kind. Of an accusation
nothing is stored but the channel it is led to; its words stay in this process's memory until they
are answered, so that the answer fits them, and no longer.
"""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from service.door.accusations import Accusations, tells_of_report
from service.door.channels import PROTECTION, channel_at_work
from service.door.distress import Distress, DistressKind
from service.door.masking import Masked, mask
from service.door.pieces import digits_alone, hide_piece
from service.door.talks import ALONE, LASTS, OPEN, Talk, Talks
from service.door.telling import Telling
from service.payloads import Payload, PayloadKind
from service.text import clean, is_too_long

ACCUSATION = "accusation"  # the kind of a message that accused somebody
DISTRESS = "distress"  # the kind of a message of somebody in distress
DISTRESS_AND = "+"  # between a kind of distress and the channel of an accusation in it
DOING_KINDS = frozenset({"button", "command"})  # these do something, whatever else is said
REMEMBERED = 500  # accusations waiting for their answer; the oldest is forgotten first


@dataclass(frozen=True)
class Kept:
    """What is stored of a message.

    Attributes:
        is_telling: Whether somebody tells of a wrong from now on.
        channel: The channel that they are told, where they are told one.
    """

    kind: str
    text: str
    payload: Payload | None
    masked_kinds: tuple[str, ...] = ()
    is_cut: bool = False
    is_telling: bool = False
    channel: str | None = None


@dataclass(frozen=True)
class Heard:
    """A message, masked, and what must not be kept of it.

    Attributes:
        channel: The article that an accusation belongs to, None where nobody is accused.
        distress: What danger is told of, None where none is.
        piece: The digits of a message that says nothing else; never stored.
        is_ticket: Whether it is the number of a ticket and nothing else.
    """

    masked: Masked
    channel: str | None
    is_cut: bool
    distress: DistressKind | None = None
    piece: str = ""
    is_ticket: bool = False


class Door:
    """Decides what is kept; remembers an accusation's words until they are taken."""

    def __init__(
        self,
        accusations: Accusations | None = None,
        distress: Distress | None = None,
        telling: Telling | None = None,
        is_ticket: Callable[[str], bool] = lambda _text: False,
    ) -> None:
        self._accusations = accusations or Accusations()
        self._distress = distress or Distress()
        self._talks = Talks(self._accusations, telling or Telling())
        self._is_ticket = is_ticket
        self._words: OrderedDict[str, tuple[datetime, str]] = OrderedDict()
        self._lock = threading.Lock()

    def hear(self, text: str) -> Heard:
        """Read a message as written; takes milliseconds, so before a transaction begins."""
        written = clean(text)
        piece = digits_alone(written)
        masked = hide_piece(mask(written), piece)
        if self._is_ticket(written):  # letters read out: "… eks er em er …" tells of no danger
            return Heard(masked, None, is_too_long(text), piece=piece, is_ticket=True)
        channel = self._accusations.channel(masked.text)
        distress = self._distress.kind(masked.text)
        if distress is DistressKind.THREAT and channel is None and tells_of_report(masked.text):
            channel = PROTECTION  # "mau dibunuh karena melapor" accuses nobody by itself
        if distress is DistressKind.SEXUAL_VIOLENCE and channel is None:
            channel = channel_at_work(masked.text)
        return Heard(masked, channel, is_too_long(text), distress, piece)

    def keep(
        self,
        kind: str,
        heard: Heard,
        payload: Payload | None,
        *,
        after: str | None = None,
        talk: Talk = ALONE,
    ) -> Kept:
        """Return what may be stored of a message.

        Args:
            kind: As the channel named it.
            heard: What ``hear`` made of it.
            payload: What a button or a command means, else None.
            after: The kind of the message before, when it came a moment ago.
            talk: The conversation that it stands in.
        """
        words, distress = heard.masked, self._distress_in(kind, heard, after)
        if distress is not None:
            about = DISTRESS_AND.join(filter(None, (distress, heard.channel)))
            led = heard.channel or (PROTECTION if distress is DistressKind.THREAT else None)
            asked = Payload(PayloadKind.DISTRESS, about)
            return Kept(DISTRESS, "", asked, is_telling=led is not None, channel=led)
        if kind in DOING_KINDS and heard.channel is not None:
            return Kept(kind, "", payload)
        is_doing = kind in DOING_KINDS
        told = OPEN if is_doing else self._talks.read(words.text, heard.channel, talk)
        if told.argument is None:
            kept = Kept(kind, words.text, payload, words.kinds, heard.is_cut)
            return replace(kept, is_telling=told.is_telling)
        held = Payload(PayloadKind.ACCUSATION, told.argument, self._remember(words.text, talk.now))
        return Kept(ACCUSATION, "", held, is_telling=True, channel=told.channel)

    def _distress_in(self, kind: str, heard: Heard, after: str | None) -> DistressKind | None:
        if heard.is_ticket:
            return None
        if heard.distress is None and after == DISTRESS and kind not in DOING_KINDS:
            return self._distress.continues(heard.masked.text)
        return heard.distress

    def take(self, token: str) -> str | None:
        """Return an accusation's words, masked, and forget them; None after a restart."""
        with self._lock:
            return self._words.pop(token, (None, None))[1]

    def forget_old(self, now: datetime) -> None:
        """Forget the words of half an hour ago, answered or not; called every few seconds."""
        self._talks.forget_old(now)
        with self._lock:
            for token in [t for t, (at, _) in self._words.items() if at <= now - LASTS]:
                del self._words[token]

    def forget(self, kept: Kept) -> None:
        """Forget the words of a message that is not to be answered: it was there before."""
        if kept.payload is not None and kept.payload.token:
            self.take(kept.payload.token)

    def _remember(self, text: str, now: datetime) -> str:
        token = secrets.token_hex(4)
        with self._lock:
            self._words[token] = now, text
            while len(self._words) > REMEMBERED:
                self._words.popitem(last=False)
        return token
