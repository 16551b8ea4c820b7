"""What else a message asked, named under the answer."""

import pytest

from service.answering.answers import Answers
from service.answering.decision import Part, RankedIntent
from service.answering.question import Question
from service.answering.unanswered import naming_the_rest, rest_named
from service.content.model import Content
from service.outcomes import Outcome
from service.payloads import topic_payload
from service.replies import Reply


def asked(text: str, *parts: Part) -> Question:
    """Return a message with its parts as Rasa read them."""
    ranking = (RankedIntent("ppid-biaya", 0.6), RankedIntent("kepala-bpkp", 0.2))
    return Question("c", text, ranking, parts)


def part(text: str, topic: str = "ppid-biaya", confidence: float = 0.1) -> Part:
    """Return a part of a message."""
    return Part(text, (RankedIntent(topic, confidence),))


def shown(answers: Answers, topic: str) -> Reply:
    """Return an article that must be there."""
    reply = answers.article(topic)
    assert reply is not None
    return reply


def titles(content: Content) -> dict[str, str]:
    """Return the articles' titles by id."""
    return {article.id: article.title for article in content.articles}


@pytest.mark.parametrize(
    ("question", "answered", "rest"),
    [
        (
            asked("biayanya brp trus syaratnya apa aja", part("biayanya brp"),
                  part("syaratnya apa aja")),
            "ppid-biaya", "ppid-syarat",
        ),
        (
            asked("berapa biayanya dan siapa kepala bpkp", part("berapa biayanya"),
                  part("siapa kepala bpkp", "kepala-bpkp", 0.95)),
            "ppid-biaya", "kepala-bpkp",
        ),
        (asked("biaya berapa & syaratnya apa"), "ppid-biaya", "ppid-syarat"),
    ],
)  # fmt: skip
def test_what_is_not_answered_is_a_button(
    answers: Answers, content: Content, question: Question, answered: str, rest: str
) -> None:
    """Silence on the second half reads as if it had not been asked."""
    (told,) = naming_the_rest(answers, question, [shown(answers, answered)])

    assert told.buttons[0].payload == topic_payload(rest)
    assert titles(content)[rest] in told.text
    assert "Anda juga menanyakan" in told.text


@pytest.mark.parametrize(
    "question",
    [
        asked("berapa biayanya"),
        asked("beda bpk sama bpkp", part("beda bpk"), part("sama bpkp", "beda-lembaga", 0.4)),
        asked("kata tetangga gratis, benar?", part("kata tetangga gratis"), part("apa benar")),
        asked("a & b"),
        asked("biaya? dibayar ga?", part("berapa"), part("dibayar ga?", "wbs-cara-lapor", 0.9)),
        asked("biaya? terus?", part("berapa"), part("kok begitu?", "wbs-cara-lapor", 0.9)),
    ],
)
def test_what_is_no_second_question_stays_out(answers: Answers, question: Question) -> None:
    """A button to what nobody asked is noise under every answer."""
    replies = (shown(answers, "ppid-biaya"),)

    assert naming_the_rest(answers, question, replies) == replies


def test_both_answered_need_no_button(answers: Answers) -> None:
    """Two articles for two questions: nothing is left."""
    both = asked("biaya dan syarat?", part("biayanya brp"), part("syaratnya apa aja"))
    replies = (shown(answers, "ppid-biaya"), shown(answers, "ppid-syarat"))

    assert naming_the_rest(answers, both, replies) == replies


def test_a_question_back_is_left_alone(answers: Answers) -> None:
    """Whoever is asked back says it again, whole."""
    replies = (Reply("Maaf?", Outcome.NOT_UNDERSTOOD),)
    both = asked("biaya dan syarat?", part("biayanya brp"), part("syaratnya apa aja"))

    assert naming_the_rest(answers, both, replies) == replies


def test_under_a_choice_it_stands_behind_what_is_numbered(answers: Answers) -> None:
    """ "2" must still be the second of the list in the text."""
    choice = answers.clarify(["ppid-biaya", "siskeudes-biaya"], 0.3)
    assert choice is not None
    both = asked("biayanya brp trus syaratnya apa", part("biayanya brp"), part("syaratnya apa"))

    (told,) = naming_the_rest(answers, both, [choice])

    assert [b.payload.encode() for b in told.buttons] == [
        "topic:ppid-biaya", "topic:siskeudes-biaya", "topic:ppid-syarat", "deny"
    ]  # fmt: skip


def test_what_was_only_named_is_known_for_the_next_message(answers: Answers) -> None:
    """ "Yang kedua tadi belum dijawab" means the question that became a button."""
    before = (shown(answers, "ppid-biaya"),)
    question = asked("biayanya? syaratnya?", part("biayanya?"), part("syaratnya?"))

    after = naming_the_rest(answers, question, before)

    assert rest_named(before, after) == "ppid-syarat"
    assert rest_named(before, before) is None
