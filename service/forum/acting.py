"""One thing that an officer did, with everything it is judged by, and how it is answered.

Functions take an open ``Session`` and never commit.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from service.errors import NotFound
from service.escalations.access import Why
from service.escalations.opening import escalations_of, find_escalation, open_escalation_of
from service.escalations.tickets import find_ticket
from service.escalations.views import ClaimRefused, EscalationView
from service.forum.cards import Shown
from service.forum.homes import stands_in
from service.forum.links import Group, Linked
from service.forum.means import DeskMeans
from service.forum.messages import Kind, Notice, tell
from service.forum.orders import Answered
from service.forum.received import Received
from service.forum.tables import ForumMessage, ForumTopic
from service.outcomes import EscalationState
from service.storage.tables import Escalation

_ANSWERED = {
    Kind.WORDS: Answered.CITIZEN,
    Kind.FILE: Answered.CITIZEN,
    Kind.ANSWER: Answered.OFFICER,
    Kind.NOTE: Answered.OFFICER,
    Kind.OWN: Answered.OFFICER,
}


@dataclass(frozen=True)
class Act:
    """What an officer did.

    Attributes:
        topic: None outside of a citizen's topic.
        target: The message that is replied to, or that has the pressed button.
    """

    session: Session
    received: Received
    group: Group
    officer: Linked
    topic: ForumTopic | None
    target: ForumMessage | None
    means: DeskMeans
    now: datetime

    @property
    def answered(self) -> Answered:
        """What the message replies to."""
        if self.target is None:
            return Answered.NOTHING
        return _ANSWERED.get(Kind(self.target.kind), Answered.CARD)

    @property
    def is_press(self) -> bool:
        """Whether a button was pressed, which is answered for a moment on its own."""
        return self.received.kind == "press"


def reply(act: Act, key: str, **values: object) -> str:
    """Say something to the officer: to a press for a moment, to a message in answer to it."""
    return reply_shown(act, Shown(act.means.words(key, **values)))


def reply_shown(act: Act, shown: Shown, *, stays: bool = False) -> str:
    """Say something to the officer; to a press as a message too if it has buttons, or stays."""
    if not act.is_press or shown.rows or stays:
        topic = act.topic.id if act.topic is not None else None
        answers = None if act.is_press else act.received.number
        tell(act.session, Notice(act.group.id, topic, shown, answers), act.now)
    return shown.text


def refuse(act: Act, ticket: str, refused: ClaimRefused) -> str:
    """Say why an act was not carried out."""
    if refused.held_by is not None:
        return reply(act, "held_by_other", ticket=ticket, officer=refused.held_by)
    if not refused.why or refused.why == Why.CLOSED:
        view = find_escalation(act.session, ticket)
        key = "is_closed" if view.state == "closed" else "nobody_holds"
        return reply(act, key, ticket=ticket)
    known = act.means.words.keys()
    key = f"why_{refused.why}"
    return reply(act, key if key in known else "why_other")


def escalation_meant(act: Act, argument: str = "") -> EscalationView | None:
    """Return the escalation that an act is about: named, or replied to, or the topic's own."""
    ticket = find_ticket(argument)
    if ticket is not None:
        return _here(act, ticket)
    if act.target is not None and act.target.escalation_id is not None:
        row = act.session.get_one(Escalation, act.target.escalation_id)
        return find_escalation(act.session, row.ticket)
    return _of_topic(act, act.topic.conversation_id) if act.topic is not None else None


def say_none(act: Act, argument: str = "") -> str:
    """Say that no escalation is meant: the one that was named is not this citizen's, or none."""
    ticket = find_ticket(argument)
    return (
        reply(act, "not_open") if ticket is None else reply(act, "no_such_ticket", ticket=ticket)
    )


def _of_topic(act: Act, conversation_id: str) -> EscalationView | None:
    """Return the citizen's current escalation, or the group's own that waits behind it.

    Where nothing is open it is the newest of the group's unit.
    """
    current = open_escalation_of(act.session, conversation_id)
    if current is not None and _is_ours(act, current):
        return current
    everything = escalations_of(act.session, conversation_id, limit=None)
    ours = [view for view in everything if _is_ours(act, view)]
    behind = [view for view in ours if view.state is not EscalationState.CLOSED]
    return next(iter((*behind[-1:], *filter(None, (current,)), *ours, *everything)), None)


def _is_ours(act: Act, view: EscalationView) -> bool:
    return stands_in(act.session, view.unit, act.group.unit, act.now)


def _here(act: Act, ticket: str) -> EscalationView | None:
    """Return a ticket that was named; one of another citizen than the topic's is not meant."""
    try:
        view = find_escalation(act.session, ticket)
    except NotFound:
        return None
    is_other = act.topic is not None and view.conversation_id != act.topic.conversation_id
    return None if is_other else view
