"""What nobody wrote to the bot: groups, channels, memberships, reactions."""

from typing import Any

import pytest

from service.payloads import Payload, PayloadKind
from tests.bot.telegram.samples import (
    GROUP,
    PERSON,
    PRIVATE,
    REACTION,
    THE_BOT,
    entity,
    membership,
    message,
    read,
)


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
    called = ("-100", Payload(PayloadKind.GROUP))
    assert (incoming.address, incoming.payload) == (called if is_call else (None, None))


def test_a_press_in_a_group_has_no_address() -> None:
    """A forwarded button must not open a conversation with a group."""
    query = {"id": "1", "from": PERSON, "chat_instance": "2", "data": "token"}

    assert read(callback_query={**query, "message": message(GROUP, text="…")}).address is None
