"""Training once for each state of what a model is made from."""

import subprocess
import sys
from pathlib import Path

import pytest

from maintain import training
from maintain.training import TrainingFailed, finish_training, model_path, start_training
from maintain.training_data import TrainingDataInvalid
from service.settings import Settings

INPUTS = [
    "config.yml",
    "domain.yml",
    "data/nlu.yml",
    "data/rules.yml",
    "nlu/normalizer.py",
    "content/slang.yml",
    "service/text.py",
]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of the files that a model is made from."""
    for name in INPUTS:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(training, "ROOT", tmp_path)
    monkeypatch.setattr(training, "MODELS", tmp_path / "models")
    monkeypatch.setattr(training, "VAR", tmp_path / "var")
    return tmp_path


@pytest.mark.parametrize("name", INPUTS)
def test_a_changed_input_is_another_model(root: Path, name: str) -> None:
    """An old model must not serve new training data without anybody noticing."""
    before = model_path()
    (root / name).write_text("changed", encoding="utf-8")

    assert model_path() != before


def test_a_new_file_of_training_data_is_another_model(root: Path) -> None:
    """Rasa reads every file under data/."""
    before = model_path()
    (root / "data" / "more.yml").write_text("", encoding="utf-8")

    assert model_path() != before


def test_the_same_inputs_are_the_same_model(root: Path) -> None:
    """The second start takes seconds and no training run."""
    before = model_path()
    (root / "content" / "sentences.yml").write_text("no input of the model", encoding="utf-8")

    assert model_path() == before


@pytest.mark.usefixtures("root")
def test_a_missing_rasa_is_named(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """The message says which command installs it."""
    monkeypatch.setattr(training, "RASA", Path("/nowhere/rasa"))

    with pytest.raises(TrainingFailed, match="make setup"):
        start_training(settings)


def test_a_failed_training_shows_the_end_of_its_log(root: Path) -> None:
    """What Rasa said last is usually the reason."""
    log = root / "train.log"
    log.write_text("\n".join(f"line {n}" for n in range(30)), encoding="utf-8")
    process = subprocess.Popen([sys.executable, "-c", "raise SystemExit(1)"])

    with pytest.raises(TrainingFailed, match=r"(?s)train\.log.*line 29") as caught:
        finish_training(process, root / "model.tar.gz", log)
    assert "line 5\n" not in str(caught.value)


def test_a_training_without_a_model_failed(root: Path) -> None:
    """Rasa may end well and have written nothing."""
    log = root / "train.log"
    log.write_text("done", encoding="utf-8")
    process = subprocess.Popen([sys.executable, "-c", "pass"])

    with pytest.raises(TrainingFailed):
        finish_training(process, root / "model.tar.gz", log)


def test_data_that_contradicts_itself_is_trained_by_nobody(
    root: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    """Whoever starts a training, ``tanya run`` too, is told before the minute it takes."""
    monkeypatch.setattr(training, "RASA", Path(sys.executable))
    (root / "data" / "nlu.yml").write_text("nlu: [", encoding="utf-8")

    with pytest.raises(TrainingDataInvalid, match=r"data/nlu\.yml:2: broken YAML"):
        start_training(settings)
    assert not (root / "models").exists()


def test_a_candidate_is_trained_in_its_own_folder(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    """What serves is trained from the checkout; the folder may be gone when the log is read."""
    folder = tmp_path / "candidate"
    for name in ("data", "content", "service"):
        (folder / name).mkdir(parents=True)
    (folder / "domain.yml").write_text("intents: [greet]\n")
    (folder / "data" / "nlu.yml").write_text("nlu:\n- intent: greet\n  examples: |\n    - hai\n")
    (folder / "service" / "text.py").write_text("")
    monkeypatch.setattr(training, "RASA", Path(sys.executable))  # which knows no "train"
    process, target, log = start_training(settings, folder)

    with pytest.raises(TrainingFailed, match=r"train\.log"):
        finish_training(process, target, log)
    assert folder not in log.parents
    assert target == model_path(folder) != model_path(root)
