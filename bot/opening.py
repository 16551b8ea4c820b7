"""A turn opened: the message, and what it is answered from, read in one look."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.conversations.ownership import ConversationState, state_of
from service.outbox.queue import choices, pressed_button
from service.payloads import Payload, PayloadKind
from service.replies import Button
from service.storage.database import Session
from service.updates.presses import BUTTON
from service.updates.work import PendingUpdate


@dataclass(frozen=True)
class Opened:
    """What one message is answered from, read together with it.

    Attributes:
        update: The message; of a press the text is the label that was pressed.
        seen: Whose conversation it was then.
        payload: What a button or a command means, None for writing.
        offered: The buttons under the newest reply.
    """

    update: PendingUpdate
    seen: ConversationState
    payload: Payload | None
    offered: Sequence[Button]


def open_turn(session: Session, update: PendingUpdate) -> Opened:
    """Read what is needed to answer an update: one look serves until the answer is stored."""
    seen = state_of(session, update.conversation_id)
    offered = choices(session, update.conversation_id)
    payload = update.payload
    if update.kind == BUTTON:
        pressed = pressed_button(session, update.conversation_id, update.pressed or "")
        payload = pressed.payload if pressed else Payload(PayloadKind.OLD_BUTTON)
        update = replace(update, text=pressed.label if pressed else "")
    return Opened(update, seen, payload, offered)
