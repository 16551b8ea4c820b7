"""How much of a message is in words that neither the examples nor the articles know.

What is answered although most of it was never learnt was guessed. Only reads.
"""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from sqlalchemy.orm import Session

from service.content.store import read_articles
from service.examples.register import active
from service.knowledge.search import vocabulary
from service.text import words

MOSTLY = 0.5  # share of the words from which a message is mostly unknown
FEWEST = 2  # unknown words; one alone may be a name, or misspelt
_MASKED = re.compile(r"\[[^\]]*disembunyikan\]")


def known_words(session: Session) -> frozenset[str]:
    """Return every word that is learnt or that articles use; 0.3 s for 21,000 examples.

    None at all where nothing is learnt: then no word tells anything.
    """
    learnt = active(session)
    if not learnt:
        return frozenset()
    # Each written form once: making words of all the text takes three times as long.
    written = {form for one in learnt for form in one.text.casefold().split()}
    return vocabulary(read_articles(session)).union(*map(words, written))


def unknown_share(text: str, known: AbstractSet[str]) -> float:
    """Return the share of a masked message's words that nothing knows, 0 to 1."""
    said = _words(text)
    return sum(word not in known for word in said) / len(said) if said else 0.0


def is_mostly_unknown(text: str, known: AbstractSet[str]) -> bool:
    """Tell whether a message is mostly in words that nothing knows."""
    unknown = sum(word not in known for word in _words(text)) if known else 0
    return unknown >= FEWEST and unknown_share(text, known) >= MOSTLY


def _words(text: str) -> list[str]:
    """Return the words of a message, each once; numbers and what was masked are none."""
    found: Iterable[str] = words(_MASKED.sub(" ", text))
    return [word for word in dict.fromkeys(found) if not any(map(str.isdigit, word))]
