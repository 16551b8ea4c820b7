"""The words that look like a misspelt place and are none: "kembang" is not Rembang."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from maintain.gazetteer.sources import dictionary_words
from service.content.entries import Problems
from service.content.folder import read_content
from service.content.gazetteer import read_gazetteer
from service.knowledge.misspelt import Misspelt
from service.knowledge.place_names import PlaceNames


def confusable_lines(folder: Path, content: Path) -> Iterator[str]:
    """Return a heading and the words; the tables of names must be written before."""
    offices = read_content(content, date.min, allow_expired=True).offices
    names = PlaceNames(offices, read_gazetteer(content, Problems()))
    misspelt = Misspelt(names, ())
    yield "word"
    yield from (word for word in sorted(dictionary_words(folder)) if misspelt.near(word))
