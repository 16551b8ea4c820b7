"""A candidate is trained from what the register has, in a folder of its own."""

from pathlib import Path

from doubles.clock import FrozenClock
from maintain.training import model_path
from maintain.training_data import problems_of
from service.examples.importing import import_files
from service.examples.inputs import write_training_inputs
from service.examples.register import add
from service.paths import ROOT
from service.storage.database import Database


def test_a_register_like_the_files_makes_the_same_model(
    sqlite: Database, tmp_path: Path, clock: FrozenClock
) -> None:
    """A model that is there is not trained again, and a release names the right one."""
    with sqlite.write() as session:
        import_files(session, ROOT, "uji", clock())
        write_training_inputs(session, ROOT, tmp_path / "inputs")

    assert model_path(tmp_path / "inputs") == model_path()
    assert problems_of(tmp_path / "inputs") == []


def test_what_was_approved_is_in_the_folder_and_not_in_the_checkout(
    sqlite: Database, root: Path, tmp_path: Path, clock: FrozenClock
) -> None:
    """A candidate must not change what the others are judged with."""
    with sqlite.write() as session:
        import_files(session, root, "uji", clock())
        add(session, ["info magang"], "magang", by="A", now=clock(), root=root)
        write_training_inputs(session, root, tmp_path / "inputs")

    assert "- info magang\n" in (tmp_path / "inputs" / "data" / "nlu.yml").read_text()
    assert "info magang" not in (root / "data" / "nlu.yml").read_text()
    assert model_path(tmp_path / "inputs") != model_path(root)
