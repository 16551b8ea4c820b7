"""An article's own questions."""

from service.answering.answers import Answers
from service.answering.own_question import own_question
from service.content.model import Content
from service.content.named_topics import OFFICES
from tests.service.answering.asked import FOREIGN, question


def test_every_listed_question_brings_its_article(answers: Answers, content: Content) -> None:
    """What an article promises to answer must not be answered by another one."""
    asked = [(article.id, text) for article in content.articles for text in article.questions]
    wrong = [
        (article, text)
        for article, text in asked
        if article != OFFICES
        and [reply.topic for reply in own_question(answers, question(text, FOREIGN))] != [article]
    ]

    assert len(asked) > 300
    assert wrong == []


def test_it_is_known_without_its_marks_and_in_chat_words(answers: Answers) -> None:
    """Nobody types a question as the article prints it."""
    (reply,) = own_question(answers, question("brp lama bpkp melakukan audit", FOREIGN)) or (None,)

    assert reply is None or reply.topic == "lama-audit"


def test_other_words_are_left_to_the_classifier(answers: Answers) -> None:
    """Only the article's own words are certain."""
    assert own_question(answers, question("kapan audit kelar", FOREIGN)) == ()
    assert own_question(answers, question("/topic ppid-waktu", FOREIGN)) == ()
