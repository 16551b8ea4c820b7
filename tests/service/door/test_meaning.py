"""What a whole message means, beside its words."""

import numpy as np
import pytest

from service.door.meaning import WEIGHTS, Meaning, Question, learn_line

LINE = [1.0, 0.0, 0.0]  # looks at the first of two dimensions alone


class Encoded:
    """Counts what it is asked for; a text with "uang" points one way, others the other."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, text: str) -> object:
        """Return a vector of two dimensions."""
        self.asked.append(text)
        return np.array([8.0 if "uang" in text else -8.0, 0.0], dtype=np.float32)


@pytest.fixture
def encoded() -> Encoded:
    """An encoder that nobody asked yet."""
    return Encoded()


def test_where_words_are_undecided_the_meaning_decides(encoded: Encoded) -> None:
    """A hint without a word of a wrong is told apart from a question in the same words."""
    meaning = Meaning({Question.ACCUSES: LINE}, encoded)

    assert meaning.margin(Question.ACCUSES, "uangnya ke rumah dia", -0.3) > 0
    assert meaning.margin(Question.ACCUSES, "rumahnya di mana", 0.3) < 0


def test_where_words_are_sure_nothing_is_encoded(encoded: Encoded) -> None:
    """Most messages are no accusation at all, and a vector takes milliseconds."""
    meaning = Meaning({Question.ACCUSES: LINE}, encoded)
    far = WEIGHTS[Question.ACCUSES].reach + 0.1

    assert meaning.margin(Question.ACCUSES, "uang", -far) == -far
    assert meaning.margin(Question.ACCUSES, "uang", float("-inf")) == float("-inf")
    assert encoded.asked == []


def test_without_a_line_the_words_decide(encoded: Encoded) -> None:
    """A door without what was learnt beforehand is the door that there was."""
    only = Meaning({Question.ACCUSES: LINE}, encoded)

    assert Meaning().margin(Question.DISTRESS, "uang", -0.2) == -0.2
    assert only.margin(Question.DISTRESS, "uang", -0.2) == -0.2


def test_two_questions_about_a_message_encode_it_once(encoded: Encoded) -> None:
    """Whether it accuses and whether it tells of danger is asked of each message."""
    meaning = Meaning(dict.fromkeys(Question, LINE), encoded)
    for question in Question:
        meaning.margin(question, "uang", 0.0)

    assert encoded.asked == ["uang"]


def test_no_words_of_a_message_stay(encoded: Encoded) -> None:
    """Only a digest says which message a vector belongs to."""
    meaning = Meaning({Question.ACCUSES: LINE}, encoded)
    meaning.margin(Question.ACCUSES, "uang pak Surya", 0.0)

    assert "Surya" not in repr(vars(meaning))


def test_a_line_parts_what_it_learnt() -> None:
    """As many weights as dimensions, and the constant."""
    yes, no = np.array([[1.0, 0.1], [0.9, 0.2]]), np.array([[-1.0, 0.1], [-0.8, 0.3]])
    *weights, constant = learn_line(yes, no)

    assert len(weights) == 2
    assert all(row @ weights + constant > 0 for row in yes)
    assert all(row @ weights + constant < 0 for row in no)
