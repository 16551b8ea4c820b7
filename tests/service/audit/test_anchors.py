"""Anchors lie in a file of their own, one line each, and are read again as they were written."""

from pathlib import Path

import pytest

from doubles.clock import FrozenClock
from service.audit.anchors import Anchor, add_anchor, anchor_said, read_anchors
from service.errors import RecordUnreadable

HASH = "0123456789abcdef" * 4


def test_an_anchor_is_read_as_it_was_written(tmp_path: Path, clock: FrozenClock) -> None:
    """A note that reads otherwise next year vouches for nothing."""
    file, first = tmp_path / "new" / "anchors.txt", Anchor(1, HASH, clock())
    clock.advance(hours=1)
    second = Anchor(25, HASH[::-1], clock())

    add_anchor(file, first)
    add_anchor(file, second)

    assert read_anchors(file) == [first, second]
    assert file.read_text().startswith(f"2026-11-24T03:00:00Z 1 {HASH}\n")
    assert file.stat().st_mode & 0o077 == 0


def test_no_file_has_no_anchors(tmp_path: Path) -> None:
    """A service that begins has noted nothing yet."""
    assert read_anchors(tmp_path / "none.txt") == []


@pytest.mark.parametrize(
    "line", ["", "2026-11-24T03:00:00Z 1", f"2026-13-24T03:00:00Z 1 {HASH}", f"x 1 {HASH}"]
)
def test_a_line_that_is_no_anchor_is_named(tmp_path: Path, line: str) -> None:
    """Whoever bends the record bends the file as well, if they reach it."""
    file = tmp_path / "anchors.txt"
    file.write_text(f"2026-11-24T03:00:00Z 1 {HASH}\n{line}\n")

    with pytest.raises(RecordUnreadable, match="line 2"):
        read_anchors(file)


def test_what_a_group_was_told_is_an_anchor() -> None:
    """It stands on every member's phone, in the first digits of a hash."""
    said = anchor_said(f" 25:{HASH[:32].upper()} ")

    assert said == Anchor(25, HASH[:32])
    assert said.fits(HASH)
    assert not said.fits(HASH[::-1])


@pytest.mark.parametrize("text", ["", "25", "25:0123", f"x:{HASH}", f"25:{HASH}0"])
def test_too_little_is_no_anchor(text: str) -> None:
    """A few digits fit many hashes."""
    with pytest.raises(RecordUnreadable, match="not an anchor"):
        anchor_said(text)
