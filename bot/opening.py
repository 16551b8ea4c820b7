"""A turn opened: the message, and what it is answered from, read in one look."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.routes import READABLE_KINDS
from service.answering.ticket_words import says_unfinished
from service.conversations.ownership import ConversationState, state_of
from service.escalations.reopening import answered_by_message, closed_lately
from service.outbox.buttons import choices, pressed_button
from service.outcomes import Owner
from service.payloads import Payload, PayloadKind
from service.replies import Button
from service.storage.database import Session
from service.updates.presses import BUTTON
from service.updates.work import PendingUpdate

SPOKEN_OF = timedelta(days=1)  # after the closing, "belum beres" is about the ticket
FRESH = timedelta(minutes=15)  # after it, "belum jelas" is


@dataclass(frozen=True)
class Opened:
    """What one message is answered from, read together with it.

    Attributes:
        update: The message; of a press the text is the label that was pressed.
        seen: Whose conversation it was then.
        payload: What a button or a command means, None for writing.
        offered: The buttons under the newest reply.
        closed: The ticket that an officer closed and the message comes back to, else None.
    """

    update: PendingUpdate
    seen: ConversationState
    payload: Payload | None
    offered: Sequence[Button]
    closed: str | None = None


Follow = Callable[[Session, str], Opened | None]  # what finds a conversation's next message


def open_turn(session: Session, update: PendingUpdate, now: datetime) -> Opened:
    """Read what is needed to answer an update: one look serves until the answer is stored."""
    seen = state_of(session, update.conversation_id)
    offered = choices(session, update.conversation_id)
    payload = update.payload
    if update.kind == BUTTON:
        pressed = pressed_button(session, update.conversation_id, update.pressed or "")
        payload = pressed.payload if pressed else Payload(PayloadKind.OLD_BUTTON)
        update = replace(update, text=pressed.label if pressed else "")
    return Opened(update, seen, payload, offered, _closed_ticket(session, update, seen, now))


def _closed_ticket(
    session: Session, update: PendingUpdate, seen: ConversationState, now: datetime
) -> str | None:
    """Return the ticket of the officer's answer that is quoted, or of a matter not done yet."""
    if seen.owner is not Owner.BOT or update.kind not in READABLE_KINDS:
        return None
    ticket = None
    if update.reply_to is not None:
        ticket = answered_by_message(session, update.conversation_id, update.reply_to)
    elif says_unfinished(update.text, is_fresh=True):
        is_plain = says_unfinished(update.text, is_fresh=False)
        within = SPOKEN_OF if is_plain else FRESH
        ticket = closed_lately(session, update.conversation_id, now, within)
    return ticket.ticket if ticket else None
