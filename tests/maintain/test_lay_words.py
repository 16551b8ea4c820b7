"""The lay words that the classifier learns are those of the articles."""

from pathlib import Path

import pytest
import yaml

from maintain.lay_words import FILE, is_outdated, write_lay_words
from service.paths import ROOT

ARTICLE = """---
also:
  - ujikom
  - {text: lulus, for: pencarian}
---
Isi.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder of one article."""
    (tmp_path / "data").mkdir()
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "uji.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def test_the_list_of_the_checkout_is_that_of_the_articles() -> None:
    """A lay word in an article that nobody learns is understood by search alone."""
    assert not is_outdated(ROOT, ROOT / "content")


def test_what_is_for_search_alone_is_not_learnt(root: Path) -> None:
    """A word that several topics share would draw questions from one to the other."""
    assert write_lay_words(root, root) == [FILE]

    learnt = yaml.safe_load((root / FILE).read_text(encoding="utf-8"))["nlu"]
    assert learnt == [{"intent": "uji", "examples": "- ujikom\n"}]
    assert write_lay_words(root, root) == []


def test_what_another_file_teaches_is_left_out(root: Path) -> None:
    """The same words twice are no variety, and count double."""
    taught = 'version: "3.1"\nnlu:\n- intent: uji\n  examples: |\n    - Ujikom\n'
    (root / "data" / "nlu.yml").write_text(taught, encoding="utf-8")

    write_lay_words(root, root)

    assert not yaml.safe_load((root / FILE).read_text(encoding="utf-8"))["nlu"]
