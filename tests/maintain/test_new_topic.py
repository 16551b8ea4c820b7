"""What ``tanya content new`` writes."""

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from doubles.clock import TODAY
from maintain.new_topic import TopicRefused, new_topic
from service.content.folder import read_content
from service.content.model import FieldName
from service.errors import ContentInvalid
from service.paths import ROOT


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of everything that a topic is named in."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "data").mkdir()
    for name in ("domain.yml", "data/rules.yml", "data/nlu.yml", "data/also.yml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_a_new_topic_is_named_everywhere_it_must_be(root: Path) -> None:
    """An editor who is no programmer writes an answer, not four files."""
    written = new_topic(root, root / "content", "parkir", 'Apakah ada "parkir"?', TODAY)

    trained = yaml.safe_load((root / "data/nlu.yml").read_text(encoding="utf-8"))["nlu"]
    before = yaml.safe_load((ROOT / "data/nlu.yml").read_text(encoding="utf-8"))["nlu"]
    names = ["parkir.md", "nlu.yml", "domain.yml", "rules.yml"]
    assert [path.name for path in written] == names
    assert "- parkir\n" in (root / "domain.yml").read_text(encoding="utf-8")
    assert "- intent: parkir\n" in (root / "data/rules.yml").read_text(encoding="utf-8")
    added = {"intent": "parkir", "examples": '- Apakah ada "parkir"?\n'}
    assert [block for block in trained if block not in before] == [added]
    assert len(trained) == len(before) + 1


def test_what_is_still_missing_is_named_by_the_check(root: Path) -> None:
    """Half an article must not be served."""
    new_topic(root, root / "content", "parkir", "Apakah ada parkir?", TODAY)

    with pytest.raises(ContentInvalid) as caught:
        read_content(root / "content", TODAY)

    of_it = [line.partition(": ")[2] for line in caught.value.problems if "parkir.md" in line]
    assert [what.partition(":")[0] for what in of_it] == [
        "sources is missing",
        "the article has no text",
        "also is missing",
        "title is missing or not a text",
        "category is missing or not a text",
        "unit is missing or not a text",
        *(f"{name} is missing or not a text" for name in FieldName),
        "next is missing or not a text",
        "kind is missing or not a text",
        "audience is missing",
        "need is missing or not a text",
        "checked_by is missing or not a text",
    ]


@pytest.mark.parametrize(
    ("topic", "question", "complaint"),
    [
        ("Parkir Mobil", "Apa?", "lower-case words"),
        ("spip", "Apa?", "is there already"),
        ("parkir", "Apa?\n- lain", "one line"),
        ("parkir", " ", "one line"),
    ],
)
def test_what_would_break_a_file_is_refused(
    root: Path, topic: str, question: str, complaint: str
) -> None:
    """The training reads these files as they are."""
    with pytest.raises(TopicRefused, match=complaint):
        new_topic(root, root / "content", topic, question, TODAY)


def test_a_topic_of_a_leap_day_expires(root: Path) -> None:
    """A year later there is no such day."""
    article = new_topic(root, root / "content", "parkir", "Apa?", date(2028, 2, 29))[0]

    assert "expires: 2029-02-28" in article.read_text(encoding="utf-8")
