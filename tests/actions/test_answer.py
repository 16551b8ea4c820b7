"""Actions that answer from the knowledge base, or say that they cannot."""

import pytest

from actions.answer import ActionAnswer, ActionFallback, ActionRefer, ActionSmallTalk
from service.markup import read_markup
from service.outcomes import Outcome
from service.payloads import Payload, PayloadKind
from tests.actions.harness import Dialogue


def test_a_clear_topic_is_answered_with_its_article(dialogue: Dialogue) -> None:
    """Source and date make it an answer and not a claim."""
    reply = dialogue.run(ActionAnswer, "biaya permohonan?", ppid_biaya=0.9, ppid_waktu=0.05)

    assert reply.outcome is Outcome.ANSWERED
    assert (reply.topic, reply.topics) == ("ppid-biaya", ("ppid-biaya", "ppid-waktu"))
    assert reply.confidence == 0.9
    assert read_markup(reply.text).sources
    assert read_markup(reply.text).checked == "27 November 2026"
    assert Payload(PayloadKind.HUMAN) in [button.payload for button in reply.buttons]


def test_the_topic_is_remembered(dialogue: Dialogue) -> None:
    """Who asks for a person then reaches the unit that can answer."""
    dialogue.run(ActionAnswer, ppid_biaya=0.9)
    assert dialogue.slots == {
        "topic": "ppid-biaya",
        "title": "Biaya permohonan informasi",
        "office": None,
        "others": [],
        "memory": {"topics": ["ppid-biaya"], "matter": "ppid-biaya", "about": "biaya"},
        "misses": 0.0,
        "offer": "none",
    }

    dialogue.run(ActionSmallTalk, thanks=0.9)
    assert dialogue.slots["topic"] == "ppid-biaya"


def test_near_topics_are_offered_as_a_choice(dialogue: Dialogue) -> None:
    """A confident answer to the wrong question is the worst a bot can do."""
    reply = dialogue.run(ActionAnswer, ppid_biaya=0.45, ppid_waktu=0.41, spip=0.01)

    assert reply.outcome is Outcome.CLARIFIED
    assert reply.topic is None
    assert [b.payload.encode() for b in reply.buttons] == [
        "topic:ppid-biaya",
        "topic:ppid-waktu",
        "deny",
    ]
    assert "1. " in reply.text
    assert "2. " in reply.text


def test_a_topic_without_an_article_is_not_invented(dialogue: Dialogue) -> None:
    """The model may know an intent whose article was withdrawn."""
    reply = dialogue.run(ActionAnswer, "x", topik_yang_dihapus=0.95)

    assert reply.outcome is Outcome.NOT_UNDERSTOOD
    assert reply.topic is None


def test_the_second_failure_offers_an_officer(dialogue: Dialogue) -> None:
    """A person who was misunderstood twice must not be asked a third time."""
    first = dialogue.run(ActionFallback, "qwerty", spip=0.1)
    after_first = dict(dialogue.slots)
    second = dialogue.run(ActionFallback, "asdf", spip=0.1)

    assert first.text == dialogue.answers.say("rephrase")
    assert (after_first["misses"], after_first["offer"]) == (1.0, "none")
    assert second.text == dialogue.answers.say("offer_officer")
    assert second.buttons[0].payload.encode() == "human"
    assert (dialogue.slots["misses"], dialogue.slots["offer"]) == (2.0, "officer")
    assert (first.outcome, second.outcome) == (Outcome.NOT_UNDERSTOOD, Outcome.NOT_UNDERSTOOD)


def test_an_answer_ends_the_count_of_failures(dialogue: Dialogue) -> None:
    """Only failures in a row are a reason to offer an officer."""
    dialogue.run(ActionFallback, "qwerty")
    dialogue.run(ActionAnswer, ppid_biaya=0.9)
    reply = dialogue.run(ActionFallback, "qwerty")

    assert reply.text == dialogue.answers.say("rephrase")
    assert dialogue.slots["misses"] == 1.0


def test_yes_is_to_nothing_after_the_next_answer(dialogue: Dialogue) -> None:
    """ "ya" must not reach an officer whom nobody offers any more."""
    dialogue.run(ActionFallback, "qwerty")
    dialogue.run(ActionFallback, "qwerty")
    dialogue.run(ActionAnswer, ppid_biaya=0.9)

    assert dialogue.slots["offer"] == "none"


def test_the_office_of_a_named_place_is_found(dialogue: Dialogue) -> None:
    """The address comes with its caveat: it is not confirmed."""
    reply = dialogue.run(ActionAnswer, "kantor bpkp di jogja", alamat_perwakilan=0.9)

    assert (reply.outcome, reply.topic) == (Outcome.ANSWERED, "alamat-perwakilan")
    assert "Yogyakarta" in reply.text
    assert dialogue.answers.say("office_caveat") in reply.text


