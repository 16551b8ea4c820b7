"""Rows of tickets as pages show them: where each stands, and what its citizen asked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from desk.auth import Visit
from service.content.store import titles_of
from service.escalations.desk_queue import QueueEntry
from service.escalations.row_words import RowWords, words_of
from service.escalations.saved_filters import FilterView
from service.escalations.sights import unread_of
from service.escalations.ticket_list import View
from service.escalations.views import EscalationView
from service.storage.database import Session


@dataclass(frozen=True)
class Row:
    """One escalation in a list.

    Attributes:
        wait: Since it was opened.
        is_mine: The officer who looks holds it.
        is_unanswered: The officer who looks holds it and the citizen wrote last.
        topic: The title of the article that the question was taken for; empty: of none.
        is_late: Its deadline is over.
        unread: How many of the citizen's messages the officer who looks has not read.
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
    topic: str
    is_late: bool
    unread: int = 0
    match: str = ""


@dataclass(frozen=True)
class RowTexts:
    """What rows say beside where their tickets stand, by ticket.

    Attributes:
        unread: How many of the citizen's messages the officer who looks has not read, where any.
        titles: Of articles, by their ids.
    """

    words: Mapping[str, RowWords]
    unread: Mapping[str, int]
    titles: Mapping[str, str]

    def rows(self, visit: Visit, entries: Sequence[QueueEntry]) -> list[Row]:
        """Return the rows of a list, in its order."""
        return [_row(visit, entry, self) for entry in entries]


NO_TEXTS = RowTexts({}, {}, {})  # where only the order is asked for


def texts_of(session: Session, visit: Visit, tickets: Collection[str]) -> RowTexts:
    """Read what rows say to the officer who looks."""
    unread = unread_of(session, visit.login.officer.id, tickets)
    return RowTexts(words_of(session, tickets), unread, titles_of(session))


def tabs_of(
    filters: Sequence[FilterView], view: str = "", query: str = "", searched: str = ""
) -> dict[str, object]:
    """Return what stands above a list: the views and the officer's filters, and which is open."""
    saved = [(one.name, f"/tickets?{one.query}", one.query == query) for one in filters]
    is_saved = any(is_open for *_, is_open in saved)
    own = "" if is_saved else view
    return {"views": tuple(View), "view": view, "tab": own, "saved": saved, "searched": searched}


def _row(visit: Visit, entry: QueueEntry, texts: RowTexts) -> Row:
    escalation, now = entry.escalation, visit.desk.clock()
    words = texts.words.get(escalation.ticket, RowWords())
    return Row(
        escalation=escalation,
        unit=visit.desk.unit_name(escalation.unit),
        channel=entry.channel,
        wait=now - escalation.waits_since,
        is_own_unit=escalation.unit in visit.login.officer.units,
        is_mine=entry.is_mine,
        is_unanswered=entry.is_unanswered,
        words=words,
        topic=texts.titles.get(words.topic, words.topic) if words.topic else "",
        is_late=words.deadline_at is not None and words.deadline_at < now,
        unread=texts.unread.get(escalation.ticket, 0),
    )
