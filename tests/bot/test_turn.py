"""One message, from the update to the stored reply."""

import pytest

from service.markup import read_markup
from service.outcomes import Outcome
from service.payloads import Payload
from service.replies import Button, Reply
from tests.bot.harness import ANSWER, LABELS, Office


async def test_a_question_is_answered_and_stored_in_one_turn(any_office: Office) -> None:
    """The figures and the officers' view stand on this row."""
    told = await any_office.write("gmn cara minta data?")

    stored = any_office.turns(
        "text", "outcome", "topic", "intent", "confidence", "answered_by", "kind"
    )
    assert (told.text, list(told.buttons)) == (
        ANSWER.text,
        LABELS,
    )
    assert stored == [
        ("gmn cara minta data?", "answered", *(["ppid-permohonan"] * 2), 0.9, "rasa", "text")
    ]
    assert any_office.updates("state", "outcome", "text") == [("done", "answered", "")]


async def test_rasa_knows_a_citizen_by_a_random_number(office: Office) -> None:
    """Rasa's tracker must not hold chat ids."""
    await office.write("halo", address="628123")

    assert office.assistant.senders == [office.conversation("628123")]
    assert "628123" not in office.assistant.senders[0]


async def test_several_replies_are_told_in_order(office: Office) -> None:
    """The first names the outcome, the citizen reads all."""
    second = Reply("Ada lagi?", Outcome.SMALL_TALK)
    office.assistant.replies = (ANSWER, second)

    await office.write("minta data")

    assert [told.text for told in office.told()] == [ANSWER.text, "Ada lagi?"]
    assert office.turns("outcome") == [("answered",)]


async def test_an_answer_longer_than_a_message_is_told_in_parts(office: Office) -> None:
    """Telegram refuses more than 4,096 characters; the buttons belong under the end."""
    office.assistant.replies = (
        Reply("kata " * 2000, Outcome.ANSWERED, (Button("Topik", Payload.decode("menu")),)),
    )

    await office.write("panjang")

    told = office.told()
    assert len(told) == 3
    assert [list(part.buttons) for part in told] == [[], [], ["Topik"]]
    assert " ".join(part.text for part in told).split() == ["kata"] * 2000


async def test_rasa_down_is_answered_from_the_knowledge_base(any_office: Office) -> None:
    """The citizen still gets the article, and knows why it may be the wrong one."""
    any_office.assistant.goes_down()

    told = await any_office.write("Berapa biaya meminta informasi ke BPKP")

    assert "biaya" in told.text.lower()
    assert read_markup(told.text).body.endswith(any_office.say("assistant_down"))
    assert any_office.turns("outcome", "topic", "answered_by") == [
        ("answered", "ppid-biaya", "knowledge")
    ]


async def test_nonsense_while_rasa_is_down_offers_an_officer(office: Office) -> None:
    """What search does not find must not be invented, and must not end in a dead end."""
    office.assistant.goes_down()

    told = await office.write("qwerty zxcvb")

    assert told.text.startswith(office.say("offer_officer_at_once"))
    assert office.say("button_officer") in told.buttons
    assert office.turns("outcome", "topic") == [("not_understood", None)]


async def test_a_topic_button_works_while_rasa_is_down(office: Office) -> None:
    """The menu needs no understanding."""
    first = await office.write("minta data")
    office.assistant.goes_down()

    told = await office.press(first.buttons["Biaya"])

    assert told.text.startswith("# ")
    assert office.turns("topic")[-1] == ("ppid-biaya",)


async def test_an_office_is_found_while_rasa_is_down(office: Office) -> None:
    """Addresses are what people need when a system is down."""
    office.assistant.goes_down()

    told = await office.write("Di mana kantor BPKP di provinsi Yogyakarta saya")

    assert "Yogyakarta" in told.text


async def test_a_typed_number_chooses_the_second_button(any_office: Office) -> None:
    """Not everybody's phone shows buttons, and many people type."""
    await any_office.write("minta data")

    await any_office.write("2")

    assert any_office.assistant.asked == ["minta data", "/ppid-biaya"]
    assert any_office.turns("text")[-1] == ("2",)


