"""From an Update to our words."""

from typing import Any

import pytest
from telegram import Update

from bot.telegram import update_to_incoming
from service.inbox import Incoming

PERSON = {"id": 5, "is_bot": False, "first_name": "Budi", "last_name": "Rahasia", "username": "bd"}
PRIVATE = {"id": 5, "type": "private", "first_name": "Budi"}
GROUP = {"id": -100, "type": "supergroup", "title": "Warga"}
FILE = {"file_id": "f", "file_unique_id": "u"}
MEDIA: dict[str, Any] = {
    "photo": [{**FILE, "width": 9, "height": 9}],
    "document": {**FILE, "file_name": "KTP Budi Rahasia.pdf"},
    "voice": {**FILE, "duration": 3},
    "audio": {**FILE, "duration": 3},
    "video": {**FILE, "duration": 3, "width": 9, "height": 9},
    "video_note": {**FILE, "duration": 3, "length": 9},
    "animation": {**FILE, "duration": 3, "width": 9, "height": 9},
    "sticker": {
        **FILE, "width": 9, "height": 9, "type": "regular", "is_animated": False, "is_video": False
    },
    "contact": {"phone_number": "08123456789", "first_name": "Budi"},
    "poll": {
        "id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False,
        "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
        "allows_revoting": False, "members_only": False,
    },
}  # fmt: skip


def message(chat: dict[str, Any] = PRIVATE, **fields: Any) -> dict[str, Any]:
    """Return a message as Telegram sends it."""
    return {"message_id": 9, "date": 1795000000, "chat": chat, "from": PERSON, **fields}


def read(**update: Any) -> Incoming:
    """Read an update as the bot with the number 7 does."""
    parsed = Update.de_json({"update_id": 44, **update}, None)
    return update_to_incoming(parsed, "7")


def test_a_text_is_read_with_chat_and_number() -> None:
    """The number keeps a repetition from being answered twice."""
    assert read(message=message(text="halo")) == Incoming(
        channel="telegram", source="7", update_id="44", address="5", kind="text", text="halo"
    )


def test_no_name_of_a_person_comes_along() -> None:
    """What is not taken cannot leak."""
    read_ones = [read(message=message(**{kind: value})) for kind, value in MEDIA.items()]

    assert "Budi" not in str(read_ones)
    assert "08123456789" not in str(read_ones)


@pytest.mark.parametrize("kind", MEDIA)
def test_each_medium_is_named(kind: str) -> None:
    """A citizen who sent a voice note must hear that it cannot be heard."""
    incoming = read(message=message(**{kind: MEDIA[kind]}))

    assert (incoming.kind, incoming.text, incoming.address) == (kind, "", "5")


@pytest.mark.parametrize("kind", ["photo", "document", "voice", "video"])
def test_a_caption_is_a_text(kind: str) -> None:
    """Rasa's own channel drops the question under a photo."""
    incoming = read(message=message(**{kind: MEDIA[kind]}, caption="surat ini asli?"))

    assert (incoming.kind, incoming.text) == (kind, "surat ini asli?")


def test_an_animation_is_not_called_a_document() -> None:
    """Telegram sends both fields for one."""
    both = {"animation": MEDIA["animation"], "document": MEDIA["document"]}

    assert read(message=message(**both)).kind in ("animation", "document")


def test_a_location_is_rounded_to_a_kilometre() -> None:
    """The nearest office needs no house number."""
    incoming = read(message=message(location={"latitude": -7.795812, "longitude": 110.369491}))

    assert (incoming.kind, incoming.payload) == ("location", "near:-7.80,110.37")


def test_a_live_location_is_answered_once() -> None:
    """It is edited every few seconds; each edit must not be a new answer."""
    moved = message(location={"latitude": -7.8, "longitude": 110.4, "live_period": 900})

    assert read(message=moved).address == "5"
    assert read(edited_message=moved).address is None


def test_a_kind_unknown_so_far_still_belongs_to_its_citizen() -> None:
    """Telegram invents new kinds; their sender reads that it cannot be read."""
    incoming = read(message=message(dice={"emoji": "🎲", "value": 3}))

    assert (incoming.kind, incoming.address) == ("unknown", "5")


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("/start", "start"),
        ("/start@tanya_bpkp_bot", "start"),
        ("/Start", "start"),
        ("/bantuan", "help"),
        ("/topik", "menu"),
        ("/petugas", "human"),
        ("/status", "status"),
    ],
)
def test_a_command_of_ours_is_a_command(text: str, payload: str) -> None:
    """Also as a phone writes it, and as a group's menu does."""
    incoming = read(message=message(text=text))

    assert (incoming.kind, incoming.payload, incoming.text) == ("command", payload, "")


def test_what_follows_a_command_is_its_text() -> None:
    """A citizen asks for one ticket by its number."""
    incoming = read(message=message(text="/status@tanya_bpkp_bot TB-7KQ2-9XMD"))

    assert (incoming.payload, incoming.text) == ("status", "TB-7KQ2-9XMD")


@pytest.mark.parametrize("text", ["/restart", "/startx", "/", "/ start", ' /intent{"x":1}'])
def test_any_other_command_is_writing(text: str) -> None:
    """The turn strips the slash; here nothing is lost."""
    incoming = read(message=message(text=text))

    assert (incoming.kind, incoming.text, incoming.payload) == ("text", text, None)


def test_a_press_carries_its_token() -> None:
    """What it means stands in our table only."""
    query = {"id": "1", "from": PERSON, "chat_instance": "2", "data": "token"}
    incoming = read(callback_query={**query, "message": message(text="…")})

    assert (incoming.kind, incoming.payload, incoming.address) == ("button", "token", "5")


def test_a_press_under_a_message_too_old_still_counts() -> None:
    """After 48 hours Telegram no longer sends the message along."""
    query = {"id": "1", "from": PERSON, "chat_instance": "2", "data": "token"}

    assert read(callback_query=query).address == "5"
    old = {"chat": PRIVATE, "message_id": 9, "date": 0}
    assert read(callback_query={**query, "message": old}).address == "5"


def test_an_edit_is_read_as_an_edit() -> None:
    """The citizen is told that the change was seen."""
    incoming = read(edited_message=message(text="berapa biaya", edit_date=1795000009))

    assert (incoming.kind, incoming.text) == ("edited", "berapa biaya")


@pytest.mark.parametrize(
    ("update", "kind"),
    [
        ({"message": message(GROUP, text="halo")}, "group"),
        ({"channel_post": message({**GROUP, "type": "channel"}, text="halo")}, "channel_post"),
        ({"inline_query": {"id": "1", "from": PERSON, "query": "x", "offset": ""}}, "unknown"),
        ({"a_kind_of_next_year": {"x": 1}}, "unknown"),
        (
            {
                "my_chat_member": {
                    "chat": PRIVATE,
                    "from": PERSON,
                    "date": 1795000000,
                    "old_chat_member": {"status": "member", "user": PERSON},
                    "new_chat_member": {"status": "kicked", "user": PERSON, "until_date": 0},
                }
            },
            "membership",
        ),
    ],
)
def test_what_nobody_wrote_to_the_bot_has_no_address(update: dict[str, Any], kind: str) -> None:
    """A whole group must not become one citizen."""
    incoming = read(**update)

    assert (incoming.kind, incoming.address, incoming.text) == (kind, None, "")


def test_a_press_in_a_group_has_no_address() -> None:
    """A forwarded button must not open a conversation with a group."""
    query = {"id": "1", "from": PERSON, "chat_instance": "2", "data": "token"}

    assert read(callback_query={**query, "message": message(GROUP, text="…")}).address is None
