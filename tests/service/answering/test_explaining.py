"""Who did not understand the answer gets its rest, or its first sentence alone."""

import pytest

from service.answering.answers import Answers
from service.answering.explaining import reply_to_puzzled
from service.outcomes import Outcome
from tests.service.answering.asked import question, ranked


@pytest.mark.parametrize("text", ["maksudnya?", "ga ngerti", "jelasin lagi dong", "contohnya apa"])
def test_the_puzzled_get_the_rest_of_the_answer(answers: Answers, text: str) -> None:
    """ "Ga ngerti" was answered by "Baik, tidak jadi"."""
    reply = reply_to_puzzled(answers, question(text, ranked(deny=0.75), topic="spip"))

    assert reply is not None
    assert (reply.outcome, reply.topic) == (Outcome.ANSWERED, "spip")


def test_too_long_an_answer_is_told_in_one_sentence(answers: Answers) -> None:
    """Whoever cannot read much at once is not shown all of it again."""
    reply = reply_to_puzzled(answers, question("kepanjangan min", topic="spip"))
    whole = answers.article("spip")

    assert reply is not None
    assert whole is not None
    assert len(reply.text) < len(whole.text)


@pytest.mark.parametrize(
    "text", ["contoh surat permohonan ada?", "artinya SPIP apa", "paham, makasih"]
)
def test_what_names_something_is_a_question_of_its_own(answers: Answers, text: str) -> None:
    """A new question stays a new question."""
    assert reply_to_puzzled(answers, question(text, topic="spip")) is None
