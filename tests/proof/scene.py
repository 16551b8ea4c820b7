"""A small run without a fault: one citizen, two questions, two answers. Tests spoil it."""

from dataclasses import replace

from proof.audit import Finding, audit
from proof.evidence import (
    Delivered,
    EscalationRow,
    Evidence,
    MessageRow,
    TurnRow,
    UpdateRow,
    Written,
)
from proof.matching import match_deliveries
from proof.mix import marker_of

CHAT, CONVERSATION = 10_000, "c"


def clean_run() -> Evidence:
    """Return the evidence of a run in which everything went well."""
    evidence = Evidence(chats={CONVERSATION: CHAT}, ended_at=100.0)
    for number in (1, 2):
        add_turn(evidence, number)
    return evidence


def add_turn(evidence: Evidence, number: int, outcome: str = "answered") -> None:
    """Add one message of the citizen, its turn and its delivered reply."""
    marker, t = marker_of(number), float(number)
    evidence.written[number] = Written(number, CHAT, "question", marker, t)
    evidence.updates.append(UpdateRow(number, number, CONVERSATION, "done", outcome, 0))
    text = f"apa itu bpkp {marker}"
    evidence.turns.append(TurnRow(number, number, CONVERSATION, text, outcome, "rasa", t))
    evidence.messages.append(a_message(number))
    evidence.delivered.append(a_delivery(number))


def a_message(number: int, *, text: str = "", state: str = "sent") -> MessageRow:
    """Return the row of the reply to a message."""
    return MessageRow(
        id=number,
        conversation=CONVERSATION,
        turn=number,
        author="bot",
        text=text or f"# Judul\n\nJawaban <{number}> & sumber",
        tokens=(f"token-{number}",),
        state=state,
        external_id=f"m{number}" if state == "sent" else None,
        created=float(number),
        due=float(number),
    )


def a_delivery(number: int, *, later: float = 0.5, untold: str | None = None) -> Delivered:
    """Return how Telegram took the reply to a message."""
    text = f"<b>Judul</b>\n\nJawaban &lt;{number}&gt; &amp; sumber"
    tokens = (f"token-{number}",)
    return Delivered(f"m{number}", CHAT, text, tokens, number + later, untold)


def an_escalation(ticket: str, opened: float, closed: float | None) -> EscalationRow:
    """Return the row of a ticket."""
    return EscalationRow(ticket, CONVERSATION, opened, closed)


def change_message(evidence: Evidence, number: int, **fields: object) -> None:
    """Replace fields of a message's row."""
    at = number - 1
    evidence.messages[at] = replace(evidence.messages[at], **fields)  # type: ignore[arg-type]


def findings(evidence: Evidence) -> list[Finding]:
    """Audit a run."""
    return audit(evidence, match_deliveries(evidence))


def broken(evidence: Evidence) -> list[str]:
    """Return the rules that a run breaks."""
    return [finding.rule for finding in findings(evidence)]
