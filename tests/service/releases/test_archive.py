"""Models as archives: the same contents are the same bytes, and damage is noticed."""

from pathlib import Path

import pytest

from service.releases.archive import ModelDamaged, contents_digest, make_canonical
from tests.service.releases.candidates import write_model


def test_two_runs_that_learnt_the_same_are_the_same_bytes(tmp_path: Path) -> None:
    """A release is named by what it is, and not by when it was made."""
    for run in ("first", "second"):
        write_model(tmp_path / run, run=run)
        make_canonical(tmp_path / run, tmp_path / f"{run}.tar.gz")

    assert (tmp_path / "first").read_bytes() != (tmp_path / "second").read_bytes()
    assert (tmp_path / "first.tar.gz").read_bytes() == (tmp_path / "second.tar.gz").read_bytes()


def test_packing_changes_no_digest(tmp_path: Path) -> None:
    """A model that an image has trained is known by the same name."""
    write_model(tmp_path / "draft")
    make_canonical(tmp_path / "draft", tmp_path / "model.tar.gz")

    assert contents_digest(tmp_path / "draft") == contents_digest(tmp_path / "model.tar.gz")


def test_what_was_learnt_is_told_apart(tmp_path: Path) -> None:
    """One coefficient is another model."""
    write_model(tmp_path / "one", learnt=b"weights")
    write_model(tmp_path / "two", learnt=b"Weights")

    assert contents_digest(tmp_path / "one") != contents_digest(tmp_path / "two")


@pytest.mark.parametrize("kept", [0, 20, 0.5, 0.98])
def test_a_model_that_is_cut_off_is_noticed(tmp_path: Path, kept: float) -> None:
    """A full disk leaves such files, and half a model answers nonsense."""
    write_model(tmp_path / "model", learnt=bytes(range(256)) * 200)
    whole = (tmp_path / "model").read_bytes()
    (tmp_path / "model").write_bytes(whole[: int(kept * len(whole)) if kept < 1 else int(kept)])

    with pytest.raises(ModelDamaged, match="model"):
        contents_digest(tmp_path / "model")


def test_a_flipped_bit_is_noticed(tmp_path: Path) -> None:
    """Disks and copies do that."""
    write_model(tmp_path / "model", learnt=bytes(range(256)) * 200)
    damaged = bytearray((tmp_path / "model").read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (tmp_path / "model").write_bytes(damaged)

    with pytest.raises(ModelDamaged):
        contents_digest(tmp_path / "model")


def test_a_failed_packing_leaves_the_model_that_was_there(tmp_path: Path) -> None:
    """What serves is untouched by what goes wrong beside it."""
    target = tmp_path / "model.tar.gz"
    target.write_bytes(b"as before")
    (tmp_path / "draft").write_bytes(b"no archive")

    with pytest.raises(ModelDamaged):
        make_canonical(tmp_path / "draft", target)

    assert target.read_bytes() == b"as before"
    assert {path.name for path in tmp_path.iterdir()} == {"draft", "model.tar.gz"}
