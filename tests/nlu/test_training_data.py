"""The training data: enough, not twice, and nothing of what measures it."""

import json
from collections import Counter
from pathlib import Path

import pytest
import yaml

from bench.cross_validate import read_examples
from nlu.normalizer import read_slang
from service.text import normalise

ROOT = Path(__file__).parents[2]
# These measure no understanding: one lists what must go on working, the others are for masking.
OTHERS = ("conversations_kinds", "personal_data")
MEASURING = [
    path
    for path in (
        *(ROOT / "tests" / "questions").glob("*.jsonl"),
        ROOT / "tests/never_confuse.jsonl",
    )
    if not path.name.startswith(OTHERS)
]
LEAST = 40  # examples of a topic


@pytest.fixture(scope="module")
def examples() -> list[tuple[str, str]]:
    """Return the normalised examples with their intents."""
    slang = read_slang(ROOT / "content" / "slang.yml")
    return [(normalise(text, slang) or text, intent) for text, intent in read_examples()]


def test_every_topic_has_enough_examples(examples) -> None:
    """A topic with few examples loses its questions to its neighbours."""
    count = Counter(intent for _, intent in examples)
    topics = [path.stem for path in (ROOT / "content" / "articles").glob("*.md")]

    assert {topic: count[topic] for topic in topics if count[topic] < LEAST} == {}


def test_every_intent_is_in_the_domain(examples) -> None:
    """Rasa only warns of an intent that no rule can answer."""
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))

    assert {intent for _, intent in examples} <= set(domain["intents"])


def test_no_example_stands_twice(examples) -> None:
    """The same words under two intents teach nothing; under one they are no variety."""
    twice = [text for text, count in Counter(text for text, _ in examples).items() if count > 1]

    assert twice == []


@pytest.mark.parametrize("path", MEASURING, ids=lambda path: path.name)
def test_no_measuring_question_is_an_example(examples, path: Path) -> None:
    """A question that was learnt measures nothing."""
    slang = read_slang(ROOT / "content" / "slang.yml")
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    asked = {normalise(_asked_first(row), slang) for row in rows if "topic" not in row}

    assert sorted({text for text, _ in examples} & (asked - {""})) == []


def _asked_first(row) -> str:
    """Return the question of a line, or the first of a conversation: what follows leans on it."""
    if "turns" in row:
        return row["turns"][0].get("say", "")
    return row.get("text", "")  # stories have messages instead, whose particulars nothing learns
