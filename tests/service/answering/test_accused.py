"""What a message that the door held is answered."""

import pytest

from service.answering.accused import accusation_reply, answered_beside
from service.answering.answers import Answers

ASKED = "pak kades marah, siskeudes itu dijual atau gratis?"


def test_what_a_held_message_asks_is_answered_under_the_channel(answers: Answers) -> None:
    """Who only asked, and was taken for somebody who accuses, must not go without an answer."""
    understood = answers.article("siskeudes-biaya", confidence=0.95)
    led = accusation_reply(answers, "lapor-dana-desa", understood)

    assert led.topic == "lapor-dana-desa"
    assert answered_beside(ASKED, understood, led) == understood


@pytest.mark.parametrize(
    ("text", "topic", "confidence"),
    [
        ("pak kades menjual siskeudes ke warga", "siskeudes-biaya", 0.95),  # asks nothing
        (ASKED, "siskeudes-biaya", 0.6),  # not clear
        (ASKED, "wbs-cara-lapor", 0.95),  # another channel
        (ASKED, "alamat-perwakilan", 0.95),  # an address would look like the place to report
    ],
)
def test_nothing_else_stands_under_a_channel(
    answers: Answers, text: str, topic: str, confidence: float
) -> None:
    """Whoever reports somebody must not be led two ways."""
    understood = answers.article(topic, confidence=confidence)

    assert answered_beside(text, understood, accusation_reply(answers, "lapor-dana-desa")) is None


def test_who_tells_more_of_bpkps_staff_learns_that_no_name_is_needed(answers: Answers) -> None:
    """A refusal alone reads as a closed door, and fear keeps them from the right one."""
    staff = accusation_reply(answers, "more+wbs-cara-lapor").text
    others = accusation_reply(answers, "more+lapor-korupsi").text

    assert answers.say("accusation_pseudonym") in staff
    assert answers.say("accusation_pseudonym") not in others
