"""The outbox: replies on disk before they are sent, each with the state of its delivery.

Gateway and desk put messages in, in the transaction of what they answer; see ``deliveries`` for
what becomes of them.
Functions take an open ``Session`` and never commit.
"""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import and_, bindparam, case, func, or_, select, update
from sqlalchemy.orm import Session

from service.conversations.ownership import FORGOTTEN
from service.outbox.files import belong_to
from service.outbox.parts import parts_of
from service.outbox.placing import PLAIN, Copied, Placing, fits_under
from service.outcomes import UNANSWERED, Author, Delivery, Owner, Priority
from service.replies import LABEL_LIMIT, Button
from service.storage.base import table_of
from service.storage.rows import insert_row, insert_rows
from service.storage.tables import ButtonRow, Conversation, OutboxMessage

OUTBOX, CONVERSATIONS = table_of(OutboxMessage), table_of(Conversation)
_m = OUTBOX.c
SHOWN_COLUMNS = (
    _m.id,
    _m.conversation_id,
    _m.author,
    _m.text,
    _m.buttons,
    _m.state,
    _m.attempts,
    _m.created_at,
    _m.turn_id,
    _m.copied,
    _m.answers,
    CONVERSATIONS.c.address,
    CONVERSATIONS.c.owner,
)  # what a channel needs to know of a message


@dataclass(frozen=True)
class SentButton:
    """A button as a channel shows it: the token stands for what a press means.

    Attributes:
        kind: The payload's kind, by which a channel may show it in another way; never what it
            is about. Empty where another version of us stored it.
    """

    label: str
    token: str
    kind: str = ""


@dataclass(frozen=True)
class Outgoing:
    """A message to be delivered.

    Attributes:
        is_withdrawn: Whether it was read and taken back since; nothing of it is left here then.
    """

    id: int
    conversation_id: str
    address: str
    author: Author
    text: str
    buttons: tuple[SentButton, ...]
    attempts: int
    created_at: datetime
    turn_id: int | None = None
    placing: Placing = PLAIN
    is_withdrawn: bool = False


@dataclass(frozen=True)
class Draft:
    """A message to be put in the outbox."""

    conversation_id: str
    author: Author
    text: str
    buttons: tuple[Button, ...] = ()
    turn_id: int | None = None
    officer_id: int | None = None
    priority: Priority = Priority.ANSWER
    placing: Placing = PLAIN


def put_message(session: Session, draft: Draft, now: datetime) -> int:
    """Put a message in the outbox, cut where it is too long for the channel.

    Returns:
        The id of its last part, which carries the buttons.
    """
    channel = take_turn(session, draft.conversation_id)
    _hurry_earlier(session, draft)
    draft = _with_its_file(session, channel, draft, now)
    *before, last = parts_of(draft.author, draft.text) or [""]
    for part in before:
        _put_part(session, channel, draft, part, now)
    shown = [
        {
            "label": button.label[:LABEL_LIMIT],
            "token": secrets.token_urlsafe(12),
            "kind": button.payload.kind.value,
        }
        for button in draft.buttons
    ]
    message_id = _put_part(session, channel, draft, last, now, shown)
    rows = [
        ButtonRow(
            token=button["token"],
            label=button["label"],
            conversation_id=draft.conversation_id,
            message_id=message_id,
            position=position,
            payload=meant.payload.encode(),
        )
        for position, (button, meant) in enumerate(zip(shown, draft.buttons, strict=True), start=1)
    ]
    insert_rows(session, rows)
    return message_id


def messages_after(
    session: Session, conversation_id: str, after: int, now: datetime
) -> list[Outgoing]:
    """Return a web conversation's messages newer than ``after`` and mark them sent.

    Of a conversation that its visitor deleted nobody reads any: they wait for ever.
    """
    rows = session.execute(_AFTER, {"conversation": conversation_id, "after": after}).all()
    if rows and rows[0].address.startswith(FORGOTTEN):
        return []
    queued = [row for row in rows if row.state == Delivery.QUEUED]
    too_late = {row.id for row in queued if talks_over_a_person(row.author, row.owner)}
    withdraw(session, too_late)
    sent = [row.id for row in queued if row.id not in too_late]
    if sent:
        session.execute(_SHOWN, {"numbers": sent, "at": now})
    return [_as_read(row) for row in rows if row.id not in too_late]


def messages_of(session: Session, numbers: Collection[int]) -> dict[int, Outgoing]:
    """Return messages of the web chat as they are read now, by their numbers."""
    rows = session.execute(_OF_NUMBERS, {"numbers": list(numbers)})
    return {row.id: _as_read(row) for row in rows}


def withdraw(session: Session, message_ids: Collection[int]) -> None:
    """Take queued messages back: nobody is to read them any more.

    One that was to be sent once more may have been read already: it is uncertain.
    """
    if message_ids:
        session.execute(_WITHDRAW, {"numbers": list(message_ids)})


def newest_number(session: Session) -> int:
    """Return the number of the newest message of all."""
    return session.scalar(select(func.max(OutboxMessage.id))) or 0


def stored_since(session: Session, channel: str, after: int) -> list[tuple[int, str]]:
    """Return the messages of a channel with a number above ``after``: number, conversation."""
    rows = session.execute(
        select(OutboxMessage.id, OutboxMessage.conversation_id)
        .where(OutboxMessage.id > after, OutboxMessage.channel == channel)
        .order_by(OutboxMessage.id)
    )
    return [(row.id, row.conversation_id) for row in rows]


