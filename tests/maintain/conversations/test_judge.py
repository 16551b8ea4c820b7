"""What each expectation demands of what came."""

from typing import Any

import pytest

from maintain.conversations.judge import judge
from maintain.conversations.outcome import Came, Played, PlayedTurn
from maintain.conversations.script import Conversation, Expect, Say, Turn
from service.outcomes import EscalationReason, Outcome
from service.payloads import Payload, PayloadKind, topic_payload
from service.replies import Button, Escalate, Reply

TOPICS = Button("Daftar topik", Payload(PayloadKind.MENU))
OFFICER = Button("Hubungi petugas", Payload(PayloadKind.HUMAN))
NONE = Button("Bukan ini", Payload(PayloadKind.DENY))
COST = Button("Biaya", topic_payload("ppid-biaya"))
TIME = Button("Waktu", topic_payload("ppid-waktu"))
ARTICLE = Reply("a", Outcome.ANSWERED, (COST, TIME, OFFICER), topic="spip")
CHOICE = Reply("a", Outcome.CLARIFIED, (COST, TIME, NONE))
ONE_CHOICE = Reply("a", Outcome.CLARIFIED, (COST, NONE))
LOST = Reply("a", Outcome.NOT_UNDERSTOOD, (TOPICS, OFFICER))
LOST_TWICE = Reply("a", Outcome.NOT_UNDERSTOOD, (OFFICER, TOPICS), offers_officer=True)
EMPTY = Reply("a", Outcome.CLARIFIED)
ESCALATED = Reply("a", Outcome.ESCALATED, escalate=Escalate("humas", EscalationReason.ASKED))
ASKED_FIRST = Reply("Soal apa?", Outcome.CLARIFIED, intent="human")


def failed(came: Came, **expect: Any) -> list[str]:
    """Return the keys that do not hold."""
    turn = PlayedTurn(Turn(Say("a"), Expect(**expect)), came)
    judged = judge(Played(Conversation("1", "[a]", (turn.turn,)), (turn,)))
    return [key for key, _ in judged.turns[0].failed]


def came(*replies: Reply, **values: Any) -> Came:
    """Return what came of a turn."""
    return Came("a", replies=replies, **values)


@pytest.mark.parametrize(
    ("reply", "is_choice"),
    [
        (ARTICLE, False),
        (CHOICE, True),
        (ONE_CHOICE, True),
        (LOST, False),
        (EMPTY, False),
    ],
)
def test_a_choice_is_buttons_that_choose(reply: Reply, is_choice: bool) -> None:
    """The buttons under any reply help nobody who was not understood."""
    assert failed(came(reply), clarify=is_choice) == []
    assert failed(came(reply), clarify=not is_choice) == ["clarify"]


@pytest.mark.parametrize(
    ("reply", "is_handoff"),
    [
        (ARTICLE, False),
        (LOST, False),
        (LOST_TWICE, True),
        (ESCALATED, True),
        (ASKED_FIRST, True),
    ],
)
def test_a_handoff_is_more_than_the_button_under_any_answer(
    reply: Reply, is_handoff: bool
) -> None:
    """Else every article would count as an officer offered."""
    assert failed(came(reply), handoff=is_handoff) == []
    assert failed(came(reply), handoff=not is_handoff) == ["handoff"]


def test_a_ticket_that_was_opened_is_a_handoff() -> None:
    """However the bot words it."""
    assert failed(came(has_new_ticket=True), handoff=True) == []


def test_topics_are_those_answered() -> None:
    """An article that is only offered was not answered."""
    assert failed(came(CHOICE, ARTICLE), topic="spip", any_topic=("kepala-bpkp", "spip")) == []
    assert failed(came(CHOICE), topic="ppid-biaya", any_topic=("ppid-waktu",)) == [
        "topic",
        "any_topic",
    ]


def test_words_are_found_in_messages_and_labels_whatever_their_case() -> None:
    """A citizen reads both, and a capital is no fault."""
    what = came(texts=("Paling lambat 10\n hari kerja.", "Tiket TB-7KQ2-9XMD"), labels=("Biaya",))

    assert failed(what, contains_any=("x", "10 HARI"), not_contains=("gratis",)) == []
    assert failed(what, contains_any=("biaya",), ticket=True, nonempty=True) == []
    assert failed(what, contains_any=("tujuh", "14 hari")) == ["contains_any"]
    assert failed(what, not_contains=("x", "hari kerja")) == ["not_contains"]
    assert failed(what, ticket=False, nonempty=False) == ["ticket", "nonempty"]


def test_silence_is_seen() -> None:
    """Nothing is worse than no answer."""
    assert failed(came(), nonempty=True, ticket=False) == ["nonempty"]


def test_a_turn_that_could_not_be_played_is_a_fault_and_counts() -> None:
    """Also where nothing was expected: what broke must not look like a success."""
    turns = (
        PlayedTurn(Turn(Say("a")), came(trouble="the turn broke")),
        PlayedTurn(Turn(Say("b")), came(ARTICLE)),
    )
    judged = judge(Played(Conversation("1", "[a]", tuple(t.turn for t in turns)), turns))

    assert [(turn.is_counted, turn.is_good) for turn in judged.turns] == [
        (True, False),
        (False, True),
    ]
    assert not judged.is_faultless


@pytest.mark.parametrize(
    ("reply", "is_refused"), [(ARTICLE, False), (CHOICE, False), (LOST, True)]
)
def test_what_is_not_for_us_is_refused(reply: Reply, is_refused: bool) -> None:
    """A test of a question for somebody else: any topic would be a wrong answer."""
    assert failed(came(reply), refused=is_refused) == []
    assert failed(came(reply), refused=not is_refused) == ["refused"]
