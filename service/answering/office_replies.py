"""Which office, and where: by the places a message names, the office in talk, or a point."""

import re
from collections.abc import Sequence

from service.answering.office_texts import office_foot, office_text
from service.content.model import Office
from service.content.named_topics import CONTACT, OFFICES
from service.content.sentences import Sentences
from service.knowledge.knowledge import Knowledge
from service.knowledge.places import NearOffice
from service.markup import compose
from service.outcomes import Outcome
from service.payloads import Payload, PayloadKind, topic_payload
from service.replies import Button, Reply

SHOWN_OFFICES = 3
_ELSEWHERE = re.compile(r"\b(?:kalau|kalo|klo|nek|dari) +(\w{4,})", re.IGNORECASE)


class OfficeReplies:
    """Builds the replies about regional offices."""

    def __init__(self, knowledge: Knowledge, sentences: Sentences) -> None:
        self._knowledge = knowledge
        self._sentences = sentences
        self._officer = Button(sentences("button_officer"), Payload(PayloadKind.HUMAN))

    def of_code(self, code: str) -> Reply:
        """Return the office of a code, whatever else a message names."""
        return self.reply("", known=code)

    def reply(
        self,
        text: str,
        topics: Sequence[str] = (OFFICES,),
        confidence: float = 1.0,
        known: str | None = None,
    ) -> Reply:
        """Return the offices of the places a message names, or ask for the place.

        ``known`` is the code of the office in talk: it stays the one until another is named.
        """
        where = self._knowledge.where_asked(text)
        if where.is_abroad:
            return self._far("office_abroad", topics, confidence)
        if where.choice:
            return self._which(where.choice)
        is_elsewhere = bool(_ELSEWHERE.search(text)) and self._names_stranger(text)
        offices = where.offices or self._knowledge.offices_of(None if is_elsewhere else known)
        if not offices:
            return self._reply(self._sentences("office_which"), topics, confidence)
        cut = self._sentences("office_too_many") if len(offices) > SHOWN_OFFICES else ""
        parts = [office_text(self._sentences, office) for office in offices[:SHOWN_OFFICES]]
        return self._reply(self._with_caveat(parts, cut), topics, confidence)

    def _names_stranger(self, text: str) -> bool:
        """Tell whether "kalau Ngawang?" may name a place that we do not know."""
        named = (self._knowledge.standard(word) for word in _ELSEWHERE.findall(text))
        return any(self._knowledge.has_strange(word) for word in named if word)

    def choice(self, codes: Sequence[str]) -> Reply:
        """Offer the offices of some codes to choose from."""
        return self._which([o for code in codes for o in self._knowledge.offices_of(code)])

    def _which(self, offices: Sequence[Office]) -> Reply:
        """Offer the offices among which an island or a name of several places does not decide."""
        buttons = (Button(o.province, Payload(PayloadKind.OFFICE, o.code)) for o in offices)
        return Reply(
            text=self._sentences("office_island"),
            outcome=Outcome.CLARIFIED,
            buttons=(*buttons, self._officer),
            topic=OFFICES,
            topics=(OFFICES,),
            intent=OFFICES,
        )

    def nearest(self, latitude: float, longitude: float) -> Reply:
        """Return the office nearest to a shared location, with the distance if it is known.

        A point at sea or abroad has none.
        """
        if not self._knowledge.is_in_indonesia(latitude, longitude):
            return self._far("office_far", (OFFICES,), 1.0)
        near = self._knowledge.nearest_office(latitude, longitude)
        if near is None:
            return self._reply(self._sentences("office_which"), (OFFICES,), 1.0)
        office = office_text(self._sentences, near.office)
        return self._reply(self._with_caveat([office], self._beginning(near)), (OFFICES,), 1.0)

    def _beginning(self, near: NearOffice) -> str:
        if near.distance is None:
            return self._sentences("office_nearest_unmeasured")
        return self._sentences("office_nearest", distance=round(near.distance))

    def _far(self, key: str, topics: Sequence[str], confidence: float) -> Reply:
        """Lead somebody for whom no regional office is near to the head office and the web."""
        return self._reply(self._sentences(key), topics, confidence)

    def code_at(self, point: str) -> str | None:
        """Return the code of the office nearest to "-6.21,106.85"; None at sea or abroad."""
        latitude, longitude = (float(number) for number in point.split(","))
        if not self._knowledge.is_in_indonesia(latitude, longitude):
            return None
        near = self._knowledge.nearest_office(latitude, longitude)
        return near.office.code if near else None

    def _with_caveat(self, parts: Sequence[str], beginning: str = "") -> str:
        """Put what must be done before one travels above the addresses."""
        body = "\n\n".join(filter(None, [beginning, self._sentences("office_caveat"), *parts]))
        unconfirmed = self._sentences("office_unconfirmed")
        return compose(body, cautions=[unconfirmed], foot=office_foot(self._sentences))

    def _reply(self, text: str, topics: Sequence[str], confidence: float) -> Reply:
        return Reply(
            text=text,
            outcome=Outcome.ANSWERED,
            buttons=(
                Button(self._sentences("button_contact"), topic_payload(CONTACT)),
                self._officer,
            ),
            topic=OFFICES,
            topics=tuple(topics),
            confidence=confidence,
            intent=OFFICES,
        )
