"""Cross-validates the intent model on its own training data: which intents need better examples.

``PYTHONPATH=. .venv-rasa/bin/python -m bench.cross_validate`` learns five times from four fifths
of ``data/`` and asks the last fifth. Examples are made to differ from each other, so this
is harder than real questions: read the confusions, not the accuracy.
"""

import re
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import yaml
from sklearn.model_selection import StratifiedKFold

from nlu.intent_classifier import LinearIntentClassifier
from nlu.intent_model import IntentModel, Tuning
from nlu.normalizer import read_slang
from nlu.sentence_encoder import Engine
from service.text import normalise

ROOT = Path(__file__).parent.parent
FOLDS = 5
ENCODED = 8  # every eighth example is learnt with its vector, as config.yml has it
SHOWN = 25
_ENTITY = re.compile(r"\[([^\]]+)\]\(\w+\)")


def read_examples(folder: Path = ROOT / "data") -> list[tuple[str, str]]:
    """Return the training examples: text as written, without entity marks, and intent."""
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in folder.glob("*.yml")]
    blocks = [block for file in files for block in file.get("nlu", ())]
    return [
        (_ENTITY.sub(r"\1", line.removeprefix("- ")), block["intent"])
        for block in blocks
        if "intent" in block
        for line in block["examples"].splitlines()
    ]


def main() -> None:
    """Print the share that was right, and the intents that were taken for others."""
    examples = read_examples()
    slang = read_slang(ROOT / "content" / "slang.yml")
    texts = [normalise(text, slang) or text for text, _ in examples]
    intents = np.array([intent for _, intent in examples])
    print(f"Encoding {len(texts)} examples …", flush=True)
    found, in_three = predict(texts, intents, Engine().encode(texts))
    print(f"right first {np.mean(found == intents):.1%}, in three {in_three:.1%}")
    _print_confusions(intents, found)


def predict(
    texts: list[str], intents: np.ndarray, vectors: np.ndarray
) -> tuple[np.ndarray, float]:
    """Return each example's intent as learnt from the others, and the share in the first three."""
    defaults = LinearIntentClassifier.get_default_config()
    tuning = Tuning(**{key: defaults[key] for key in Tuning.__dataclass_fields__})
    found, hits = np.empty_like(intents), 0
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(texts, intents)
    for known, asked in folds:
        partly = [vectors[i] if n % ENCODED == 0 else None for n, i in enumerate(known)]
        model = IntentModel.fit([texts[i] for i in known], list(intents[known]), partly, tuning)
        chances = model.probabilities([texts[i] for i in asked], list(vectors[asked]))
        best = np.array(model.intents)[np.argsort(-chances, axis=1)[:, :3]]
        found[asked] = best[:, 0]
        hits += int((best == intents[asked][:, None]).any(axis=1).sum())
    return found, hits / len(texts)


def _print_confusions(intents: np.ndarray, found: np.ndarray) -> None:
    rights = defaultdict(list)
    for intent, other in zip(intents, found, strict=True):
        rights[intent].append(intent == other)
    weakest = sorted((np.mean(right), intent) for intent, right in rights.items())[:SHOWN]
    print("\nweakest: " + ", ".join(f"{intent} {share:.0%}" for share, intent in weakest))
    wrong = Counter(pair for pair in zip(intents, found, strict=True) if pair[0] != pair[1])
    for (intent, other), count in wrong.most_common(SHOWN):
        print(f"{count:4}  {intent} taken for {other}")


if __name__ == "__main__":
    main()
