"""From what was understood to what the citizen reads: every reply that comes from content.

Used by the custom actions, and by the gateway when Rasa is down: one wording for both.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from service.answering.article_text import article_text, field_text, rest_text
from service.answering.office_replies import OfficeReplies
from service.answering.referral_text import with_contacts
from service.content.model import Article, FieldName
from service.content.named_topics import OFFICES
from service.content.sentences import Sentences
from service.door.channels import DEFAULT_CHANNEL
from service.knowledge.knowledge import Knowledge
from service.markup import read_markup, write_markup
from service.outcomes import EscalationReason, Outcome
from service.payloads import Payload, PayloadKind, topic_payload
from service.replies import Button, Escalate, Reply

NEAR_ENOUGH = 0.45  # search score from which an article is offered for an unclear question
DEFAULT_UNIT = "humas"
OFFICE_WORDS = frozenset({"kantor", "perwakilan", "alamat", "kanwil"})


class Answers:
    """Builds replies from the knowledge base and the fixed sentences."""

    def __init__(
        self, knowledge: Knowledge, sentences: Sentences, today: Callable[[], date]
    ) -> None:
        self._knowledge = knowledge
        self._sentences = sentences
        self._today = today
        self._offices = OfficeReplies(knowledge, sentences)

    @property
    def knowledge(self) -> Knowledge:
        """The knowledge base that the replies come from."""
        return self._knowledge

    @property
    def offices(self) -> OfficeReplies:
        """The replies about regional offices."""
        return self._offices

    def say(self, key: str, /, **values: object) -> str:
        """Return a fixed sentence."""
        return self._sentences(key, **values)

    def article(
        self, article_id: str, topics: Sequence[str] = (), confidence: float = 1.0
    ) -> Reply | None:
        """Return an article with its source and date; None when there is no such article."""
        article = self._knowledge.article(article_id)
        if article is None:
            return None
        return Reply(
            text=self._text(article),
            outcome=Outcome.ANSWERED,
            buttons=self._article_buttons(article),
            topic=article.id,
            topics=tuple(topics) or (article.id,),
            confidence=confidence,
            intent=article.id,
        )

    def with_also(self, reply: Reply | None, article_id: str) -> Reply | None:
        """Return a reply with a button to another article before its others."""
        article = self._knowledge.article(article_id)
        if reply is None or article is None:
            return reply
        payload = topic_payload(article.id)
        others = (button for button in reply.buttons if button.payload != payload)
        return replace(reply, buttons=(Button(article.title, payload), *others))

    def detail(self, article_id: str, said: Sequence[str]) -> Reply | None:
        """Return the sentences of an article that answer a question about it."""
        reply, article = self.article(article_id), self._knowledge.article(article_id)
        if reply is None or article is None:
            return None
        buttons = (self._again(article), self.officer_button())
        return replace(reply, text=self._text(article, said), buttons=buttons)

    def field(self, article_id: str, name: FieldName) -> Reply | None:
        """Return what an article says of one thing; None where that does not apply to it."""
        reply, article = self.article(article_id), self._knowledge.article(article_id)
        if reply is None or article is None or name not in article.fields:
            return None
        unit = self.unit_name(article.unit)
        text = field_text(self._sentences, article, name, unit, self._today())
        return replace(reply, text=text, buttons=(self._again(article), self.officer_button()))

    def unknown_detail(self, article_id: str, near: Sequence[str] = ()) -> Reply | None:
        """Say that what is asked about an article is not known, and who can help.

        Args:
            article_id: The article.
            near: Its sentences nearest to the question, which are shown as no more than that.
        """
        reply, article = self._repeated(article_id, "detail_unknown"), self._knowledge.article
        told = article(article_id)
        if reply is None or told is None:
            return None
        text = self._nearest(told, near) if near else reply.text
        return replace(reply, text=text, offers_officer=True)

    def _nearest(self, article: Article, said: Sequence[str]) -> str:
        """Write sentences of an article as what is nearest to a question, with their proof."""
        marked = read_markup(self._text(article, said))
        body = self._sentences("detail_nearest", said=marked.body)
        return write_markup(replace(marked, body=body))

    def repeated(self, article_id: str) -> Reply | None:
        """Name the article just shown instead of showing it again."""
        return self._repeated(article_id, "repeated")

    def _repeated(self, article_id: str, key: str) -> Reply | None:
        article = self._knowledge.article(article_id)
        if article is None:
            return None
        none_of_it = Button(self._sentences("button_none"), Payload(PayloadKind.DENY))
        return Reply(
            text=self._sentences(key, title=article.title),
            outcome=Outcome.REPEATED,
            buttons=(self._again(article), none_of_it, self.officer_button()),
            topic=article.id,
            topics=(article.id,),
            confidence=0.0,
            intent=article.id,
        )

    def more(self, article_id: str) -> Reply:
        """Return the rest of an article, with the sources that it alone rests on."""
        article = self._knowledge.article(article_id)
        if article is None or not article.more:
            return Reply(self._sentences("nothing_more"), Outcome.CLARIFIED, (self._topics(),))
        return Reply(
            text=rest_text(self._sentences, article),
            outcome=Outcome.ANSWERED,
            buttons=(*self._followups(article), self.officer_button()),
            topic=article.id,
            topics=(article.id,),
            confidence=1.0,
        )

    def particulars(self, channel: str | None = None) -> Reply:
        """Say in one line that particulars of wrongdoing belong to a channel, not here."""
        topic = channel if channel and self._knowledge.article(channel) else DEFAULT_CHANNEL
        button = Button(self._sentences("button_channel"), topic_payload(topic))
        said = self._sentences("particulars")
        return Reply(said, Outcome.REFUSED, (button, self.officer_button()), intent="particulars")

    def clarify(self, topics: Sequence[str], confidence: float) -> Reply | None:
        """Offer articles to choose from; None when none of them exists."""
        found = [a for a in map(self._knowledge.article, topics) if a is not None]
        if not found:
            return None
        lines = [
            self._sentences("clarify_option", number=number, title=article.title)
            for number, article in enumerate(found, start=1)
        ]
        parts = [self._sentences("clarify"), "\n".join(lines), self._sentences("clarify_end")]
        buttons = [Button(article.title, topic_payload(article.id)) for article in found]
        buttons.append(Button(self._sentences("button_none"), Payload(PayloadKind.DENY)))
        ids = tuple(article.id for article in found)
        return Reply(
            "\n\n".join(parts), Outcome.CLARIFIED, tuple(buttons), None, ids, confidence, ids[0]
        )

    def referral(self, text: str, confidence: float) -> Reply:
        """Say that it is not BPKP's, and who can help where that is known."""
        referral = self._knowledge.find_referral(text)
        said = with_contacts(referral, self._sentences) if referral else ""
        return Reply(
            text=said or self._sentences("out_of_scope"),
            outcome=Outcome.REFERRED,
            buttons=(self._topics(), self.officer_button()),
            confidence=confidence,
            intent="out_of_scope",
        )

    def tells_of(self, article_id: str, word: str) -> bool:
        """Tell whether an article has a word in its text."""
        article = self._knowledge.article(article_id)
        written = f"{article.text} {article.more}".lower() if article else ""
        return re.search(rf"\b{re.escape(word)}\b", written) is not None

    def is_nonsense(self, text: str) -> bool:
        """Tell whether a message has no word that we know and names no place and no agency."""
        knowledge = self._knowledge
        return not (knowledge.knows_a_word(text) or knowledge.find_referral(text))

    def small_talk(self, intent: str, confidence: float) -> Reply:
        """Return the fixed sentence for greetings, thanks and the like."""
        wants_buttons = intent in ("greet", "bot_challenge", "deny", "affirm")
        buttons = (self._topics(), self.officer_button()) if wants_buttons else ()
        return Reply(
            self._sentences(intent),
            Outcome.SMALL_TALK,
            buttons,
            confidence=confidence,
            intent=intent,
        )

    def not_understood(
        self, topics: Sequence[str], confidence: float, failures: int, intent: str | None = None
    ) -> Reply:
        """Ask to say it otherwise; from the second failure in a row offer an officer first."""
        offers_officer = failures >= 1
        buttons = (self._topics(), self.officer_button())
        return Reply(
            text=self._sentences("offer_officer" if offers_officer else "rephrase"),
            outcome=Outcome.NOT_UNDERSTOOD,
            buttons=buttons[::-1] if offers_officer else buttons,
            offers_officer=offers_officer,
            topics=tuple(topics),
            confidence=confidence,
            intent=intent,
        )

    def escalate(
        self,
        topic: str | None,
        reason: EscalationReason,
        confidence: float,
        *,
        is_named: bool = False,
    ) -> Reply:
        """Ask the gateway to open an escalation for the unit of an article.

        The gateway writes the text with the ticket.

        Args:
            is_named: The message itself says that it is about this.
        """
        return Reply(
            text="",
            outcome=Outcome.ESCALATED,
            confidence=confidence,
            intent="human",
            escalate=Escalate(self.unit_of(topic), reason, topic, is_named),
        )

    def by_search(self, text: str) -> Reply:
        """Answer from the knowledge base alone: offer what search finds near."""
        hits = self._knowledge.search(text)
        near = [hit.article_id for hit in hits if hit.score >= NEAR_ENOUGH]
        score = hits[0].score if hits else 0.0
        asks_for_office = OFFICE_WORDS.intersection(self._knowledge.standard(text).split())
        if near[:1] == [OFFICES] or (asks_for_office and self._knowledge.where(text)):
            return self._offices.reply(text, near, score)
        first = self.article(near[0], near, score) if near else None
        if first is not None:
            return first
        unknown = self.not_understood([hit.article_id for hit in hits], score, failures=1)
        return replace(unknown, text=self._sentences("offer_officer_at_once"))

    def near(self, text: str) -> list[str]:
        """Return up to three articles near enough to be offered, best first."""
        hits = self._knowledge.search(text)
        return [hit.article_id for hit in hits if hit.score >= NEAR_ENOUGH]

    def unit_of(self, article_id: str | None) -> str:
        """Return the unit that answers an article's topic."""
        article = self._knowledge.article(article_id) if article_id else None
        return article.unit if article else DEFAULT_UNIT

    def unit_name(self, unit_id: str) -> str:
        """Return a unit's name, its id when it is unknown."""
        unit = self._knowledge.units.get(unit_id)
        return unit.name if unit else unit_id

    def _text(self, article: Article, said: Sequence[str] = ()) -> str:
        unit = self.unit_name(article.unit)
        return article_text(self._sentences, article, unit, self._today(), said)

    def _article_buttons(self, article: Article) -> tuple[Button, ...]:
        more = Button(self._sentences("button_more"), Payload(PayloadKind.MORE, article.id))
        shown = (more,) if article.more else ()
        return (*shown, *self._followups(article), self.officer_button())

    def _again(self, article: Article) -> Button:
        return Button(self._sentences("button_again"), topic_payload(article.id))

    def _followups(self, article: Article) -> tuple[Button, ...]:
        found = [a for a in map(self._knowledge.article, article.followups) if a is not None]
        return tuple(Button(a.title, topic_payload(a.id)) for a in found[:3])

    def officer_button(self) -> Button:
        """Return the button that asks for an officer."""
        return Button(self._sentences("button_officer"), Payload(PayloadKind.HUMAN))

    def _topics(self) -> Button:
        return Button(self._sentences("button_topics"), Payload(PayloadKind.MENU))
