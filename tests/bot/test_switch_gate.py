"""What is switched off stays unsaid, whatever way a citizen comes to it."""

from typing import Any

import pytest

from bot.routes import Own, RouteName
from bot.switch_gate import SwitchGate
from service.content.model import Content
from service.content.store import store_content
from service.operations.switches import turn_off, turn_on
from service.outcomes import Outcome, Owner
from service.payloads import Payload, PayloadKind, topic_payload
from service.replies import Button, Reply
from tests.bot.harness import ANSWER, ESCALATION, Office, Told

TEXT = "Untuk sementara tidak tersedia."
TOPIC = "ppid-permohonan"  # what the harness's assistant answers


@pytest.fixture
def office(office: Office, content: Content) -> Office:
    """A gateway whose own database knows the articles, as a switch's name must be known."""
    with office.database.write() as session:
        store_content(session, content, office.clock())
    return office


def off(office: Office, *names: str) -> None:
    """Turn things off."""
    with office.database.write() as session:
        for name in names:
            turn_off(session, name, TEXT, "ani", "", office.clock())


def outcome(office: Office) -> tuple[object, ...]:
    """Return the newest turn's outcome."""
    return office.turns("outcome")[-1]


async def test_the_bot_is_off_for_writing_and_buttons(office: Office) -> None:
    """One row stops every automatic answer; Rasa is not even asked."""
    shown = await office.write("cara minta data?")
    off(office, "bot")
    asked = len(office.assistant.asked)

    told = [
        await office.write("cara minta data?"),
        await office.write("/topik", kind="command", payload=Payload.decode("menu")),
        await office.write("", kind="photo"),
        await office.press(shown.buttons["Selengkapnya"]),
    ]

    assert [t.text for t in told] == [TEXT] * 4
    assert outcome(office) == (Outcome.SWITCHED_OFF,)
    assert len(office.assistant.asked) == asked


async def test_the_bot_is_off_also_on_the_web_chat(office: Office) -> None:
    """Two channels, one switch."""
    off(office, "bot")

    told = await office.write("apa itu spip", "cookie", channel="web", source="web")

    assert told.text == TEXT


async def test_what_is_on_again_answers_again(office: Office) -> None:
    """The end of an incident needs no restart either."""
    off(office, "bot")
    await office.write("apa itu spip")
    with office.database.write() as session:
        turn_on(session, "bot", "ani", "", office.clock())

    told = await office.write("apa itu spip")

    assert told.text == ANSWER.text


async def test_officers_go_on_while_the_bot_is_off(office: Office) -> None:
    """A person is not switched off: relays, state and cancelling work as before."""
    office.assistant.replies = (ESCALATION,)
    await office.write("mau bicara dengan petugas")
    off(office, "bot")

    waiting = await office.write("tambahan: soal surat tugas")
    status = await office.write("/status", kind="command", payload=Payload.decode("status"))
    office.claim()
    office.clock.advance(minutes=15)
    held = await office.write("halo bu")

    assert waiting.text.startswith("Pesan Anda sudah ditambahkan")
    assert "menunggu petugas" in status.text
    assert held.text == office.say("relayed_held")
    assert office.owner() is Owner.OFFICER


def test_an_accusation_is_led_away_also_while_the_bot_is_off(office: Office) -> None:
    """Who writes of a wrongdoing must read where that is safe, whatever is switched off."""
    off(office, "bot")
    gate = SwitchGate(office.answers, office.services.switches.off())

    assert gate.refusal(Own(RouteName.ACCUSATION)) is None


async def test_an_officer_can_be_asked_for_while_the_bot_is_off(office: Office) -> None:
    """Where machines do not answer, people still may; and Rasa is not needed for it."""
    off(office, "bot")
    office.assistant.goes_down()
    shown = await office.write("apa itu spip")

    told = await office.press(shown.buttons["Hubungi petugas"])

    assert "Nomor tiket Anda" in told.text
    assert office.ticket() is not None


@pytest.mark.parametrize("other", ["escalation", "intent:human"])
async def test_with_bot_and_escalation_off_nobody_is_promised(office: Office, other: str) -> None:
    """A ticket that no one will read is a broken promise."""
    off(office, "bot", other)

    told = await office.write("/petugas", kind="command", payload=Payload.decode("human"))

    assert told.text == TEXT
    assert told.buttons == {}
    assert office.ticket() is None


@pytest.mark.parametrize("ask", ["words", "command", "Rasa down"])
async def test_escalation_off_tells_the_contact(office: Office, ask: str) -> None:
    """Who cannot reach an officer here reads how to reach BPKP, from the knowledge base."""
    off(office, "escalation")
    office.assistant.replies = (ESCALATION,)
    if ask == "Rasa down":
        office.assistant.goes_down()

    typed: dict[str, Any] = {"kind": "command", "payload": Payload(PayloadKind.HUMAN)}
    told = await office.write("mau bicara dengan petugas", **(typed if ask == "command" else {}))

    assert told.text.startswith(f"{TEXT}\n\n")
    assert "(021) 85910031" in told.text
    assert "petugas" not in told.text.lower()
    assert office.ticket() is None


async def test_escalation_off_offers_no_officer_anywhere(office: Office) -> None:
    """A button that leads to a refusal should not be there."""
    off(office, "escalation")
    office.assistant.replies = (office.answers.not_understood((), 0.1, failures=2),)

    second_failure = await office.write("asdf")
    menu = await office.write("/start", kind="command", payload=Payload.decode("start"))

    assert second_failure.text.startswith(TEXT)
    assert "Hubungi petugas" not in {**second_failure.buttons, **menu.buttons}


