"""Two trainings from nothing by the real Rasa: the same inputs are the same bytes."""

import shutil
from pathlib import Path

import pytest

from maintain import training
from maintain.training import finish_training, start_training
from service.paths import ROOT
from service.settings import Settings

pytestmark = pytest.mark.rasa

DOMAIN = """version: "3.1"
intents: [greet, bye, thanks]
actions: [action_fallback, action_topic]
"""
RULES = """version: "3.1"
rules:
- rule: each
  steps:
  - or:
    - intent: greet
    - intent: bye
    - intent: thanks
  - action: action_topic
"""
EXAMPLES = """version: "3.1"
nlu:
- intent: greet
  examples: |
    - halo selamat pagi
    - assalamualaikum warahmatullah
- intent: bye
  examples: |
    - sampai jumpa lagi besok
    - pamit dulu semuanya
- intent: thanks
  examples: |
    - terima kasih banyak infonya
    - makasih atas bantuannya
"""


def make_inputs(folder: Path) -> Path:
    """Write training data of three intents, with the project's own pipeline."""
    (folder / "data").mkdir(parents=True)
    (folder / "content").mkdir()
    shutil.copy(ROOT / "config.yml", folder)
    shutil.copy(ROOT / "content" / "slang.yml", folder / "content")
    (folder / "domain.yml").write_text(DOMAIN, encoding="utf-8")
    (folder / "data" / "rules.yml").write_text(RULES, encoding="utf-8")
    (folder / "data" / "nlu.yml").write_text(EXAMPLES, encoding="utf-8")
    (folder / "service").mkdir()
    shutil.copy(ROOT / "service" / "text.py", folder / "service")
    return folder


def train(place: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Train in a place of its own, with nothing kept from another training."""
    monkeypatch.setattr(training, "MODELS", place / "models")
    monkeypatch.setattr(training, "VAR", place / "var")
    monkeypatch.setenv("RASA_CACHE_DIRECTORY", str(place / "cache"))
    inputs = make_inputs(place / "inputs")
    return finish_training(*start_training(settings, inputs))


def test_two_trainings_are_the_same_bytes(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Any release can be made again from what its bundle names, and be compared."""
    first = train(tmp_path / "one", settings, monkeypatch)
    second = train(tmp_path / "two", settings, monkeypatch)

    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()
