"""Rasa's storage and messages, without a training run. Runs in .venv-rasa (``make test-rasa``)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.normalizer import SLANG_FILE, IndonesianNormalizer

SLANG = "words:\n  gmn: bagaimana\n  dmn: di mana\n  sih: ''\n"
HOSTILE = [
    "",
    "   \n\t ",
    "🙏🙏",
    "\u202egnol\u200b \x00\x07",
    "<script>alert('x')</script>",
    "'; DROP TABLE users; --",
    "a" * 20_000,
    "kata " * 5_000,
    "é\u0301 ｆｕｌｌ ＷＩＤＴＨ ﷺ",
    '[jogja](province){"entity": 1}',
    '/intent{"x":1}',
]

Parts = tuple[ModelStorage, Resource, ExecutionContext]


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    """Return where a component keeps what it learnt."""
    folder = tmp_path / "model"
    folder.mkdir()
    context = ExecutionContext(GraphSchema({}), node_name="component")
    return LocalModelStorage(folder), Resource("component"), context


@pytest.fixture
def slang_file(tmp_path: Path) -> Path:
    """Return a dictionary of three words."""
    path = tmp_path / "slang.yml"
    path.write_text(SLANG, encoding="utf-8")
    return path


@pytest.fixture
def normalizer_config(slang_file: Path) -> dict[str, object]:
    """Return the normalizer's configuration with the small dictionary."""
    return {**IndonesianNormalizer.get_default_config(), SLANG_FILE: str(slang_file)}


@pytest.fixture
def read(normalizer_config: dict[str, object], tmp_path: Path) -> Callable[..., list[Message]]:
    """Return a function that makes messages of texts, or pairs of text and intent, normalised."""
    (tmp_path / "other").mkdir()
    storage, resource = LocalModelStorage(tmp_path / "other"), Resource("normalizer")
    context = ExecutionContext(GraphSchema({}))
    normalizer = IndonesianNormalizer.create(normalizer_config, storage, resource, context)

    def make(*texts: "str | tuple[str, str]") -> list[Message]:
        labelled = [text if isinstance(text, tuple) else (text, None) for text in texts]
        messages = [
            Message({TEXT: text, INTENT: intent} if intent else {TEXT: text})
            for text, intent in labelled
        ]
        normalizer.process_training_data(TrainingData(messages))
        return normalizer.process(messages)

    return make
