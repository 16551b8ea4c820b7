"""The outbox: replies on disk before they are sent, each with the state of its delivery.

Gateway and desk put messages in, in the transaction of what they answer; the gateway sends them.
Functions take an open ``Session`` and never commit.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from service.models import ButtonRow, Conversation, OutboxMessage
from service.outcomes import Author, Delivery, Owner
from service.replies import LABEL_LIMIT, Button
from service.splitting import split_text

SENDING_SECONDS = 90  # a message in flight longer than this lost its sender
RETRY_SECONDS = (1, 2, 5, 15, 60, 300, 900)  # waits before further tries
ERROR_LIMIT = 200  # characters of an error kept
_OPEN = (Delivery.QUEUED, Delivery.SENDING)


@dataclass(frozen=True)
class SentButton:
    """A button as a channel shows it: the token stands for what a press means."""

    label: str
    token: str


@dataclass(frozen=True)
class Outgoing:
    """A message to be delivered."""

    id: int
    conversation_id: str
    address: str
    author: Author
    text: str
    buttons: tuple[SentButton, ...]
    attempts: int


@dataclass(frozen=True)
class Draft:
    """A message to be put in the outbox."""

    conversation_id: str
    author: Author
    text: str
    buttons: tuple[Button, ...] = ()
    turn_id: int | None = None
    officer_id: int | None = None


def put_message(session: Session, draft: Draft, now: datetime) -> int:
    """Put a message in the outbox, cut where it is too long for the channel.

    Returns:
        The id of its last part, which carries the buttons.
    """
    *before, last = split_text(draft.text)
    for part in before:
        _put_part(session, draft, part, now)
    row = _put_part(session, draft, last, now)
    row.buttons = [
        _store_button(session, row, position, button)
        for position, button in enumerate(draft.buttons, start=1)
    ]
    return row.id


def claim_messages(session: Session, channel: str, now: datetime, limit: int) -> list[Outgoing]:
    """Take what is due for sending, one message per conversation, the oldest first.

    A bot's answer to a conversation that an officer holds meanwhile is withdrawn here.
    """
    first = (
        select(func.min(OutboxMessage.id))
        .where(OutboxMessage.channel == channel, OutboxMessage.state.in_(_OPEN))
        .group_by(OutboxMessage.conversation_id)
    )
    rows = session.execute(
        select(OutboxMessage, Conversation)
        .join(Conversation, Conversation.id == OutboxMessage.conversation_id)
        .where(
            OutboxMessage.id.in_(first),
            OutboxMessage.state == Delivery.QUEUED,
            OutboxMessage.due_at <= now,
        )
        .order_by(OutboxMessage.id)
        .limit(limit)
        .with_for_update(of=OutboxMessage, skip_locked=True)
    )
    claimed = []
    for row, conversation in rows:
        if _talks_over_a_person(row, conversation):
            row.state = Delivery.WITHDRAWN
            continue
        row.state, row.due_at = Delivery.SENDING, now + timedelta(seconds=SENDING_SECONDS)
        claimed.append(_outgoing(row, conversation.address))
    return claimed


def messages_after(
    session: Session, conversation_id: str, after: int, now: datetime
) -> list[Outgoing]:
    """Return a web conversation's messages newer than ``after`` and mark them sent."""
    rows = session.execute(
        select(OutboxMessage, Conversation)
        .join(Conversation, Conversation.id == OutboxMessage.conversation_id)
        .where(
            OutboxMessage.conversation_id == conversation_id,
            OutboxMessage.id > after,
            OutboxMessage.state.in_((Delivery.QUEUED, Delivery.SENT)),
        )
        .order_by(OutboxMessage.id)
    )
    shown = []
    for row, conversation in rows:
        if row.state == Delivery.QUEUED:
            if _talks_over_a_person(row, conversation):
                row.state = Delivery.WITHDRAWN
                continue
            row.state, row.sent_at = Delivery.SENT, now
        shown.append(_outgoing(row, conversation.address))
    return shown


def newest_message(session: Session, conversation_id: str) -> int:
    """Return the id of the newest message of a conversation, 0 when there is none."""
    statement = select(func.max(OutboxMessage.id)).where(
        OutboxMessage.conversation_id == conversation_id,
        OutboxMessage.state.in_((Delivery.QUEUED, Delivery.SENT)),
    )
    return session.scalar(statement) or 0


