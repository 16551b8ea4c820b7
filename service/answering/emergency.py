"""What somebody in distress reads: a kind word, and who helps at once."""

import re

from service.answering.answers import Answers
from service.answering.named_things import reply_of_thing
from service.answering.question import Question
from service.door.channels import article_of
from service.door.distress import DistressKind
from service.door.door import DISTRESS, DISTRESS_AND
from service.outcomes import Outcome
from service.payloads import Payload, PayloadKind, topic_payload
from service.replies import Button, Reply
from service.text import words

OF_HELPERS = frozenset({"kontak", "daring", "jam", "biaya", "tempat"})  # asked of who helps
_WAY = re.compile(r"\b(?:chat|nomor\w*|no|telp\w*|telf\w*|telepon\w*|call|hubungi\w*|sana)\b")
_OTHER = re.compile(  # about a report, or protection, and not who helps now
    r"\b(?:lpsk|\w*lindung\w*|\w*pantau\w*|mantau\w*|\w*lapor\w*|wbs|audit\w*)\b"
)
LONGEST = 8  # words; a longer message says what it is about


def reply_about_helpers(answers: Answers, question: Question) -> Reply | None:
    """Name the helpers again to whoever asks after them: "ada WA-nya?", "nomornya tadi berapa?".

    None where nobody was in distress just before, or where something else is named.
    """
    kind, knowledge = question.memory.danger, answers.knowledge
    if kind is None or question.is_command or len(words(question.text)) > LONGEST:
        return None
    asked = {aspect.id for aspect in knowledge.aspects_in(question.text)}
    said = " ".join(words(question.text))
    if _OTHER.search(said):
        return None
    asks_for_way = _WAY.search(said) is not None
    is_named = knowledge.telling_stems(_WAY.sub(" ", said)) or knowledge.where(question.text)
    is_thing = reply_of_thing(answers, question) is not None  # "nomor LPSK"
    is_asked = asks_for_way or not OF_HELPERS.isdisjoint(asked)
    return distress_reply(answers, kind) if is_asked and not (is_named or is_thing) else None


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
