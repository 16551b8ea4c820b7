"""Each rule of the audit finds what it is for, and nothing in a clean run."""

from dataclasses import replace

import pytest

from proof.audit import RULES, Finding
from proof.evidence import Delivered, Evidence
from service.updates.work import IN_ORDER
from tests.proof.scene import (
    CHAT,
    a_delivery,
    a_message,
    add_turn,
    an_escalation,
    broken,
    change_message,
    clean_run,
    findings,
)


@pytest.fixture
def run() -> Evidence:
    """A clean run, to be spoilt."""
    return clean_run()


def test_a_clean_run_breaks_no_rule(run: Evidence) -> None:
    """An audit that always complains is not read."""
    assert findings(run) == []


def test_an_update_without_a_row_is_lost(run: Evidence) -> None:
    """Telegram was told that we have it."""
    del run.updates[1], run.turns[1], run.messages[1], run.delivered[1]

    assert findings(run) == [Finding("lost", "update 2", "no row")]


def test_an_update_that_still_waits_is_unfinished(run: Evidence) -> None:
    """A citizen who waits for ever is not served."""
    run.updates[1] = replace(run.updates[1], state="pending", outcome=None, attempts=2)
    del run.turns[1], run.messages[1], run.delivered[1]

    assert findings(run) == [Finding("unfinished", "update 2", "pending after 2 tries")]


@pytest.mark.parametrize(("state", "due"), [("queued", 200.0), ("sending", 99.0)])
def test_a_message_that_was_not_sent_is_unfinished(run: Evidence, state: str, due: float) -> None:
    """Neither what nobody sends nor what nobody settles."""
    change_message(run, 2, state=state, due=due, external_id=None)
    del run.delivered[1]

    assert broken(run) == ["unfinished"]


def test_a_message_still_in_flight_may_be_settled_later(run: Evidence) -> None:
    """Its time is not over: the outbox will call it uncertain."""
    change_message(run, 2, state="sending", due=101.0, external_id=None)

    assert broken(run) == []


def test_a_message_marked_sent_must_have_been_taken(run: Evidence) -> None:
    """The desk tells the officer "delivered"."""
    del run.delivered[1]

    assert broken(run) == ["silent", "marked sent but not"]


def test_a_message_must_be_sent_as_stored(run: Evidence) -> None:
    """What is on disk is what an auditor reads later."""
    change_message(run, 2, text="Jawaban yang lain")

    assert broken(run) == ["marked sent but not"]


def test_two_turns_of_an_update_are_found(run: Evidence) -> None:
    """The citizen would read two answers, or an officer two messages."""
    run.turns.append(replace(run.turns[1], id=3))

    assert broken(run) == ["doubled turn"]


def test_two_rows_of_an_update_are_found(run: Evidence) -> None:
    """Telegram repeats what it believes unconfirmed."""
    run.updates.append(replace(run.updates[1], id=3, outcome="ignored"))

    assert broken(run) == ["doubled turn"]


def test_a_message_sent_twice_is_found(run: Evidence) -> None:
    """Blind retries have sent nine copies elsewhere."""
    run.delivered.insert(1, replace(a_delivery(1), message_id="m9", t=1.2))

    assert findings(run) == [Finding("doubled delivery", "message 1", "2 times, 1 needlessly")]


def test_a_message_sent_again_after_a_lost_answer_is_excused(run: Evidence) -> None:
    """We could not know; it is counted apart."""
    run.delivered.insert(1, replace(a_delivery(1, untold="cut_after"), message_id="m9", t=1.2))

    assert broken(run) == []


@pytest.mark.parametrize(
    ("name", "after", "rules"),
    [
        ("gateway", 1.0, []),
        ("gateway-2", 1.0, []),
        ("gateway", 9.0, ["doubled delivery"]),
        ("gateway", -1.0, ["doubled delivery"]),
        ("desk", 1.0, ["doubled delivery"]),
    ],
)
def test_a_message_sent_again_after_its_sender_was_killed_is_excused(
    run: Evidence, name: str, after: float, rules: list[str]
) -> None:
    """Telegram answered a process that was gone; only that kill explains the copy."""
    run.delivered.insert(1, replace(a_delivery(1), message_id="m9", t=1.2))
    run.events.append({"event": "killed", "name": name, "t": 1.2 + after})

    assert broken(run) == rules


def test_a_message_of_no_row_is_found(run: Evidence) -> None:
    """Nothing leaves the house that is not on disk."""
    run.delivered.append(Delivered("m9", CHAT, "Halo", (), 3.0))

    assert broken(run) == ["sent without a row"]


