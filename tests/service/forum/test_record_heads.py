"""Once a day the group is told how far the record goes."""

from datetime import UTC, datetime

from sqlalchemy import select

from doubles.clock import FrozenClock
from doubles.knowledge import CONTENT
from service.content.sentences import OFFICERS, load_sentences
from service.forum.links import set_group
from service.forum.record_heads import tell_head
from service.forum.tables import ForumMessage
from service.storage.database import Database
from tests.service.audit.records import anchor, deeds, written

MORNING = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)  # 08.00 in Jakarta


def told(database: Database) -> list[str]:
    """Return what the group is to be told."""
    with database.read() as session:
        return list(session.scalars(select(ForumMessage.text).order_by(ForumMessage.id)))


def tell(database: Database, now: datetime) -> bool:
    """Tell it if it is time."""
    words = load_sentences(CONTENT, OFFICERS)
    with database.write() as session:
        return tell_head(session, words, now)


def test_a_day_has_one_line(sqlite: Database, clock: FrozenClock) -> None:
    """What stands on every member's phone, no administrator of ours can take away."""
    with sqlite.write() as session:
        set_group(session, "humas", "-100", clock())
    written(sqlite, clock)
    head = anchor(sqlite)

    said = [
        tell(sqlite, MORNING.replace(hour=0, minute=59)),
        tell(sqlite, MORNING),
        tell(sqlite, MORNING.replace(hour=16)),
        tell(sqlite, MORNING.replace(day=26)),
    ]

    assert said == [False, True, False, True]
    assert f"{head.id}:{head.hash[:32]}" in told(sqlite)[0]
    assert deeds(sqlite).count("record.anchored") == 2


def test_without_the_group_nothing_is_said(sqlite: Database, clock: FrozenClock) -> None:
    """Another unit's group is not where it is looked for."""
    with sqlite.write() as session:
        set_group(session, "ppid", "-200", clock())
    written(sqlite, clock)

    assert tell(sqlite, MORNING) is False
    assert told(sqlite) == []
