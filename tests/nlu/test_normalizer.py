"""The normalizer: what the model sees of a citizen's words."""

from pathlib import Path

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.normalizer import SLANG_FILE, IndonesianNormalizer, normalised_text
from service.text import normalise
from tests.nlu.conftest import HOSTILE, Parts


def test_slang_is_replaced_and_the_message_keeps_its_text(read) -> None:
    """Entities are found in the text as it was written, so it must not change."""
    (message,) = read("Gmn  sih kantornya, dmn?")

    assert normalised_text(message) == "bagaimana kantornya di mana"
    assert message.get(TEXT) == "Gmn  sih kantornya, dmn?"


def test_tokens_point_at_the_written_words(read) -> None:
    """Whoever reads a token's place must find the word the citizen wrote there."""
    (message,) = read("kantor dmn")

    tokens = message.get("text_tokens")
    assert [(t.text, t.start, t.end) for t in tokens] == [
        ("kantor", 0, 6),
        ("di", 7, 10),
        ("mana", 7, 10),
    ]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_gives_what_the_shared_normaliser_gives(read, text: str) -> None:
    """Search and classifier must read every message alike, however odd it is."""
    (message,) = read(text)

    plain = normalise(text, {"gmn": "bagaimana", "dmn": "di mana", "sih": ""})
    assert normalised_text(message) == (plain or text)


def test_a_served_model_needs_no_slang_file(
    normalizer_config: dict, slang_file: Path, parts: Parts
) -> None:
    """A model taken to another machine must normalise as it did when it was trained."""
    normalizer = IndonesianNormalizer.create(normalizer_config, *parts)
    normalizer.train(TrainingData())
    slang_file.unlink()

    loaded = IndonesianNormalizer.load(normalizer_config, *parts)

    (message,) = loaded.process([Message({TEXT: "gmn"})])
    assert normalised_text(message) == "bagaimana"


@pytest.mark.parametrize("content", [None, "words: 3\n", "other: {}\n", "a: [b\n"])
def test_unreadable_dictionary_is_named(tmp_path: Path, parts: Parts, content: str) -> None:
    """Whoever trains must read which file is wrong, not a traceback from the YAML parser."""
    path = tmp_path / "missing.yml"
    if content is not None:
        path.write_text(content, encoding="utf-8")

    with pytest.raises(InvalidConfigException, match=r"missing\.yml"):
        IndonesianNormalizer.create(
            {**IndonesianNormalizer.get_default_config(), SLANG_FILE: str(path)}, *parts
        )


def test_a_changed_dictionary_trains_anew(normalizer_config: dict, slang_file: Path) -> None:
    """Rasa skips training when nothing changed; a new slang word is a change."""
    before = IndonesianNormalizer.fingerprint_addon(normalizer_config)

    slang_file.write_text("words:\n  gmn: bagaimana\n", encoding="utf-8")

    assert IndonesianNormalizer.fingerprint_addon(normalizer_config) != before


def test_model_storage_holds_plain_json(normalizer_config: dict, parts: Parts) -> None:
    """A model archive must hold nothing that is executed when it is loaded."""
    storage, resource, _ = parts
    assert isinstance(storage, LocalModelStorage)

    IndonesianNormalizer.create(normalizer_config, *parts).train(TrainingData())

    with storage.read_from(resource) as folder:
        assert [path.name for path in folder.iterdir()] == ["slang.json"]
