"""Reads ``content/distress.yml``, what the door learns from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from service.content.entries import Problems

NAME = "distress.yml"
KINDS = ("suicide", "threat", "violence_home", "sexual_violence")
HARMLESS = "harmless"
LEAST, LEAST_HARMLESS = 50, 600  # examples; fewer tell too little apart


@dataclass(frozen=True)
class DistressExamples:
    """Messages of people in distress by kind, and messages that look alike and are none."""

    told: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    harmless: tuple[str, ...] = ()


def read_distress(folder: Path, problems: Problems) -> DistressExamples:
    """Read the examples; notes a file that is missing, broken, too short or says a thing twice."""
    path = folder / NAME
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        lists = {key: tuple(str(text) for text in loaded[key]) for key in (*KINDS, HARMLESS)}
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        problems.add(path, 1, f"needs lists under {', '.join((*KINDS, HARMLESS))}: {error}")
        return DistressExamples()
    _check(path, lists, problems)
    return DistressExamples({kind: lists[kind] for kind in KINDS}, lists[HARMLESS])


def _check(path: Path, lists: Mapping[str, tuple[str, ...]], problems: Problems) -> None:
    seen: dict[str, str] = {}
    for key, texts in lists.items():
        least = LEAST_HARMLESS if key == HARMLESS else LEAST
        if len(set(texts)) < least:
            problems.add(path, 1, f"{key}: {len(set(texts))} different texts, at least {least}")
        for text in texts:
            if seen.setdefault(text, key) != key:
                problems.add(path, 1, f"is both {seen[text]} and {key}: {text!r}")
