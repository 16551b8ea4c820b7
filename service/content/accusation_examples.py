"""Reads ``content/accusations.yml``, what the door learns from."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from service.content.entries import Problems

NAME = "accusations.yml"
LEAST = 200  # examples of each kind; fewer tell too little apart


@dataclass(frozen=True)
class AccusationExamples:
    """Messages that accuse somebody, and messages that look alike and do not."""

    accusing: tuple[str, ...] = ()
    harmless: tuple[str, ...] = ()


def read_accusations(folder: Path, problems: Problems) -> AccusationExamples:
    """Read the examples; notes a file that is missing, broken, too short or says a thing twice."""
    path = folder / NAME
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        lists = [[str(text) for text in loaded[key]] for key in ("accusing", "harmless")]
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        problems.add(path, 1, f"needs lists under 'accusing' and 'harmless': {error}")
        return AccusationExamples()
    for key, texts in zip(("accusing", "harmless"), lists, strict=True):
        if len(set(texts)) < LEAST:
            problems.add(path, 1, f"{key}: {len(set(texts))} different texts, at least {LEAST}")
    for text in sorted({*lists[0]} & {*lists[1]}):
        problems.add(path, 1, f"is both accusing and harmless: {text!r}")
    return AccusationExamples(*map(tuple, lists))
