"""The fixed sentences: complete, well-formed, and filled wherever the code says them."""

import ast
from pathlib import Path

import pytest

from service.answering.commands import COMMANDS
from service.content.sentences import Sentences, load_sentences
from service.errors import ContentInvalid, UnknownSentence
from service.paths import ROOT
from service.replies import LABEL_LIMIT
from service.text import MAX_CHARACTERS

SPEAKERS = {"say", "_say", "_sentences", "sentences", "notice"}
PROCESSES = ("service", "bot", "actions", "desk", "maintain")


def calls() -> list[tuple[str, str, set[str]]]:
    """Return (place, key, names of values) of each sentence the code says by a literal key."""
    found = []
    for path in (path for process in PROCESSES for path in (ROOT / process).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in SPEAKERS and node.args:
                key = node.args[0]
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    values = {keyword.arg for keyword in node.keywords if keyword.arg}
                    if _name(node.func) == "notice":
                        values |= {"ticket", "unit"}
                    found.append((f"{path.name}:{node.lineno}", key.value, values))
    return found


def literals() -> set[str]:
    """Return every text literal in the code, and the fixed parts of composed ones."""
    trees = [
        ast.parse(path.read_text(encoding="utf-8"))
        for process in PROCESSES
        for path in (ROOT / process).rglob("*.py")
    ]
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def test_every_sentence_the_code_says_exists_and_gets_its_values(sentences: Sentences) -> None:
    """A forgotten sentence would be found by a citizen, as silence."""
    known = sentences.keys()
    wrong = [
        (place, key)
        for place, key, values in calls()
        if key not in known or not sentences.placeholders(key) <= values
    ]

    assert wrong == []
    assert len(calls()) > 40


def test_every_sentence_is_said_somewhere(sentences: Sentences) -> None:
    """Whoever edits a sentence must see the change; dead sentences waste their care."""
    known, keys = literals(), sentences.keys()
    prefixes = (
        "kind_ status_ office_ switch_ command_ distress_ english_title_ field_unknown_".split()
    )  # completed by a kind, a state, …
    unsaid = {key for key in keys if key not in known and not key.startswith(tuple(prefixes))}

    assert unsaid == set()


@pytest.mark.parametrize("state", ["waiting", "held", "closed"])
def test_every_state_of_a_ticket_can_be_told(sentences: Sentences, state: str) -> None:
    """The key is composed from the state, so no literal shows it."""
    assert sentences.placeholders(f"status_{state}") <= {"ticket", "unit", "date"}


@pytest.mark.parametrize("field", ["address", "phone", "fax", "email", "web"])
def test_every_field_of_an_office_can_be_told(sentences: Sentences, field: str) -> None:
    """The key is composed from the field, so no literal shows it."""
    assert sentences.placeholders(f"office_{field}") == {field}


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_command_says_what_it_does(sentences: Sentences, command: str) -> None:
    """The key is composed from the command, so no literal shows it."""
    assert sentences.placeholders(f"command_{command}") == set()


def test_sentences_fit_where_they_are_shown(sentences: Sentences) -> None:
    """A button's label that is cut, or a sentence in two messages, reads like a fault."""
    keys = sentences.keys()
    values = {key: dict.fromkeys(sentences.placeholders(key), "x" * 40) for key in keys}
    texts = {key: sentences(key, **values[key]) for key in keys}

    assert [k for k, t in texts.items() if k.startswith("button_") and len(t) > LABEL_LIMIT] == []
    assert [k for k, t in texts.items() if not t or len(t) > MAX_CHARACTERS // 2] == []


def test_values_are_filled_as_they_are(sentences: Sentences) -> None:
    """A title with braces or markup is shown, not interpreted."""
    assert sentences("clarify_option", number=2, title="{x} <b>") == "2. {x} <b>"


def test_an_unknown_key_is_an_error_of_ours(sentences: Sentences) -> None:
    """The operator is told which sentence is missing."""
    with pytest.raises(UnknownSentence, match="tidak_ada"):
        sentences("tidak_ada")


def test_a_missing_value_is_an_error_of_ours(sentences: Sentences) -> None:
    """A citizen must never read "{ticket}"."""
    with pytest.raises(UnknownSentence, match="ticket"):
        sentences("cancelled")


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        (None, "sentences.yml"),
        ("- satu\n- dua", "mapping"),
        ("greet: 5", "greet is not a text"),
        ("greet: [", "sentences.yml"),
        ("greet: 'Halo {nama'", "braces"),
        ("greet: 'Halo {}'", "not a name"),
        ("greet: 'Halo {0}'", "not a name"),
        ("greet: Halo\ngreet: Hai", "2: greet is there twice"),
    ],
)
def test_a_broken_file_is_named_at_the_start(
    tmp_path: Path, written: str | None, complaint: str
) -> None:
    """What is wrong with the sentences is found by the operator, before any citizen writes."""
    if written is not None:
        (tmp_path / "sentences.yml").write_text(written, encoding="utf-8")

    with pytest.raises(ContentInvalid, match=complaint):
        load_sentences(tmp_path)
