"""The Bot API's presses, which live for a quarter minute, and the kinds of updates asked for."""

import time
from collections.abc import Callable

from doubles.bot_api_wire import Params, Refused

LIFE = 15.0  # seconds after which a press takes no acknowledgement
TEXT_LIMIT = 200  # characters that are shown for a moment
UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


class Queries:
    """What is pressed and not acknowledged yet.

    Attributes:
        answers: What was shown for a moment, by the press's id.
        clock: Seconds; tests may put another in.
    """

    def __init__(self) -> None:
        self.answers: dict[str, str] = {}
        self.clock: Callable[[], float] = time.monotonic
        self._pressed_at: dict[str, float] = {}
        self._allowed: frozenset[str] = frozenset()

    def forget(self) -> None:
        """Forget every press."""
        self.answers.clear()
        self._pressed_at.clear()
        self.clock = time.monotonic

    def allow(self, params: Params) -> None:
        """Note the kinds of updates that a bot asks for; without a list it stays as it was."""
        if "allowed_updates" in params:
            self._allowed = frozenset(params["allowed_updates"])

    def is_told(self, update: Params) -> bool:
        """Note a press; tell whether the bot is told of an update of this kind."""
        if "callback_query" in update:
            self._pressed_at[str(update["callback_query"]["id"])] = self.clock()
        return all(kind in self._allowed for kind in UNASKED & update.keys())

    def answer(self, params: Params) -> bool:
        """Carry out ``answerCallbackQuery``.

        Raises:
            Refused: Nobody pressed, it was too long ago, or there is too much to show.
        """
        number, text = str(params["callback_query_id"]), str(params.get("text") or "")
        pressed_at = self._pressed_at.get(number)
        if pressed_at is None or self.clock() - pressed_at > LIFE:
            raise Refused(400, TOO_OLD)
        if len(text) > TEXT_LIMIT:
            raise Refused(400, "Bad Request: MESSAGE_TOO_LONG")
        self.answers[number] = text
        return True
