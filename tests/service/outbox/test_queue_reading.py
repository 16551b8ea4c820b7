"""Buttons under messages, and messages as the web page reads them."""

from service.conversations.ownership import change_owner
from service.outbox.buttons import choices, pressed_button
from service.outbox.queue import has_newer, messages_after
from service.outcomes import Author, Delivery, Owner
from service.payloads import Payload
from service.replies import LABEL_LIMIT, Button
from tests.service.harness import World

BUTTONS = (
    Button("Syarat", Payload.decode("topic:ppid-syarat")),
    Button("Bukan ini", Payload.decode("deny")),
)


def read(world: World, conversation_id: str, after: int = 0) -> list[str]:
    """Return what the web page is given."""
    with world.database.write() as session:
        return [m.text for m in messages_after(session, conversation_id, after, world.clock())]


def test_a_button_means_something_only_in_its_own_conversation(world: World) -> None:
    """A token that somebody else got hold of must open nothing."""
    mine, other = world.conversation("1"), world.conversation("2")
    world.put(mine, buttons=BUTTONS)
    (message,) = world.claim()
    token = message.buttons[0].token

    with world.database.read() as session:
        assert pressed_button(session, mine, token) == BUTTONS[0]
        assert pressed_button(session, other, token) is None
        assert pressed_button(session, mine, "topic:ppid-syarat") is None
        assert pressed_button(session, mine, "\x00") is None


def test_a_label_that_is_too_long_is_cut(world: World) -> None:
    """A refused button would lose the whole message."""
    world.put(world.conversation(), buttons=(Button("x" * 99, Payload.decode("menu")),))

    (message,) = world.claim()

    assert message.buttons[0].label == "x" * LABEL_LIMIT


def test_choices_are_the_buttons_of_the_newest_message(world: World) -> None:
    """Who writes "2" means what is on the screen, not what was there yesterday."""
    conversation_id = world.conversation()
    with world.database.read() as session:
        assert choices(session, conversation_id) == []
    world.put(conversation_id, "lama", Author.SYSTEM, (Button("Lama", Payload.decode("menu")),))
    world.put(conversation_id, "baru", Author.SYSTEM, BUTTONS)

    with world.database.read() as session:
        assert choices(session, conversation_id) == list(BUTTONS)


def test_choices_end_with_a_message_without_buttons(world: World) -> None:
    """A number after a plain answer is a number."""
    conversation_id = world.conversation()
    world.put(conversation_id, buttons=BUTTONS)
    world.put(conversation_id)

    with world.database.read() as session:
        assert choices(session, conversation_id) == []


def test_the_web_page_gets_what_is_newer_and_marks_it_sent(world: World) -> None:
    """A page that reconnects reads on where it stopped, and a reload shows all again."""
    conversation_id = world.conversation("1", "web")
    first = world.put(conversation_id, "satu")
    world.put(conversation_id, "dua")

    assert read(world, conversation_id) == ["satu", "dua"]
    assert read(world, conversation_id, after=first) == ["dua"]
    assert read(world, conversation_id) == ["satu", "dua"]
    assert world.delivery(first) is Delivery.SENT


def test_the_web_page_never_shows_the_bot_over_an_officer(world: World) -> None:
    """The rule of one owner holds on every channel; what was read before stays."""
    conversation_id, officer = world.conversation("1", "web"), world.officer()
    world.put(conversation_id, "sudah dibaca")
    read(world, conversation_id)
    late = world.put(conversation_id, "terlambat")
    world.put(conversation_id, "petugas", Author.OFFICER)
    with world.database.write() as session:
        change_owner(session, world.state(conversation_id), Owner.OFFICER, officer.id)

    assert read(world, conversation_id) == ["sudah dibaca", "petugas"]
    assert world.delivery(late) is Delivery.WITHDRAWN


def test_a_web_conversation_shows_no_other_ones_messages(world: World) -> None:
    """The cookie's owner reads their own conversation."""
    mine, other = world.conversation("1", "web"), world.conversation("2", "web")
    world.put(other, "rahasia")

    assert read(world, mine) == []


def test_the_page_asks_cheaply_whether_there_is_more(world: World) -> None:
    """A waiting page looks every moment; most looks find nothing."""
    conversation_id = world.conversation("1", "web")
    with world.database.read() as session:
        before = has_newer(session, conversation_id, 0)
    message_id = world.put(conversation_id)

    with world.database.read() as session:
        assert not before
        assert has_newer(session, conversation_id, 0)
        assert not has_newer(session, conversation_id, message_id)
