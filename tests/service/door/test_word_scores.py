"""A classifier that looks up what each word weighs."""

import numpy as np
import pytest

from service.door.word_scores import Columns, Read, WordScores, learn

READS = [
    Read("saya mau pulang".split(), ["I", "WANT"]),
    Read("saya mau makan".split(), ["I", "WANT"]),
    Read("kantor buka jam".split()),
    Read("jam kantor tutup".split()),
]


def learnt() -> tuple[Columns, WordScores]:
    """Return what tells wishes from questions about hours."""
    columns = Columns(READS)
    return columns, dict(learn(columns, READS, [True, True, False, False], 1.0))[True]


def test_what_was_learnt_is_told_apart() -> None:
    """The door would be deaf otherwise."""
    _, scores = learnt()

    assert scores.score(Read("mau tidur".split(), ["WANT"])) > 0
    assert scores.score(Read("jam berapa kantor".split())) < 0


def test_a_score_is_what_the_row_would_give() -> None:
    """What is looked up must be what was learnt, or thresholds mean nothing."""
    columns = Columns(READS)
    weights = np.arange(len(columns.of)) / 7
    scores = WordScores(columns, weights.tolist(), 0.5)

    expected = columns.matrix(READS) @ weights + 0.5
    assert [scores.score(read) for read in READS] == pytest.approx(expected.tolist())


def test_no_words_at_all_score_nothing() -> None:
    """A picture without a caption has no words."""
    _, scores = learnt()

    assert isinstance(scores.score(Read([])), float)
