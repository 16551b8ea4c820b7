"""Questions where a confident answer of the wrong kind would do harm: not one may fail."""

import json
from typing import Any

import pytest

from maintain.asking import ask_all
from maintain.question_sets import is_harmful
from service.paths import ROOT
from service.settings import Settings

QUESTIONS = ROOT / "tests" / "never_confuse.jsonl"
pytestmark = [pytest.mark.rasa, pytest.mark.e2e]


async def test_sensitive_questions_are_never_confused(tmp_path: Any) -> None:
    """To be asked back is a nuisance; to be sent the wrong way with a report is harm."""
    questions = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    settings = Settings(
        database_url=f"sqlite:///{tmp_path}/knowledge.db", rasa_url="http://127.0.0.1:1"
    )
    answers = ask_all(settings, [(question["text"], None) for question in questions])
    harmful = [
        (question["text"], asked.answered)
        for question in questions
        if is_harmful(
            question["group"], question["expect"], (asked := await anext(answers)).answered
        )
    ]
    await answers.aclose()

    assert len(questions) >= 300
    assert harmful == []
