"""Double taps: who presses the same button twice in a moment has asked once.

The second press joins the first, whose turn answers both; it ends as ``joined``. Called as an
update is stored, in that transaction: presses that come through two gateways at once wait for each
other at their conversation's row.
"""

from datetime import datetime, timedelta
from typing import Any

from service.outcomes import Outcome, UpdateState
from service.storage.tables import Update

BUTTON = "button"  # the kind of a press
DOUBLE_TAP = timedelta(seconds=2)  # nobody has read an answer and wants it again so soon


def join_double_tap(press: Update, newest: Any, now: datetime) -> None:
    """Join a press to the one just before it, if that was the same button.

    It was a moment ago, or it has not been answered yet: who waits taps again.

    Args:
        newest: The row of the conversation's newest update, None when there is none.
    """
    if newest is None or press.kind != BUTTON or press.payload is None:
        return
    if (newest.kind, newest.payload) != (BUTTON, press.payload):
        return
    if newest.state == UpdateState.PENDING or abs(now - newest.received_at) <= DOUBLE_TAP:
        press.state, press.outcome, press.done_at = UpdateState.DONE, Outcome.JOINED, now
        press.joined_to = newest.joined_to or newest.id
