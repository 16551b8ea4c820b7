"""What a gateway does for the record every hour: look at what came, and note how far it goes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from service.audit.anchors import Anchor, add_anchor, read_anchors
from service.audit.keys import known_keys
from service.audit.recording import head_of
from service.audit.verification import Verdict, verify
from service.storage.database import Database

EVERY = timedelta(hours=1)


@dataclass(frozen=True)
class Kept:
    """What came of a look.

    Attributes:
        verdict: Of the rows since the last anchor, and of that one.
        anchor: The new one; None when nothing was added to the record.
    """

    verdict: Verdict
    anchor: Anchor | None


def keep_anchors(database: Database, file: Path, now: datetime) -> Kept | None:
    """Look at the end of the record and add an anchor, if the last one is an hour old.

    A record that is not whole gets none: what was bent must not be vouched for.

    Raises:
        OSError: The file cannot be written.
        RecordUnreadable: The file is not what was written there.
    """
    anchors = read_anchors(file)
    last = anchors[-1] if anchors else None
    if last is not None and last.at is not None and timedelta() <= now - last.at < EVERY:
        return None
    with database.read() as session:
        begin = last.id if last is not None and last.id else 1
        verdict = verify(session, known_keys(session), [last] if last else [], begin)
        number, hashed = head_of(session)
    is_news = number > (last.id if last else 0)
    if not verdict.is_whole or not is_news or number != verdict.last:
        return Kept(verdict, None)
    anchor = Anchor(number, hashed, now)
    add_anchor(file, anchor)
    return Kept(verdict, anchor)
