"""Which model a measurement asks: said, and chosen."""

from pathlib import Path

import pytest

from maintain import training
from maintain.training import model_path, newest_model
from maintain.understanding import NoSuchModel, Serving, about_models, own_rasa
from service.settings import Settings


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of models."""
    monkeypatch.setattr(training, "MODELS", tmp_path)
    return tmp_path


def test_a_measurement_says_that_there_is_a_newer_model(models: Path) -> None:
    """Figures of an old model must not be taken for those of the new data."""
    (models / "tanya-new.tar.gz").touch()

    told = about_models(Serving("", "tanya-old.tar.gz"))

    assert "Asked: tanya-old.tar.gz" in told
    assert "the newest is tanya-new.tar.gz" in told
    assert f"would give {model_path().name}" in told


def test_the_model_of_the_present_data_needs_no_more_words(models: Path) -> None:
    """A line that always warns is not read."""
    model_path().touch()

    assert (
        about_models(Serving("", model_path().name)) == f"Asked: {model_path().name}; the newest."
    )
    assert newest_model() == model_path().name


def test_a_model_that_is_not_there_is_named(models: Path, settings: Settings) -> None:
    """Half a minute of waiting for a typing error is half a minute too much."""
    with (
        pytest.raises(NoSuchModel, match=r"none\.tar\.gz is no file"),
        own_rasa(settings, models / "none.tar.gz"),
    ):
        pass
