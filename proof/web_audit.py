"""The audit's rules for the web chat; ``proof.audit`` lists them beside Telegram's."""

from collections.abc import Iterator

from proof.web_evidence import WebEvidence
from service.outcomes import Delivery, Outcome, UpdateState

Finds = Iterator[tuple[str, str]]
UNTOLD = frozenset({Outcome.IGNORED, Outcome.JOINED, Outcome.RATED})  # need no reply of their own
AN_OFFICERS = frozenset({Outcome.RELAYED, Outcome.ESCALATED})  # may answer instead, or later


def lost_on_the_web(web: WebEvidence) -> Finds:
    """Return what was acknowledged and is no row."""
    for update_id in sorted(web.stored - web.updates.keys()):
        yield f"web message {update_id}", "no row"


def unfinished_on_the_web(web: WebEvidence) -> Finds:
    """Return what waits after the drain."""
    for update_id, row in web.updates.items():
        if row.state == UpdateState.PENDING or row.outcome is None:
            yield f"web message {update_id}", row.state


def silent_on_the_web(web: WebEvidence) -> Finds:
    """Return what ended without a reply, or with one that no page was given."""
    for update_id, row in web.updates.items():
        if row.outcome is None or row.outcome in UNTOLD:
            continue
        unread = [
            number
            for number, state in row.replies
            if state != Delivery.WITHDRAWN and number not in web.read
        ]
        if unread:
            yield f"web message {update_id}", f"replies {unread} were not given to a page"
        elif not row.replies and row.outcome not in AN_OFFICERS:
            yield f"web message {update_id}", f"{row.outcome}, but no reply"


def doubled_on_the_web(web: WebEvidence) -> Finds:
    """Return what has several turns."""
    for update_id, row in web.updates.items():
        if row.turns > 1:
            yield f"web message {update_id}", f"{row.turns} turns"
