"""An officer's answer in a ticket, to be kept for the next citizen who asks the same.

For whoever may read the ticket; nothing is kept before they have read it through and sent the
form. Functions take an open ``Session`` and never commit.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from service.canned.replies import KEY
from service.door.masking import mask
from service.door.officer_words import CAN_BE_PUBLIC
from service.errors import NotFound
from service.escalations.access import Glimpse, Need, Why, access_escalation
from service.escalations.tickets import without_ticket
from service.escalations.transcripts import Line, read_window
from service.escalations.views import ClaimRefused
from service.learning.answers import with_places
from service.outcomes import Delivery
from service.text import words

KEY_WORDS = 3  # of an answer, of which its short name is made
_NUMBER = re.compile(r"\d[\d.,/:-]*\d|\d")
_GREETING = frozenset(
    "selamat pagi siang sore malam halo yth bapak ibu pak bu terima kasih kami saya".split()
)


@dataclass(frozen=True)
class Reusable:
    """An answer as it could be kept.

    Attributes:
        text: Masked, with places for the ticket and the officer.
        question: What the citizen wrote last before it, masked; "" where they wrote nothing.
        key: A short name that could be the canned reply's.
        numbers: What may hold for this one ticket only.
    """

    unit: str
    text: str
    question: str
    key: str
    numbers: tuple[str, ...]


def read_reusable(
    session: Session, ticket: str, officer_id: int, message_id: int, now: datetime
) -> Reusable | ClaimRefused:
    """Return an officer's answer that was not taken back.

    Raises:
        NotFound: There is no such ticket, or no such answer in what may be read of it.
    """
    found = access_escalation(session, ticket, officer_id, Need.VIEW, now)
    if isinstance(found, Glimpse):
        return ClaimRefused(None, found.why or Why.UNIT)
    lines = read_window(session, found)
    at = next((place for place, one in enumerate(lines) if _is_it(one, message_id)), None)
    if at is None:
        raise NotFound(f"no answer {message_id} in {ticket}")
    text = mask(with_places(lines[at].text, lines[at].name or ""), leaving=CAN_BE_PUBLIC).text
    asked = [one.text for one in lines[:at] if one.who == "citizen" and one.text]
    question = mask(without_ticket(asked[-1])).text.strip() if asked else ""
    return Reusable(
        unit=found.escalation.unit,
        text=text,
        question=question,
        key=_key(text),
        numbers=tuple(dict.fromkeys(_NUMBER.findall(text))),
    )


def _is_it(line: Line, message_id: int) -> bool:
    is_there = line.delivery is not Delivery.WITHDRAWN and bool(line.text)
    return line.who == "officer" and line.message_id == message_id and is_there


def _key(text: str) -> str:
    told = [word for word in words(text) if word.isascii() and word.isalnum()]
    telling = [word for word in told if word not in _GREETING] or told
    key = "-".join(telling[:KEY_WORDS])[:32].strip("-")
    return key if KEY.fullmatch(key) else ""