def test_words_in_another_turn_are_found(run: Evidence) -> None:
    """Threads that share a variable mix up two citizens."""
    run.turns[1] = replace(run.turns[1], text=run.turns[0].text)

    assert broken(run) == ["words swapped"]


def test_a_turn_in_another_conversation_is_found(run: Evidence) -> None:
    """The worst of all leaks: a stranger reads the answer."""
    run.chats["d"] = 10_001
    run.turns[1] = replace(run.turns[1], conversation="d")

    assert "words swapped" in broken(run)


def test_turns_out_of_order_are_found(run: Evidence) -> None:
    """A "yes" before the question it answers means something else."""
    run.turns = [replace(run.turns[1], id=1), replace(run.turns[0], id=2)]
    run.messages = [replace(m, turn=3 - m.id) for m in run.messages]

    assert broken(run) == ["turns out of order"]


def test_a_message_that_failed_too_often_may_be_overtaken(run: Evidence) -> None:
    """Waiting for it longer would silence its whole conversation."""
    run.turns = [replace(run.turns[1], id=1), replace(run.turns[0], id=2)]
    run.messages = [replace(m, turn=3 - m.id) for m in run.messages]
    run.updates[0] = replace(run.updates[0], attempts=IN_ORDER + 1)

    assert broken(run) == []


def test_deliveries_out_of_order_are_found(run: Evidence) -> None:
    """A citizen reads from top to bottom."""
    run.delivered = [a_delivery(2), a_delivery(1, later=5.0)]

    assert broken(run) == ["deliveries out of order"]


def test_a_ticket_nobody_asked_for_is_found(run: Evidence) -> None:
    """One request, one ticket, whatever is killed in between."""
    add_turn(run, 3, "escalated")
    run.escalations = [an_escalation("A", 3.0, 4.0), an_escalation("B", 5.0, None)]

    assert findings(run) == [
        Finding("doubled escalation", f"chat {CHAT}", "2 tickets for 1 requests")
    ]


def test_a_ticket_reopened_after_another_was_closed_is_not_two_at_once(run: Evidence) -> None:
    """Of a reopened ticket the rows know only when it was last open."""
    for number in (3, 4):
        add_turn(run, number, "escalated")
    run.escalations = [an_escalation("A", 5.0, 6.0), an_escalation("B", 3.0, 4.0)]

    assert broken(run) == []


def test_two_open_tickets_are_found(run: Evidence) -> None:
    """Two officers would answer one citizen."""
    for number in (3, 4):
        add_turn(run, number, "escalated")
    run.escalations = [an_escalation("A", 3.0, None), an_escalation("B", 4.0, None)]

    assert broken(run) == ["doubled escalation"]


@pytest.mark.parametrize(
    ("confirmed", "rows", "count"), [(True, 0, 1), (True, 2, 1), (False, 0, 0)]
)
def test_an_officers_reply_is_stored_once(
    run: Evidence, confirmed: bool, rows: int, count: int
) -> None:
    """The desk said "sent": then it must be so; a desk that died need not have stored it."""
    event = {"t": 3.0, "marker": "zqbbbbb", "ticket": "A"}
    run.events.append({"event": "officer_tries", **event})
    if confirmed:
        run.events.append({"event": "officer_sent", **event})
    for number in range(3, 3 + rows):
        reply = a_message(number, text=f"Baik. zqbbbbb {number}", state="queued")
        run.messages.append(replace(reply, turn=None, author="officer"))

    assert broken(run).count("officer's reply") == count


def test_a_process_that_ends_by_itself_is_found(run: Evidence) -> None:
    """Restarting hides crashes from everybody but the audit."""
    run.events.append({"t": 3.0, "event": "ended", "name": "gateway", "status": 1})

    assert broken(run) == ["ended by itself"]


def test_a_request_that_telegram_refuses_is_found(run: Evidence) -> None:
    """A text too long or a keyboard too wide is a reply that never arrives."""
    run.events.append({"t": 3.0, "event": "refused", "method": "sendMessage", "reason": "long"})

    assert broken(run) == ["refused by Telegram"]


def test_every_rule_says_what_it_holds() -> None:
    """The report prints it beside the count."""
    assert all(find.__doc__ for find in RULES.values())


def test_a_name_that_was_accused_is_found_wherever_it_stands(run: Evidence) -> None:
    """One row or one line of a log is enough for a colleague to read it."""
    marker = run.written[1].marker
    run.written[1] = replace(run.written[1], kind="accusation")
    run.turns[0] = replace(run.turns[0], text="")
    assert findings(run) == []

    run.shown = frozenset({str(marker)})

    assert broken(run) == ["words kept"]
