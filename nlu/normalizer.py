"""Reads a citizen's message in standard words: "gmn cr mnta dta" is "bagaimana cara minta data".

Rasa's first component. A tokenizer: what follows it sees the normalised words, while the
message keeps the text as it was written, on which entities are found. The slang dictionary
is read once, when training, and travels in the model: a served model never changes its mind
because a file did.
"""

import hashlib
import inspect
import json
from pathlib import Path
from typing import Any

import yaml
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from service import text as shared_text

SLANG_FILE = "slang_file"
STORED_SLANG = "slang.json"


def read_slang(path: Path) -> dict[str, str]:
    """Read the slang dictionary: word to replacement (content/slang.yml).

    Raises:
        InvalidConfigException: The file is missing or is not such a dictionary.
    """
    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
        slang = {str(word): str(plain) for word, plain in loaded["words"].items()}
        return {**shared_text.misspellings(loaded.get("often", "").split(), slang), **slang}
    except OSError as error:
        cause = f"cannot be read: {error.strerror or error}"
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        cause = f"needs a mapping under the key 'words': {error!r}"
    raise InvalidConfigException(
        f"IndonesianNormalizer: slang dictionary {path.absolute()} {cause}. "
        f"Correct '{SLANG_FILE}' in config.yml, or train in the project's folder."
    )


def normalised_text(message: Message) -> str:
    """Return a message's text as the normalizer wrote it: words with single spaces."""
    return " ".join(token.text for token in message.get(TOKENS_NAMES[TEXT]) or [])


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class IndonesianNormalizer(Tokenizer):
    """Splits a message into words in standard Indonesian (``service.text.normalise``).

    A token's text is the normalised word; its start and end are those of the written word it
    came from. A text without any word, such as an emoji, is one token: itself.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the defaults; a relative ``slang_file`` counts from the working directory."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            SLANG_FILE: "content/slang.yml",
        }

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Retrain when the dictionary or the shared normaliser changed, not only the config."""
        file = {**cls.get_default_config(), **config}[SLANG_FILE]  # the addon gets no defaults
        slang = read_slang(Path(file))
        known = json.dumps(slang, sort_keys=True) + inspect.getsource(shared_text)
        return hashlib.sha256(known.encode()).hexdigest()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "IndonesianNormalizer":
        """Make the component that trains; reads the dictionary from its file."""
        return cls(config, model_storage, resource, read_slang(Path(config[SLANG_FILE])))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "IndonesianNormalizer":
        """Make the component that serves; reads the dictionary out of the model."""
        with model_storage.read_from(resource) as folder:
            slang = json.loads((folder / STORED_SLANG).read_text(encoding="utf-8"))
        return cls(config, model_storage, resource, slang)

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        slang: dict[str, str],
    ) -> None:
        super().__init__(config)
        self._model_storage = model_storage
        self._resource = resource
        self._slang = slang

    def train(self, training_data: TrainingData) -> Resource:
        """Store the dictionary in the model; nothing is learnt from ``training_data``."""
        with self._model_storage.write_to(self._resource) as folder:
            stored = json.dumps(self._slang, ensure_ascii=False)
            (folder / STORED_SLANG).write_text(stored, encoding="utf-8")
        return self._resource

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Return the normalised words of one attribute; at least one token."""
        written = message.get(attribute)
        tokens = [token for piece in _pieces(written) for token in self._tokens(*piece)]
        return tokens or [Token(written, 0)]

    def _tokens(self, piece: str, start: int) -> list[Token]:
        plain = shared_text.normalise(piece, self._slang)
        return [Token(word, start, start + len(piece)) for word in plain.split()]


def _pieces(written: str) -> list[tuple[str, int]]:
    """Return what stands between white space, each with its place in the text.

    What was spelt letter by letter is one piece.
    """
    said = written.split()
    plain = [piece.lower().strip(".,?!") for piece in said]
    pieces, place, at = [], 0, 0
    while at < len(said):
        length = shared_text.spelt_at(plain, at) or 1
        start = written.index(said[at], place)
        for piece in said[at : at + length]:
            place = written.index(piece, place) + len(piece)
        pieces.append((written[start:place], start))
        at += length
    return pieces
