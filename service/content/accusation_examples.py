"""Reads ``content/accusations.yml``, what the door learns from."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from service.content.entries import Problems

NAME = "accusations.yml"
LEAST = {"accusing": 200, "harmless": 200, "everyday": 100, "particulars": 50, "between": 50}


@dataclass(frozen=True)
class AccusationExamples:
    """What the door learns accusations from.

    Attributes:
        accusing: Messages that accuse somebody.
        harmless: Messages to us that look alike and accuse nobody.
        everyday: Writing that is not for us.
        particulars: What follows after somebody began to tell.
        between: What is said in between, and is to be answered.
    """

    accusing: tuple[str, ...] = ()
    harmless: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    particulars: tuple[str, ...] = ()
    between: tuple[str, ...] = ()


def read_accusations(folder: Path, problems: Problems) -> AccusationExamples:
    """Read the examples; notes a file that is missing, broken, too short or says a thing twice."""
    path = folder / NAME
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        lists = {key: tuple(str(text) for text in loaded[key]) for key in LEAST}
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        problems.add(path, 1, f"needs lists under {', '.join(LEAST)}: {error}")
        return AccusationExamples()
    _check(path, lists, problems)
    return AccusationExamples(**lists)


def article_questions(folder: Path) -> tuple[str, ...]:
    """Return the titles and questions of all articles, which accuse nobody."""
    found = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("articles/*.md")))
    heads = (yaml.load(text.split("---")[1], Loader=yaml.CSafeLoader) for text in found)
    return tuple(str(text) for head in heads for text in (head["title"], *head["questions"]))


def _check(path: Path, lists: Mapping[str, tuple[str, ...]], problems: Problems) -> None:
    for key, texts in lists.items():
        if len(set(texts)) < LEAST[key]:
            problems.add(
                path, 1, f"{key}: {len(set(texts))} different texts, at least {LEAST[key]}"
            )
    for no in ("harmless", "everyday"):
        for text in sorted({*lists["accusing"]} & {*lists[no]}):
            problems.add(path, 1, f"is both accusing and {no}: {text!r}")
    for text in sorted({*lists["particulars"]} & {*lists["between"]}):
        problems.add(path, 1, f"is both a particular and between: {text!r}")
