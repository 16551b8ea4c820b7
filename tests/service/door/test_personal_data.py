"""What is hidden of each kind, on lines written before the rules: both directions at 99 %."""

from pathlib import Path

import pytest

from maintain.masking_command import Outcome, judge_line, read_lines

QUESTIONS = Path(__file__).parents[2] / "questions"
LINES = read_lines(QUESTIONS / "personal_data.jsonl")
OUTCOMES = [judge_line(line) for line in LINES]
HIDDEN = sorted({line.kind for line in LINES if line.hide})
KEPT = sorted({line.kind for line in LINES if line.keep and not line.hide})
ENOUGH = 25  # lines of a kind in each direction
GOAL = 0.99


def of_kind(kind: str, *, hides: bool) -> list[Outcome]:
    """Return what became of a kind's lines that have something to hide, or nothing."""
    return [o for o in OUTCOMES if o.line.kind == kind and bool(o.line.hide) is hides]


@pytest.mark.parametrize("kind", HIDDEN)
def test_of_each_kind_nearly_all_is_hidden(kind: str) -> None:
    """What is missed is stored, and shown to officers."""
    outcomes = of_kind(kind, hides=True)

    assert len(outcomes) >= ENOUGH
    assert [o.line.text for o in outcomes if o.is_missed] == []


@pytest.mark.parametrize("kind", KEPT)
def test_of_each_kind_nearly_nothing_is_hidden_wrongly(kind: str) -> None:
    """A question about a DIPA is useless without its number."""
    outcomes = of_kind(kind, hides=False)

    assert len(outcomes) >= ENOUGH
    assert [(o.line.text, o.masked) for o in outcomes if o.is_wrong] == []


def test_all_together_reach_the_goal() -> None:
    """One line in a hundred may be as hard as that; more is a rule that fails."""
    hides = [o for o in OUTCOMES if o.line.hide]

    assert sum(not o.is_missed for o in hides) / len(hides) >= GOAL
    assert sum(o.is_wrong for o in OUTCOMES) / len(OUTCOMES) <= 1 - GOAL


def test_later_lines_stay_where_they_came() -> None:
    """They are harder; only one of them is known to fail (an E for a 3)."""
    outcomes = [judge_line(line) for line in read_lines(QUESTIONS / "personal_data_later.jsonl")]

    assert [o.line.text for o in outcomes if o.is_missed] == ["telp saya 081E22223333"]
    assert [o.line.text for o in outcomes if o.is_wrong] == []
