"""A waiting ticket goes to another unit once the citizen says what it is about.

"Petugas dong" names no matter: the ticket goes to the unit for everything else, and "akun SIBIJAK
saya macet" a moment later tells where it belongs.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.escalations.claims import EscalationView, view_of_row
from service.outcomes import EscalationState
from service.storage.tables import Escalation


def redirect_escalation(
    session: Session, conversation_id: str, unit: str, away_from: str
) -> EscalationView | None:
    """Give a waiting ticket to another unit.

    Args:
        unit: Whose it is now.
        away_from: Whose it must be still; nobody else's is taken away.

    Returns:
        The ticket; None when none waits there, or it is that unit's already.
    """
    row = session.scalar(
        select(Escalation)
        .where(
            Escalation.conversation_id == conversation_id,
            Escalation.state == EscalationState.WAITING,
            Escalation.unit == away_from,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is None or unit == away_from:
        return None
    row.unit = unit
    return view_of_row(row, None)
