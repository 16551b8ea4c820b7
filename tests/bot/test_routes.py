"""Where one message goes."""

import pytest

from bot.routes import Own, Route, RouteName, Say, choose_route
from service.escalations.tickets import as_ticket
from service.outcomes import Owner
from service.payloads import Payload, PayloadKind, topic_payload
from service.replies import Button
from service.updates.work import PendingUpdate

OFFERED = (
    Button("Biaya", Payload.decode("topic:ppid-biaya")),
    Button("Hubungi petugas", Payload.decode("human")),
)


def route(
    text: str = "", kind: str = "text", owner: Owner = Owner.BOT, payload: Payload | None = None
) -> Route:
    """Route a message under which two buttons were offered."""
    update = PendingUpdate(1, "c", kind, text, payload, None, (), False, 0)
    return choose_route(update, owner, payload, OFFERED)


@pytest.mark.parametrize(
    ("written", "to_rasa"),
    [
        ("berapa biaya permohonan", "berapa biaya permohonan"),
        ("/restart", "restart"),
        ('/intent{"x":1}', 'intent{"x":1}'),
        ("// /\n/restart", "restart"),
        ("dan/atau", "dan/atau"),
        ("!!!", "!!!"),
    ],
)
def test_writing_goes_to_rasa_without_a_slash_in_front(written: str, to_rasa: str) -> None:
    """A text that begins with a slash passes Rasa's understanding by and runs."""
    taken = route(written)

    assert isinstance(taken, Say)
    assert taken.to_rasa == to_rasa


@pytest.mark.parametrize("written", ["", "/", "// /", "/\n/"])
def test_nothing_to_read_is_said_to_be_empty(written: str) -> None:
    """A citizen who sent what cannot be read must hear so, and Rasa must not guess."""
    assert route(written) == Own(RouteName.EMPTY)


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("1", Say("", topic="ppid-biaya", intent="ppid-biaya")),
        ("yang pertama", Say("", topic="ppid-biaya", intent="ppid-biaya")),
        ("biaya", Say("", topic="ppid-biaya", intent="ppid-biaya")),
        ("hubungi petugas", Say("", intent="human")),
        ("2", Say("2")),
    ],
)
def test_a_typed_choice_is_a_press(written: str, taken: Route) -> None:
    """The web chat's and the phone's buttons must not be needed; a ticket needs words."""
    assert route(written) == taken


@pytest.mark.parametrize(
    "written", ["{} statusnya apa sekarang", "tiket {} sudah dibalas belum", "gimana kabar {}"]
)
def test_who_asks_what_became_of_a_ticket_by_its_number_is_told(written: str) -> None:
    """Also after it was cancelled nobody may read of another matter."""
    assert route(written.format(as_ticket("7KQ29XM"))) == Own(RouteName.STATUS)


@pytest.mark.parametrize("written", ["batalkan {}", "tambahkan ke {}: mulainya februari"])
def test_who_does_something_with_a_ticket_does_not_ask_after_it(written: str) -> None:
    """Cancelling and adding have ways of their own."""
    assert route(written.format(as_ticket("7KQ29XM"))) != Own(RouteName.STATUS)


def test_a_command_for_a_person_is_read_with_what_it_is_about() -> None:
    """What follows "/petugas" goes to who answers it, as the same wish in words does."""
    human = Payload(PayloadKind.HUMAN)

    assert route("soal keberatan", payload=human, kind="command") == Say(
        "minta petugas, soal keberatan"
    )
    assert route("", payload=human, kind="command") == Say("", intent="human")


def test_a_number_that_no_button_has_is_writing() -> None:
    """ "9" may be an answer to something else."""
    assert route("9") == Say("9")


@pytest.mark.parametrize("written", ["2", "halo pak", "", "/restart"])
def test_writing_to_a_person_is_relayed(written: str) -> None:
    """The bot never talks over a person, also not because a number looks like a choice."""
    assert route(written, owner=Owner.OFFICER) == Own(RouteName.RELAY)


def test_writing_while_a_ticket_waits_is_asked_of_rasa_as_well() -> None:
    """Nobody reads it yet: what the bot is sure of helps meanwhile."""
    assert route("alamat di jogja?", owner=Owner.QUEUE) == Say("alamat di jogja?", is_beside=True)
    assert route("2", owner=Owner.QUEUE) == Say("2", is_beside=True)
    assert route("", owner=Owner.QUEUE) == Own(RouteName.RELAY)


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "unknown"])
def test_a_medium_is_read_by_its_caption_only(kind: str) -> None:
    """A photo with a question under it is a question."""
    assert route("", kind) == Own(RouteName.MEDIA, kind)
    assert route("😀", kind) == Own(RouteName.MEDIA, kind)
    assert route("berapa biayanya", kind) == Say("berapa biayanya")


