"""Names the intent of a message, with a probability for every intent (``nlu.intent_model``).

Rasa's component around the model: reads the words the normalizer left and the vector of the
sentence encoder, if there is one, and writes ``intent`` and ``intent_ranking``. Every intent is
ranked, so that whoever decides sees them all.
"""

import hashlib
import inspect
import logging
import time
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu import intent_model, machines, ngrams, slips
from nlu.intent_model import IntentModel, Tuning
from nlu.normalizer import normalised_text
from nlu.sentence_encoder import sentence_vector

logger = logging.getLogger(__name__)

PENALTY = "penalty"
TEMPERATURE = "temperature"
ENCODER_WEIGHT = "encoder_weight"
NOTHING = "nothing"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(IntentClassifier, GraphComponent):
    """Classifies a message by its normalised words and, where it has one, its sentence vector.

    It may stand in a pipeline twice: before the encoder, which then skips what is certain from
    the words alone, and behind it, where it ranks anew only what was encoded.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Return what must stand before this component."""
        return [Tokenizer]

    @staticmethod
    def required_packages() -> list[str]:
        """Return the packages this component needs."""
        return ["sklearn", "scipy"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the defaults; docs/nlu.md shows how they were chosen."""
        return {PENALTY: 0.5, TEMPERATURE: 0.13, ENCODER_WEIGHT: 0.7, NOTHING: -0.7}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "LinearIntentClassifier":
        """Make an untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Retrain when the arithmetic changed, not only this class or its configuration."""
        sources = map(inspect.getsource, (intent_model, machines, ngrams, slips))
        return hashlib.sha256("".join(sources).encode()).hexdigest()

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Raise ``InvalidConfigException`` where a number makes no sense."""
        for key in (PENALTY, TEMPERATURE, ENCODER_WEIGHT):
            if not isinstance(config[key], (int, float)) or config[key] <= 0:
                raise InvalidConfigException(
                    f"LinearIntentClassifier: '{key}' in config.yml must be a number above 0, "
                    f"not {config[key]!r}."
                )
        if not isinstance(config[NOTHING], (int, float)):
            raise InvalidConfigException(
                f"LinearIntentClassifier: '{NOTHING}' in config.yml must be a number, "
                f"not {config[NOTHING]!r}."
            )

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "LinearIntentClassifier":
        """Make the component that serves, out of the trained model."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, IntentModel.load(folder, _tuning(config)))

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: IntentModel | None = None,
    ) -> None:
        self.validate_config(config)
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    def train(self, training_data: TrainingData) -> Resource:
        """Fit the model to the intent examples and store it.

        Raises:
            InvalidConfigException: There are fewer than two intents to tell apart.
        """
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        intents = [example.get(INTENT) for example in examples]
        if len(set(intents)) < 2:
            raise InvalidConfigException(
                f"LinearIntentClassifier: {len(set(intents))} intents with examples in the "
                "training data (data/nlu.yml); at least 2 are needed to tell them apart."
            )
        started = time.monotonic()
        texts = [normalised_text(example) for example in examples]
        vectors = [sentence_vector(example) for example in examples]
        self._model = IntentModel.fit(texts, intents, vectors, _tuning(self._config))
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
        seconds = time.monotonic() - started
        logger.info("Intents learnt from %d examples in %.0f s.", len(examples), seconds)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set ``intent`` and the whole ``intent_ranking``, best first, on each message."""
        for message in messages:
            if message.get(INTENT_RANKING_KEY) and sentence_vector(message) is None:
                continue  # certain before the encoder
            ranking = self._rank(message) if message.get(TEXT) is not None else []
            best = ranking[0] if ranking else _ranked(None, 0.0)
            message.set(INTENT, best, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _rank(self, message: Message) -> list[dict[str, Any]]:
        if self._model is None:
            return []
        texts, vectors = [normalised_text(message)], [sentence_vector(message)]
        chances = self._model.probabilities(texts, vectors)[0]
        named = zip(self._model.intents, chances.tolist(), strict=True)
        return sorted(
            (_ranked(name, chance) for name, chance in named),
            key=lambda ranked: -ranked[PREDICTED_CONFIDENCE_KEY],
        )


def _tuning(config: dict[str, Any]) -> Tuning:
    keys = (PENALTY, TEMPERATURE, ENCODER_WEIGHT, NOTHING)
    return Tuning(*(config[key] for key in keys))


def _ranked(name: str | None, confidence: float) -> dict[str, Any]:
    return {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence}
