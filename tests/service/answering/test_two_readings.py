"""A question that two readings take for two topics."""

from dataclasses import replace

from service.answering.answers import Answers
from service.answering.moves import Heard, Move
from service.answering.question import Question
from service.answering.two_readings import with_other_reading
from tests.service.answering.asked import question, ranked

OWN_MATTER = Heard({Move.MORE: -0.4, Move.ASK: -0.2})
FURTHER = Heard({Move.MORE: 0.4, Move.ASK: -0.7})


def shown(answers: Answers, asked: Question, topic: str) -> list[str | None]:
    """Return the topics shown where the talk was answered with one."""
    reply = answers.article(topic)
    assert reply is not None
    return [said.topic for said in with_other_reading(answers, asked, reply)]


def lapor(heard: Heard, confidence: float = 0.99) -> Question:
    """Return "yang lapor lewat sms ke mana" after the two channels were compared."""
    asked = question(
        "yang lapor lewat sms ke mana", ranked(lapor_korupsi=confidence), topic="wbs-vs-lapor"
    )
    return replace(asked, heard=heard)


def test_both_are_answered_and_the_talk_goes_on(answers: Answers) -> None:
    """The last is what the next question leans on: the topic that the talk led to."""
    assert shown(answers, lapor(OWN_MATTER), "keluhan-layanan-bpkp") == [
        "lapor-korupsi",
        "keluhan-layanan-bpkp",
    ]


def test_who_asks_further_gets_one_answer(answers: Answers) -> None:
    """Nobody reads two articles for one short question."""
    only = ["keluhan-layanan-bpkp"]

    assert shown(answers, lapor(FURTHER), "keluhan-layanan-bpkp") == only
    assert shown(answers, lapor(OWN_MATTER, 0.6), "keluhan-layanan-bpkp") == only
    assert shown(answers, lapor(Heard()), "keluhan-layanan-bpkp") == only


def test_no_second_deadline_stands_beside_the_one_in_talk(answers: Answers) -> None:
    """A wrong deadline said with confidence is the worst of all."""
    asked = question("nunggu balasannya berapa lama", ranked(wbs_waktu=0.97), topic="ppid-syarat")

    assert shown(answers, replace(asked, heard=OWN_MATTER), "ppid-waktu") == ["ppid-waktu"]
