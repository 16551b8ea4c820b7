"""Where one message goes."""

import pytest

from bot.routes import Own, Route, Say, choose_route
from service.outcomes import Owner
from service.replies import Button
from service.updates.store import PendingUpdate

OFFERED = (Button("Biaya", "topic:ppid-biaya"), Button("Hubungi petugas", "human"))


def route(
    text: str = "", kind: str = "text", owner: Owner = Owner.BOT, payload: str | None = None
) -> Route:
    """Route a message under which two buttons were offered."""
    update = PendingUpdate(1, "c", kind, text, payload, (), False, 0)
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
    assert route(written) == Own("empty")


@pytest.mark.parametrize("written", ["2", "dua", "yang kedua", "nomor 2", "hubungi petugas"])
def test_a_typed_choice_is_a_press(written: str) -> None:
    """The web chat's and the phone's buttons must not be needed."""
    assert route(written) == Say("", intent="human")


def test_a_number_that_no_button_has_is_writing() -> None:
    """ "9" may be an answer to something else."""
    assert route("9") == Say("9")


@pytest.mark.parametrize("owner", [Owner.QUEUE, Owner.OFFICER])
@pytest.mark.parametrize("written", ["2", "halo pak", "", "/restart"])
def test_writing_to_a_person_is_relayed(owner: Owner, written: str) -> None:
    """The bot never talks over a person, also not because a number looks like a choice."""
    assert route(written, owner=owner) == Own("relay")


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "unknown"])
def test_a_medium_is_read_by_its_caption_only(kind: str) -> None:
    """A photo with a question under it is a question."""
    assert route("", kind) == Own("media", kind)
    assert route("😀", kind) == Own("media", kind)
    assert route("berapa biayanya", kind) == Say("berapa biayanya")


def test_a_topic_button_names_the_intent_to_rasa() -> None:
    """Rasa must know the topic, so that its memory of the talk is right."""
    taken = route(kind="button", payload="topic:spip")

    assert taken == Say("", topic="spip", intent="spip")
    assert isinstance(taken, Say)
    assert taken.to_rasa == "/spip"


def test_a_topic_button_while_waiting_is_answered_without_rasa() -> None:
    """Who waits for an officer may read on; the dialogue is not the bot's any more."""
    assert route(kind="button", owner=Owner.QUEUE, payload="topic:spip") == Own("article", "spip")


@pytest.mark.parametrize("name", ["menu", "more:spip", "topic:spip", "human", "deny", "near:1,2"])
def test_buttons_do_nothing_while_an_officer_talks(name: str) -> None:
    """An article in the middle of an officer's talk confuses both."""
    taken = route(kind="button", owner=Owner.OFFICER, payload=name)

    assert isinstance(taken, Own)
    assert taken.name == "in_hands"


@pytest.mark.parametrize("owner", list(Owner))
@pytest.mark.parametrize("name", ["start", "help", "status", "cancel"])
def test_the_own_commands_always_work(owner: Owner, name: str) -> None:
    """Whoever answers, a citizen can ask where they stand."""
    assert route(kind="command", owner=owner, payload=name) == Own(name)


def test_asking_for_a_person_twice_opens_no_second_ticket() -> None:
    """Impatience must not fill the queue."""
    assert route(kind="command", owner=Owner.QUEUE, payload="human") == Own("in_hands", "")


@pytest.mark.parametrize("said", ["petugas", "mau ngobrol sama ADMIN dong", "operator!"])
def test_a_wish_for_a_person_is_seen_without_rasa(said: str) -> None:
    """When Rasa is down the way to a person must stay open."""
    assert Say(said).wants_person


def test_an_ordinary_question_is_no_wish_for_a_person() -> None:
    """Otherwise every question would fill the queue while Rasa is down."""
    assert not Say("berapa biaya administrasi").wants_person