def mark_sent(session: Session, message_id: int, external_id: str, now: datetime) -> None:
    """Record that the channel accepted a message."""
    row = session.get_one(OutboxMessage, message_id)
    row.state, row.external_id, row.sent_at, row.error = Delivery.SENT, external_id, now, None


def mark_failed(session: Session, message_id: int, state: Delivery, error: str) -> None:
    """Record that a message will not be tried again: failed, or uncertain to have arrived."""
    row = session.get_one(OutboxMessage, message_id)
    row.state, row.error = state, error[:ERROR_LIMIT]


def retry_later(
    session: Session, message_id: int, error: str, now: datetime, wait: float | None = None
) -> None:
    """Queue a message again, after ``wait`` seconds or the next pause; fail it after the last."""
    row = session.get_one(OutboxMessage, message_id)
    row.attempts += 1
    row.error = error[:ERROR_LIMIT]
    if row.attempts > len(RETRY_SECONDS):
        row.state = Delivery.FAILED
        return
    pause = wait if wait is not None else RETRY_SECONDS[row.attempts - 1]
    row.state, row.due_at = Delivery.QUEUED, now + timedelta(seconds=pause)


def settle_lost_sendings(session: Session, now: datetime) -> None:
    """Mark messages whose sender died while sending: they may have arrived, or not."""
    session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.state == Delivery.SENDING, OutboxMessage.due_at < now)
        .values(state=Delivery.UNCERTAIN, error="the sender stopped while it was being sent")
    )


def pressed_button(session: Session, conversation_id: str, token: str) -> Button | None:
    """Return the button of a token; None for one that is not this conversation's."""
    row = session.get(ButtonRow, token) if token.isprintable() else None
    if row is None or row.conversation_id != conversation_id:
        return None
    return Button(row.label, row.payload)


def choices(session: Session, conversation_id: str) -> list[Button]:
    """Return the buttons under the newest message of a conversation, in the order shown."""
    newest = session.scalar(
        select(OutboxMessage)
        .where(OutboxMessage.conversation_id == conversation_id)
        .order_by(OutboxMessage.id.desc())
        .limit(1)
    )
    if newest is None:
        return []
    rows = session.scalars(
        select(ButtonRow).where(ButtonRow.message_id == newest.id).order_by(ButtonRow.position)
    )
    return [Button(row.label, row.payload) for row in rows]


def _put_part(session: Session, draft: Draft, text: str, now: datetime) -> OutboxMessage:
    conversation = session.get_one(Conversation, draft.conversation_id)
    row = OutboxMessage(
        conversation_id=draft.conversation_id,
        channel=conversation.channel,
        turn_id=draft.turn_id,
        author=draft.author.value,
        officer_id=draft.officer_id,
        text=text,
        created_at=now,
        due_at=now,
    )
    session.add(row)
    session.flush()
    return row


def _store_button(
    session: Session, message: OutboxMessage, position: int, button: Button
) -> dict[str, str]:
    token = secrets.token_urlsafe(12)
    label = button.label[:LABEL_LIMIT]
    session.add(
        ButtonRow(
            token=token,
            conversation_id=message.conversation_id,
            message_id=message.id,
            position=position,
            label=label,
            payload=button.payload,
        )
    )
    return {"label": label, "token": token}


def _talks_over_a_person(row: OutboxMessage, conversation: Conversation) -> bool:
    return row.author == Author.BOT and conversation.owner == Owner.OFFICER


def _outgoing(row: OutboxMessage, address: str) -> Outgoing:
    buttons = tuple(SentButton(b["label"], b["token"]) for b in row.buttons)
    author = Author(row.author)
    return Outgoing(row.id, row.conversation_id, address, author, row.text, buttons, row.attempts)


def has_newer(session: Session, conversation_id: str, after: int) -> bool:
    """Tell cheaply whether a web conversation has messages newer than ``after``."""
    found = session.scalar(
        select(OutboxMessage.id)
        .where(
            OutboxMessage.conversation_id == conversation_id,
            OutboxMessage.id > after,
            OutboxMessage.state.in_((Delivery.QUEUED, Delivery.SENT)),
        )
        .limit(1)
    )
    return found is not None
