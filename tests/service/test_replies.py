"""Replies and their form on the wire between the action server and the gateway."""

import json
from typing import Any

import pytest

from service.errors import AssistantUnavailable
from service.outcomes import EscalationReason, Outcome
from service.payloads import Payload
from service.replies import Answer, Button, Escalate, Reply, reply_from_wire, reply_to_wire

REPLY = Reply(
    text="# Judul\n\nIsi <b>apa adanya</b>",
    outcome=Outcome.ANSWERED,
    buttons=(
        Button("Selengkapnya", Payload.decode("more:a")),
        Button("Hubungi petugas", Payload.decode("human")),
    ),
    topic="a",
    topics=("a", "b"),
    confidence=0.75,
    intent="a",
    offers_officer=True,
)
WISH = Reply("", Outcome.ESCALATED, escalate=Escalate("humas", EscalationReason.ASKED))


@pytest.mark.parametrize("reply", [REPLY, WISH, Reply("Halo", Outcome.SMALL_TALK)])
def test_a_reply_survives_the_way_through_rasa(reply: Reply) -> None:
    """Nothing of an answer may be lost between the two processes."""
    wire = json.loads(json.dumps(reply_to_wire(reply)))

    assert reply_from_wire(wire) == reply


def broken(**changes: object) -> dict[str, Any]:
    """Return a reply on the wire, with values changed."""
    return reply_to_wire(REPLY) | changes


@pytest.mark.parametrize(
    "wire",
    [
        None,
        [],
        "halo",
        {},
        {"text": "halo"},
        broken(text=""),
        broken(text="  \n"),
        broken(text=None),
        broken(outcome="selesai"),
        broken(buttons=[{"label": "tanpa arti"}]),
        broken(buttons=[{"label": "arti lain", "payload": "terbang"}]),
        broken(escalate={"unit": "humas", "reason": "bosan"}),
        broken(escalate={"unit": "humas"}),
        broken(buttons=None),
        broken(confidence="tinggi"),
        broken(topics=None),
    ],
)
def test_an_unreadable_reply_counts_as_no_answer(wire: object) -> None:
    """The gateway then answers from the knowledge base instead of crashing."""
    with pytest.raises(AssistantUnavailable):
        reply_from_wire(wire)


def test_further_buttons_stand_at_the_end() -> None:
    """The first button stays the first: citizens choose by number."""
    reply = REPLY.with_buttons(Button("Batalkan", Payload.decode("cancel")))

    assert [button.payload.encode() for button in reply.buttons] == ["more:a", "human", "cancel"]
    assert len(REPLY.buttons) == 2


def test_the_first_reply_names_the_outcome_of_an_answer() -> None:
    """Every turn has exactly one outcome, also when several replies were given."""
    answer = Answer((REPLY, Reply("Lagi", Outcome.SMALL_TALK)))

    assert answer.main == REPLY
