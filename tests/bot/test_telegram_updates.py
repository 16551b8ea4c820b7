"""From an Update to our words."""

import json
from typing import Any

import pytest
from telegram import Update

from bot.telegram_updates import UpdatesRequest, update_to_incoming
from service.attachments import IncomingFile
from service.inbox import Incoming

PERSON = {"id": 5, "is_bot": False, "first_name": "Budi", "last_name": "Rahasia", "username": "bd"}
THE_BOT = {**PERSON, "id": 7, "is_bot": True}
PRIVATE = {"id": 5, "type": "private", "first_name": "Budi"}
VENUE = {"title": "Kantor", "address": "Jalan Budi Rahasia 1"}
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
    "dice": {"emoji": "🎲", "value": 3},
    "poll": {
        "id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False,
        "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
        "allows_revoting": False, "members_only": False,
    },
}  # fmt: skip


def message(chat: dict[str, Any] = PRIVATE, **fields: Any) -> dict[str, Any]:
    """Return a message as Telegram sends it."""
    return {"message_id": 9, "date": 1795000000, "chat": chat, "from": PERSON, **fields}


REACTION = {
    "chat": PRIVATE, "message_id": 9, "date": 1795000000, "user": PERSON, "old_reaction": [],
    "new_reaction": [{"type": "emoji", "emoji": "👍"}],
}  # fmt: skip


def membership(chat: dict[str, Any], status: str) -> dict[str, Any]:
    """Return what Telegram sends when the bot's own standing in a chat changes."""
    now = {"status": status, "user": PERSON, "until_date": 0}
    rights = "be_edited manage_chat delete_messages manage_video_chats restrict_members"
    rights += " promote_members change_info invite_users post_stories edit_stories delete_stories"
    now |= {f"can_{right}": False for right in rights.split()} | {"is_anonymous": False}
    before = {"status": "left", "user": PERSON}
    common = {"chat": chat, "from": PERSON, "date": 1795000000}
    return {**common, "old_chat_member": before, "new_chat_member": now}


def entity(kind: str, offset: int, length: int, field: str = "entities") -> dict[str, Any]:
    """Return one marked piece of a text."""
    return {field: [{"type": kind, "offset": offset, "length": length}]}


def read(**update: Any) -> Incoming:
    """Read an update as the bot with the number 7 does."""
    parsed = Update.de_json({"update_id": 44, **update}, None)
    return update_to_incoming(parsed, "7", "tanya_bpkp_bot")


def test_a_text_is_read_with_chat_and_number() -> None:
    """The number keeps a repetition from being answered twice."""
    assert read(message=message(text="halo")) == Incoming(
        channel="telegram",
        source="7",
        update_id="44",
        address="5",
        kind="text",
        text="halo",
        message_id="9",
    )


def test_what_a_message_refers_to_comes_along() -> None:
    """Whom it was forwarded from does not: that person has not written to us."""
    origin = {"type": "user", "date": 1795000000, "sender_user": {**PERSON, "id": 66}}
    old = {**message(text="lama"), "message_id": 4}
    fields: dict[str, Any] = {
        "forward_origin": origin,
        "reply_to_message": old,
        "media_group_id": "77",
    }
    incoming = read(message=message(photo=MEDIA["photo"], **fields))

    assert (incoming.reply_to, incoming.album_id, incoming.is_forwarded) == ("4", "77", True)
    assert "66" not in str(incoming)


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


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        ("photo", "image/jpeg"),
        ("voice", "audio/ogg"),
        ("video_note", "video/mp4"),
        ("document", None),
        ("sticker", "no file"),
        ("contact", "no file"),
    ],
)
def test_a_file_that_an_officer_can_use_comes_along(kind: str, media_type: str | None) -> None:
    """By its number only: its name may be a person's."""
    incoming = read(message=message(**{kind: MEDIA[kind]}))

    expected = None if media_type == "no file" else IncomingFile("f", media_type, None)
    assert incoming.file == expected


def test_of_a_photo_the_largest_is_taken() -> None:
    """Telegram lists a thumbnail first, in which no letter can be read."""
    sizes = [{**MEDIA["photo"][0], "file_id": name} for name in ("small", "large")]

    incoming = read(message=message(photo=sizes))

    assert incoming.file == IncomingFile("large", "image/jpeg", None)


@pytest.mark.parametrize("kind", ["photo", "document", "voice", "video"])
def test_a_caption_is_a_text(kind: str) -> None:
    """Rasa's own channel drops the question under a photo."""
    incoming = read(message=message(**{kind: MEDIA[kind]}, caption="surat ini asli?"))

    assert (incoming.kind, incoming.text) == (kind, "surat ini asli?")


def test_an_animation_is_not_called_a_document() -> None:
    """Telegram sends both fields for one."""
    both = {"document": MEDIA["document"], "animation": MEDIA["animation"]}

    assert read(message=message(**both)).kind == "animation"


def test_a_location_is_rounded_to_a_kilometre() -> None:
    """The nearest office needs no house number."""
    incoming = read(message=message(location={"latitude": -7.795812, "longitude": 110.369491}))

    assert (incoming.kind, incoming.payload) == ("location", "near:-7.80,110.37")


def test_a_live_location_is_answered_once() -> None:
    """It is edited every few seconds; each edit must not be a new answer."""
    moved = message(location={"latitude": -7.8, "longitude": 110.4, "live_period": 900})

    assert read(message=moved).address == "5"
    assert read(edited_message=moved).address is None


