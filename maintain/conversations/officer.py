"""The officer of a measured conversation: what the desk does, by the same functions."""

import secrets
from collections.abc import Callable

from maintain.conversations.script import OfficerAct, OfficerActs
from service.answering.answers import Answers
from service.clock import Clock
from service.errors import TanyaError
from service.escalations.claims import claim_and_answer, claim_escalation
from service.escalations.closing import close_escalation
from service.escalations.opening import open_escalation_of
from service.escalations.views import ClaimRefused, EscalationView
from service.officers.accounts import add_officer
from service.payloads import reopen_payload
from service.replies import Button
from service.storage.database import Database, Session

NO_TICKET = "no ticket is open: there is nothing that the officer could act on"
REFUSED = "the officer was refused: somebody else has the ticket, or it is closed"


def hire_officer(database: Database, clock: Clock) -> int:
    """Register an officer with whom nobody can log in, and return their number."""
    with database.write() as session:
        password = secrets.token_hex(16)
        return add_officer(session, "ukur", "Petugas Ukur", "humas", password, clock()).id


class OfficerAtDesk:
    """One officer who attends to one conversation."""

    def __init__(self, database: Database, answers: Answers, clock: Clock, officer: int) -> None:
        self._database = database
        self._answers = answers
        self._clock = clock
        self._officer = officer

    def act(self, conversation_id: str | None, acts: OfficerActs) -> str | None:
        """Do it; return why it could not be done, None when it was done."""
        if conversation_id is None:
            return NO_TICKET
        try:
            with self._database.write() as session:
                ticket = open_escalation_of(session, conversation_id)
                if ticket is None:
                    return NO_TICKET
                outcome = self._doing(acts)(session, ticket, acts.text)
        except TanyaError as error:
            return f"the officer could not act: {error}"
        return REFUSED if isinstance(outcome, ClaimRefused) else None

    def _doing(self, acts: OfficerActs) -> Callable[[Session, EscalationView, str], object]:
        doing: dict[OfficerAct, Callable[[Session, EscalationView, str], object]] = {
            OfficerAct.CLAIM: self._claim,
            OfficerAct.ANSWER: self._answer,
            OfficerAct.CLOSE: self._close,
        }
        return doing[acts.act]

    def _claim(self, session: Session, ticket: EscalationView, _text: str) -> object:
        notice = self._notice("officer_joined", ticket)
        return claim_escalation(session, ticket.ticket, self._officer, notice, self._clock())

    def _answer(self, session: Session, ticket: EscalationView, text: str) -> object:
        notice, now = self._notice("officer_joined", ticket), self._clock()
        return claim_and_answer(session, ticket.ticket, self._officer, text, notice, now)

    def _close(self, session: Session, ticket: EscalationView, text: str) -> object:
        """Close a ticket; at the desk only who has claimed it can."""
        claimed = self._claim(session, ticket, text)
        if isinstance(claimed, ClaimRefused):
            return claimed
        notice = self._notice("officer_closed", ticket)
        again = Button(self._answers.say("button_reopen"), reopen_payload(ticket.ticket))
        return close_escalation(
            session, ticket.ticket, self._officer, notice, self._clock(), (again,)
        )

    def _notice(self, key: str, ticket: EscalationView) -> str:
        unit = self._answers.unit_name(ticket.unit)
        return self._answers.say(key, ticket=ticket.ticket, unit=unit)
