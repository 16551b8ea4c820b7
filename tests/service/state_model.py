"""What must hold of conversations, updates and messages, in plain Python.

The state machine tells the model what it did; the model says what must come of it, and refuses
what a citizen would feel: an answer out of order, two owners, a message twice or never.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from service.outcomes import Author, Delivery, Owner, UpdateState

# The promises, in figures; not read from the code that is to keep them.
LANE = timedelta(seconds=8)  # a dead gateway's lane is free again
IN_FLIGHT = timedelta(seconds=45)  # a dead sender's message may have arrived
APART = timedelta(seconds=30)  # that two clocks may lie apart
WAITED_FOR = 2  # tries of a message that failed, until those behind it overtake it
MOST_RETRIES = 4

OPEN = (Delivery.QUEUED, Delivery.SENDING)


@dataclass
class Talk:
    """A conversation: whose it is, and which gateway works in it."""

    id: str
    owner: Owner = Owner.BOT
    officer_id: int | None = None
    ticket: str | None = None  # of the open escalation
    lane: tuple[str, datetime] | None = None  # holder, until

    def may_take_lane(self, holder: str, now: datetime) -> bool:
        """Tell whether the lane is free, or this holder's."""
        if self.lane is None or self.lane[0] == holder:
            return True
        longest = now + LANE + APART
        return not now <= self.lane[1] <= longest

    def take_lane(self, holder: str, now: datetime) -> None:
        """Note a lane that was taken or prolonged."""
        self.lane = holder, now + LANE

    def release_lane(self, holder: str) -> None:
        """Note a lane that was given back, if it was this holder's."""
        if self.lane is not None and self.lane[0] == holder:
            self.lane = None

    def give_to(self, owner: Owner, officer_id: int | None, ticket: str | None) -> None:
        """Note a change of owner."""
        self.owner, self.officer_id, self.ticket = owner, officer_id, ticket


@dataclass
class Letter:
    """An update: what a citizen wrote."""

    id: int
    talk: Talk
    state: UpdateState = UpdateState.PENDING
    attempts: int = 0


@dataclass
class Message:
    """A message to a citizen."""

    id: int
    talk: Talk
    author: Author
    state: Delivery = Delivery.QUEUED
    in_flight_until: datetime | None = None
    tries: int = 0  # times that it was handed to a sender
    is_repeated: bool = False  # a try ended without an answer, and it goes out once more
    is_out_of_order: bool = False  # sent again by hand, or given back after it was given up


@dataclass
class Model:
    """All that the citizens are promised."""

    talks: dict[str, Talk] = field(default_factory=dict)
    letters: dict[int, Letter] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)

    def meet(self, conversation_id: str) -> Talk:
        """Return a conversation, new or known."""
        return self.talks.setdefault(conversation_id, Talk(conversation_id))

    def begin(self, letter_id: int) -> None:
        """Note that a gateway works on a message: those before it are done, or were put off."""
        letter = self.letters[letter_id]
        assert letter.state is UpdateState.PENDING
        self._assert_in_order(letter)

    def finish(self, letter_id: int, state: UpdateState) -> None:
        """Note what became of a message; it may end once."""
        letter = self.letters[letter_id]
        assert letter.state is UpdateState.PENDING
        self._assert_in_order(letter)
        letter.state = state

    def postpone(self, letter_id: int) -> bool:
        """Note a try that failed; return whether there will be another."""
        letter = self.letters[letter_id]
        if letter.state is not UpdateState.PENDING:
            return True
        letter.attempts += 1
        return letter.attempts <= MOST_RETRIES

    def _assert_in_order(self, letter: Letter) -> None:
        waiting = [
            earlier.id
            for earlier in self.letters.values()
            if earlier.talk is letter.talk
            and earlier.id < letter.id
            and earlier.state is UpdateState.PENDING
            and earlier.attempts <= WAITED_FOR
        ]
        assert waiting == [], f"update {letter.id} overtook {waiting}"

    def claim(self, message_id: int, now: datetime) -> None:
        """Note that a message is handed to a sender: nothing of its conversation goes first."""
        message = self.messages[message_id]
        assert message.state is Delivery.QUEUED
        assert not self._talks_over(message), "the bot talks over an officer"
        theirs = [other for other in self.messages.values() if other.talk is message.talk]
        assert [m.id for m in theirs if m.state is Delivery.SENDING] == []
        assert [m.id for m in theirs if m.state is Delivery.QUEUED and m.id < message_id] == []
        later = [m.id for m in theirs if m.id > message_id and m.tries]
        assert message.tries or message.is_out_of_order or later == []
        message.state, message.tries = Delivery.SENDING, message.tries + 1
        message.in_flight_until = now + IN_FLIGHT

    def withdraw(self, message_id: int) -> None:
        """Note that a message was taken back: only the bot's, and only under an officer."""
        message = self.messages[message_id]
        assert message.state is Delivery.QUEUED
        assert self._talks_over(message)
        message.state = Delivery.UNCERTAIN if message.is_repeated else Delivery.WITHDRAWN

    def settle(self, now: datetime, ours: set[int]) -> None:
        """Note that a sender looked for messages whose sender died."""
        for message in self.messages.values():
            until = message.in_flight_until
            if message.state is not Delivery.SENDING or message.id in ours or until is None:
                continue
            if not now <= until <= now + IN_FLIGHT + APART:
                self.lose(message)

    def lose(self, message: Message) -> None:
        """Note a try that nobody knows the end of: the bot's goes out once more, never twice."""
        if message.state is not Delivery.SENDING:
            return
        is_over = message.author is Author.OFFICER or message.is_repeated
        message.state = Delivery.UNCERTAIN if is_over else Delivery.QUEUED
        message.is_repeated = not is_over or message.is_repeated

    def record(self, message_id: int, state: Delivery) -> None:
        """Note what a sender says of its try, also when it was given up meanwhile."""
        message = self.messages[message_id]
        if state is Delivery.UNCERTAIN:
            self.lose(message)
            return
        message.is_out_of_order |= message.state is Delivery.UNCERTAIN
        message.state = state

    def _talks_over(self, message: Message) -> bool:
        return message.author is Author.BOT and message.talk.owner is Owner.OFFICER
