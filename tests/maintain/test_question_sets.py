"""The sets that a release is judged on: read, asked side by side, and judged."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

import pytest

from maintain import judging
from maintain.asking import Asked, Asker
from maintain.conversations.playground import Playground
from maintain.judging import judge_release
from maintain.question_sets import (
    Bench,
    JudgingFailed,
    QuestionSet,
    ask_set,
    is_harmful,
    read_sets,
)
from service.releases.bundle import Bundle
from service.settings import Settings
from service.storage.database import Database
from tests.service.releases.candidates import MODEL, bundle_at, make_root, write_model

SENSITIVE = [
    {"text": "mau lapor orang bpkp", "group": "wbs", "expect": ["wbs-cara-lapor"]},
    {"text": "apa saya dilindungi", "group": "protection", "expect": ["perlindungan-pelapor"]},
]


class Told:
    """Answers each text as a test says, and counts the questions."""

    def __init__(self, topics: dict[str, str], answered_by: str = "rasa") -> None:
        self.topics, self.answered_by, self.asked = topics, answered_by, 0

    async def ask(self, text: str, after: str | None = None, citizen: str | None = None) -> Asked:
        """Answer a text."""
        self.asked += 1
        topic = self.topics.get(text)
        return Asked(
            text=text,
            outcome="answered" if topic else "not_understood",
            topic=topic,
            topics=[topic] if topic else [],
            confidence=0.9,
            intent=topic,
            reply="",
            masked=text,
            buttons=[],
            answered_by=self.answered_by,
            answered=[topic] if topic else [],
        )


def bench(told: Told) -> Bench:
    """A bench that needs no Rasa."""
    return Bench(cast("Asker", told), cast("Playground", None))


def sets_at(root: Path) -> list[QuestionSet]:
    """Write the sensitive questions and read them as a set."""
    path = root / "tests" / "never_confuse.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(one) for one in SENSITIVE]
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_sets(root, ["sets/tests/never_confuse.jsonl", "sets/regression"], [])


@pytest.mark.parametrize(
    ("answered", "harms"),
    [([], False), (["wbs-waktu"], False), (["lapor-dana-desa"], True)],
)
def test_only_an_answer_of_another_group_does_harm(answered: list[str], harms: bool) -> None:
    """To be asked back is a nuisance."""
    assert is_harmful("wbs", ["wbs-cara-lapor"], answered) is harms


async def test_a_set_is_judged_in_the_order_of_its_file(tmp_path: Path) -> None:
    """However its questions overtake each other."""
    one = sets_at(tmp_path)[0]
    told = Told({"mau lapor orang bpkp": "lapor-dana-desa"})

    results = await ask_set(bench(told), one, [None, None], lambda: None)

    assert [(r.is_right, r.is_wrong, r.is_harmful, r.topic) for r in results] == [
        (False, True, True, "lapor-dana-desa"),
        (False, False, False, ""),
    ]


async def test_a_rasa_that_died_judges_nothing(tmp_path: Path) -> None:
    """Else the search alone would be taken for a bad model."""
    one = sets_at(tmp_path)[0]

    with pytest.raises(ExceptionGroup) as caught:
        await ask_set(bench(Told({}, answered_by="knowledge")), one, [None, None], lambda: None)
    assert caught.group_contains(JudgingFailed, match="stopped answering")


async def test_what_the_door_answers_is_not_asked_of_every_model(tmp_path: Path) -> None:
    """It is the same whatever was learnt, and half of the accusations are like that."""
    one, door = sets_at(tmp_path)[0], Told({}, answered_by="gateway")
    known = await ask_set(bench(door), one, [None, None], lambda: None)

    again = await ask_set(bench(door), one, known, lambda: None)

    assert not any(result.is_models for result in known)
    assert (again, door.asked) == (known, 2)


def test_an_unknown_group_is_named(tmp_path: Path) -> None:
    """A question that nobody could fail would protect nobody."""
    path = tmp_path / "tests" / "never_confuse.jsonl"
    path.parent.mkdir()
    path.write_text(json.dumps({**SENSITIVE[0], "group": "wsb"}), encoding="utf-8")

    with pytest.raises(JudgingFailed, match="wsb"):
        read_sets(tmp_path, ["sets/tests/never_confuse.jsonl"], [])


def test_regression_cases_come_first_and_show_no_words(tmp_path: Path) -> None:
    """What citizens wrote stays with the cases; the report has their numbers."""
    case = {
        "id": "case-4",
        "title": "[case] 4",
        "turns": [{"say": "x", "expect": {"topic": "spip"}}],
    }
    found = read_sets(tmp_path, ["sets/regression"], [case])

    assert [(q.text, q.expect) for q in found[0].questions] == [("case-4", "spip")]


async def test_what_serves_is_asked_once(
    tmp_path: Path, sqlite: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second judgement asks only the candidate; the report has both sides."""
    root = make_root(tmp_path / "root")
    sets_at(root)
    write_model(root / "models" / "old.tar.gz", learnt=b"old")
    told = {MODEL: Told({}), "old.tar.gz": Told({"mau lapor orang bpkp": "wbs-cara-lapor"})}

    @asynccontextmanager
    async def open_bench(_settings: Settings, model: Path) -> AsyncIterator[Bench]:
        yield bench(told[model.name])

    monkeypatch.setattr(judging, "open_bench", open_bench)
    for name, path in (("ROOT", root), ("MODELS", root / "models"), ("VAR", root / "var")):
        monkeypatch.setattr(judging, name, path)
    bundle = bundle_at(sqlite, root)

    async def judge_it(learnt: bytes) -> dict[str, object]:
        write_model(root / "models" / MODEL, learnt=learnt)
        serving = ("old.tar.gz", "d" * 64)
        judgement = await judge_release(settings, sqlite, bundle, MODEL, serving)
        assert isinstance(judgement.bundle, Bundle)
        return dict(judgement.report["sets"][0]["changed"])

    first, second = await judge_it(b"one"), await judge_it(b"two")

    assert (first["worse"], second["worse"]) == (1, 1)
    assert (told[MODEL].asked, told["old.tar.gz"].asked) == (4, 2)
