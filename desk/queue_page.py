"""The queue: what waits or is held in the officer's units, and how much there is elsewhere."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import RedirectResponse, Response

from desk.auth import Visit, is_somebody
from desk.forms import NUMBER
from desk.shown import note_shown
from desk.ticket_rows import NO_TEXTS, Row, RowTexts, tabs_of, texts_of
from service.audit.recording import Deed
from service.escalations.desk_queue import DeskQueue, UnitWait, read_desk_queue
from service.escalations.digest import Digest, digest_of
from service.escalations.notices import MOST, Notice, mark_seen
from service.escalations.reach import reach_of
from service.escalations.saved_filters import FilterView, filters_of
from service.officers.alerts import Alert, alerts_of
from service.officers.visits import away_since, forget_pause, is_visit, note_visit
from service.outcomes import EscalationState, Stage
from serving.revalidation import unless_known


@dataclass(frozen=True)
class Elsewhere:
    """How much waits, or is held, in a unit whose tickets the officer may not see."""

    unit: str
    state: EscalationState
    count: int
    wait: timedelta


@dataclass(frozen=True)
class Told:
    """A notice with its unit's name."""

    notice: Notice
    unit: str


@dataclass(frozen=True)
class _Found:
    """What was read for the page.

    Attributes:
        digest: What happened while they were away; None: they were not, or have read it.
    """

    queue: DeskQueue
    texts: RowTexts
    filters: list[FilterView]
    alerts: frozenset[Alert]
    digest: Digest | None


async def show_queue(visit: Visit) -> Response:
    """Show the queue: the officer's own unit, others they answer for, and figures of the rest."""
    found = await asyncio.to_thread(_read, visit)
    queue = found.queue
    rows = sorted(found.texts.rows(visit, queue.entries), key=_rank)
    context = {
        "notices": [_told(visit, notice) for notice in queue.notices],
        "is_cut": len(queue.notices) == MOST,
        "contested": queue.contested,
        "left_out": queue.left_out,
        "own": [row for row in rows if row.is_own_unit],
        "others": [row for row in rows if not row.is_own_unit],
        "elsewhere": [_elsewhere(visit, wait) for wait in queue.elsewhere],
        "waiting": queue.waiting,
        "held": queue.held,
        "unanswered": sum(row.is_unanswered for row in rows),
        "unread": sum(row.unread > 0 for row in rows),
        "is_counted": Alert.COUNT in found.alerts,
        "digest": found.digest,
        **tabs_of(found.filters),
    }
    return unless_known(visit.request, visit.render("queue.html", context))


def tickets_in_order(visit: Visit) -> list[str]:
    """Return the tickets of the queue in the order in which its page lists them."""
    with visit.desk.database.read() as session:
        queue = read_desk_queue(session, visit.login.officer.id, visit.desk.clock())
    rows = sorted(NO_TEXTS.rows(visit, queue.entries), key=_rank)
    return [row.escalation.ticket for row in sorted(rows, key=lambda row: not row.is_own_unit)]


async def read_digest(visit: Visit) -> Response:
    """Note that the officer read what happened while they were away, and show the queue."""
    await asyncio.to_thread(_forget_pause, visit)
    return RedirectResponse("/", 303)


async def read_notice(visit: Visit) -> Response:
    """Note that a notice was read, and show the queue."""
    await asyncio.to_thread(_mark_seen, visit)
    return RedirectResponse("/", 303)


def _mark_seen(visit: Visit) -> None:
    number, now = visit.form.get("notice", ""), visit.desk.clock()
    if not NUMBER.fullmatch(number):
        return
    with visit.desk.database.write() as session:
        mark_seen(session, reach_of(session, visit.login.officer, now), int(number), now)


def _read(visit: Visit) -> _Found:
    _note_visit(visit)
    officer, now = visit.login.officer.id, visit.desk.clock()
    with visit.desk.database.read() as session:
        queue = read_desk_queue(session, officer, now)
        tickets = [one.escalation.ticket for one in queue.entries]
        alerts = alerts_of(session, officer)
        since = away_since(session, officer) if Alert.DIGEST in alerts else None
        found = _Found(
            queue=queue,
            texts=texts_of(session, visit, tickets),
            filters=filters_of(session, officer),
            alerts=alerts,
            digest=digest_of(session, officer, since, now) if since else None,
        )
    note_shown(visit, Deed.TICKETS_LISTED, found.texts.words)
    return found


def _note_visit(visit: Visit) -> None:
    """Note that a person opened the queue, and not a page that looks again."""
    officer, now = visit.login.officer.id, visit.desk.clock()
    if not is_somebody(visit.request):
        return
    with visit.desk.database.read() as session:
        is_news = is_visit(session, officer, now)
    if is_news:
        with visit.desk.database.write() as session:
            note_visit(session, officer, now)


def _forget_pause(visit: Visit) -> None:
    with visit.desk.database.write() as session:
        forget_pause(session, visit.login.officer.id)


def _told(visit: Visit, notice: Notice) -> Told:
    return Told(notice, visit.desk.unit_name(notice.unit))


def _elsewhere(visit: Visit, wait: UnitWait) -> Elsewhere:
    passed = visit.desk.clock() - wait.oldest
    return Elsewhere(visit.desk.unit_name(wait.unit), wait.state, wait.count, passed)


def _rank(row: Row) -> tuple[int, timedelta]:
    """Order: mine with a citizen who waits for me, unclaimed, mine, other officers', put aside."""
    stage = row.escalation.stage
    if row.is_unanswered and stage is not Stage.SNOOZED:
        place = 0
    elif stage is Stage.WAITING:
        place = 1
    elif stage in (Stage.SNOOZED, Stage.BEHIND):
        place = 4
    else:
        place = 2 if row.is_mine else 3
    return place, -row.wait