async def test_an_article_is_off_in_an_answer_and_behind_its_buttons(office: Office) -> None:
    """A wrong fact must be gone everywhere within seconds, old buttons included."""
    shown = await office.write("cara minta data?")
    off(office, f"article:{TOPIC}")

    asked = await office.write("cara minta data?")
    more = await office.press(shown.buttons["Selengkapnya"])

    assert (asked.text, more.text) == (TEXT, TEXT)
    assert office.turns("outcome", "topic")[-2:] == [(Outcome.SWITCHED_OFF, None)] * 2


async def test_an_article_is_off_when_rasa_is_down(office: Office) -> None:
    """The search must not find what the classifier may not say."""
    office.assistant.goes_down()
    off(office, "article:spip")

    article = office.answers.knowledge.article("spip")
    assert article is not None
    assert office.answers.by_search(article.questions[0]).topic == "spip"

    told = await office.write(article.questions[0])

    assert told.text == TEXT


async def test_an_article_is_off_for_who_waits_for_an_officer(office: Office) -> None:
    """Their buttons are answered without Rasa, by another way through the code."""
    shown = await office.write("cara minta data?")
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas dong")
    off(office, "article:ppid-biaya")

    told = await office.press(shown.buttons["Biaya"])

    assert told.text == TEXT


async def test_an_article_that_is_off_is_not_offered(office: Office) -> None:
    """Follow-up buttons and menus show what can be had."""
    off(office, "article:ppid-biaya", "article:spip")
    article = office.answers.knowledge.article("spip")
    assert article is not None

    answer = await office.write("cara minta data?")
    menu = await office.write(
        kind="command", payload=Payload.decode(f"category:{article.category}")
    )

    assert "Biaya" not in answer.buttons
    assert article.title not in menu.buttons
    assert menu.buttons


async def test_offices_are_off_with_their_article(office: Office) -> None:
    """Addresses belong to the topic of the offices, also for a shared location."""
    off(office, "article:alamat-perwakilan")

    told = await office.write(kind="location", payload=Payload.decode("near:-7.80,110.40"))

    assert told.text == TEXT


async def test_a_choice_is_offered_without_what_is_off(office: Office) -> None:
    """The numbers in the text must be those of the buttons."""
    offered = office.answers.clarify(("spip", "mri-iepk", "diklat"), 0.3)
    assert offered is not None
    office.assistant.replies = (offered,)
    off(office, "article:spip")

    told = await office.write("spip mri diklat")

    assert len(told.buttons) == 3  # two topics, and "none of these"
    assert told.text == getattr(office.answers.clarify(("mri-iepk", "diklat"), 0.3), "text", "")


async def test_a_choice_of_nothing_says_why(office: Office) -> None:
    """An empty list is a riddle."""
    offered = office.answers.clarify(("spip",), 0.3)
    assert offered is not None
    office.assistant.replies = (offered,)
    off(office, "article:spip")

    assert (await office.write("spip")).text == TEXT


async def test_an_intent_is_off_for_words_and_not_for_a_choice(office: Office) -> None:
    """What is confused is the understanding; the article itself may be right."""
    off(office, f"intent:{TOPIC}")
    menu = Reply("Pilih", Outcome.CLARIFIED, (Button("Cara minta", topic_payload(TOPIC)),))

    asked = await office.write("cara minta data?")
    office.assistant.replies = (menu,)
    shown = await office.write("topik apa saja")
    office.assistant.replies = (ANSWER,)
    chosen = await office.press(shown.buttons["Cara minta"])

    assert asked.text == TEXT
    assert chosen.text == ANSWER.text


async def test_an_intent_that_is_no_topic_can_be_off(office: Office) -> None:
    """Referrals that turn out wrong, for one."""
    referral = Reply("Hubungi Samsat.", Outcome.REFERRED, intent="out_of_scope")
    office.assistant.replies = (referral,)
    off(office, "intent:out_of_scope")

    assert (await office.write("stnk")).text == TEXT


async def test_two_answers_of_which_one_is_off(office: Office) -> None:
    """The other question still gets its answer, and the notice is read once."""
    other = Reply("Gratis.", Outcome.ANSWERED, topic="ppid-biaya", intent="ppid-biaya")
    office.assistant.replies = (ANSWER, ANSWER, other)
    off(office, f"article:{TOPIC}")

    await office.write("cara dan biaya?")

    assert [t.text for t in office.told()] == [TEXT, "Gratis."]


async def test_a_notice_names_no_button_of_what_is_off(office: Office) -> None:
    """With the intent of asking for a person off, its button is gone too."""
    off(office, f"article:{TOPIC}", "intent:human")

    told: Told = await office.write("cara minta data?")

    assert list(told.buttons) == ["Daftar topik"]


async def test_a_closed_ticket_stays_closed_while_officers_are_switched_off(
    office: Office,
) -> None:
    """A button from before must not promise an officer whom nobody can reach."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")
    office.close(office.claim())
    asked = await office.write("loh belum beres")
    off(office, "escalation")

    told = await office.press(asked.buttons[office.say("button_reopen")])

    assert told.text != office.say("reopened", ticket="", unit="", when="")
    assert office.owner() is Owner.BOT
    assert office.turns("outcome")[-1] == ("switched_off",)
