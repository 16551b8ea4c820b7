"""Messages in English: told from Indonesian ones, answered with an article's title and source."""

import json
import re

import pytest

from service.answering.answers import Answers
from service.answering.english import english_title, in_english, is_english
from service.content.model import Content
from service.markup import read_markup
from service.outcomes import EscalationReason, Outcome
from service.paths import ROOT

ENGLISH = [
    "What does BPKP do?",
    "how do I request audit reports",
    "Where is your office in Medan?",
    "can I work as an intern at BPKP",
    "is SPIP the same as internal control",
    "Can BPKP arrest people?",
    "Is Siskeudes free?",
]
SMALL_WORD = re.compile(r"\b(?:the|is|do|can|are|what|how|where|who|my|you|to|of)\b", re.I)
INDONESIAN = [
    "apa itu fraud control plan",
    "link download siskeudes online",
    "whistleblowing system bpkp",
    "cara upload form request",
    "probity audit",
    "jam buka office",
    "min",
]


@pytest.mark.parametrize("text", ENGLISH)
def test_an_english_message_is_told_by_its_small_words(text: str) -> None:
    """A foreigner must not get an answer that they cannot read."""
    assert is_english(text)


@pytest.mark.parametrize("text", INDONESIAN)
def test_english_terms_make_no_english_message(text: str) -> None:
    """Officials write Indonesian full of English terms, and want their answer in Indonesian."""
    assert not is_english(text)


def test_no_example_of_the_other_languages_is_taken_for_english() -> None:
    """Citizens in twelve regional languages must not be answered in English."""
    path = ROOT / "tests" / "questions" / "development.jsonl"
    asked = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    taken = [text for text in asked if is_english(text)]

    assert len(asked) > 400
    assert [text for text in taken if not SMALL_WORD.search(text)] == []
    assert len(taken) < len(asked) // 20


def test_every_article_has_an_english_title(answers: Answers, content: Content) -> None:
    """An article without one would break the answer to whoever asks for it in English."""
    titles = {article.id: english_title(answers, article) for article in content.articles}

    assert [article for article, title in titles.items() if not title.strip()] == []


def test_an_english_question_gets_title_and_source_and_the_way_to_the_article(
    answers: Answers,
) -> None:
    """The reader sees that there is an answer, who says so, and how to get it."""
    reply = answers.article("ppid-waktu")
    assert reply is not None

    (said,) = in_english(answers, "how long does an information request take", (reply,))

    assert "how long the answer to an information request takes" in said.text
    assert "10 hari kerja" in said.text
    assert read_markup(said.text).title == reply.text.split("\n")[0].removeprefix("# ")
    assert read_markup(said.text).sources
    assert said.buttons[0].label == "Full answer (in Indonesian)"
    assert (said.topic, said.outcome) == ("ppid-waktu", Outcome.ANSWERED)


def test_an_indonesian_question_keeps_its_answer(answers: Answers) -> None:
    """The other language costs nobody else anything."""
    reply = answers.article("ppid-waktu")
    assert reply is not None

    assert in_english(answers, "berapa lama ppid menjawab", (reply,)) == (reply,)


def test_a_choice_is_offered_in_english(answers: Answers) -> None:
    """Who cannot read the titles cannot choose."""
    offered = answers.clarify(("magang", "cpns"), 0.4)
    assert offered is not None

    (said,) = in_english(answers, "can I work at your office", (offered,))

    assert "1. internships at BPKP" in said.text
    assert said.buttons == offered.buttons


def test_a_wish_for_an_officer_is_left_to_the_gateway(answers: Answers) -> None:
    """The ticket's own words come later; a reply without text must stay one."""
    wish = answers.escalate("humas", EscalationReason.ASKED, 1.0)

    assert in_english(answers, "I want to talk to a person", (wish,)) == (wish,)
