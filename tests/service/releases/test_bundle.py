"""Bundles: the same inputs are the same, and what differs is named."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from doubles.clock import FrozenClock
from service.releases.bundle import BundleBroken, Trouble, collect, commit_of, thresholds, verify
from service.storage.database import Database
from service.storage.learning_tables import RegressionCase
from tests.service.releases.candidates import MODEL, bundle_at, make_root, write_model


def troubles(database: Database, root: Path) -> dict[str, Trouble]:
    """Change nothing, and return what is not as the first bundle of a checkout says."""
    bundle = bundle_at(database, make_root(root.parent / "as-before"))
    with database.read() as session:
        found = verify(session, bundle, root, root / "models" / MODEL)
    return {one.part: one.trouble for one in found}


def test_the_same_inputs_are_the_same_bundle(sqlite: Database, tmp_path: Path) -> None:
    """Trained by another person on another day, in another folder."""
    roots = [make_root(tmp_path / name) for name in ("one", "two")]
    write_model(roots[1] / "models" / MODEL, run="another day")

    first, second = (bundle_at(sqlite, root) for root in roots)

    assert first.digest == second.digest
    assert first.manifest() == second.manifest()


@pytest.mark.parametrize(
    "part",
    [
        "config.yml",
        "data/nlu.yml",
        "nlu/parts.py",
        "service/text.py",
        "content/slang.yml",
        "content/sentences.yml",
        "tests/never_confuse.jsonl",
        "bot/turn.py",
        "actions/say.py",
    ],
)
def test_another_part_is_another_bundle(sqlite: Database, tmp_path: Path, part: str) -> None:
    """Everything that decides an answer is in it."""
    root = make_root(tmp_path / "root")
    before = bundle_at(sqlite, root).digest
    (root / part).write_text("other: true", encoding="utf-8")

    assert bundle_at(sqlite, root).digest != before


def test_a_regression_case_is_part_of_it(
    sqlite: Database, tmp_path: Path, clock: FrozenClock
) -> None:
    """A release says what it was judged on, the cases of the desk too."""
    root = make_root(tmp_path / "root")
    before = bundle_at(sqlite, root).digest
    with sqlite.write() as session:
        add_case(session, clock)

    assert bundle_at(sqlite, root).digest != before


def add_case(session: Session, clock: FrozenClock) -> None:
    """Enter a regression case."""
    turns = [{"say": "apa itu spip", "expect": {"topic": "spip"}}]
    session.add(RegressionCase(digest="d", turns=turns, is_active=True, added_at=clock()))


def test_nothing_changed_is_nothing_found(sqlite: Database, tmp_path: Path) -> None:
    """A gate that is wrong would teach people to override it."""
    assert troubles(sqlite, make_root(tmp_path / "root")) == {}


def test_each_changed_part_is_named(sqlite: Database, tmp_path: Path) -> None:
    """Whoever is refused has to know what to put right."""
    root = make_root(tmp_path / "root")
    (root / "models" / MODEL).write_bytes(b"damaged")
    (root / "nlu" / "parts.py").write_text("changed", encoding="utf-8")
    (root / "nlu" / "more.py").write_text("", encoding="utf-8")
    (root / "tests" / "never_confuse.jsonl").unlink()

    assert troubles(sqlite, root) == {
        "model": Trouble.DAMAGED,
        "normaliser/nlu/parts.py": Trouble.CHANGED,
        "normaliser/nlu/more.py": Trouble.ADDED,
        "sets/tests/never_confuse.jsonl": Trouble.MISSING,
    }


def test_a_model_that_is_gone_is_missing(sqlite: Database, tmp_path: Path) -> None:
    """Somebody made room."""
    root = make_root(tmp_path / "root")
    (root / "models" / MODEL).unlink()

    assert troubles(sqlite, root) == {"model": Trouble.MISSING}


def test_what_has_no_place_here_is_not_missed(sqlite: Database, tmp_path: Path) -> None:
    """The image of the desk has neither models nor questions, and its gate must not cry wolf."""
    root = make_root(tmp_path / "root")
    for place in ("nlu", "tests", "models", "data"):
        shutil.rmtree(root / place)
    (root / "config.yml").unlink()

    assert troubles(sqlite, root) == {}


def test_what_was_learnt_from_may_go_on(sqlite: Database, tmp_path: Path) -> None:
    """The next example is approved while this candidate is being read."""
    root = make_root(tmp_path / "root")
    (root / "data" / "nlu.yml").write_text("nlu: [more]", encoding="utf-8")

    assert troubles(sqlite, root) == {}


def test_every_threshold_is_in_it(tmp_path: Path) -> None:
    """A number that was moved by hand is another release."""
    told = thresholds(make_root(tmp_path))

    assert told["decision"]["ANSWER_AT"] == 0.5
    assert len(told["sensitive"]) > 3
    assert told["pipeline"] == {"pipeline": []}


def test_broken_yaml_is_named(sqlite: Database, tmp_path: Path) -> None:
    """With the file, before anything is trained or released."""
    root = make_root(tmp_path)
    (root / "config.yml").write_text("pipeline: [", encoding="utf-8")

    with pytest.raises(BundleBroken, match=r"config\.yml"), sqlite.read() as session:
        collect(session, root, root / "models" / MODEL)


def test_the_commit_is_told_where_there_is_one(tmp_path: Path) -> None:
    """In a checkout, in a second one of the same repository, and in none."""
    commit = "a" * 40
    refs = tmp_path / "repository" / ".git" / "refs" / "heads"
    refs.mkdir(parents=True)
    (refs / "main").write_text(f"{commit}\n", encoding="utf-8")
    (refs.parent.parent / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")

    assert commit_of(tmp_path / "repository") == commit
    assert commit_of(tmp_path) == ""
