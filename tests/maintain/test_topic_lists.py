"""The topics in Rasa's lists are those of the articles."""

from pathlib import Path

import pytest
import yaml

from maintain.topic_lists import BEGIN, ListNotFound, outdated_lists, topics_of, write_lists
from service.paths import ROOT


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the two files, to be written."""
    (tmp_path / "data").mkdir()
    for name in ("domain.yml", "data/rules.yml"):
        (tmp_path / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def test_the_lists_of_the_checkout_are_those_of_the_articles() -> None:
    """A topic without a rule would be left to chance; `tanya content topics` writes both."""
    assert outdated_lists(ROOT, topics_of(ROOT / "content")) == []


def test_both_lists_get_the_topics_and_nothing_else_changes(root: Path) -> None:
    """Nobody has to touch them for a topic, and nobody's other line is lost."""
    before = yaml.safe_load((root / "domain.yml").read_text(encoding="utf-8"))

    changed = write_lists(root, ["spip", "wbs-baru"])

    domain = yaml.safe_load((root / "domain.yml").read_text(encoding="utf-8"))
    rules = yaml.safe_load((root / "data/rules.yml").read_text(encoding="utf-8"))["rules"]
    assert changed == [Path("domain.yml"), Path("data/rules.yml")]
    assert domain["intents"][-2:] == ["spip", "wbs-baru"]
    assert {**domain, "intents": []} == {**before, "intents": []}
    assert rules[0]["steps"][0]["or"] == [{"intent": "spip"}, {"intent": "wbs-baru"}]
    assert write_lists(root, ["spip", "wbs-baru"]) == []


def test_a_file_that_lost_its_place_for_topics_says_what_to_put_back(root: Path) -> None:
    """A list at a guessed place would break the training."""
    path = root / "domain.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(BEGIN, "# topik"), encoding="utf-8")

    with pytest.raises(ListNotFound, match=r"domain\.yml: put back"):
        write_lists(root, ["spip"])
