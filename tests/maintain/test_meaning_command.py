"""Learning what the door's examples mean."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from maintain.meaning_command import learn_lines, topic_questions
from service.content.encoder import DIMENSIONS, Vectors
from service.door.meaning import Question
from service.paths import ROOT


class Encoded:
    """Counts what it encodes: a text with "uang" points one way, others the other."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text."""
        self.texts += texts
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        vectors[:, 0] = [1.0 if "uang" in text else -1.0 for text in texts]
        return vectors


PARTED = {Question.ACCUSES: (["uang 1", "uang 2"], ["jam buka", "alamat", "magang"])}


def test_lines_part_the_examples(tmp_path: Path) -> None:
    """Weights for each dimension, and the constant last."""
    line = learn_lines(PARTED, Encoded(), tmp_path / "known.npz")["accuses"]

    assert len(line) == DIMENSIONS + 1
    assert line[0] + line[-1] > 0 > -line[0] + line[-1]


def test_what_was_encoded_before_is_not_encoded_again(tmp_path: Path) -> None:
    """Twenty thousand examples take minutes, the one that was added a moment."""
    known, first, second = tmp_path / "var" / "known.npz", Encoded(), Encoded()
    before = learn_lines(PARTED, first, known)

    yes, no = PARTED[Question.ACCUSES]
    learn_lines({Question.ACCUSES: ([*yes, "uang 3"], no)}, second, known)

    assert len(first.texts) == 5
    assert second.texts == ["uang 3"]
    assert learn_lines(PARTED, Encoded(), known) == before


def test_questions_about_reporting_are_not_learnt_as_harmless() -> None:
    """ "Auditor minta uang, lapor ke mana" is an example of a topic, and accuses somebody."""
    questions = list(topic_questions(ROOT))

    assert len(questions) > 3_000
    assert not any(text.startswith("- ") for text in questions)
