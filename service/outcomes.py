"""The fixed words: outcomes of a turn, states of updates, deliveries and escalations, owners."""

from enum import IntEnum, StrEnum


class Outcome(StrEnum):
    """What came of one message of a citizen. Every update ends in exactly one."""

    ANSWERED = "answered"
    CLARIFIED = "clarified"
    ESCALATED = "escalated"
    RELAYED = "relayed"
    REFERRED = "referred"
    NOT_UNDERSTOOD = "not_understood"
    SMALL_TALK = "small_talk"
    REFUSED = "refused"
    FAILED = "failed"
    SWITCHED_OFF = "switched_off"  # an operator turned off what was asked for
    JOINED = "joined"  # a further part of an album: the first part's turn answers it
    IGNORED = "ignored"  # nobody wrote: a membership change, a kind of update unknown so far


class UpdateState(StrEnum):
    """Where an update stands in the inbox."""

    PENDING = "pending"
    DONE = "done"
    DEAD = "dead"


class Delivery(StrEnum):
    """Where a reply stands in the outbox."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    WITHDRAWN = "withdrawn"


class AttachmentState(StrEnum):
    """What became of a file that a citizen sent."""

    NOTED = "noted"  # to be fetched, if its turn was for an officer
    STORED = "stored"
    FAILED = "failed"
    UNWANTED = "unwanted"  # sent to the bot, which reads no files: never fetched


class Priority(IntEnum):
    """Which message goes first when more wait than Telegram takes in a second."""

    ANSWER = 0  # somebody wrote and waits for it
    NOTICE = 1  # nobody waits for it: a closed ticket, a changed status


class Owner(StrEnum):
    """Who answers a conversation."""

    BOT = "bot"
    QUEUE = "queue"
    OFFICER = "officer"


class EscalationState(StrEnum):
    """Where an escalation stands."""

    WAITING = "waiting"
    HELD = "held"
    CLOSED = "closed"


class Author(StrEnum):
    """Who wrote a message in the outbox.

    ``SYSTEM`` messages (receipts, commands) go out whoever owns the conversation;
    ``BOT`` answers are withdrawn when a person has taken it over meanwhile.
    """

    BOT = "bot"
    SYSTEM = "system"
    OFFICER = "officer"
