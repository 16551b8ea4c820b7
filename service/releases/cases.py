"""The regression cases as they are played: lines of a file of conversations."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.storage.learning_tables import RegressionCase


def case_lines(session: Session) -> list[dict[str, Any]]:
    """Return each active case as ``tests/questions/conversations.jsonl`` writes them."""
    asked = select(RegressionCase).where(RegressionCase.is_active).order_by(RegressionCase.id)
    return [
        {"id": f"case-{row.id}", "title": f"[case] {row.id}", "turns": list(row.turns)}
        for row in session.scalars(asked)
    ]
