"""Receipts: how far an officer's answer from the group came, told where it was written.

By reactions of Telegram's list, which cost none of the group's 20 messages; in words where they
are refused, and where an officer has to decide. Functions take an open ``Session`` and never
commit.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, func, literal, or_, select
from sqlalchemy.orm import Session

from service.forum.cards import Press, Shown, button
from service.forum.means import DeskMeans
from service.forum.messages import Kind, Notice, State, tell
from service.forum.tables import ForumGroup, ForumMessage
from service.outbox.changes import untold_changes
from service.outbox.revisions import WITHDRAW
from service.outcomes import Delivery
from service.storage.tables import OutboxMessage

REACTIONS = {
    "queued": "👀",
    "delivered": "👌",
    "failed": "💔",
    "uncertain": "🤔",
    "withdrawn": "🗿",
}
FIRST = timedelta(seconds=2)  # an answer that is delivered sooner needs no receipt that it waits
DONE = ("delivered", "withdrawn")
_STATES = {
    Delivery.QUEUED: "queued",
    Delivery.SENDING: "queued",
    Delivery.SENT: "delivered",
    Delivery.FAILED: "failed",
    Delivery.UNCERTAIN: "uncertain",
    Delivery.WITHDRAWN: "withdrawn",
}
_WORD = case({state.value: word for state, word in _STATES.items()}, value=OutboxMessage.state)


@dataclass(frozen=True)
class Receipt:
    """A receipt that is due.

    Attributes:
        word: ``queued``, ``delivered``, ``failed``, ``uncertain`` or ``withdrawn``.
        number: The officer's message in the group.
    """

    id: int
    chat: str
    number: str
    word: str

    @property
    def emoji(self) -> str:
        """The reaction that says it."""
        return REACTIONS[self.word]


def due_receipts(session: Session, now: datetime, limit: int = 20) -> list[Receipt]:
    """Return the officers' messages whose receipt says something else than what is so."""
    rows = session.execute(
        select(
            ForumMessage.id,
            ForumMessage.number,
            ForumGroup.chat,
            _WORD.label("word"),
        )
        .join(OutboxMessage, OutboxMessage.id == ForumMessage.outbox_id)
        .join(ForumGroup, ForumGroup.id == ForumMessage.group_id)
        .where(
            ForumMessage.kind == Kind.OWN,
            ForumMessage.state == literal(State.THERE.value, literal_execute=True),
            ForumMessage.due_at <= now,
            ForumGroup.gone_at.is_(None),
        )
        .where(
            ForumMessage.number.is_not(None),
            func.coalesce(ForumMessage.print, "") != _WORD,
            or_(_WORD != "queued", ForumMessage.created_at <= now - FIRST),
        )
        .order_by(ForumMessage.due_at, ForumMessage.id)
        .limit(limit)
    )
    return [Receipt(row.id, row.chat, row.number, row.word) for row in rows]


def mark_receipt(
    session: Session, receipt: Receipt, is_shown: bool, means: DeskMeans, now: datetime
) -> None:
    """Note that a receipt was shown, or say it in words, as what an officer must decide."""
    row = session.get_one(ForumMessage, receipt.id)
    row.print = receipt.word
    if receipt.word in DONE:
        row.state = State.SETTLED
    must_decide = receipt.word in ("failed", "uncertain")
    if must_decide or (not is_shown and receipt.word != "queued"):
        shown = _in_words(session, row, receipt.word, means)
        tell(session, Notice(row.group_id, row.topic_id, shown, answers=row.number), now)


def put_off_receipt(session: Session, receipt: Receipt, now: datetime, seconds: float) -> None:
    """Try a receipt again later."""
    session.get_one(ForumMessage, receipt.id).due_at = now + timedelta(seconds=seconds)


def tell_changes(session: Session, means: DeskMeans, now: datetime) -> None:
    """Tell officers what became of edits and withdrawals."""
    for message_id, kind, is_made in untold_changes(session, now):
        row = session.scalar(
            select(ForumMessage).where(
                ForumMessage.outbox_id == message_id, ForumMessage.kind == Kind.OWN
            )
        )
        if row is None:
            continue
        made, refused = "edit_sent", "edit_refused"
        if kind == WITHDRAW:
            made, refused = "withdrawn", "withdraw_refused"
            row.state = State.THERE  # its receipt changes
        told = Shown(means.words(made if is_made else refused))
        tell(session, Notice(row.group_id, row.topic_id, told, answers=row.number), now)


def _in_words(session: Session, row: ForumMessage, word: str, means: DeskMeans) -> Shown:
    message = session.get_one(OutboxMessage, row.outbox_id)
    if word not in ("failed", "uncertain"):
        return Shown(means.words(f"receipt_{word}"))
    why = means.words(f"trouble_{message.error or 'refused'}")
    again = button(Press.SEND_AGAIN, str(message.id), means.words)
    return Shown(means.words(f"receipt_{word}", why=why), ((again,),))
