"""Every fixed sentence by key: one file for what citizens read, one for what officers read.

Loaded once per process; a missing key or placeholder is found at start-up, not by a citizen.
"""

from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import yaml

from service.content.contacts import PLACE, contact_problems, put_in, read_contacts
from service.content.entries import Problems
from service.content.sources import read_sources
from service.errors import ContentInvalid, UnknownSentence

CITIZENS, OFFICERS = "sentences.yml", "officer_sentences.yml"


class Sentences:
    """The sentences of one file of the content folder."""

    def __init__(self, texts: dict[str, str], file: str = CITIZENS) -> None:
        self._texts = texts
        self._file = file

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the sentence, its ``{placeholders}`` filled.

        Raises:
            UnknownSentence: There is no such key, or a placeholder got no value.
        """
        if key not in self._texts:
            raise UnknownSentence(f"content/{self._file} has no key {key!r}")
        try:
            return self._texts[key].format(**values)
        except KeyError as error:
            raise UnknownSentence(f"sentence {key!r} needs a value for {error}") from error

    def keys(self) -> frozenset[str]:
        """Return every key there is."""
        return frozenset(self._texts)

    def placeholders(self, key: str) -> frozenset[str]:
        """Return the names a sentence needs values for."""
        return frozenset(name for _, name, _, _ in Formatter().parse(self._texts[key]) if name)


def load_sentences(folder: Path, file: str = CITIZENS) -> Sentences:
    """Read the sentences of a file of the content folder.

    Raises:
        ContentInvalid: The file is missing, broken, or a value is not a text.
    """
    path = folder / file
    try:
        written = path.read_text(encoding="utf-8")
        texts = yaml.load(written, Loader=yaml.CSafeLoader)
    except (OSError, yaml.YAMLError) as error:
        raise ContentInvalid([f"{path}: {error}"]) from error
    if not isinstance(texts, dict):
        raise ContentInvalid([f"{path}: expected a mapping of keys to texts"])
    wrong = [f"{path}: {key} is not a text" for key, v in texts.items() if not isinstance(v, str)]
    wrong += [f"{path}: {key}: {w}" for key, v in texts.items() if (w := _brace_error(v))]
    wrong += [f"{path}:{line}: {key} is there twice" for line, key in _given_twice(written)]
    problems = Problems()
    contacts = read_contacts(folder, read_sources(folder, problems), problems)
    wrong += problems.lines
    wrong += [
        f"{path}: {key}: {what}"
        for key, text in texts.items()
        for what in contact_problems(str(text), contacts)
    ]
    if wrong:
        raise ContentInvalid(wrong)
    return Sentences({key: put_in(text.strip(), contacts) for key, text in texts.items()}, file)


def _given_twice(written: str) -> Iterator[tuple[int, str]]:
    """Yield line and key of each sentence that takes the place of one before it."""
    seen: set[str] = set()
    mapping = yaml.compose(written, Loader=yaml.CSafeLoader)
    for key, _ in mapping.value if isinstance(mapping, yaml.MappingNode) else ():
        if key.value in seen:
            yield key.start_mark.line + 1, key.value
        seen.add(key.value)


def _brace_error(text: object) -> str | None:
    """Return what is wrong with the braces of a sentence, None when nothing is."""
    try:
        bare = PLACE.sub("", str(text))
        names = [name for _, name, _, _ in Formatter().parse(bare) if name is not None]
    except ValueError as error:
        return f"braces do not match: {error}"
    odd = [name for name in names if not name.isidentifier()]
    return f"{{{odd[0]}}} is not a name" if odd else None
