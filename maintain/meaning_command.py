"""``tanya meaning``: learns what the door's examples mean, after these changed."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
import yaml
from rich.console import Console
from rich.progress import track

from service.answering.hearing import read_door_examples
from service.content.encoder import DIMENSIONS, E5Encoder, Encoder, Vectors
from service.content.entries import Problems
from service.content.meaning import write_meaning
from service.door.channels import REPORTING
from service.door.masking import mask
from service.door.meaning import Question, learn_line
from service.errors import ContentInvalid
from service.paths import ROOT
from service.settings import load_settings
from service.text import clean

KNOWN = ROOT / "var" / "meaning.npz"  # the vectors of examples that were encoded before
EVERY = 3  # of the questions that Rasa learns from, every third is one more that accuses nobody
BATCH = 64
console = Console(highlight=False)


def learn_meaning() -> None:
    """Learn what the door's examples mean, and write content/meaning.json.

    Encoding 24,000 examples takes some four minutes; those that were encoded before are kept in
    var/, so that it takes seconds after a few lines have changed.
    """
    folder, problems = load_settings().content_dir, Problems()
    examples = read_door_examples(folder, problems)
    if problems.lines:
        raise ContentInvalid(problems.lines)
    questions = tuple(topic_questions(ROOT))
    parted = {key: (yes, (*no, *questions)) for key, (yes, no) in examples.parted().items()}
    lines = learn_lines(parted, E5Encoder(), KNOWN)
    write_meaning(folder, lines)
    console.print(f"written: {folder / 'meaning.json'}, {len(lines)} lines")


def learn_lines(
    parted: Mapping[Question, tuple[Sequence[str], Sequence[str]]], encoder: Encoder, known: Path
) -> dict[str, list[float]]:
    """Learn a line for each question.

    Args:
        parted: For each, the examples with the answer yes, and those with no.
        encoder: Makes the vectors that are not known.
        known: Where vectors are kept; written again.
    """
    texts = {text for heaps in parted.values() for heap in heaps for text in heap}
    vectors = _vectors(sorted(texts), encoder, known)
    return {
        str(question): learn_line(*(np.array([vectors[text] for text in heap]) for heap in heaps))
        for question, heaps in parted.items()
    }


def topic_questions(root: Path) -> Iterable[str]:
    """Return some of the questions that Rasa learns, but for those about reporting."""
    for name in ("nlu.yml", "lay.yml"):
        loaded = yaml.load((root / "data" / name).read_text("utf-8"), Loader=yaml.CSafeLoader)
        for heap in loaded["nlu"]:
            topic = str(heap.get("intent", "")).rpartition("/")[2].replace("_", "-")
            if topic and topic not in REPORTING:
                lines = heap["examples"].splitlines()[::EVERY]
                yield from (line.removeprefix("- ") for line in lines)


def _vectors(texts: Sequence[str], encoder: Encoder, known: Path) -> dict[str, Vectors]:
    kept = _read(known)
    keys = {text: sha256(text.encode()).hexdigest() for text in texts}
    missing = [text for text in texts if keys[text] not in kept]
    for at in track(range(0, len(missing), BATCH), "Encoding examples", disable=not missing):
        part = missing[at : at + BATCH]
        found = encoder.encode([mask(clean(text)).text for text in part])
        kept.update(zip((keys[text] for text in part), found, strict=True))
    if missing:
        known.parent.mkdir(parents=True, exist_ok=True)
        now = {key: kept[key] for key in keys.values()}
        stacked = np.array(list(now.values()), dtype=np.float16).reshape(-1, DIMENSIONS)
        np.savez(known, keys=np.array(list(now)), vectors=stacked)
    return {text: np.asarray(kept[key], dtype=np.float32) for text, key in keys.items()}


def _read(known: Path) -> dict[str, Vectors]:
    if not known.exists():
        return {}
    with np.load(known, allow_pickle=False) as stored:
        return dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
