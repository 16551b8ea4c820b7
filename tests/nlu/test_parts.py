"""Reading a message sentence by sentence, and after the topic before it."""

import pytest
from rasa.shared.nlu.constants import INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.parts import CONTEXT, IS_PART, PARTS, MessageSplitter, PartCollector, split_parts
from tests.nlu.conftest import HOSTILE


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("syaratnya apa? terus berapa lama?", ["syaratnya apa?", "terus berapa lama?"]),
        ("jam buka brp sama alamatnya dmn", ["jam buka brp", "alamatnya dmn"]),
        ("1. alamat kantor 2. jam buka", ["alamat kantor", "jam buka"]),
        ("halo min, mau tanya magang", ["halo min", "mau tanya magang"]),
        ("Kami dari desa.\nSiskeudes macet.", ["Kami dari desa", "Siskeudes macet"]),
        ("berdasarkan UU No. 14 biayanya 3.000 rupiah", []),
        ("apa itu bpkp", []),
        ("", []),
    ],
)
def test_a_message_is_cut_at_its_sentences(text: str, parts: list[str]) -> None:
    """Two questions in one message deserve two answers; a number is no end of a sentence."""
    assert split_parts(text) == parts


def test_a_long_story_has_few_parts() -> None:
    """The price of a message must not grow with its length."""
    assert len(split_parts("ini cerita saya. " * 200)) == 5


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_cut_quickly_or_left_whole(text: str) -> None:
    """Whatever is written, something is answered."""
    parts = split_parts(text)

    assert all(part.strip() for part in parts)


def ranked(messages: list[Message]) -> list[Message]:
    """Name each message's own text as its intent."""
    for message in messages:
        message.set(INTENT_RANKING_KEY, [{"name": message.get(TEXT), "confidence": 1.0}])
    return messages


def test_every_reading_comes_back_with_its_message() -> None:
    """Readings of one message must never be taken for another's."""
    slots = {"slots": {"title": "Magang di BPKP"}}
    first = Message({TEXT: "apa itu wbs? siapa kepalanya?", "metadata": slots})
    second = Message({TEXT: "berapa lama"})

    readings = ranked(MessageSplitter().process([first, second]))
    assert [m.get(TEXT) for m in readings if m.get(IS_PART)] == [
        "apa itu wbs?",
        "siapa kepalanya?",
    ]
    wholes = PartCollector().process(readings)

    assert wholes == [first, second]
    assert [part[TEXT] for part in first.get(PARTS)] == ["apa itu wbs?", "siapa kepalanya?"]
    assert first.get(CONTEXT)[TEXT] == "Magang di BPKP apa itu wbs? siapa kepalanya?"
    assert (second.get(PARTS), second.get(CONTEXT)) == ([], {})
    assert {PARTS, CONTEXT} <= first.as_dict(only_output_properties=True).keys()


@pytest.mark.parametrize("metadata", [None, {}, {"slots": None}, {"slots": {"title": 5}}])
def test_without_a_topic_before_there_is_no_context(metadata: object) -> None:
    """The first message of a conversation stands for itself."""
    message = Message({TEXT: "berapa lama", "metadata": metadata})

    assert MessageSplitter().process([message]) == [message]


def test_a_button_and_a_long_message_are_read_by_themselves() -> None:
    """What is said at length, or by a button, needs no context."""
    slots = {"slots": {"title": "Magang di BPKP"}}
    for text in ("/deny", "kata " * 11):
        messages = MessageSplitter().process([Message({TEXT: text, "metadata": slots})])
        assert len(messages) == 1


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "bukan nanya sejarahnya cuma mau tau alamat",
            ["bukan nanya sejarahnya", "cuma mau tau alamat"],
        ),
        ("mau magang cuma sebulan", []),
        ("makasih! terus kapan dijawab", ["terus kapan dijawab"]),
    ],
)
def test_what_is_meant_is_cut_off_from_what_is_not(text: str, parts: list[str]) -> None:
    """The negated half must not be answered, and thanks before a question must not hide it."""
    assert split_parts(text) == parts
