"""The audit: what was sent, recorded and answered must agree, update by update.

Each rule is a function from the evidence to what breaks it; ``RULES`` lists them. A run is clean
when no rule finds anything.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from proof.evidence import Evidence, MessageRow, by_key, was_untold
from proof.matching import Matches, essence, essence_of_row
from proof.mix import ACCUSATION, MARKER
from proof.silence import is_excused, silences
from proof.web_audit import (
    doubled_on_the_web,
    lost_on_the_web,
    silent_on_the_web,
    unfinished_on_the_web,
)
from service.outcomes import Author, Delivery, Outcome, UpdateState
from service.updates.work import IN_ORDER


@dataclass(frozen=True)
class Finding:
    """Something that broke a rule."""

    rule: str
    subject: str
    why: str


Finds = Iterator[tuple[str, str]]


def audit(evidence: Evidence, matches: Matches) -> list[Finding]:
    """Return everything that breaks a rule, in the order of the rules."""
    return [
        Finding(rule, subject, why)
        for rule, find in RULES.items()
        for subject, why in find(evidence, matches)
    ]


def find_lost(evidence: Evidence, _: Matches) -> Finds:
    """An update that Telegram gave out, or that a page was told is stored, must be a row."""
    stored = {row.update_id for row in evidence.updates}
    for update_id in sorted(evidence.written.keys() - stored):
        yield f"update {update_id}", "no row"
    yield from lost_on_the_web(evidence.web)


def find_unfinished(evidence: Evidence, _: Matches) -> Finds:
    """After the drain, no update waits and no message is due or still being sent."""
    for row in evidence.updates:
        if row.state == UpdateState.PENDING or row.outcome is None:
            yield f"update {row.update_id}", f"{row.state} after {row.attempts} tries"
    for message in evidence.messages:
        is_over = message.due <= evidence.ended_at
        if message.state == Delivery.QUEUED or (message.state == Delivery.SENDING and is_over):
            yield f"message {message.id}", f"still {message.state}"
    yield from unfinished_on_the_web(evidence.web)


def find_silent(evidence: Evidence, matches: Matches) -> Finds:
    """A finished update has a turn, and a reply that Telegram took or a page was given."""
    for silence in silences(evidence, matches):
        row, turns, replies = silence
        if is_excused(evidence, matches, silence):
            continue
        states = ", ".join(message.state for message in replies)
        missing = "no reply" if turns else "no turn"
        why = f"replies {states}, none taken" if replies else f"{row.outcome}, but {missing}"
        yield f"update {row.update_id}", why
    yield from silent_on_the_web(evidence.web)


def find_untrue(evidence: Evidence, matches: Matches) -> Finds:
    """A message marked sent was taken by Telegram, with these words."""
    for message in _telegram_messages(evidence):
        if message.state != Delivery.SENT:
            continue
        told = [
            d for d in matches.of_row.get(message.id, ()) if d.message_id == message.external_id
        ]
        if not told:
            yield f"message {message.id}", "marked sent, but Telegram has no such message"
        elif essence(told[0].text) != essence_of_row(message):
            yield f"message {message.id}", "other words were sent than stored"


def find_doubled_turns(evidence: Evidence, _: Matches) -> Finds:
    """An update is one row with one turn, however often it is delivered and whoever is killed."""
    for update_id, count in Counter(row.update_id for row in evidence.updates).items():
        if count > 1:
            yield f"update {update_id}", f"{count} rows"
    for update, count in Counter(turn.update for turn in evidence.turns).items():
        if count > 1:
            yield f"update row {update}", f"{count} turns"
    yield from doubled_on_the_web(evidence.web)


def find_doubled_deliveries(evidence: Evidence, matches: Matches) -> Finds:
    """A message arrives once; twice only where we could not learn that it had arrived."""
    for message_id, found in matches.of_row.items():
        needless = [delivery for delivery in found[:-1] if not was_untold(evidence, delivery)]
        if needless:
            yield f"message {message_id}", f"{len(found)} times, {len(needless)} needlessly"


def find_phantoms(_: Evidence, matches: Matches) -> Finds:
    """Nothing is sent that was not on disk before."""
    for delivery in matches.unexplained:
        yield f"Telegram's message {delivery.message_id}", "no row of the outbox explains it"


def find_swapped(evidence: Evidence, _: Matches) -> Finds:
    """A turn keeps the words of its own update, and in the conversation they came from."""
    updates = {row.id: row for row in evidence.updates}
    for turn in evidence.turns:
        written = evidence.written.get(updates[turn.update].update_id)
        if written is None:
            continue
        if evidence.chats.get(turn.conversation) != written.chat:
            yield f"turn {turn.id}", "in another citizen's conversation"
        found = set(MARKER.findall(turn.text)) - {written.marker}
        if found and written.kind != "button":
            yield f"turn {turn.id}", f"carries another update's words: {', '.join(found)}"


def find_disorder_of_turns(evidence: Evidence, _: Matches) -> Finds:
    """A conversation's messages are answered in the order they were written (docs/adr/0009)."""
    updates = {row.id: row for row in evidence.updates}
    for conversation, turns in by_key(evidence.turns, "conversation").items():
        for before, after in pairwise(updates[turn.update] for turn in turns):
            if before.update_id > after.update_id and after.attempts <= IN_ORDER:
                chat = evidence.chats.get(conversation)
                yield f"update {after.update_id} of chat {chat}", f"after {before.update_id}"


