"""What a message that the door held is answered."""

import pytest

from service.answering.accused import accusation_reply, answered_beside, asks_in_small_words
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


def test_who_tells_more_reads_where_to_report_again(answers: Answers) -> None:
    """A title alone sends them back through the talk for the address."""
    said = accusation_reply(answers, "more+lapor-korupsi").text

    assert "kws.kpk.go.id" in said


@pytest.mark.parametrize(
    "text",
    [
        "ngeceknya dmn tuh",
        "nomornya tadi",
        "faks atau tlp nya",
        "klo ga direspon juga",
        "will my identity be kept secret",
        "mantap min fast respon",
        "kalau 50 ribu doang",
    ],
)
def test_a_held_message_that_names_nothing_is_answered(answers: Answers, text: str) -> None:
    """There is nothing in it to be held, and a refusal is no answer."""
    assert asks_in_small_words(answers, text)


@pytest.mark.parametrize(
    "text",
    [
        "kepala puskesmas bu Rosmalinda",
        "kalau dia minta 15 juta",
        "did Bambang take 5 million",
    ],
)
def test_a_held_message_that_tells_stays_held(answers: Answers, text: str) -> None:
    """Names and sums belong to the channel alone."""
    assert not asks_in_small_words(answers, text)
