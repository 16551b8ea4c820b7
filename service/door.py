"""What of a message may be kept, decided before anything is stored.

Personal data is hidden. Of an accusation nothing is stored but the channel it is led to; its words
stay in this process's memory until they are answered, so that the answer fits them, and no longer.
"""

import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass

from service.accusations import Accusations
from service.privacy import mask
from service.text import clean, is_too_long

ACCUSATION = "accusation"  # the kind of a message that accused somebody, and what its payload is
MORE = "more"  # the channel of a message that only adds particulars
DOING_KINDS = frozenset({"button", "command"})  # these do something, whatever else is said
REMEMBERED = 500  # accusations waiting for their answer; the oldest is forgotten first


@dataclass(frozen=True)
class Kept:
    """What is stored of a message."""

    kind: str
    text: str
    payload: str | None
    masked_kinds: tuple[str, ...] = ()
    is_cut: bool = False


class Door:
    """Decides what is kept; remembers an accusation's words until they are taken."""

    def __init__(self, accusations: Accusations | None = None) -> None:
        self._accusations = accusations or Accusations()
        self._words: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def keep(
        self, kind: str, text: str, payload: str | None, *, after_accusation: bool = False
    ) -> Kept:
        """Return what may be stored of a message.

        Args:
            kind: As the channel named it.
            text: As written.
            payload: What a button or a command means, else None.
            after_accusation: Whether the message before, a moment ago, accused somebody.
        """
        masked = mask(clean(text))
        channel = self._channel(masked.text, after_accusation=after_accusation)
        if channel is None:
            return Kept(kind, masked.text, payload, masked.kinds, is_too_long(text))
        if kind in DOING_KINDS:
            return Kept(kind, "", payload)
        return Kept(ACCUSATION, "", f"{ACCUSATION}:{channel}:{self._remember(masked.text)}")

    def take(self, token: str) -> str | None:
        """Return an accusation's words, masked, and forget them; None after a restart."""
        with self._lock:
            return self._words.pop(token, None)

    def _channel(self, text: str, *, after_accusation: bool) -> str | None:
        channel = self._accusations.channel(text)
        is_more = channel is None and after_accusation and self._accusations.continues(text)
        return MORE if is_more else channel

    def _remember(self, text: str) -> str:
        token = secrets.token_hex(4)
        with self._lock:
            self._words[token] = text
            while len(self._words) > REMEMBERED:
                self._words.popitem(last=False)
        return token
