"""Measuring the bot on labelled questions."""

from pathlib import Path

import pytest

from maintain.asking import Asked
from maintain.evaluating import Question, QuestionsUnreadable, Report, judge, read_questions
from service.outcomes import Outcome


def asked(outcome: Outcome, *topics: str, topic: str | None = None, intent: str = "") -> Asked:
    """Return what the bot made of a question."""
    return Asked(
        "t",
        outcome,
        topic,
        list(topics),
        0.9,
        intent,
        "r",
        "tersamar",
        [],
        "rasa",
        [topic] if topic else [],
    )


def answered(topic: str) -> Asked:
    """Return an answer from an article."""
    return asked(Outcome.ANSWERED, topic, topic=topic, intent=topic)


@pytest.mark.parametrize(
    ("expect", "what_came", "right", "offered", "wrong"),
    [
        ("spip", answered("spip"), True, True, False),
        ("spip", answered("diklat"), False, False, True),
        ("spip", asked(Outcome.ANSWERED, "diklat", "spip", topic="diklat"), False, True, True),
        ("spip", asked(Outcome.CLARIFIED, "diklat", "spip"), False, True, False),
        ("spip", asked(Outcome.NOT_UNDERSTOOD), False, False, False),
        ("spip", asked(Outcome.REFERRED), False, False, False),
        ("spip", asked(Outcome.ESCALATED, intent="human"), False, False, True),
        ("out_of_scope", asked(Outcome.REFERRED), True, True, False),
        ("out_of_scope", asked(Outcome.NOT_UNDERSTOOD, "spip"), True, True, False),
        ("out_of_scope", answered("spip"), False, False, True),
        ("human", asked(Outcome.ESCALATED, intent="human"), True, True, False),
        ("human", answered("kontak-pusat"), False, False, True),
        ("distress", asked(Outcome.EMERGENCY, intent="distress"), True, True, False),
        ("distress", asked(Outcome.SMALL_TALK, intent="bye"), False, False, False),
        ("spip", asked(Outcome.EMERGENCY, intent="distress"), False, False, True),
        ("greet", asked(Outcome.SMALL_TALK, intent="greet"), True, True, False),
        ("greet", asked(Outcome.SMALL_TALK, intent="bye"), False, False, False),
    ],
)
def test_a_question_is_judged(
    expect: str, what_came: Asked, *, right: bool, offered: bool, wrong: bool
) -> None:
    """Releases stand or fall by these three."""
    judged = judge(Question("t", (expect,)), what_came)

    assert (judged.is_right, judged.is_offered, judged.is_wrong) == (right, offered, wrong)


def test_any_of_several_expected_topics_is_right() -> None:
    """Some questions have two good answers."""
    assert judge(Question("t", ("spip", "diklat")), answered("diklat")).is_right


def test_the_report_counts_each_question_once() -> None:
    """Figures that do not add up are believed by nobody."""
    report = Report(
        [
            judge(Question("a", ("spip",)), answered("spip")),
            judge(Question("b", ("spip",)), answered("diklat")),
            judge(Question("c", ("out_of_scope",)), asked(Outcome.REFERRED)),
        ]
    )

    figures = report.figures()

    assert figures["questions"] == 3
    assert figures["groups"]["topics"] == {
        "questions": 2,
        "right": 0.5,
        "among_three": 0.5,
        "confidently_wrong": 0.5,
    }
    assert set(figures["groups"]) == {"topics", "out_of_scope"}
    assert figures["topics"]["spip"] == {"questions": 2, "right": 1, "wrong": 1}
    assert sum(figures["outcomes"].values()) == 3


def test_a_mistake_shows_the_masked_words() -> None:
    """A report is copied into mails and issues."""
    report = Report([judge(Question("rahasia", ("spip",)), answered("diklat"))])

    (mistake,) = report.figures()["mistakes"]
    assert mistake["text"] == "tersamar"
    assert "rahasia" not in str(report.figures())


def test_an_empty_report_has_no_division_by_zero() -> None:
    """A run that was stopped early still prints."""
    assert Report().figures()["groups"] == {}


def test_questions_are_read_with_blank_lines_between(tmp_path: Path) -> None:
    """People edit these files by hand; a line separator inside a text is part of it."""
    file = tmp_path / "q.jsonl"
    text = '{"text": "apa\u2028itu", "expect": ["spip"]}\n\n{"text": "hai", "expect": ["greet"]}\n'
    file.write_text(text, encoding="utf-8")

    assert read_questions(file) == [
        Question("apa\u2028itu", ("spip",)),
        Question("hai", ("greet",)),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "null",
        '"halo"',
        "{}",
        '{"text": "a"}',
        '{"text": 5, "expect": ["spip"]}',
        '{"text": "a", "expect": []}',
        '{"text": "a", "expect": null}',
        '{"text": "a", "expect": "spip"}',
        '{"text": "a", "expect": [1]}',
        '{"text": "a", "expect": {"spip": 1}}',
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    """A typing error must not quietly change the figures."""
    file = tmp_path / "q.jsonl"
    file.write_text(f'{{"text": "a", "expect": ["spip"]}}\n{line}\n', encoding="utf-8")

    with pytest.raises(QuestionsUnreadable, match=r"q\.jsonl:2: "):
        read_questions(file)


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xff\xfe\x00"])
def test_a_file_without_questions_is_named(tmp_path: Path, content: bytes) -> None:
    """100 % of nothing is no figure."""
    file = tmp_path / "q.jsonl"
    file.write_bytes(content)

    with pytest.raises(QuestionsUnreadable, match=r"q\.jsonl: "):
        read_questions(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The message says which file, in the operating system's words."""
    with pytest.raises(QuestionsUnreadable, match="No such file"):
        read_questions(tmp_path / "none.jsonl")
    with pytest.raises(QuestionsUnreadable, match="directory"):
        read_questions(tmp_path)
