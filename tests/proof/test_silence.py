"""An outcome and nothing to be read: what counts as silence, and what excuses it."""

from dataclasses import replace

import pytest

from proof.audit import Finding
from proof.evidence import Evidence
from proof.figures import figures_of
from proof.matching import match_deliveries
from tests.proof.scene import (
    CHAT,
    a_delivery,
    a_message,
    broken,
    change_message,
    clean_run,
    findings,
)


@pytest.fixture
def run() -> Evidence:
    """A clean run, to be spoilt."""
    return clean_run()


def test_an_outcome_without_a_turn_is_silent(run: Evidence) -> None:
    """Nobody would know what was asked."""
    del run.turns[1], run.messages[1], run.delivered[1]

    assert broken(run) == ["silent"]


def test_a_turn_without_a_reply_is_silent(run: Evidence) -> None:
    """The citizen reads nothing, and the figures say "answered"."""
    del run.messages[1], run.delivered[1]

    assert findings(run) == [Finding("silent", "update 2", "answered, but no reply")]


def test_a_reply_that_failed_is_silent(run: Evidence) -> None:
    """Telegram was there all the time: giving up is our fault."""
    change_message(run, 2, state="failed", external_id=None)
    del run.delivered[1]

    assert broken(run) == ["silent"]


def test_an_uncertain_reply_that_arrived_is_not_silent(run: Evidence) -> None:
    """What the citizen could read counts, not what we know of it."""
    change_message(run, 2, state="uncertain", external_id=None)

    assert broken(run) == []


def cut_off(run: Evidence, number: int) -> None:
    """Let the connection be cut before the reply to a message was taken."""
    where = {"method": "sendMessage", "chat": CHAT, "text": a_delivery(number).text}
    run.events.append({"event": "fault", "kind": "cut_before", "t": 2.0, **where})


def test_an_uncertain_reply_that_never_arrived_is_silent(run: Evidence) -> None:
    """One cut is no excuse: the bot sends once more."""
    change_message(run, 2, state="uncertain", external_id=None)
    del run.delivered[1]
    cut_off(run, 2)

    assert findings(run) == [Finding("silent", "update 2", "replies uncertain, none taken")]


def test_a_reply_that_was_cut_off_twice_is_counted_apart(run: Evidence) -> None:
    """Who sends without end sends copies without end; the report says how many were given up."""
    change_message(run, 2, state="uncertain", external_id=None)
    del run.delivered[1]
    cut_off(run, 2)
    cut_off(run, 2)

    assert broken(run) == []
    figures = figures_of(run, match_deliveries(run))
    assert figures["silent_because_cut_twice"] == 1


@pytest.mark.parametrize(("state", "cuts"), [("withdrawn", 0), ("uncertain", 1)])
def test_a_reply_withdrawn_for_an_officer_is_not_silent(
    run: Evidence, state: str, cuts: int
) -> None:
    """The officer's own words came instead; a notice of ours is none."""
    change_message(run, 2, state=state, external_id=None)
    del run.delivered[1]
    for _ in range(cuts):
        cut_off(run, 2)
    notice = replace(a_message(3), turn=None, author="system")
    run.messages.append(notice)
    run.delivered.append(a_delivery(3))
    silent = broken(run)
    run.messages.append(replace(a_message(4), turn=None, author="officer"))
    run.delivered.append(a_delivery(4))

    assert silent == ["silent"]
    assert broken(run) == []


@pytest.mark.parametrize(("later", "rules"), [(600.0, []), (901.0, ["silent"])])
def test_one_receipt_serves_for_a_while(run: Evidence, later: float, rules: list[str]) -> None:
    """Sixty messages to an officer are not sixty notices, but hours of silence are a fault."""
    for number in (1, 2):
        run.updates[number - 1] = replace(run.updates[number - 1], outcome="relayed")
        run.turns[number - 1] = replace(run.turns[number - 1], outcome="relayed")
    run.turns[1] = replace(run.turns[1], created=run.turns[0].created + later)
    del run.messages[1], run.delivered[1]

    assert broken(run) == rules


def test_a_receipt_that_nobody_got_serves_for_nothing(run: Evidence) -> None:
    """Telegram must have taken it."""
    for number in (1, 2):
        run.updates[number - 1] = replace(run.updates[number - 1], outcome="relayed")
        run.turns[number - 1] = replace(run.turns[number - 1], outcome="relayed")
    change_message(run, 1, state="failed", external_id=None)
    del run.messages[1], run.delivered[:]

    assert broken(run) == ["silent", "silent"]


@pytest.mark.parametrize(("is_taken", "rules"), [(True, []), (False, ["silent"])])
def test_an_officers_answer_serves_as_well_as_a_receipt(
    run: Evidence, is_taken: bool, rules: list[str]
) -> None:
    """The officer answers so soon that the receipt, being too late, is withdrawn: all was read."""
    for number in (1, 2):
        run.updates[number - 1] = replace(run.updates[number - 1], outcome="relayed")
        run.turns[number - 1] = replace(run.turns[number - 1], outcome="relayed")
    change_message(run, 1, state="withdrawn", external_id=None)
    del run.messages[1], run.delivered[:]
    state = "sent" if is_taken else "failed"
    run.messages.append(replace(a_message(3, state=state), turn=None, author="officer"))
    run.delivered.extend([a_delivery(3)] if is_taken else [])

    assert broken(run) == rules
