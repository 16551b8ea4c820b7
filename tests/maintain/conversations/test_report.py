"""The figures and what failed, in words and as JSON."""

import pytest

from maintain.conversations.judge import JudgedConversation, judge
from maintain.conversations.outcome import Came, Played, PlayedTurn
from maintain.conversations.report import conversation_in_json, report_lines, summary
from maintain.conversations.script import Conversation, Expect, Press, Say, Turn
from service.outcomes import AnsweredBy, Outcome
from service.releases.statistics import wilson
from service.replies import Reply

REPLY = Reply("x", Outcome.ANSWERED, topic="spip")


def judged(id_: str, title: str, *texts: str) -> JudgedConversation:
    """Return a conversation that expects "baik" in each reply."""
    expect = Expect(contains_any=("baik",))
    turns = tuple(
        PlayedTurn(
            Turn(Say("halo"), expect), Came("halo", (text,), ("[/b]",), (REPLY,), AnsweredBy.RASA)
        )
        for text in texts
    )
    return judge(Played(Conversation(id_, title, tuple(t.turn for t in turns)), turns))


@pytest.mark.parametrize(
    ("good", "n", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (0, 0, 0.0, 1.0)],
)
def test_the_interval_is_wilsons(good: int, n: int, low: float, high: float) -> None:
    """A share of ten conversations must not look like one of a thousand."""
    assert wilson(good, n) == pytest.approx((low, high), abs=1e-4)


def test_figures_come_by_group_and_for_all() -> None:
    """A change that helps one kind of conversation may harm another."""
    runs = [judged("1", "[a] x", "baik", "buruk"), judged("2", "[b] y", "baik")]

    figures = summary(runs, {"pppk"})

    assert figures["turns"]["good"] == 2
    assert figures["turns"]["n"] == 3
    assert figures["conversations"]["good"] == 1
    assert figures["groups"]["a"]["turns"]["share"] == 0.5
    assert figures["groups"]["b"]["conversations"] == {
        "good": 1,
        "n": 1,
        "share": 1.0,
        "wilson": [0.2065, 1.0],
    }
    assert figures["topics_without_article"] == ["pppk"]


def test_a_failing_turn_is_shown_with_what_was_expected_and_what_came() -> None:
    """Who mends the dialogue must not have to play it again; a beginning tells enough."""
    runs = [judged("cv-1", "[a] x", "buruk " * 100)]

    said = "\n".join(report_lines(runs, summary(runs, {"pppk"})))

    assert "cv-1, turn 1  [a] x" in said
    assert "did       halo" in said
    assert "expected  contains_any: baik" in said
    assert "came      (answered; topics: spip)" in said
    assert ("buruk " * 34)[:200] in said
    assert "buruk " * 35 not in said
    assert "expected, but no article: pppk" in said
    assert "0 of 1       0.0%  (0.0%–79.3%)" in said


def test_a_press_that_matched_nothing_and_a_missing_rasa_are_told() -> None:
    """Both make figures that are not the bot's."""
    came = Came("biaya", answered_by=AnsweredBy.KNOWLEDGE, unmatched_press="biaya", trouble="hm")
    turn = PlayedTurn(Turn(Press("biaya")), came)
    runs = [judge(Played(Conversation("cv-2", "[a]", (turn.turn,)), (turn,)))]
    figures = summary(runs, ())

    said = "\n".join(report_lines(runs, figures))

    assert figures["presses_that_matched_no_label"] == [
        {"id": "cv-2", "turn": 1, "press": "biaya"}
    ]
    assert "cv-2, turn 1: no button has 'biaya'; it was said" in said
    assert "1 turns were answered without Rasa" in said
    assert "trouble   hm" in said


def test_a_conversation_is_one_json_object() -> None:
    """Scripts compare two runs turn by turn; these keys are their contract."""
    assert conversation_in_json(judged("1", "[a] x", "buruk")) == {
        "id": "1",
        "title": "[a] x",
        "group": "a",
        "faultless": False,
        "turns": [
            {
                "turn": 1,
                "did": "halo",
                "expect": {"contains_any": ("baik",)},
                "good": False,
                "failed": ["contains_any"],
                "trouble": None,
                "unmatched_press": None,
                "outcomes": ["answered"],
                "topics": ["spip"],
                "answered_by": "rasa",
                "reply": "buruk\n[/b]",
            }
        ],
    }
