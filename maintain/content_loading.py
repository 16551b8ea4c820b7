"""Loads the content folder into the database, vectors included."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from service.answering.due_words import moved_in_words
from service.audit.recording import Deed, record
from service.clock import utc_now
from service.content.desk_hours import read_desk_hours
from service.content.differing import Differing, differing, in_no_file
from service.content.encoder import E5Encoder, Encoder
from service.content.entries import Problems, read_text
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
from service.content.versions import has_versions, take_content
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
    files_win: bool = False,
    tell: Callable[[str], None] = lambda _what: None,
) -> bool:
    """Load the folder; False when it is loaded already.

    What the desk published stays where its file has not changed since it was loaded, and where
    both changed: ``tell`` names it (docs/adr/0058), as it does hours that were decided there.

    Args:
        encoder: Makes the vectors; without one, the model that serves.
        files_win: What the desk published gives way to the files.

    Raises:
        ContentInvalid: Something in the folder is wrong; what served before keeps serving.
    """
    folder = settings.content_dir
    with database.read() as session:
        served = newest_load(session)
        is_whole = served is None or has_versions(session)
        kept = differing(session, folder, files_win=files_win)
        is_same = served is not None and served.fingerprint == fingerprint(folder)
    if is_same and is_whole and not (files_win and _has_other(database, folder)):
        return False
    content = read_content(folder, today, allow_expired=allow_expired, published=kept.published)
    texts = [text for article in content.articles for text in wordings(article)]
    with database.read() as session:
        read_desk_hours(folder, decided(session))
    _encode(database, texts, encoder or E5Encoder(), progress)
    with database.write() as session:
        take_content(session)
        if differing(session, folder, files_win=files_win) != kept:
            raise ContentInvalid(["an article was published in the desk meanwhile: load again"])
        store_content(session, content, utc_now(), kept.digests)
        counts = {"articles": len(content.articles), "kept": len(kept.published)}
        record(session, Deed.CONTENT_LOADED, utc_now(), data=counts)
        other = settle_with_file(session, folder, utc_now())
        _move_deadlines(session, folder, utc_now())
    _tell_of(kept, folder, tell)
    for key in other:
        tell(f"hours.yml says otherwise than the desk decided; the desk's stands: {key}")
    return True


def export_articles(database: Database, folder: Path) -> list[Path]:
    """Write what serves into the folder's files; return those that were not the same."""
    with database.read() as session:
        found = in_no_file(session, folder)
    paths = []
    for id_, text in found.items():
        path = folder / "articles" / f"{id_}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        paths.append(path)
    if paths:
        with database.write() as session:
            record(session, Deed.ARTICLES_EXPORTED, utc_now(), data={"articles": sorted(found)})
    return paths


def _has_other(database: Database, folder: Path) -> bool:
    with database.read() as session:
        return bool(in_no_file(session, folder))


def _tell_of(kept: Differing, folder: Path, tell: Callable[[str], None]) -> None:
    """Name what the desk published and stays in place of its file."""
    for id_, text in kept.published.items():
        if id_ in kept.contested:
            tell(f"{id_}: changed in its file and in the desk; the desk's text serves")
        elif read_text(folder / "articles" / f"{id_}.md", Problems()) != text:
            tell(f"{id_}: published in the desk and not in its file yet; the desk's text serves")


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
        return load_content(settings, database, today, progress, tell=warn)
    except ContentInvalid as error:
        warn(f"{error}\nThe content loaded before keeps serving.")
        with database.read() as session:
            if newest_load(session) is not None:
                return False
        return load_content(settings, database, today, progress, allow_expired=True, tell=warn)
