"""From an Update to our words."""

import json
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.telegram.updates import UpdatesRequest
from service.payloads import Payload, PayloadKind
from service.updates.attachments import IncomingFile
from service.updates.store import Incoming
from tests.bot.telegram.samples import MEDIA, PERSON, PRIVATE, VENUE, message, read


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

    assert incoming.kind == "location"
    assert incoming.payload == Payload(PayloadKind.NEAR, "-7.80,110.37")


def test_a_live_location_is_answered_once() -> None:
    """It is edited every few seconds; each edit must not be a new answer."""
    moved = message(location={"latitude": -7.8, "longitude": 110.4, "live_period": 900})

    assert read(message=moved).address == "5"
    assert read(edited_message=moved).address is None


def test_a_venue_is_a_place_too() -> None:
    """Who picks a place from the map asks the same as who shares where they are."""
    point = {"latitude": -7.795812, "longitude": 110.369491}
    incoming = read(message=message(location=point, venue={**VENUE, "location": point}))

    assert incoming.kind == "venue"
    assert incoming.payload == Payload(PayloadKind.NEAR, "-7.80,110.37")


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

    with capture_logs() as logs:
        first, second = UpdatesRequest.parse_json_payload(body)["result"]

    incoming = read(**first)
    assert (incoming.update_id, incoming.kind, incoming.address) == ("44", "unknown", "5")
    assert second == sound
    named = ("telegram_update_cut_down", 44, "message")
    assert [(line["event"], line["update"], line["kind"]) for line in logs] == [named]
    assert set(logs[0]) == {"event", "log_level", "update", "kind", "error"}


@pytest.mark.parametrize(
    "update", [{"message": 3}, {"message": {}}, {"callback_query": {"id": 1}}]
)
def test_of_what_cannot_be_read_at_all_the_number_stays(update: dict[str, Any]) -> None:
    """Without its number it could not be confirmed, and would come for ever."""
    body = json.dumps({"ok": True, "result": [{"update_id": 44, **update}]}).encode()

    assert UpdatesRequest.parse_json_payload(body)["result"] == [{"update_id": 44}]


@pytest.mark.parametrize("update", [{}, {"update_id": "x"}, {"update_id": None}, 5, None])
def test_what_has_no_number_stops_nothing_that_has_one(update: object) -> None:
    """It cannot be confirmed; alone it would be asked for again at once, for ever."""
    sound = {"update_id": 45, "message": message(text="halo")}
    both = json.dumps({"ok": True, "result": [update, sound]}).encode()
    alone = json.dumps({"ok": True, "result": [update]}).encode()

    assert UpdatesRequest.parse_json_payload(both)["result"] == [sound]
    with pytest.raises(ValueError, match="without a number"):
        UpdatesRequest.parse_json_payload(alone)


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

    assert (incoming.kind, incoming.text) == ("command", "")
    assert incoming.payload == Payload.decode(payload)


def test_what_follows_a_command_is_its_text() -> None:
    """A citizen asks for one ticket by its number."""
    incoming = read(message=message(text="/status@tanya_bpkp_bot TB-7KQ2-9XMD"))

    assert incoming.payload == Payload(PayloadKind.STATUS)
    assert incoming.text == "TB-7KQ2-9XMD"


@pytest.mark.parametrize("text", ["/restart", "/startx", "/lapor Pak Budi"])
def test_a_command_that_is_not_ours_keeps_its_words(text: str) -> None:
    """It brings the help; the door and an officer read what stands behind it."""
    incoming = read(message=message(text=text))

    assert (incoming.kind, incoming.text) == ("text", text)
    assert incoming.payload == Payload(PayloadKind.HELP)


@pytest.mark.parametrize("text", ["/", "/ start", ' /intent{"x":1}'])
def test_any_other_command_is_writing(text: str) -> None:
    """The turn strips the slash; here nothing is lost."""
    incoming = read(message=message(text=text))

    assert (incoming.kind, incoming.text, incoming.payload) == ("text", text, None)


def test_a_press_carries_its_token() -> None:
    """What it means stands in our table only."""
    query = {"id": "1", "from": PERSON, "chat_instance": "2", "data": "token"}
    incoming = read(callback_query={**query, "message": message(text="…")})

    assert (incoming.kind, incoming.pressed, incoming.address) == ("button", "token", "5")
    assert incoming.payload is None


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


def test_the_number_of_a_contact_card_comes_along_and_is_never_printed() -> None:
    """It may be what an officer asked for; a log must not have it."""
    card = {"phone_number": "+62 812 3456 7890", "first_name": "Budi"}
    incoming = read(message=message(contact=card))

    assert (incoming.kind, incoming.text, incoming.card) == ("contact", "", "+62 812 3456 7890")
    assert "3456" not in str(incoming)
