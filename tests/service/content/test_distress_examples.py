"""What the door learns distress from, as maintainers write it."""

from pathlib import Path

import pytest

from doubles.knowledge import CONTENT
from service.content.distress_examples import KINDS, NAME, read_distress
from service.content.entries import Problems


def test_the_examples_are_enough_of_each_kind() -> None:
    """Too few would be a classifier that guesses."""
    problems = Problems()

    examples = read_distress(CONTENT, problems)

    assert problems.lines == []
    assert sum(map(len, examples.told.values())) >= 300
    assert len(examples.harmless) >= 600


@pytest.mark.parametrize("text", [None, "suicide: []", "- a list", "a: ["])
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, text: str | None) -> None:
    """A door that learnt nothing must not open silently."""
    if text is not None:
        (tmp_path / NAME).write_text(text, encoding="utf-8")
    problems = Problems()

    assert read_distress(tmp_path, problems).told == {}
    assert [NAME in line for line in problems.lines] == [True]


def test_a_text_of_two_kinds_and_a_short_list_are_named(tmp_path: Path) -> None:
    """Both teach the door something wrong."""
    lists = {kind: ["tolong saya"] for kind in KINDS} | {"harmless": ["jam buka"]}
    (tmp_path / NAME).write_text(str(lists), encoding="utf-8")
    problems = Problems()

    read_distress(tmp_path, problems)

    said = "\n".join(map(str, problems.lines))
    assert "is both suicide and threat: 'tolong saya'" in said
    assert "harmless: 1 different texts, at least 600" in said
