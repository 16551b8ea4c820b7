"""The sentences of the officers' group: each is said, and each that is said is there."""

import ast

import pytest

from service.content.sentences import OFFICERS, Sentences, load_sentences
from service.escalations.notices import NoticeKind
from service.escalations.standing import EventKind
from service.forum.cards import LABELS
from service.forum.ordering import QUIET
from service.forum.passing_on import SEEN_ELSEWHERE
from service.outcomes import Stage
from service.paths import ROOT

FOLDERS = (ROOT / "service" / "forum", ROOT / "bot" / "telegram" / "officers", ROOT / "maintain")
COMPOSED = tuple("actor_ card_ event_ mode_ receipt_ told_ trouble_ why_".split())  # by a state, …


@pytest.fixture(scope="module")
def words() -> Sentences:
    """The sentences that officers read."""
    return load_sentences(ROOT / "content", OFFICERS)


def literals() -> set[str]:
    """Return every text literal in the code that speaks to officers in Telegram."""
    files = [file for folder in FOLDERS for file in folder.rglob("*.py")]
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def said() -> list[tuple[str, set[str]]]:
    """Return (key, names of values) of each sentence that is said by a literal key."""
    found = []
    for folder in FOLDERS[:2]:
        for file in folder.rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and _name(node.func) == "words" and node.args:
                    key = node.args[0]
                    if isinstance(key, ast.Constant):
                        names = {one.arg for one in node.keywords if one.arg}
                        if all(one.arg for one in node.keywords):
                            found.append((str(key.value), names))
    return found


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def test_every_sentence_is_said_somewhere(words: Sentences) -> None:
    """Whoever edits a sentence must see the change."""
    known, keys = literals() | set(LABELS.values()), words.keys()

    assert {k for k in keys if k not in known and not k.startswith(COMPOSED)} == set()


def test_every_sentence_that_is_said_is_there_with_its_values(words: Sentences) -> None:
    """A forgotten one would be found by an officer, as silence."""
    keys = words.keys()
    wrong = [
        key for key, names in said() if key not in keys or not words.placeholders(key) <= names
    ]

    assert wrong == []


def test_every_event_and_notice_has_its_words(words: Sentences) -> None:
    """One without would make the whole history, or all that is passed on, fail for its ticket."""
    events = {f"event_{kind.value}" for kind in EventKind if kind.value not in QUIET}
    notices = {f"told_{kind.value}" for kind in NoticeKind if kind not in SEEN_ELSEWHERE}
    stages = {f"card_{stage.value}" for stage in Stage}

    assert (events | notices | stages) - set(words.keys()) == set()