async def test_a_button_does_what_it_says(office: Office) -> None:
    """ "Selengkapnya" is ours and asks no Rasa."""
    first = await office.write("minta data")

    told = await office.press(first.buttons["Selengkapnya"])

    assert office.assistant.asked == ["minta data"]
    assert office.turns("kind", "outcome", "answered_by")[-1] == ("button", "answered", "gateway")
    assert told.text != first.text


@pytest.mark.parametrize("token", ["", "no-such-token", "topic:spip", "human"])
async def test_a_button_of_nobody_is_said_to_be_old(office: Office, token: str) -> None:
    """A payload in the place of a token must not get past the table of buttons."""
    told = await office.press(token)

    assert told.text == office.say("old_button")
    assert office.assistant.asked == []


async def test_a_button_of_another_citizen_does_nothing(any_office: Office) -> None:
    """A forwarded or guessed button must not act in somebody else's conversation."""
    first = await any_office.write("minta data", address="1")

    told = await any_office.press(first.buttons["Biaya"], address="2")

    assert told.text == any_office.say("old_button")
    assert any_office.assistant.asked == ["minta data"]


@pytest.mark.parametrize("payload", ["start", "help", "menu", "status"])
async def test_commands_are_answered_without_rasa(office: Office, payload: str) -> None:
    """Who it is, what it can do and the own tickets are known without understanding."""
    office.assistant.goes_down()

    told = await office.write(kind="command", payload=Payload.decode(payload))

    assert told.text.strip()
    assert office.assistant.asked == []
    assert office.turns("answered_by") == [("gateway",)]


async def test_a_location_finds_the_nearest_office(office: Office) -> None:
    """Sharing a place is easier than naming it."""
    told = await office.write(kind="location", payload=Payload.decode("near:-7.80,110.37"))

    assert "Yogyakarta" in told.text
    assert office.turns("kind", "outcome", "topic") == [
        ("location", "answered", "alamat-perwakilan")
    ]


async def test_a_location_abroad_leaves_no_office_in_talk(office: Office) -> None:
    """ "Alamatnya?" from Kuala Lumpur must not become an office's address."""
    told = await office.write(kind="location", payload=Payload.decode("near:3.14,101.69"))

    assert told.text == office.say("office_far")
    assert office.turns("kind", "outcome", "topic") == [
        ("location", "answered", "alamat-perwakilan")
    ]


async def test_an_edited_message_is_answered_as_one(office: Office) -> None:
    """The citizen sees that the change was noticed; two answers would puzzle otherwise."""
    told = await office.write("berapa biaya", kind="edited")

    assert told.text.endswith(office.say("edited"))


async def test_the_outbox_is_woken_for_each_turn(office: Office) -> None:
    """An answer that lies until somebody looks is late."""
    await office.write("minta data")

    assert office.woken == [office.conversation()]


async def test_rasa_is_sent_what_the_dialogue_was_about(office: Office) -> None:
    """Rasa keeps nothing, so that any Rasa can answer the next message."""
    office.assistant.slots = {"topic": "ppid-biaya"}

    await office.write("biaya permohonan?")
    await office.write("kalau salinannya?")

    assert office.assistant.slots_seen == [{}, {"topic": "ppid-biaya"}]


async def test_a_message_that_is_tried_again_is_asked_with_the_same_dialogue(
    office: Office,
) -> None:
    """A retry must not count a message that was not understood twice."""
    office.assistant.slots = {"misses": 1.0}
    office.assistant.error = RuntimeError("a bug")
    await office.receive("hmm")
    await office.work_off()
    office.assistant.error = None
    office.clock.advance(seconds=2)

    await office.work_off()

    assert office.assistant.slots_seen == [{}, {}]


async def test_an_answer_without_rasa_leaves_the_dialogue_as_it_was(office: Office) -> None:
    """A menu or an outage in between must not end what was talked about."""
    office.assistant.slots = {"topic": "ppid-biaya"}
    await office.write("biaya permohonan?")
    office.assistant.goes_down()
    await office.write("biaya permohonan?")
    office.assistant.error = None

    await office.write("kalau salinannya?")

    assert office.assistant.slots_seen[-1] == {"topic": "ppid-biaya"}
