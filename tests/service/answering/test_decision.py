"""When to answer, when to offer a choice, and when to say that it was not understood."""

from itertools import permutations

import pytest
import yaml

from service.answering.decision import (
    ANSWER_AT,
    CLARIFY_AT,
    MARGIN,
    PART_AT,
    SENSITIVE_FROM,
    SENSITIVE_GROUPS,
    SENSITIVE_MARGIN,
    WORTH_OFFERING,
    Decision,
    Part,
    RankedIntent,
    Verdict,
    clear_topic,
    decide,
    is_topic,
    margin_of,
    read_parts,
    read_ranking,
)
from service.content.model import Content
from service.paths import ROOT


def ranking(*pairs: tuple[str, float]) -> list[RankedIntent]:
    """Return a ranking, written shortly."""
    return [RankedIntent(name, confidence) for name, confidence in pairs]


def test_a_confident_topic_is_answered() -> None:
    """Who asks clearly is not asked back."""
    decision = decide(ranking(("magang", 0.9), ("cpns", 0.05)))

    assert decision == Decision(Verdict.ANSWER, ("magang", "cpns"), 0.9)


def test_exactly_the_threshold_is_enough() -> None:
    """The thresholds are documented as the values from which a step is taken."""
    answered = decide(ranking(("magang", ANSWER_AT), ("cpns", ANSWER_AT - MARGIN - 0.01)))
    clarified = decide(ranking(("magang", CLARIFY_AT)))

    assert answered.verdict is Verdict.ANSWER
    assert clarified.verdict is Verdict.CLARIFY


def test_two_topics_close_together_are_both_offered() -> None:
    """A coin toss between two topics would be wrong half the time."""
    decision = decide(ranking(("magang", 0.52), ("cpns", 0.46)))

    assert decision == Decision(Verdict.CLARIFY, ("magang", "cpns"), 0.52)


def test_what_may_be_another_remits_is_only_offered() -> None:
    """Our answer to a question about somebody else's service would be taken for theirs."""
    near = ranking(("siskeudes-biaya", 0.55), ("out_of_scope", 0.3))
    far = ranking(("siskeudes-biaya", 0.7), ("out_of_scope", 0.2))

    assert decide(near).verdict is Verdict.CLARIFY
    assert decide(far).verdict is Verdict.ANSWER


def test_topics_that_must_never_be_confused_need_a_wider_lead() -> None:
    """Who is blackmailed in BPKP's name must not be sent to report a colleague."""
    near = ranking(("wbs-cara-lapor", 0.68), ("pemerasan-atas-nama", 0.22))
    far = ranking(("wbs-cara-lapor", 0.75), ("pemerasan-atas-nama", 0.2))
    within = ranking(("wbs-cara-lapor", 0.68), ("wbs-waktu", 0.3))

    assert decide(near).verdict is Verdict.CLARIFY
    assert decide(far).verdict is Verdict.ANSWER
    assert decide(within).verdict is Verdict.ANSWER


def test_every_two_sensitive_groups_are_kept_apart() -> None:
    """A group that is forgotten sends somebody to the wrong place in the worst moment."""
    one_of_each = [min(group) for group in SENSITIVE_GROUPS]

    for first, second in permutations(one_of_each, 2):
        assert decide(ranking((first, 0.55), (second, 0.3))).verdict is Verdict.CLARIFY


def test_a_sensitive_second_topic_counts_from_its_threshold() -> None:
    """Nearly nothing is no reason to ask back; the threshold itself is."""
    first, second = (min(group) for group in SENSITIVE_GROUPS[:2])

    assert margin_of(ranking((first, 0.5), (second, SENSITIVE_FROM))) == SENSITIVE_MARGIN
    assert margin_of(ranking((first, 0.5), (second, SENSITIVE_FROM - 0.001))) == MARGIN


def test_sensitive_groups_hold_articles_once(content: Content) -> None:
    """A topic in two groups would make their margin meaningless."""
    topics = [topic for group in SENSITIVE_GROUPS for topic in group]

    assert sorted(topics) == sorted({*topics} & {article.id for article in content.articles})


def test_an_unsure_topic_is_offered_with_what_is_worth_offering() -> None:
    """Choices that are mere noise make the citizen doubt all of them."""
    decision = decide(ranking(("magang", 0.4), ("cpns", 0.1), ("diklat", 0.01), ("spip", 0.01)))

    assert decision == Decision(Verdict.CLARIFY, ("magang", "cpns"), 0.4)


