"""Every hour the end of the record is looked at, and its head is noted elsewhere."""

from pathlib import Path

import pytest

from doubles.clock import FrozenClock
from service.audit.anchors import read_anchors
from service.audit.upkeep import keep_anchors
from service.audit.verification import Fault, Found
from service.storage.database import Database
from tests.service.audit.records import bend, verified, written


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where anchors go."""
    return tmp_path / "anchors.txt"


def test_an_hour_has_one_anchor(sqlite: Database, clock: FrozenClock, file: Path) -> None:
    """A gateway that starts again and again must not fill the file."""
    written(sqlite, clock)
    kept = [keep_anchors(sqlite, file, clock()) for _ in range(2)]
    clock.advance(hours=1)
    written(sqlite, clock)
    later = keep_anchors(sqlite, file, clock())

    assert kept[1] is None
    assert later is not None
    assert [anchor.id for anchor in read_anchors(file)] == [5, 10]
    assert verified(sqlite, read_anchors(file)).anchored == 10


def test_nothing_new_needs_no_anchor(sqlite: Database, clock: FrozenClock, file: Path) -> None:
    """A night in which nobody did anything adds no line."""
    written(sqlite, clock)
    keep_anchors(sqlite, file, clock())
    clock.advance(hours=1)

    kept = keep_anchors(sqlite, file, clock())

    assert kept is not None
    assert kept.anchor is None
    assert len(read_anchors(file)) == 1


def test_an_empty_record_has_no_anchor(sqlite: Database, clock: FrozenClock, file: Path) -> None:
    """There is nothing to vouch for."""
    kept = keep_anchors(sqlite, file, clock())

    assert kept is not None
    assert kept.verdict.is_whole
    assert not file.exists()


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE audit_log SET officer_id = 1 WHERE id = 7", Found(Fault.HASH, 7)),
        ("DELETE FROM audit_log WHERE id > 3", Found(Fault.CUT, 5)),
    ],
)
def test_what_is_bent_is_told_and_not_vouched_for(
    database: Database, clock: FrozenClock, file: Path, statement: str, fault: Found
) -> None:
    """An anchor behind it would say that all is well."""
    written(database, clock)
    keep_anchors(database, file, clock())
    written(database, clock)
    clock.advance(hours=1)

    bend(database, statement)
    kept = keep_anchors(database, file, clock())

    assert kept is not None
    assert (kept.verdict.faults[0], kept.anchor) == (fault, None)
    assert len(read_anchors(file)) == 1
