"""Updates as Telegram sends them, and how the bot with the number 7 reads them."""

from typing import Any

from telegram import Update

from bot.telegram.updates import update_to_incoming
from service.updates.store import Incoming

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