def find_disorder_of_deliveries(evidence: Evidence, matches: Matches) -> Finds:
    """A citizen reads replies in the order they were put in the outbox."""
    for conversation, messages in by_key(evidence.messages, "conversation").items():
        first = [(matches.of_row[m.id][0].t, m.id) for m in messages if matches.of_row.get(m.id)]
        for (_, before), (_, after) in pairwise(sorted(first)):
            if before > after:
                chat = evidence.chats.get(conversation)
                yield f"message {after} of chat {chat}", f"delivered after {before}"


def find_doubled_escalations(evidence: Evidence, _: Matches) -> Finds:
    """One ticket for each time that a person was asked for, and never two open at once."""
    asked = Counter(t.conversation for t in evidence.turns if t.outcome == Outcome.ESCALATED)
    for conversation, rows in by_key(evidence.escalations, "conversation").items():
        if len(rows) > asked[conversation]:
            chat = evidence.chats.get(conversation)
            yield f"chat {chat}", f"{len(rows)} tickets for {asked[conversation]} requests"
        for before, after in pairwise(sorted(rows, key=lambda row: row.opened)):
            if before.closed is None or before.closed > after.opened:
                yield f"ticket {after.ticket}", f"opened while {before.ticket} was open"


def find_officers_words(evidence: Evidence, _: Matches) -> Finds:
    """A reply that the desk confirmed is in the outbox once; another one at most once."""
    confirmed = {event["marker"] for event in evidence.events_of("officer_sent")}
    rows = Counter(
        marker
        for message in evidence.messages
        if message.author == Author.OFFICER
        for marker in MARKER.findall(message.text)
    )
    for event in evidence.events_of("officer_tries"):
        count, marker = rows[event["marker"]], event["marker"]
        if count > 1 or (marker in confirmed and count == 0):
            yield f"officer's reply {marker}", f"{count} rows"


def find_ended(evidence: Evidence, _: Matches) -> Finds:
    """No process ends unless it is killed."""
    for event in evidence.events_of("ended"):
        yield f"process {event['name']}", f"ended by itself with status {event['status']}"


def find_refused(evidence: Evidence, _: Matches) -> Finds:
    """Telegram refuses nothing that we send for what it says."""
    for event in evidence.events_of("refused"):
        yield f"request {event['method']}", event["reason"]


def find_kept_words(evidence: Evidence, _: Matches) -> Finds:
    """Of a message that accuses somebody no word stands in any row, log, file or page."""
    for written in evidence.written.values():
        if written.kind == ACCUSATION and written.marker in evidence.shown:
            yield f"update {written.update_id}", "words of an accusation were kept"
    for update_id, (marker, kind) in evidence.web.written.items():
        if kind == ACCUSATION and marker in evidence.shown:
            yield f"web message {update_id}", "words of an accusation were kept"


def _telegram_messages(evidence: Evidence) -> list[MessageRow]:
    return [m for m in evidence.messages if m.conversation in evidence.chats]


Rule = Callable[[Evidence, Matches], Finds]
RULES: dict[str, Rule] = {
    "lost": find_lost,
    "unfinished": find_unfinished,
    "silent": find_silent,
    "marked sent but not": find_untrue,
    "doubled turn": find_doubled_turns,
    "doubled delivery": find_doubled_deliveries,
    "sent without a row": find_phantoms,
    "words swapped": find_swapped,
    "turns out of order": find_disorder_of_turns,
    "deliveries out of order": find_disorder_of_deliveries,
    "doubled escalation": find_doubled_escalations,
    "officer's reply": find_officers_words,
    "ended by itself": find_ended,
    "refused by Telegram": find_refused,
    "words kept": find_kept_words,
}
