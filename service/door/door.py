"""What of a message may be kept, decided before anything is stored.

Personal data is hidden. Of an accusation nothing is stored but the channel it is led to; its words
stay in this process's memory until they are answered, so that the answer fits them, and no longer.
"""

import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass

from service.door.accusations import Accusations
from service.door.masking import Masked, mask
from service.payloads import Payload, PayloadKind
from service.text import clean, is_too_long

ACCUSATION = "accusation"  # the kind of a message that accused somebody
MORE = "more"  # the channel of a message that only adds particulars
DOING_KINDS = frozenset({"button", "command"})  # these do something, whatever else is said
REMEMBERED = 500  # accusations waiting for their answer; the oldest is forgotten first


@dataclass(frozen=True)
class Kept:
    """What is stored of a message."""

    kind: str
    text: str
    payload: Payload | None
    masked_kinds: tuple[str, ...] = ()
    is_cut: bool = False


@dataclass(frozen=True)
class Heard:
    """A message, masked, and the channel it belongs to when it accuses somebody."""

    masked: Masked
    channel: str | None
    is_cut: bool


class Door:
    """Decides what is kept; remembers an accusation's words until they are taken."""

    def __init__(self, accusations: Accusations | None = None) -> None:
        self._accusations = accusations or Accusations()
        self._words: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def hear(self, text: str) -> Heard:
        """Read a message as written; takes milliseconds, so before a transaction begins."""
        masked = mask(clean(text))
        return Heard(masked, self._accusations.channel(masked.text), is_too_long(text))

    def keep(
        self, kind: str, heard: Heard, payload: Payload | None, *, after_accusation: bool = False
    ) -> Kept:
        """Return what may be stored of a message.

        Args:
            kind: As the channel named it.
            heard: What ``hear`` made of it.
            payload: What a button or a command means, else None.
            after_accusation: Whether the message before, a moment ago, accused somebody.
        """
        channel, words = heard.channel, heard.masked
        if channel is None and after_accusation and self._accusations.continues(words.text):
            channel = MORE
        if channel is None:
            return Kept(kind, words.text, payload, words.kinds, heard.is_cut)
        if kind in DOING_KINDS:
            return Kept(kind, "", payload)
        token = self._remember(words.text)
        return Kept(ACCUSATION, "", Payload(PayloadKind.ACCUSATION, channel, token))

    def take(self, token: str) -> str | None:
        """Return an accusation's words, masked, and forget them; None after a restart."""
        with self._lock:
            return self._words.pop(token, None)

    def _remember(self, text: str) -> str:
        token = secrets.token_hex(4)
        with self._lock:
            self._words[token] = text
            while len(self._words) > REMEMBERED:
                self._words.popitem(last=False)
        return token
