"""Everything of the figures' page in one look at the database."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from service.escalations.reach import reach_of
from service.figures.messages import MessageFigures, TopicFigures, read_messages, topics_in
from service.figures.periods import Period
from service.figures.tickets import (
    OfficerFigures,
    UnitFigures,
    figures_of_officers,
    figures_of_units,
)
from service.officers.duty import find_officer


@dataclass(frozen=True)
class Figures:
    """What one officer may know of a period.

    Attributes:
        officers: Of the units within reach.
    """

    period: Period
    messages: MessageFigures
    topics: list[TopicFigures]
    units: list[UnitFigures]
    officers: list[OfficerFigures]


def read_figures(session: Session, officer_id: int, period: Period, now: datetime) -> Figures:
    """Return the figures of a period as an officer may see them.

    Raises:
        NotFound: There is no such officer.
    """
    reach = reach_of(session, find_officer(session, officer_id), now)
    return Figures(
        period=period,
        messages=read_messages(session, period),
        topics=topics_in(session, period),
        units=figures_of_units(session, reach, period, now),
        officers=figures_of_officers(session, reach, period),
    )
