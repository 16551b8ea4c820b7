"""The intent classifier: learns from a handful, survives storage, ranks everything."""

import numpy as np
import pytest
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.intent_classifier import NOTHING, TEMPERATURE, LinearIntentClassifier
from nlu.sentence_encoder import SentenceEncoderFeaturizer
from tests.nlu.conftest import HOSTILE, Parts

EXAMPLES = [
    ("alamat kantor bpkp", "alamat"),
    ("kantor bpkp di mana", "alamat"),
    ("lokasi gedung bpkp", "alamat"),
    ("jalan menuju kantor", "alamat"),
    ("cara minta data", "data"),
    ("mohon informasi publik", "data"),
    ("permohonan data ppid", "data"),
    ("minta dokumen ke ppid", "data"),
    ("halo", "greet"),
    ("selamat pagi", "greet"),
    ("assalamualaikum", "greet"),
    ("halo admin", "greet"),
]
QUESTIONS = ["dmn kantornya", "gmn minta data ke ppid", "halo min", "xyz qqq", *HOSTILE]
CONFIG = LinearIntentClassifier.get_default_config()


@pytest.fixture
def encode(parts: Parts):
    """Return a function that adds sentence vectors to messages."""
    config = SentenceEncoderFeaturizer.get_default_config()
    return SentenceEncoderFeaturizer.create(config, *parts).process


@pytest.fixture
def trained(read, encode, parts: Parts) -> LinearIntentClassifier:
    """Return a classifier that learnt from words and, of every second example, the vector."""
    examples = read(*EXAMPLES)
    encode(examples[::2])
    classifier = LinearIntentClassifier.create(CONFIG, *parts)
    classifier.train(TrainingData(examples))
    return classifier


def confidences(messages: list[Message]) -> list[dict[str, float]]:
    """Return each message's confidence by intent."""
    return [{r["name"]: r["confidence"] for r in m.get("intent_ranking")} for m in messages]


def test_question_in_other_words_gets_its_intent(trained, read, encode) -> None:
    """Citizens never write an example word for word."""
    messages = trained.process(encode(read(*QUESTIONS[:3])))

    assert [message.get(INTENT)["name"] for message in messages] == ["alamat", "data", "greet"]


def test_every_intent_is_ranked_best_first_with_probabilities(trained, read, encode) -> None:
    """The decision to answer or to ask back needs the whole ranking, hostile texts too."""
    messages = trained.process(encode(read(*QUESTIONS)))

    for message in messages:
        ranking = [ranked["confidence"] for ranked in message.get("intent_ranking")]
        assert len(ranking) == 3
        assert ranking == sorted(ranking, reverse=True)
        assert 0 < sum(ranking) <= 1 + 1e-5
        assert message.get(INTENT) == message.get("intent_ranking")[0]


def test_what_is_far_from_every_intent_gets_little_confidence(read, encode, parts: Parts) -> None:
    """The least far of many far ones must not be answered as if it were meant."""
    strict = LinearIntentClassifier.create({**CONFIG, NOTHING: 0.5}, *parts)
    strict.train(TrainingData(encode(read(*EXAMPLES))))
    far, near = confidences(strict.process(encode(read("resep rendang padang", "kantor bpkp"))))

    assert max(far.values()) < 0.1
    assert max(near, key=lambda name: near[name]) == "alamat"
    assert sum(near.values()) > sum(far.values())


def test_a_misspelt_word_keeps_its_intent(trained, read, encode) -> None:
    """Thumbs exchange letters, and leave some out."""
    messages = trained.process(encode(read("almat knator bpkp", "dkumen permintan data")))

    assert [message.get(INTENT)["name"] for message in messages] == ["alamat", "data"]


def test_loaded_model_predicts_as_the_trained_one(trained, read, encode, parts: Parts) -> None:
    """What was measured must be what is served."""
    loaded = LinearIntentClassifier.load(CONFIG, *parts)

    expected = confidences(trained.process(encode(read(*QUESTIONS))))
    found = confidences(loaded.process(encode(read(*QUESTIONS))))
    for one, other in zip(expected, found, strict=True):
        assert one == pytest.approx(other, abs=1e-6)


def test_stored_model_holds_only_data(trained, parts: Parts) -> None:
    """Loading a model archive must never run code out of it."""
    storage, resource, _ = parts

    with storage.read_from(resource) as folder:
        files = sorted(path.name for path in folder.iterdir())
        assert files == ["idf.npz", "intents.json", "model.npz", "vocabulary.json"]
        for name in ("idf.npz", "model.npz"):
            np.load(folder / name, allow_pickle=False).items()


def test_unknown_words_are_less_certain_than_known_ones(trained, read, encode) -> None:
    """Nonsense must not be answered with confidence."""
    known, nonsense = trained.process(encode(read("alamat kantor bpkp", "xyz qqq")))

    assert nonsense.get(INTENT)["confidence"] < known.get(INTENT)["confidence"]


def test_it_learns_without_the_encoder(read, parts: Parts) -> None:
    """A pipeline without the encoder trains four times as fast and must work."""
    classifier = LinearIntentClassifier.create(CONFIG, *parts)
    classifier.train(TrainingData(read(*EXAMPLES)))

    (message,) = classifier.process(read("alamat bpkp"))

    assert message.get(INTENT)["name"] == "alamat"


def test_what_was_certain_before_the_encoder_is_left_alone(trained, read, encode) -> None:
    """The second classifier of the pipeline ranks anew only what was encoded."""
    certain, encoded = trained.process(read("alamat kantor", "alamat kantor"))
    before = confidences([certain, encoded])

    trained.process([certain, *encode([encoded])])

    after = confidences([certain, encoded])
    assert after[0] == before[0]
    assert after[1] != before[1]


def test_two_intents_are_enough(read, parts: Parts) -> None:
    """With two classes the library stores one machine; both must still be ranked."""
    classifier = LinearIntentClassifier.create(CONFIG, *parts)
    classifier.train(TrainingData(read(*EXAMPLES[:8])))

    first, second = classifier.process(read("alamat kantor", "minta data"))

    assert [first.get(INTENT)["name"], second.get(INTENT)["name"]] == ["alamat", "data"]


def test_message_without_text_has_no_intent(trained) -> None:
    """Rasa also passes events that are no message; they must pass through."""
    (message,) = trained.process([Message({})])

    assert message.get(INTENT) == {"name": None, "confidence": 0.0}


def test_too_few_intents_are_named(read, parts: Parts) -> None:
    """An emptied training file must be said to be the cause."""
    classifier = LinearIntentClassifier.create(CONFIG, *parts)

    with pytest.raises(InvalidConfigException, match=r"data/nlu\.yml"):
        classifier.train(TrainingData(read(*EXAMPLES[:4])))


@pytest.mark.parametrize("value", [0, -1, "warm"])
def test_senseless_setting_is_named(parts: Parts, value: object) -> None:
    """A typing error in config.yml must be found before minutes of training."""
    with pytest.raises(InvalidConfigException, match=TEMPERATURE):
        LinearIntentClassifier.create({**CONFIG, TEMPERATURE: value}, *parts)
