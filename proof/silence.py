"""Silence, judged by what the Bot API double really took: an outcome, and nothing to be read.

Excused is what ADR 28 gives up: an answer whose connection was cut before it was taken, twice; and
what was taken back because an officer wrote instead. Both are counted in the report. What only
joins a ticket needs no reply of its own where a receipt before it or an officer's words after
it were read.
"""

from collections.abc import Iterator, Sequence

from proof.evidence import Evidence, MessageRow, TurnRow, UpdateRow, by_key
from proof.faults import Kind
from proof.matching import Matches, essence, essence_of_row
from service.outcomes import Author, Delivery, Outcome

ON_ITS_WAY = frozenset({Delivery.QUEUED, Delivery.SENDING})  # another rule looks at these
PERSONS = frozenset({Outcome.RELAYED, Outcome.ESCALATED})  # an officer answers, in their own words
QUIET = 900.0  # seconds in which one receipt serves for what joins a ticket
TRIES = 2  # of an answer whose sending ends without an answer
Silence = tuple[UpdateRow, list[TurnRow], list[MessageRow]]


def silences(evidence: Evidence, matches: Matches) -> Iterator[Silence]:
    """Return what ended with an outcome and no message that Telegram took, excused or not."""
    turns, messages = by_key(evidence.turns, "update"), by_key(evidence.messages, "turn")
    for row in evidence.updates:
        if row.outcome in (None, Outcome.IGNORED, Outcome.JOINED, Outcome.RATED):
            continue
        replies = [m for turn in turns[row.id] for m in messages.get(turn.id, ())]
        is_open = any(m.state in ON_ITS_WAY for m in replies)
        if not is_open and not any(matches.of_row.get(m.id) for m in replies):
            yield row, turns[row.id], replies


def is_excused(evidence: Evidence, matches: Matches, silence: Silence) -> bool:
    """Tell whether nobody can be blamed: cut off twice, told before, or an officer wrote."""
    row, turns, replies = silence
    if not replies:
        return any(_is_in_good_hands(evidence, matches, turn) for turn in turns)
    if is_cut_too_often(evidence, silence):
        return True
    was_taken_back = all(m.state == Delivery.WITHDRAWN for m in replies)
    was_overtaken = all(_cuts(evidence, m) for m in replies)  # before it was sent once more
    is_a_persons = was_taken_back or was_overtaken or row.outcome in PERSONS
    return is_a_persons and _an_officer_wrote_after(evidence, replies)


def is_cut_too_often(evidence: Evidence, silence: Silence) -> bool:
    """Tell whether every reply was cut off before it was taken, as often as it is tried."""
    replies = silence[2]
    return bool(replies) and min(_cuts(evidence, message) for message in replies) >= TRIES


def _is_in_good_hands(evidence: Evidence, matches: Matches, turn: TurnRow) -> bool:
    """Tell whether a message joined a ticket, and the citizen read so before, or an answer."""
    return turn.outcome == Outcome.RELAYED and (
        _was_told_before(evidence, matches, turn) or _was_answered_after(evidence, matches, turn)
    )


def _was_answered_after(evidence: Evidence, matches: Matches, turn: TurnRow) -> bool:
    """Tell whether the citizen read an officer's words afterwards, whatever became of receipts."""
    return any(
        m.author == Author.OFFICER
        and m.conversation == turn.conversation
        and m.created >= turn.created
        and matches.of_row.get(m.id)
        for m in evidence.messages
    )


def _was_told_before(evidence: Evidence, matches: Matches, turn: TurnRow) -> bool:
    """Tell whether a message came soon after the citizen had read that what they write joins."""
    relayed = {t.id for t in evidence.turns if t.outcome == Outcome.RELAYED}
    return any(
        m.conversation == turn.conversation
        and m.turn in relayed
        and 0 <= turn.created - m.created <= QUIET
        and matches.of_row.get(m.id)
        for m in evidence.messages
    )


def _cuts(evidence: Evidence, message: MessageRow) -> int:
    """Count how often a message was on its way and the connection cut before it was taken."""
    chat, words = evidence.chats.get(message.conversation), essence_of_row(message)
    return sum(
        event["kind"] == Kind.CUT_BEFORE
        and event.get("chat") == chat
        and essence(event["text"]) == words
        for event in evidence.events_of("fault")
    )


def _an_officer_wrote_after(evidence: Evidence, replies: Sequence[MessageRow]) -> bool:
    """Tell whether an officer's words followed; the desk shows how far these came."""
    last = replies[-1]
    return any(
        m.author == Author.OFFICER and m.conversation == last.conversation and m.id > last.id
        for m in evidence.messages
    )
