"""The gateway looks after the record, and rings when it is bent or cannot be noted."""

from pathlib import Path

from prometheus_client import REGISTRY

from bot.record_keeping import RecordKeeping
from doubles.clock import FrozenClock
from doubles.knowledge import CONTENT
from service.audit.anchors import read_anchors
from service.content.sentences import OFFICERS, load_sentences
from service.forum.links import set_group
from service.operations.metrics import RECORD_FAULTS
from service.storage.database import Database
from tests.service.audit.records import bend, deeds, written


def failures() -> float:
    """Return how often the record could not be noted."""
    return REGISTRY.get_sample_value("tanya_record_anchors_total", {"result": "failed"}) or 0.0


def test_a_look_notes_and_tells(sqlite: Database, clock: FrozenClock, tmp_path: Path) -> None:
    """The file is for the machine, the group for people."""
    with sqlite.write() as session:
        set_group(session, "humas", "-100", clock())
    written(sqlite, clock)
    words = load_sentences(CONTENT, OFFICERS)
    keeping = RecordKeeping(sqlite, tmp_path / "anchors.txt", words, clock)

    keeping.look()
    keeping.look()

    assert len(read_anchors(tmp_path / "anchors.txt")) == 1
    assert deeds(sqlite).count("record.anchored") == 1


def test_a_bent_record_rings(sqlite: Database, clock: FrozenClock, tmp_path: Path) -> None:
    """An alarm asks this gauge."""
    written(sqlite, clock)
    bend(sqlite, "UPDATE audit_log SET officer_id = 1 WHERE id = 2")

    RecordKeeping(sqlite, tmp_path / "anchors.txt", None, clock).look()
    faults = REGISTRY.get_sample_value("tanya_record_faults")
    RECORD_FAULTS.set(0)

    assert faults == 1
    assert not (tmp_path / "anchors.txt").exists()


def test_a_file_that_cannot_be_written_rings(
    sqlite: Database, clock: FrozenClock, tmp_path: Path
) -> None:
    """Without anchors nobody sees what is cut off."""
    written(sqlite, clock)
    (tmp_path / "anchors.txt").mkdir()
    before = failures()

    RecordKeeping(sqlite, tmp_path / "anchors.txt", None, clock).look()

    assert failures() == before + 1
