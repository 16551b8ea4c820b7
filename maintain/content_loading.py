"""Loads the content folder into the database, vectors included."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from service.answering.due_words import moved_in_words
from service.audit.recording import Deed, record
from service.clock import utc_now
from service.content.desk_hours import read_desk_hours
from service.content.encoder import E5Encoder, Encoder
from service.content.folder import fingerprint, read_content
from service.content.hours_changes import decided, settle_with_file
from service.content.sentences import load_sentences
from service.content.store import (
    BATCH,
    keep_vectors,
    newest_load,
    store_content,
    texts_without_vector,
)
from service.errors import ContentInvalid
from service.escalations.deadlines import Moved, move_deadlines
from service.knowledge.search import wordings
from service.settings import Settings
from service.storage.database import Database, Session


def load_content(
    settings: Settings,
    database: Database,
    today: date,
    progress: Callable[[int, int], None],
    *,
    allow_expired: bool = False,
    encoder: Encoder | None = None,
    warn: Callable[[str], None] = lambda _: None,
) -> bool:
    """Load the folder; False when it is loaded already.

    Args:
        encoder: Makes the vectors; without one, the model that serves.
        warn: Is told where hours that were decided at the desk go before the file's.

    Raises:
        ContentInvalid: Something in the folder is wrong; what served before keeps serving.
    """
    with database.read() as session:
        served = newest_load(session)
    if served is not None and served.fingerprint == fingerprint(settings.content_dir):
        return False
    content = read_content(settings.content_dir, today, allow_expired=allow_expired)
    texts = [text for article in content.articles for text in wordings(article)]
    with database.read() as session:
        read_desk_hours(settings.content_dir, decided(session))
    encoder = encoder or E5Encoder()
    _encode(database, texts, encoder, progress)
    with database.write() as session:
        store_content(session, content, utc_now())
        kept = {"articles": len(content.articles)}
        record(session, Deed.CONTENT_LOADED, utc_now(), data=kept)
        other = settle_with_file(session, settings.content_dir, utc_now())
        _move_deadlines(session, settings.content_dir, utc_now())
    for key in other:
        warn(f"hours.yml says otherwise than the desk decided; the desk's stands: {key}")
    return True


def _move_deadlines(session: Session, folder: Path, now: datetime) -> None:
    """Count open escalations by the new calendar, in the transaction that loads it."""
    desk, say = read_desk_hours(folder, decided(session)), load_sentences(folder)

    def words(moved: Moved) -> str:
        return moved_in_words(say, desk, moved, now)

    move_deadlines(session, desk, words, now)


def _encode(
    database: Database, texts: list[str], encoder: Encoder, progress: Callable[[int, int], None]
) -> None:
    """Make the vectors that are not stored yet; nobody who writes waits for the encoder."""
    for start in range(0, len(texts), BATCH):
        with database.read() as session:
            missing = texts_without_vector(session, texts[start : start + BATCH])
        if missing:
            vectors = encoder.encode(missing)
            with database.write() as session:
                keep_vectors(session, missing, vectors)
        progress(min(start + BATCH, len(texts)), len(texts))


def load_or_keep(
    settings: Settings,
    database: Database,
    today: date,
    progress: Callable[[int, int], None],
    warn: Callable[[str], None],
) -> bool:
    """Load the folder for a start: an expired or broken article must not silence the service.

    Raises:
        ContentInvalid: The folder is broken and nothing was ever loaded.
    """
    try:
        return load_content(settings, database, today, progress, warn=warn)
    except ContentInvalid as error:
        warn(f"{error}\nThe content loaded before keeps serving.")
        with database.read() as session:
            if newest_load(session) is not None:
                return False
        return load_content(settings, database, today, progress, allow_expired=True)