def _hurry_earlier(session: Session, draft: Draft) -> None:
    """Let what the citizen must read first not hold up what is more urgent."""
    if draft.priority is not Priority.ANSWER:
        return
    values = {"conversation": draft.conversation_id, "urgent": draft.priority}
    session.execute(_HURRY, values)


def take_turn(session: Session, conversation_id: str) -> str:
    """Let the messages of a conversation be committed in the order of their ids.

    Returns its channel.

    Without it, on PostgreSQL, an officer's message may be seen and sent while an earlier id is not
    committed yet: the earlier one then arrives late, and a web page that reads on from the later
    id never shows it. The lock is the weakest that excludes itself: foreign keys pass it.
    """
    return cast("str", session.scalars(_TAKE_TURN, {"conversation": conversation_id}).one())


def _with_its_file(session: Session, channel: str, draft: Draft, now: datetime) -> Draft:
    """Put a file in whose words are too long to stand under it; return what is still to be put."""
    placing = draft.placing
    if placing.copied is None or fits_under(draft.text):
        return draft
    _put_part(session, channel, replace(draft, text=""), "", now)
    return replace(draft, placing=replace(placing, copied=None))


def _put_part(
    session: Session,
    channel: str,
    draft: Draft,
    text: str,
    now: datetime,
    buttons: Sequence[dict[str, str]] = (),
) -> int:
    copied = draft.placing.copied
    row = OutboxMessage(
        conversation_id=draft.conversation_id,
        channel=channel,
        turn_id=draft.turn_id,
        author=draft.author.value,
        officer_id=draft.officer_id,
        priority=draft.priority,
        text=text,
        buttons=list(buttons),
        copied=_as_row(copied) if copied else None,
        answers=draft.placing.answers,
        created_at=now,
        due_at=now,
    )
    number = insert_row(session, row)
    if copied is not None and copied.stored is not None:
        belong_to(session, copied.stored, number)
    return number


def _as_row(copied: Copied) -> dict[str, Any]:
    return {name: value for name, value in asdict(copied).items() if value is not None}


def talks_over_a_person(author: str, owner: str) -> bool:
    """Tell whether an answer of the bot's comes too late: an officer holds the conversation."""
    return author == Author.BOT and owner == Owner.OFFICER


def outgoing(row: Any) -> Outgoing:
    """Return a row of ``SHOWN_COLUMNS`` as a channel needs it."""
    buttons = tuple(SentButton(b["label"], b["token"], b.get("kind", "")) for b in row.buttons)
    return Outgoing(
        id=row.id,
        conversation_id=row.conversation_id,
        address=row.address,
        author=Author(row.author),
        text=row.text,
        buttons=buttons,
        attempts=row.attempts,
        created_at=row.created_at,
        turn_id=row.turn_id,
        placing=Placing(Copied(**row.copied) if row.copied else None, row.answers),
    )


def _as_read(row: Any) -> Outgoing:
    """Return a row as its citizen reads it now."""
    message = outgoing(row)
    if row.state != Delivery.WITHDRAWN:
        return message
    return replace(message, text="", buttons=(), placing=PLAIN, is_withdrawn=True)


def has_newer(session: Session, conversation_id: str, after: int) -> bool:
    """Tell cheaply whether a web conversation has messages newer than ``after``."""
    values = {"conversation": conversation_id, "after": after}
    return session.scalar(_NEWER, values) is not None


# Built once, on the tables: docs/adr/0016.
_OF_CONVERSATION = _m.conversation_id == bindparam("conversation")
_SHOWN_AFTER = (
    _OF_CONVERSATION,
    _m.id > bindparam("after"),
    or_(
        _m.state.in_((Delivery.QUEUED, Delivery.SENT)),
        and_(
            _m.state == Delivery.WITHDRAWN,
            _m.author == Author.OFFICER,
            _m.sent_at.is_not(None),  # it was read: the page says that it was taken back
        ),
    ),
)
_NEWER = select(_m.id).where(*_SHOWN_AFTER).limit(1)
_AFTER = (
    select(*SHOWN_COLUMNS)
    .join(CONVERSATIONS, CONVERSATIONS.c.id == _m.conversation_id)
    .where(*_SHOWN_AFTER)
    .order_by(_m.id)
)
_OF_NUMBERS = (
    select(*SHOWN_COLUMNS)
    .join(CONVERSATIONS, CONVERSATIONS.c.id == _m.conversation_id)
    .where(_m.id.in_(bindparam("numbers", expanding=True)))
)
_HURRY = (
    update(OUTBOX)
    .where(
        _OF_CONVERSATION,
        _m.state == Delivery.QUEUED,
        _m.priority > bindparam("urgent"),
    )
    .values(priority=bindparam("urgent"))
)
OF_NUMBERS = update(OUTBOX).where(_m.id.in_(bindparam("numbers", expanding=True)))
_SHOWN = OF_NUMBERS.values(state=Delivery.SENT, sent_at=bindparam("at"))
_WITHDRAW = OF_NUMBERS.values(
    state=case((_m.error.in_(UNANSWERED), Delivery.UNCERTAIN), else_=Delivery.WITHDRAWN)
)
_TAKE_TURN = (
    select(CONVERSATIONS.c.channel)
    .where(CONVERSATIONS.c.id == bindparam("conversation"))
    .with_for_update(key_share=True)
)
