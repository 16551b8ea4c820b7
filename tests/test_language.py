"""What people read in Indonesian stands in content and templates, not in Python.

The Indonesian that is looked for is that of the fixed sentences. A label of one word is not found.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from service.content.sentences import Sentences
from service.paths import ROOT

PACKAGES = ("service", "bot", "desk", "actions")
WORD = re.compile(r"[a-z]+", re.IGNORECASE)
ADDRESS = re.compile(r"https?\S+|www\S+|/\w+|\{\w+\}")  # of a page, a command, a placeholder
SHARED = frozenset(
    "bpkp button data email id mb status tanya telegram text unit video web".split()
)
WORD_LISTS = {  # compared with what citizens wrote, and never shown
    "service/answering/english.py": "words by which a message is not English",
    "service/door/harmless.py": "words before a number that is none of a person",
    "service/content/advice.py": "how articles name a way on",
    "service/content/claims.py": "how articles say that something is not confirmed",
    "service/content/contacts.py": "words before a number",
    "service/content/records.py": "how articles say whom to ask",
    "service/answering/contact_words.py": "how citizens leave a contact and take it back",
    "service/answering/introducing.py": "how citizens say who they are",
    "service/answering/noise.py": "what citizens write that asks nothing",
    "service/answering/referred.py": "what citizens ask about another agency",
    "service/door/channels.py": "whom citizens accuse",
    "service/examples/likeness.py": "words that turn what a sentence means",
    "service/door/telling.py": "how citizens begin to tell",
    "service/door/impostors.py": "how people claim to be BPKP's",
    "service/door/distress_rules.py": "how citizens tell of danger",
    "service/door/distress_suicide.py": "how citizens say that they want to die",
    "service/door/distress_spelling.py": "words between those that were torn",
    "service/door/safety.py": "how citizens ask whether they are safe",
    "service/door/worded.py": "how citizens write what only its word tells",
    "service/answering/bare.py": "how citizens say that they do not know which",
    "service/answering/cancelling.py": "how citizens take a ticket back",
    "service/answering/context.py": "how citizens say what they did",
    "service/answering/decision.py": "words that ask, and those that also tell",
    "service/answering/more_about.py": "how citizens ask for yes or no",
    "service/answering/negation.py": "how citizens say what they do not mean",
    "service/answering/other_agencies.py": "how citizens name an office that is not ours",
    "service/answering/own_data.py": "how citizens ask what is kept of them",
    "service/answering/references.py": "how citizens point back",
    "service/answering/status.py": "how citizens ask how a ticket is seen",
    "service/answering/wishes.py": "how citizens wish for a person",
    "service/knowledge/leads.py": "words before an aspect",
    "service/knowledge/place_names.py": "words before a place",
    "service/knowledge/search.py": "words that search leaves out",
}
# How the content says that a source has no date, and of a field that nothing is known or applies;
# left out of answers; and a day's name, which stands with the others in ``service/calendar.py``.
MARKS = {"tanpa tanggal", "belum diketahui", "tidak berlaku", "hari ini", "minta petugas, {}"}


def words_of(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def is_indonesian(text: str, known: frozenset[str]) -> bool:
    """Tell whether a text of several words is, by half of them, the sentences' language."""
    if len(text.split()) < 2:  # an article's id has several words as well
        return False
    words = words_of(text)
    found = sum(word in known for word in words)
    return found >= 2 and found * 2 >= len(words)


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and text of every text literal of a file but its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for node in ast.walk(tree):
        if id(node) in docstrings or not isinstance(node, ast.Constant):
            continue
        if isinstance(node.value, str):
            yield node.lineno, node.value


def sentence_words(sentences: Sentences) -> frozenset[str]:
    """Return the words of the fixed sentences that are no English words."""
    every = sentences.keys()
    keys = [key for key in every if not key.startswith("english_")]
    texts = [sentences(key, **dict.fromkeys(sentences.placeholders(key), "")) for key in keys]
    return frozenset(w for text in texts for w in words_of(ADDRESS.sub("", text))) - SHARED


def test_no_sentence_for_people_is_hidden_in_python(sentences: Sentences) -> None:
    """Whoever edits what citizens and officers read must not have to read code."""
    known = sentence_words(sentences)
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text!r}"
        for path in files
        if str(path.relative_to(ROOT)) not in WORD_LISTS
        for line, text in literals(path)
        if text not in MARKS and is_indonesian(text, known)
    ]

    assert found == [], "\n".join(found)


def test_what_is_let_through_is_there(sentences: Sentences) -> None:
    """An exception that nobody needs any more would hide the next sentence."""
    known = sentence_words(sentences)
    found = {p: [t for _, t in literals(ROOT / p) if is_indonesian(t, known)] for p in WORD_LISTS}

    assert [path for path, texts in found.items() if not texts] == []


def test_the_look_finds_a_sentence_and_passes_by_names(sentences: Sentences) -> None:
    """A look that finds nothing at all would never fail."""
    known = sentence_words(sentences)

    assert is_indonesian("Muat ulang halaman ini.", known)
    assert is_indonesian("Kontak pusat", known)
    assert not is_indonesian("pemerasan-atas-nama", known)
    assert not is_indonesian("telegram status of the bot", known)