def test_exactly_worth_offering_is_offered() -> None:
    """The threshold is documented as the first value that counts."""
    decision = decide(ranking(("magang", 0.4), ("cpns", WORTH_OFFERING)))

    assert decision.topics == ("magang", "cpns")


def test_at_most_three_topics_are_offered() -> None:
    """A list longer than a phone's screen is no choice."""
    decision = decide(ranking(("a", 0.3), ("b", 0.25), ("c", 0.2), ("d", 0.15)))

    assert decision.topics == ("a", "b", "c")


def test_nothing_near_is_not_understood() -> None:
    """An answer to another question is worse than none."""
    decision = decide(ranking(("magang", 0.1), ("cpns", 0.09)))

    assert decision == Decision(Verdict.NOT_UNDERSTOOD, ("magang", "cpns"), 0.1)


@pytest.mark.parametrize("ranked", [[], ranking(("greet", 0.9), ("human", 0.1))])
def test_without_a_topic_nothing_is_answered(ranked: list[RankedIntent]) -> None:
    """Small talk is no topic, however confident."""
    assert decide(ranked) == Decision(Verdict.NOT_UNDERSTOOD, (), 0.0)


def test_small_talk_between_topics_does_not_shrink_the_lead() -> None:
    """Politeness in a question must not make the bot unsure of the question."""
    decision = decide(ranking(("magang", 0.55), ("greet", 0.54), ("cpns", 0.05)))

    assert decision.verdict is Verdict.ANSWER


@pytest.mark.parametrize(
    ("ranked", "expected"),
    [
        ([], None),
        (ranking(("magang", PART_AT)), "magang"),
        (ranking(("magang", PART_AT - 0.01)), None),
        (ranking(("magang", PART_AT + 0.02), ("cpns", PART_AT)), None),
        (ranking(("greet", 0.9), ("magang", 0.8)), None),
    ],
)
def test_a_topic_is_clear_when_it_is_sure_and_alone(
    ranked: list[RankedIntent], expected: str | None
) -> None:
    """One of two questions in a message must not be answered on a guess."""
    assert clear_topic(ranked) == expected


def test_the_ranking_is_read_without_the_fallback() -> None:
    """Rasa ranks its own fallback first when unsure; what it was unsure of still counts."""
    message = {
        "intent": {"name": "nlu_fallback", "confidence": 0.7},
        "intent_ranking": [
            {"name": "nlu_fallback", "confidence": 0.7},
            {"name": "magang", "confidence": 0.4},
            {"name": None, "confidence": 0.2},
            {"name": "cpns", "confidence": None},
        ],
    }

    assert read_ranking(message) == ranking(("magang", 0.4), ("cpns", 0.0))


def test_a_message_without_ranking_still_has_its_intent() -> None:
    """Buttons and commands reach Rasa as an intent alone."""
    assert read_ranking({"intent": {"name": "magang", "confidence": 1.0}}) == ranking(
        ("magang", 1.0)
    )


@pytest.mark.parametrize("message", [{}, {"intent": None}, {"intent": {"name": None}}])
def test_an_empty_message_has_no_ranking(message: dict[str, object]) -> None:
    """An empty text is no crash of the action server."""
    assert read_ranking(message) == []


def test_the_parts_of_a_message_are_read_in_order() -> None:
    """Two questions in one message are two answers, each to its own words."""
    message = {
        "parts": [
            {"text": "biaya diklat berapa", "intent_ranking": [{"name": "a", "confidence": 0.8}]},
            {"text": None, "intent_ranking": [{"name": "b", "confidence": 0.7}]},
        ]
    }

    assert read_parts(message) == (
        Part("biaya diklat berapa", tuple(ranking(("a", 0.8)))),
        Part("", tuple(ranking(("b", 0.7)))),
    )


@pytest.mark.parametrize("message", [{}, {"parts": None}, {"parts": []}])
def test_a_message_without_parts_has_none(message: dict[str, object]) -> None:
    """An older model does not cut messages into sentences."""
    assert read_parts(message) == ()


def test_every_topic_of_the_dialogue_has_its_article_and_every_article_its_topic(
    content: Content,
) -> None:
    """An intent without an article answers nothing; an article without one is never found."""
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    topics = {intent for intent in domain["intents"] if is_topic(intent)}

    assert topics == {article.id for article in content.articles}
    assert len(topics) >= 72