def test_a_venue_is_a_place_too() -> None:
    """Who picks a place from the map asks the same as who shares where they are."""
    point = {"latitude": -7.795812, "longitude": 110.369491}
    incoming = read(message=message(location=point, venue={**VENUE, "location": point}))

    assert (incoming.kind, incoming.payload) == ("venue", "near:-7.80,110.37")


def test_a_kind_unknown_so_far_still_belongs_to_its_citizen() -> None:
    """Telegram invents new kinds; their sender reads that it cannot be read."""
    incoming = read(message=message(hologram={"depth": 3}))

    assert (incoming.kind, incoming.address) == ("unknown", "5")


@pytest.mark.parametrize("field", [{"dice": {"faces": 9}}, {"poll": 4}, {"photo": [{}]}])
def test_what_is_not_as_documented_is_cut_down_to_its_sender(field: dict[str, Any]) -> None:
    """One update that cannot be parsed must neither stop polling nor be logged."""
    strange = {"update_id": 44, "message": message(**field)}
    sound = {"update_id": 45, "message": message(text="halo")}
    body = json.dumps({"ok": True, "result": [strange, sound]}).encode()

    first, second = UpdatesRequest.parse_json_payload(body)["result"]

    incoming = read(**first)
    assert (incoming.update_id, incoming.kind, incoming.address) == ("44", "unknown", "5")
    assert second == sound


@pytest.mark.parametrize(
    "update", [{"message": 3}, {"message": {}}, {"callback_query": {"id": 1}}]
)
def test_of_what_cannot_be_read_at_all_the_number_stays(update: dict[str, Any]) -> None:
    """Without its number it could not be confirmed, and would come for ever."""
    body = json.dumps({"ok": True, "result": [{"update_id": 44, **update}]}).encode()

    assert UpdatesRequest.parse_json_payload(body)["result"] == [{"update_id": 44}]


def test_an_edited_caption_is_an_edit() -> None:
    """The picture came before; what is new is the question under it."""
    edited = read(edited_message=message(photo=MEDIA["photo"], caption="asli?", edit_date=9))
    replaced = read(edited_message=message(photo=MEDIA["photo"], edit_date=9))

    assert (edited.kind, edited.text) == ("edited", "asli?")
    assert replaced.kind == "photo"


@pytest.mark.parametrize(
    "field",
    [
        {"pinned_message": message(text="x")},
        {"connected_website": "bpkp.go.id"},
        {"write_access_allowed": {"from_request": True}},
    ],
)
def test_what_the_phone_reports_is_not_answered(field: dict[str, Any]) -> None:
    """Who pins a message has asked nothing."""
    incoming = read(message=message(**field))

    assert (incoming.kind, incoming.address) == ("service_message", None)


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
        ({"edited_channel_post": message({**GROUP, "type": "channel"})}, "edited_channel_post"),
        (
            {"inline_query": {"id": "1", "from": PERSON, "query": "x", "offset": ""}},
            "inline_query",
        ),
        ({"message_reaction": REACTION}, "message_reaction"),
        ({"a_kind_of_next_year": {"x": 1}}, "unknown"),
    ],
)
def test_what_nobody_wrote_to_the_bot_has_no_address(update: dict[str, Any], kind: str) -> None:
    """A whole group must not become one citizen."""
    incoming = read(**update)

    assert (incoming.kind, incoming.address, incoming.text) == (kind, None, "")


@pytest.mark.parametrize(
    ("chat", "status", "kind", "address"),
    [
        (PRIVATE, "kicked", "blocked", "5"),
        (PRIVATE, "member", "unblocked", "5"),
        (GROUP, "member", "group", "-100"),
        (GROUP, "administrator", "group", "-100"),
        (GROUP, "kicked", "membership", None),
        ({**GROUP, "type": "channel"}, "administrator", "membership", None),
    ],
)
def test_a_membership_says_who_is_gone_and_who_called(
    chat: dict[str, Any], status: str, kind: str, address: str | None
) -> None:
    """Officers see that nothing arrives any more; a group learns what it has added."""
    incoming = read(my_chat_member=membership(chat, status))

    assert (incoming.kind, incoming.address) == (kind, address)


@pytest.mark.parametrize(
    ("fields", "is_call"),
    [
        ({"text": "halo @Tanya_BPKP_bot", **entity("mention", 5, 15)}, True),
        ({"text": "/start@tanya_bpkp_bot", **entity("bot_command", 0, 21)}, True),
        ({"caption": "@tanya_bpkp_bot", **entity("mention", 0, 15, "caption_entities")}, True),
        ({"text": "apa?", "reply_to_message": {**message(GROUP), "from": THE_BOT}}, True),
        ({"text": "halo @orang_lain", **entity("mention", 5, 11)}, False),
        ({"text": "/start", **entity("bot_command", 0, 6)}, False),
        ({"text": "apa?", "reply_to_message": message(GROUP)}, False),
    ],
)
def test_in_a_group_only_its_name_calls_the_bot(fields: dict[str, Any], is_call: bool) -> None:
    """Its words are not taken along, whoever is called."""
    incoming = read(message=message(GROUP, **fields))

    assert (incoming.kind, incoming.text) == ("group", "")
    assert (incoming.address, incoming.payload) == (("-100", "group") if is_call else (None, None))


def test_a_press_in_a_group_has_no_address() -> None:
    """A forwarded button must not open a conversation with a group."""
    query = {"id": "1", "from": PERSON, "chat_instance": "2", "data": "token"}

    assert read(callback_query={**query, "message": message(GROUP, text="…")}).address is None
