"""An article's own question, asked in those words, brings that article, whatever was understood.

Called by every action first. The same words are on buttons, in posts and on the articles' pages;
``tanya content check`` asks each of them.
"""

from service.answering.answers import Answers
from service.answering.question import Question
from service.content.named_topics import OFFICES
from service.replies import Reply

FEWEST = 2  # words; a single one is a name that says too little


def own_question(answers: Answers, question: Question) -> tuple[Reply, ...]:
    """Return the article that lists a message among its questions; nothing where none does."""
    if question.is_command or len(question.text.split()) < FEWEST:
        return ()
    if question.topic is not None and not answers.knowledge.telling_stems(question.text):
        return ()  # "kalau online?" is about what is in talk
    topic = answers.knowledge.listed(question.text)
    if topic is None:
        return ()
    if topic == OFFICES:
        return (answers.offices.reply(question.text, (topic,), 1.0, question.office),)
    reply = answers.article(topic)
    return (reply,) if reply is not None else ()
