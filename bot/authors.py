"""Who says a reply: the bot, or the service itself. Pure.

A reply of the bot is withdrawn when an officer takes the conversation over first; receipts and
notices of the service go out whoever has it.
"""

from service.outcomes import AnsweredBy, Author, Outcome, Owner
from service.payloads import PayloadKind
from service.replies import Answer, Reply

SAID_BY_BOT = frozenset({Outcome.ANSWERED, Outcome.CLARIFIED})
LEADS_ON = frozenset(
    {PayloadKind.MENU, PayloadKind.CATEGORY, PayloadKind.TOPIC, PayloadKind.OFFICE}
)  # under a menu; a receipt has none of them


def author_of(answer: Answer, reply: Reply, owner: Owner) -> Author:
    """Return who says a reply: articles, offices and menus are the bot's, also at a button.

    Args:
        owner: Who has the conversation; while an officer does, the gateway answers as the service.
    """
    if answer.answered_by is not AnsweredBy.GATEWAY:
        return Author.BOT
    leads_on = any(button.payload.kind in LEADS_ON for button in reply.buttons)
    is_answer = reply.outcome in SAID_BY_BOT and (reply.topic is not None or leads_on)
    return Author.BOT if is_answer and owner is not Owner.OFFICER else Author.SYSTEM


def can_be_rated(answer: Answer, owner: Owner) -> bool:
    """Tell whether a citizen is asked if an answer helped: one from content, and the bot's."""
    main = answer.main
    is_answered = main.outcome is Outcome.ANSWERED and main.topic is not None
    return is_answered and author_of(answer, main, owner) is Author.BOT