def test_without_a_place_it_is_asked_for(dialogue: Dialogue) -> None:
    """A list of all offices would help nobody."""
    reply = dialogue.run(ActionAnswer, "alamat kantor", alamat_perwakilan=0.9)

    assert reply.text == dialogue.answers.say("office_which")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("kantor bpkp di kecamatan tebet", "PW09"),
        ("kantor bpkp dekat bandara KNO", "PW02"),
        ("kantor bpkp pulau timor", "PW24"),
    ],
)
def test_an_office_stays_the_one_in_talk_however_it_was_named(
    dialogue: Dialogue, text: str, code: str
) -> None:
    """ "Teleponnya?" after a district or an airport is about the office it led to."""
    first = dialogue.run(ActionAnswer, text, alamat_perwakilan=0.9)
    then = dialogue.run(ActionAnswer, "nomor teleponnya?", alamat_perwakilan=0.9)

    assert dialogue.slots["office"] == code
    assert then.text == first.text


@pytest.mark.parametrize("text", ["kantor di kalimantan", "kantor kecamatan tanjung", "di taiwan"])
def test_a_choice_and_a_country_leave_no_office_in_talk(dialogue: Dialogue, text: str) -> None:
    """The office spoken of before is not the one in a place that was named since."""
    dialogue.run(ActionAnswer, "kantor bpkp di jogja", alamat_perwakilan=0.9)
    dialogue.run(ActionAnswer, text, alamat_perwakilan=0.9)

    assert dialogue.slots["office"] is None


def test_an_unclear_question_that_names_a_place_gets_its_office(dialogue: Dialogue) -> None:
    """The office's card also leads to the hours; a choice would be one tap more."""
    reply = dialogue.run(ActionAnswer, "kantor jogja", alamat_perwakilan=0.4, jam_layanan=0.38)

    assert reply.outcome is Outcome.ANSWERED
    assert "Yogyakarta" in reply.text


def test_another_remit_is_referred_to_who_can_help(dialogue: Dialogue) -> None:
    """ "Not ours" alone sends people away empty-handed."""
    reply = dialogue.run(ActionRefer, "cara bayar pajak motor", out_of_scope=0.9)

    assert reply.outcome is Outcome.REFERRED
    assert reply.text not in ("", dialogue.answers.say("out_of_scope"))


@pytest.mark.parametrize("intent", ["greet", "thanks", "bye", "affirm", "deny", "bot_challenge"])
def test_small_talk_has_its_sentence(dialogue: Dialogue, intent: str) -> None:
    """A greeting that is met with "I did not understand" ends the conversation."""
    reply = dialogue.run(ActionSmallTalk, "", **{intent: 0.9})

    assert (reply.outcome, reply.intent) == (Outcome.SMALL_TALK, intent)
    assert reply.text == dialogue.answers.say(intent)


@pytest.mark.parametrize("intent", ["thanks", "bye"])
def test_a_goodbye_that_may_be_none_ends_nothing(dialogue: Dialogue, intent: str) -> None:
    """Who is sent off by a machine that misread them does not come back."""
    reply = dialogue.run(ActionSmallTalk, "sudah tidak tahan", **{intent: 0.89})

    assert reply.outcome is Outcome.NOT_UNDERSTOOD
    assert reply.text != dialogue.answers.say(intent)


def test_a_goodbye_that_may_be_a_question_offers_its_topic(dialogue: Dialogue) -> None:
    """What else it is near to is worth a button."""
    reply = dialogue.run(ActionSmallTalk, "cukup spip", bye=0.6, spip=0.3)

    assert (reply.outcome, reply.topics) == (Outcome.CLARIFIED, ("spip",))


def test_a_message_without_any_ranking_is_not_understood(dialogue: Dialogue) -> None:
    """Rasa may send nothing at all for an empty message."""
    assert dialogue.run(ActionFallback).outcome is Outcome.NOT_UNDERSTOOD


def test_nonsense_taken_for_another_remit_is_asked_again(dialogue: Dialogue) -> None:
    """ "xyzzy" is nobody's remit; after the second one an officer is offered."""
    first = dialogue.run(ActionRefer, "xyzzy qwrt", out_of_scope=0.9)
    second = dialogue.run(ActionRefer, "xyzzy qwrt", out_of_scope=0.9)

    assert first.text == dialogue.answers.say("rephrase")
    assert second.text == dialogue.answers.say("offer_officer")
