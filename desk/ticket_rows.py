"""Rows of tickets as pages show them: where each stands, and what its citizen asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from desk.auth import Visit
from service.escalations.desk_queue import QueueEntry
from service.escalations.row_words import RowWords
from service.escalations.views import EscalationView


@dataclass(frozen=True)
class Row:
    """One escalation in a list.

    Attributes:
        wait: Since it was opened.
        is_mine: The officer who looks holds it.
        is_unanswered: The officer who looks holds it and the citizen wrote last.
        is_late: Its deadline is over.
        match: The message in which what was searched for was found; empty: nothing was.
    """

    escalation: EscalationView
    unit: str
    channel: str
    wait: timedelta
    is_own_unit: bool
    is_mine: bool
    is_unanswered: bool
    words: RowWords
    is_late: bool
    match: str = ""


def rows_of(visit: Visit, entries: Sequence[QueueEntry], words: dict[str, RowWords]) -> list[Row]:
    """Return the rows of a list, in its order."""
    return [
        _row(visit, entry, words.get(entry.escalation.ticket, RowWords())) for entry in entries
    ]


def _row(visit: Visit, entry: QueueEntry, words: RowWords) -> Row:
    escalation, now = entry.escalation, visit.desk.clock()
    return Row(
        escalation=escalation,
        unit=visit.desk.unit_name(escalation.unit),
        channel=entry.channel,
        wait=now - escalation.waits_since,
        is_own_unit=escalation.unit in visit.login.officer.units,
        is_mine=entry.is_mine,
        is_unanswered=entry.is_unanswered,
        words=words,
        is_late=words.deadline_at is not None and words.deadline_at < now,
    )
