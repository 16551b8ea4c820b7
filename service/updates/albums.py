"""Albums: pictures sent together arrive as separate updates, and become one turn.

The part stored first is answered, a moment later, for all of them; the others join it as they are
stored, so a gateway may be killed between any two. Called by the inbox, in its transaction.
"""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.outcomes import Outcome, UpdateState
from service.storage.tables import Update

ALBUM_WAIT = timedelta(seconds=1.5)  # after each part; the next comes within a fraction of it


def join_album(session: Session, part: Update, now: datetime) -> bool:
    """Join a part to the album's first one; False when it is answered itself.

    It is when it comes first, and when its words come after the answer is being made: nobody's
    words may be lost. Parts stored at once wait for each other at their conversation's row.
    """
    first = _first_part(session, part)
    if first is None:
        part.due_at = now + ALBUM_WAIT
        return False
    is_open = first.state == UpdateState.PENDING and first.attempts == 0 and first.due_at > now
    if part.text and not is_open:
        return False
    if is_open:
        _take_words(first, part)
        first.due_at = now + ALBUM_WAIT
    part.state, part.outcome, part.done_at = UpdateState.DONE, Outcome.JOINED, now
    part.joined_to, part.text = first.id, ""
    return True


def _first_part(session: Session, part: Update) -> Update | None:
    return session.scalar(
        select(Update)
        .where(
            Update.conversation_id == part.conversation_id,
            Update.album_id == part.album_id,
            Update.joined_to.is_(None),
        )
        .order_by(Update.id)
        .limit(1)
        .with_for_update()
    )


def _take_words(first: Update, part: Update) -> None:
    first.text = "\n".join(text for text in (first.text, part.text) if text)
    first.masked_kinds = list(dict.fromkeys([*first.masked_kinds, *part.masked_kinds]))
    first.is_cut = first.is_cut or part.is_cut
