"""The fixed words: outcomes of a turn, states and troubles of what is stored, owners, authors."""

from enum import IntEnum, StrEnum


class Outcome(StrEnum):
    """What came of one message of a citizen. Every update ends in exactly one."""

    ANSWERED = "answered"
    CLARIFIED = "clarified"
    ESCALATED = "escalated"
    RELAYED = "relayed"
    REFERRED = "referred"
    NOT_UNDERSTOOD = "not_understood"
    REPEATED = "repeated"  # perhaps about what was just said: named, not said again
    SMALL_TALK = "small_talk"
    REFUSED = "refused"
    EMERGENCY = "emergency"  # somebody in distress: told who helps at once
    FAILED = "failed"
    SWITCHED_OFF = "switched_off"  # an operator turned off what was asked for
    JOINED = "joined"  # an album's further part, or a double tap: the first one's turn answers it
    RATED = "rated"  # a press that says whether an answer helped: kept with the turn it is about
    IGNORED = "ignored"  # nobody wrote: a membership change, a kind of update unknown so far


class AnsweredBy(StrEnum):
    """Who made an answer."""

    RASA = "rasa"
    KNOWLEDGE = "knowledge"  # the knowledge base alone, while Rasa is away
    GATEWAY = "gateway"


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


class DeliveryTrouble(StrEnum):
    """Why a message was not delivered, or not at the first try; worded in ``words.html``."""

    BLOCKED = "blocked"  # the citizen blocked the bot
    CHAT_NOT_FOUND = "chat_not_found"
    REFUSED = "refused"  # Telegram does not take this message, for another reason
    LIMITED = "limited"  # too many at once
    IN_TROUBLE = "in_trouble"  # Telegram answers with an error of its own
    UNREACHABLE = "unreachable"
    TOKEN_REFUSED = "token_refused"  # noqa: S105 - a word, no secret
    NO_ANSWER = "no_answer"  # in time; it may have arrived
    SENDER_STOPPED = "sender_stopped"  # while it was sending; it may have arrived
    UNFORESEEN = "unforeseen"  # an error of ours while it was sending; it may have arrived
    CHAT_MOVED = "chat_moved"
    CHAT_MOVED_TO_KNOWN = "chat_moved_to_known"  # to one that is another conversation's
    FILE_GONE = "file_gone"  # an officer's file, before it could be sent


UNANSWERED = frozenset(
    {DeliveryTrouble.NO_ANSWER, DeliveryTrouble.SENDER_STOPPED, DeliveryTrouble.UNFORESEEN}
)  # the troubles after which a message may have arrived, or not


class AttachmentState(StrEnum):
    """What became of a file that a citizen sent."""

    NOTED = "noted"  # until its turn tells whether it was for an officer
    HELD = "held"  # by Telegram; we know its id
    STORED = "stored"  # by us, while a ticket is open
    FAILED = "failed"
    UNWANTED = "unwanted"  # sent to the bot, which reads no files: forgotten
    GONE = "gone"  # deleted with its ticket's end, or with its citizen


class FileTrouble(StrEnum):
    """Why a citizen's file could not be had; the citizen's sentence has the same key."""

    TOO_LARGE = "file_too_large"
    TOO_MANY = "file_too_many"
    UNREACHABLE = "file_unreachable"  # now; asked for again it may come
    LATE = "file_late"  # no gateway brought it in time
    NOT_HOLDER = "file_not_holder"  # only who holds the ticket opens what we hold


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


class Stage(StrEnum):
    """Where an escalation stands in the words that people use for it."""

    WAITING = "waiting"
    BEHIND = "behind"  # split off: its turn comes when the one before it is closed
    HELD = "held"
    FOR_CITIZEN = "for_citizen"  # held; the officer waits for the citizen's answer
    SNOOZED = "snoozed"
    CLOSED = "closed"


class EscalationReason(StrEnum):
    """Why an officer was asked for."""

    ASKED = "asked"
    NOT_UNDERSTOOD = "not_understood"
    SPLIT = "split"  # an officer found a second matter in another ticket


class ClosedBy(StrEnum):
    """Who ended an escalation."""

    OFFICER = "officer"
    CITIZEN = "citizen"
    SYSTEM = "system"


class CloseReason(StrEnum):
    """Why an escalation was closed."""

    ANSWERED = "answered"
    REFERRED = "referred"  # led to somebody else's office
    WITHDRAWN = "withdrawn"  # the citizen no longer wants it
    NO_REPLY = "no_reply"  # the citizen was reminded and said nothing
    DUPLICATE = "duplicate"
    MERGED = "merged"  # goes on in another ticket of the same conversation
    SPAM = "spam"
    OTHER = "other"


class BlockReason(StrEnum):
    """Why a citizen reaches no officer for a while."""

    SPAM = "spam"
    ABUSE = "abuse"
    THREAT = "threat"


class Role(StrEnum):
    """What an account is for; what each may is the table of ``service/officers/roles.py``."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"  # of their units
    LEAD = "lead"  # of the communication bureau: every unit
    ADMIN = "admin"  # keeps accounts; moves tickets of every unit, and reads those of their own
    MAINTAINER = "maintainer"  # keeps what the bot says; has no tickets
    AUDITOR = "auditor"  # reads the record, and nothing that citizens wrote


class Author(StrEnum):
    """Who wrote a message in the outbox.

    ``SYSTEM`` messages (receipts, commands) go out whoever owns the conversation;
    ``BOT`` answers are withdrawn when a person has taken it over meanwhile.
    """

    BOT = "bot"
    SYSTEM = "system"
    OFFICER = "officer"
