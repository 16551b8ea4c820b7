"""What is wrong with the training data is said before a model is trained, with its places."""

import time
from pathlib import Path

import pytest

from maintain.training_data import TrainingDataInvalid, problems_of, require_sound_data
from service.paths import ROOT

DOMAIN = "version: '3.1'\nintents: [magang, cpns, greet, out_of_scope]\n"
DATA = """version: "3.1"
nlu:
- intent: magang
  examples: |
    - cara magang di bpkp
    - mau pkl di kantor [medan](province)
- intent: greet
  examples: |
    - halo
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with sound training data of two topics and one that measures."""
    for folder in ("data", "content/articles", "tests/questions"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "domain.yml").write_text(DOMAIN)
    (tmp_path / "data" / "nlu.yml").write_text(DATA)
    (tmp_path / "content" / "slang.yml").write_text("words:\n  gmn: bagaimana\n  cr: cara\n")
    for topic in ("magang", "cpns"):
        (tmp_path / "content" / "articles" / f"{topic}.md").write_text("")
    asked = '{"text": "apa saja syarat magang", "expect": ["magang"]}\n'
    (tmp_path / "tests" / "questions" / "development.jsonl").write_text(asked)
    return tmp_path


def add(root: Path, intent: str, *examples: str) -> None:
    """Write a second file of training data."""
    lines = [f"- intent: {intent}", "  examples: |", *(f"    - {text}" for text in examples)]
    (root / "data" / "more.yml").write_text("\n".join(["nlu:", *lines]) + "\n")


def test_sound_data_is_let_through(root: Path) -> None:
    """A check that complains of nothing would be switched off."""
    require_sound_data(root)


@pytest.mark.parametrize(
    "text", ["cara magang di bpkp", "cr magang di BPKP min?", "di bpkp cara magang"]
)
def test_a_sentence_in_two_intents_is_named_with_both_places(root: Path, text: str) -> None:
    """It teaches nothing, and only whoever wrote both lines knows which one is meant."""
    add(root, "cpns", "kapan tes cpns", text)

    (problem,) = problems_of(root)
    assert "data/nlu.yml:5 (magang) and data/more.yml:5 (cpns)" in problem


def test_an_intent_that_the_domain_does_not_know_is_named(root: Path) -> None:
    """Rasa only warns, and no rule would answer it."""
    (root / "content" / "articles" / "pdam.md").write_text("")
    add(root, "pdam", "kinerja air minum")

    assert problems_of(root) == ["data/more.yml:4: pdam is no intent of domain.yml"]


def test_a_topic_without_an_article_is_named(root: Path) -> None:
    """It would be recognised, and answered with nothing."""
    (root / "content" / "articles" / "cpns.md").unlink()
    add(root, "cpns", "kapan tes cpns")

    assert problems_of(root) == ["data/more.yml:4: cpns has no article content/articles/cpns.md"]


def test_a_measuring_question_among_the_examples_is_named(root: Path) -> None:
    """A question that was learnt measures nothing."""
    add(root, "cpns", "Apa saja syarat magang?")

    (problem,) = problems_of(root)
    assert problem.startswith("data/more.yml:4: measures, in tests/questions/development.jsonl:1")


def test_broken_yaml_is_named_with_its_line(root: Path) -> None:
    """Rasa's own message comes a minute later and names a line of another file."""
    (root / "data" / "more.yml").write_text("nlu:\n- intent: cpns\n  examples: [\n")

    with pytest.raises(TrainingDataInvalid, match=r"data/more\.yml:4: broken YAML"):
        require_sound_data(root)


def test_an_intent_without_examples_is_named(root: Path) -> None:
    """A key that was misspelt hides all its examples."""
    (root / "data" / "more.yml").write_text("nlu:\n- intent: cpns\n  exampels: |\n    - tes\n")

    assert problems_of(root) == ["data/more.yml:2: cpns has no examples"]


def test_the_real_data_is_sound_and_checked_quickly() -> None:
    """Nobody waits for a check that takes as long as what it saves."""
    started = time.monotonic()

    assert problems_of(ROOT) == []
    assert time.monotonic() - started < 20  # two seconds on a free core
