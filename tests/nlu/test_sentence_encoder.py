"""The sentence encoder: one vector a message, whatever the message."""

import logging

import numpy as np
import pytest
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.parts import WHOLE
from nlu.sentence_encoder import (
    DIMENSIONS,
    MAX_CHARACTERS,
    SEQUENCE_FEATURES,
    SKIP_ABOVE,
    THREADS,
    TRAINING_SHARE,
    SentenceEncoderFeaturizer,
    sentence_vector,
)
from tests.nlu.conftest import HOSTILE, Parts


@pytest.fixture
def make(parts: Parts):
    """Return a function that makes an encoder with some settings changed."""

    def encoder(**changed: object) -> SentenceEncoderFeaturizer:
        config = {**SentenceEncoderFeaturizer.get_default_config(), **changed}
        return SentenceEncoderFeaturizer.create(config, *parts)

    return encoder


def test_vector_has_unit_length_and_like_meanings_are_near(make, read) -> None:
    """The classifier compares directions; lengths must not matter, meanings must."""
    where, place, salary = read("kantor bpkp di mana", "alamat kantor bpkp", "harga cabai naik")
    make().process([where, place, salary])

    vectors = [sentence_vector(message) for message in (where, place, salary)]
    assert [(v.shape, v.dtype) for v in vectors] == [((DIMENSIONS,), np.float32)] * 3
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1], abs=1e-4)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


@pytest.mark.parametrize("text", ["", "🙏", " \n"])
def test_text_without_words_gives_zeros(make, read, text: str) -> None:
    """A sticker's caption must not look like any question."""
    make().process(messages := read(text))

    assert not sentence_vector(messages[0]).any()


def test_hostile_texts_are_encoded_or_zeros(make, read) -> None:
    """No message may stop the pipeline or take seconds."""
    make().process(messages := read(*HOSTILE))

    lengths = [float(np.linalg.norm(sentence_vector(message))) for message in messages]
    assert all(length == 0 or length == pytest.approx(1, abs=1e-4) for length in lengths)


def test_sequence_features_repeat_the_sentence(make, read) -> None:
    """DIET wants a row a token; without them it would refuse the pipeline."""
    make().process(messages := read("kantor dmn"))
    (without,) = make(**{SEQUENCE_FEATURES: False}).process(read("kantor dmn"))

    sequence, _ = messages[0].get_dense_features("text")
    assert sequence.features.shape == (3, DIMENSIONS)
    assert without.get_dense_features("text")[0] is None


def test_training_encodes_a_share_of_each_intent_and_reports(make, read, caplog) -> None:
    """Encoding takes most of the training time: it must be bounded, and seen to go on."""
    examples = read(*[(f"contoh {n}", "a") for n in range(10)], ("satu saja", "b"))
    caplog.set_level(logging.INFO)

    make(**{TRAINING_SHARE: 0.2}).process_training_data(TrainingData(examples))

    encoded = [e.get("text") for e in examples if sentence_vector(e) is not None]
    assert encoded == ["contoh 0", "contoh 5", "satu saja"]
    assert "Encoded 3 of 3 texts" in caplog.text


def test_batches_on_two_threads_give_what_one_message_gives(make, read) -> None:
    """A question must look the same in training and when it is asked."""
    texts = [f"berapa lama proses nomor {n}" for n in range(40)]
    make(batch_size=4).process_training_data(TrainingData(trained := read(*texts)))
    make().process(asked := read(*texts))

    pairs = zip(trained, asked, strict=True)
    assert all(sentence_vector(a) @ sentence_vector(b) > 0.999 for a, b in pairs)


def test_a_certain_message_is_not_encoded(make, read) -> None:
    """Four questions in five are certain from their words; encoding them would only cost time."""
    certain, open_ = read("kantor", "kantor")
    certain.set("intent", {"name": "alamat", "confidence": 0.95})
    open_.set("intent", {"name": "alamat", "confidence": 0.6})

    make(**{SKIP_ABOVE: 0.9}).process([certain, open_])

    assert [sentence_vector(m) is None for m in (certain, open_)] == [True, False]


@pytest.mark.parametrize(
    ("name", "confidence", "is_encoded"),
    [("alamat", 0.95, False), ("alamat", 0.6, True), ("out_of_scope", 0.95, True)],
)
def test_what_says_itself_what_it_is_about_is_not_encoded_in_its_context(
    make, read, name: str, confidence: float, is_encoded: bool
) -> None:
    """The context then changes nothing, and encoding it would be half of all that Rasa does."""
    whole, in_context = read("kantor", "magang kantor")
    whole.set("intent", {"name": name, "confidence": confidence})
    in_context.set("intent", {"name": "magang", "confidence": 0.6})
    in_context.set(WHOLE, whole)

    make(**{SKIP_ABOVE: 0.9}).process([whole, in_context])

    assert (sentence_vector(in_context) is not None) is is_encoded


@pytest.mark.parametrize(
    ("key", "value"),
    [(THREADS, 0), (MAX_CHARACTERS, "many"), (TRAINING_SHARE, 0), (TRAINING_SHARE, 2)],
)
def test_senseless_setting_is_named(make, key: str, value: object) -> None:
    """A typing error in config.yml must be found before minutes of training."""
    with pytest.raises(InvalidConfigException, match=key):
        make(**{key: value})
