"""Albums: pictures sent together arrive as separate updates, and become one turn.

The part stored first is answered, a moment later, for all of them; the others join it as they are
stored, so a gateway may be killed between any two. Called by the inbox, in its transaction.

``Update.captions`` says which lines of the album's words stand under which picture ("10 2": two
under message 10), so that who corrects one caption takes back no other.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.outcomes import Outcome, UpdateState
from service.storage.tables import Turn, Update

ALBUM_WAIT = timedelta(seconds=1.5)  # after each part; the next comes within a fraction of it


def join_album(session: Session, part: Update, now: datetime) -> bool:
    """Join a part to the album's first one; False when it is answered itself.

    It is when it comes first, and when its words come after the answer is being made: nobody's
    words may be lost. Parts stored at once wait for each other at their conversation's row.
    """
    first = _first_part(session, part)
    lines = _caption(part.message_id, part.text)
    if first is None:
        part.due_at, part.captions = now + ALBUM_WAIT, [lines]
        return False
    is_open = first.state == UpdateState.PENDING and first.attempts == 0 and first.due_at > now
    if part.text and not is_open:
        part.captions = [lines]
        return False
    first.captions = [*first.captions, lines]
    if is_open:
        _take_words(first, part)
        first.due_at = now + ALBUM_WAIT
    part.state, part.outcome, part.done_at = UpdateState.DONE, Outcome.JOINED, now
    part.joined_to, part.text = first.id, ""
    return True


@dataclass(frozen=True)
class AlbumVersion:
    """The words under an album as they stand.

    Attributes:
        row: The update that they were stored with.
        text: All captions.
    """

    row: Update
    text: str

    @property
    def id(self) -> int:
        """The update's number."""
        return self.row.id

    def changed(self, message_id: str, caption: str) -> tuple[str, list[str]]:
        """Return all captions with one of them changed, and whose lines they are then."""
        lines, at, texts, owners = self.text.split("\n"), 0, [], []
        for owner, count in _owners(self.row.captions):
            own = caption if owner == message_id else "\n".join(lines[at : at + count])
            at += count
            texts += [own] if own else []
            owners.append(_caption(owner, own))
        return "\n".join(texts), owners


def album_version(session: Session, edit: Update, album_id: str | None) -> AlbumVersion | None:
    """Return the newest words of the album that an edited message belongs to, as they are kept.

    None where it belongs to none, or its words were taken back or not kept as they came.
    """
    if album_id is None or not edit.message_id:
        return None
    found = session.execute(
        select(Update, Turn.text)
        .outerjoin(Turn, Turn.update_id == Update.id)
        .where(Update.conversation_id == edit.conversation_id, Update.album_id == album_id)
        .order_by(Update.id.desc())
        .with_for_update(of=Update)
    )
    for row, answered in found:
        owners = _owners(row.captions)
        if edit.message_id in (owner for owner, _ in owners):
            text = row.text if answered is None else answered
            is_whole = _count(text) == sum(count for _, count in owners)
            return AlbumVersion(row, text) if is_whole else None
    return None


def hand_on(version: AlbumVersion, edit: Update, captions: list[str]) -> None:
    """Note whose lines the words are that took a version's place."""
    if edit.joined_to == version.id:
        version.row.captions = captions
    else:
        version.row.captions, edit.captions = [], captions


def _caption(message_id: str | None, text: str) -> str:
    return f"{message_id or '-'} {_count(text)}"


def _count(text: str) -> int:
    return len(text.split("\n")) if text else 0


def _owners(captions: list[str]) -> list[tuple[str, int]]:
    parts = (caption.split() for caption in captions)
    return [(owner, int(count)) for owner, count in parts]


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
