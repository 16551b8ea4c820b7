"""What a dialogue remembers."""

from service.answering.answers import Answers
from service.answering.memory import (
    SLOT,
    Asked,
    Memory,
    memory_as_slot,
    memory_in,
    without_matter,
)
from service.answering.remembering import memory_after, topic_after
from tests.service.answering.asked import FOREIGN, question, ranked


def test_a_memory_survives_its_slot() -> None:
    """It travels through Rasa as JSON; what is lost there is forgotten in mid-talk."""
    memory = Memory(("spip",), ("31",), ("spip", "cpns"), "waktu", Asked.CHOICE, True, "spip")

    assert memory_in({SLOT: memory_as_slot(memory)}) == memory
    assert memory_in({}) == memory_in({SLOT: "old"}) == Memory()


def test_the_first_topic_is_kept_however_long_the_talk() -> None:
    """ "Balik ke yang pertama" is said after many others."""
    memory = Memory()
    for topic in [f"t{n}" for n in range(20)]:
        memory = memory.with_topic(topic)

    assert (memory.topics[0], memory.topics[-1]) == ("t0", "t19")
    assert len(memory.topics) < 20


def test_what_was_offered_and_asked_about_is_remembered(answers: Answers) -> None:
    """ "Yang biaya" and "itu lho, magang" lean on the choice before."""
    offered = answers.clarify(("ppid-biaya", "siskeudes-biaya"), 0.4)
    assert offered is not None

    memory = memory_after(answers, question("ongkosnya berapa ya", FOREIGN), [offered])

    assert memory.offered == ("ppid-biaya", "siskeudes-biaya")
    assert (memory.aspect, memory.asked) == ("biaya", Asked.CHOICE)


def test_an_answer_to_something_else_ends_a_choice(answers: Answers) -> None:
    """An old choice must not catch the words of a new matter."""
    answered = answers.article("magang")
    assert answered is not None
    before = question("magang dong", memory=Memory(offered=("ppid-biaya", "siskeudes-biaya")))

    memory = memory_after(answers, before, [answered])

    assert (memory.offered, memory.topics, memory.matter) == ((), ("magang",), "magang")


def test_thanks_end_the_matter(answers: Answers) -> None:
    """A person asked for afterwards is of no unit in particular."""
    before = question("makasih ya", ranked(thanks=0.99), memory=Memory(matter="spip"))

    memory = memory_after(answers, before, [answers.small_talk("thanks", 0.99)])

    assert memory.matter is None
    assert without_matter({SLOT: {"matter": "spip", "topics": ["spip"]}})[SLOT] == {
        "topics": ["spip"]
    }


def test_a_word_about_the_service_itself_does_not_change_the_topic(answers: Answers) -> None:
    """ "Chat ini direkam?" stands between two questions about a request."""
    told = answers.article("data-saya")
    assert told is not None

    assert topic_after(question("direkam ga", topic="ppid-syarat"), told) == "ppid-syarat"
    assert topic_after(question("direkam ga"), told) == "data-saya"
