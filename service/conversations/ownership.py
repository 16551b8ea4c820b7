"""Conversations: one citizen on one channel, and the one row that says who answers them.

The owner changes only by compare-and-set on ``version``. Functions take an open ``Session`` and
never commit.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, bindparam, select, update
from sqlalchemy.orm import Session

from service.errors import NotFound, OwnershipLost
from service.outcomes import Owner
from service.storage.base import table_of
from service.storage.rows import insert_unless_known
from service.storage.tables import Conversation

FORGOTTEN = "forgotten-"  # begins the address of a conversation that its visitor deleted
DIALOGUE_MINUTES = 30  # of silence, after which a message begins a new dialogue
PAUSE_MINUTES = 10  # of silence, after which a wish for a person is about nothing said before


@dataclass(frozen=True)
class ConversationState:
    """Who a conversation belongs to at one moment.

    Attributes:
        id: 32 hex digits, random; what Rasa knows the citizen by.
        address: Chat id on Telegram, a hash of the cookie on the web.
        version: Changes with every change of owner.
        is_blocked: Whether the citizen blocked the bot, so that nothing arrives.
        slots: What the dialogue was about, in Rasa's words, until ``slots_until``.
    """

    id: str
    channel: str
    address: str
    owner: Owner
    officer_id: int | None
    version: int
    slots: Mapping[str, Any] = field(default_factory=dict)
    slots_until: datetime | None = None
    is_blocked: bool = False

    @property
    def is_forgotten(self) -> bool:
        """Whether the citizen deleted it on the web, so that nobody reads what is written."""
        return self.address.startswith(FORGOTTEN)

    def slots_at(self, now: datetime) -> Mapping[str, Any]:
        """Return what the dialogue is about; nothing after a long silence."""
        return self.slots if self.slots_until and now < self.slots_until else {}

    def is_paused_at(self, now: datetime) -> bool:
        """Tell whether the dialogue paused for so long that its topic may be over."""
        left = timedelta(minutes=DIALOGUE_MINUTES - PAUSE_MINUTES)
        return self.slots_until is not None and now > self.slots_until - left


def open_conversation(session: Session, channel: str, address: str, now: datetime) -> str:
    """Return the id of this citizen's conversation, making it when they are new."""
    who = {"at_channel": channel, "at_address": address, "seen_at": now}
    while (known := session.scalar(_MEET, who)) is None:
        row = Conversation(
            id=secrets.token_hex(16), channel=channel, address=address, created_at=now, last_at=now
        )
        insert_unless_known(session, row)  # or another process just met the same citizen
    return cast("str", known)


def conversation_at(session: Session, channel: str, address: str) -> str | None:
    """Return the conversation's id, None for a citizen who has not written yet."""
    return session.scalar(_AT, {"channel": channel, "address": address})


def state_of(session: Session, conversation_id: str) -> ConversationState:
    """Return who owns a conversation now.

    Raises:
        NotFound: There is no such conversation.
    """
    row = session.execute(_BY_ID, {"conversation": conversation_id}).first()
    if row is None:
        raise NotFound(f"no conversation {conversation_id}")
    is_about = bool(row.slots and row.slots_at)
    return ConversationState(
        row.id,
        row.channel,
        row.address,
        Owner(row.owner),
        row.officer_id,
        row.version,
        slots=row.slots if is_about else {},
        slots_until=row.slots_at + timedelta(minutes=DIALOGUE_MINUTES) if is_about else None,
        is_blocked=row.blocked,
    )


def keep_slots(
    session: Session, conversation_id: str, slots: Mapping[str, Any], now: datetime
) -> None:
    """Keep what the dialogue is about for the next message."""
    values = {"conversation": conversation_id, "about": dict(slots), "said_at": now}
    session.execute(_KEEP_SLOTS, values)


def change_owner(
    session: Session, seen: ConversationState, owner: Owner, officer_id: int | None = None
) -> None:
    """Give the conversation to somebody else, if nobody did so since ``seen`` was read.

    Raises:
        OwnershipLost: The owner changed meanwhile; look again before deciding.
    """
    statement = (
        update(Conversation)
        .where(Conversation.id == seen.id, Conversation.version == seen.version)
        .values(owner=owner.value, officer_id=officer_id, version=seen.version + 1)
    )
    if cast("CursorResult[Any]", session.execute(statement)).rowcount != 1:
        raise OwnershipLost(f"conversation {seen.id} changed hands after version {seen.version}")


def mark_blocked(session: Session, conversation_id: str, *, is_blocked: bool = True) -> None:
    """Remember that the citizen blocked the bot, or let it back."""
    session.execute(
        update(Conversation).where(Conversation.id == conversation_id).values(blocked=is_blocked)
    )


def move_conversation(session: Session, conversation_id: str, address: str) -> bool:
    """Give a conversation its chat's new address; False when that is another conversation's."""
    row = session.get_one(Conversation, conversation_id)
    if conversation_at(session, row.channel, address) is not None:
        return False
    row.address = address
    return True


# Built once, on the table: docs/adr/0016.
_TABLE = table_of(Conversation)
_c = _TABLE.c
_AT = select(_c.id).where(_c.channel == bindparam("channel"), _c.address == bindparam("address"))
_BY_ID = select(
    _c.id,
    _c.channel,
    _c.address,
    _c.owner,
    _c.officer_id,
    _c.version,
    _c.blocked,
    _c.slots,
    _c.slots_at,
).where(_c.id == bindparam("conversation"))
_MEET = (
    update(_TABLE)
    .where(_c.channel == bindparam("at_channel"), _c.address == bindparam("at_address"))
    .values(last_at=bindparam("seen_at"))
    .returning(_c.id)
)
_KEEP_SLOTS = (
    update(_TABLE)
    .where(_c.id == bindparam("conversation"))
    .values(slots=bindparam("about"), slots_at=bindparam("said_at"))
)