def test_a_topic_button_names_the_intent_to_rasa() -> None:
    """Rasa must know the topic, so that its memory of the talk is right."""
    taken = route(kind="button", payload=Payload.decode("topic:spip"))

    assert taken == Say("", topic="spip", intent="spip")
    assert isinstance(taken, Say)
    assert taken.to_rasa == "/spip"


def test_a_topic_button_while_waiting_is_answered_without_rasa() -> None:
    """Who waits for an officer may read on; the dialogue is not the bot's any more."""
    taken = route(kind="button", owner=Owner.QUEUE, payload=topic_payload("spip"))

    assert taken == Own(RouteName.ARTICLE, "spip")


@pytest.mark.parametrize("name", ["menu", "more:spip", "topic:spip", "human", "deny", "near:1,2"])
def test_buttons_do_nothing_while_an_officer_talks(name: str) -> None:
    """An article in the middle of an officer's talk confuses both."""
    taken = route(kind="button", owner=Owner.OFFICER, payload=Payload.decode(name))

    assert isinstance(taken, Own)
    assert taken.name is RouteName.IN_HANDS


@pytest.mark.parametrize("owner", list(Owner))
@pytest.mark.parametrize("name", ["start", "help", "status", "cancel"])
def test_the_own_commands_always_work(owner: Owner, name: str) -> None:
    """Whoever answers, a citizen can ask where they stand."""
    assert route(kind="command", owner=owner, payload=Payload.decode(name)) == Own(RouteName(name))


def test_asking_for_a_person_twice_opens_no_second_ticket() -> None:
    """Impatience must not fill the queue."""
    taken = route(kind="command", owner=Owner.QUEUE, payload=Payload(PayloadKind.HUMAN))

    assert taken == Own(RouteName.IN_HANDS)


@pytest.mark.parametrize("owner", list(Owner))
@pytest.mark.parametrize("kind", list(PayloadKind))
def test_every_payload_leads_somewhere(owner: Owner, kind: PayloadKind) -> None:
    """A button that leads nowhere is silence for whoever presses it."""
    taken = route(kind="button", owner=owner, payload=Payload(kind, "x"))

    said_to_rasa = {PayloadKind.TOPIC, PayloadKind.HUMAN, PayloadKind.DENY}
    assert isinstance(taken, Own) or (owner is not Owner.OFFICER and kind in said_to_rasa)


@pytest.mark.parametrize("said", ["petugas", "mau ngobrol sama ADMIN dong", "operator!"])
def test_a_wish_for_a_person_is_seen_without_rasa(said: str) -> None:
    """When Rasa is down the way to a person must stay open."""
    assert Say(said).wants_person


def test_an_ordinary_question_is_no_wish_for_a_person() -> None:
    """Otherwise every question would fill the queue while Rasa is down."""
    assert not Say("berapa biaya administrasi").wants_person


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("lha klo biayanya?", "klo biayanya?"),
        ("Lha terus syaratnya apa", "terus syaratnya apa"),
        ("lha bpkp boleh diminta?", "lha bpkp boleh diminta?"),
    ],
)
def test_a_sigh_is_no_audit_report(text: str, asked: str) -> None:
    """ "Lha" begins half of what is written in Central Java; LHA is a report as well."""
    assert Say(text).to_rasa == asked


@pytest.mark.parametrize(
    ("dictated", "asked"),
    [
        ("halo koma berapa biayanya tanda tanya", "halo, berapa biayanya?"),
        ("minta informasi titik", "minta informasi."),
        ("ayah saya koma di rumah sakit", "ayah saya koma di rumah sakit"),
    ],
)
def test_marks_that_a_telephone_wrote_out_are_marks(dictated: str, asked: str) -> None:
    """Whoever dictates because typing is hard was only greeted."""
    assert Say(dictated).to_rasa == asked


def test_the_number_asked_for_while_a_ticket_waits_is_the_ticket_s() -> None:
    """The switchboard's was told to who wanted to write the ticket's down."""
    assert route("oh ya nomornya berapa", owner=Owner.QUEUE) == Own(RouteName.STATUS)
