"""What somebody in distress reads: a kind word, and who helps at once."""

from service.answering.answers import Answers
from service.door.channels import article_of
from service.door.distress import DistressKind
from service.door.door import DISTRESS, DISTRESS_AND
from service.outcomes import Outcome
from service.payloads import Payload, PayloadKind, topic_payload
from service.replies import Button, Reply


def distress_reply(answers: Answers, about: str, *, in_hands: bool = False) -> Reply:
    """Name the contacts for a kind of distress; where it also accuses, one line on a safe report.

    Args:
        answers: What says sentences and knows articles.
        about: The kind, and the article of an accusation behind ``DISTRESS_AND`` if there is one.
        in_hands: Whether an officer has the conversation, or will: no button, and what they see.
    """
    told, _, channel = about.partition(DISTRESS_AND)
    kind = told if told in set(DistressKind) else DistressKind.THREAT  # another version's kind
    parts, buttons = [answers.say(f"distress_{kind}"), answers.say("distress_end")], []
    article = answers.knowledge.article(article_of(channel)) if channel else None
    if article is not None:
        parts.append(answers.say("distress_report", title=article.title))
        buttons.append(Button(article.title, topic_payload(article.id)))
    if in_hands:
        parts.append(answers.say("distress_in_hands"))
    else:
        buttons.append(Button(answers.say("button_officer"), Payload(PayloadKind.HUMAN)))
    text = "\n\n".join(part.strip() for part in parts)
    return Reply(text, Outcome.EMERGENCY, tuple(buttons), confidence=1.0, intent=DISTRESS)
