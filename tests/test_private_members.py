"""Tests stand on what is public, so that the inside may change; ruff's SLF sees the rest of it.

Ruff sees ``thing._part``. It does not see an import of a private name, nor one that is patched by
its name in a text.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from service.paths import ROOT

TESTS = ROOT / "tests"
PRIVATE = re.compile(r"(?:^|\.)_[a-z]\w*$")
ALLOWED = {"nlu/test_server.py:_validate_action_result"}  # Rasa's inside is what is repaired


def reaches(source: str) -> Iterator[str]:
    """Yield the private names that a test file imports or patches."""
    for node in ast.walk(ast.parse(source)):
        yield from (name for name in names_in(node) if PRIVATE.search(name))


def names_in(node: ast.AST) -> list[str]:
    """Return what a statement imports, or what a call patches."""
    match node:
        case ast.ImportFrom(module=module, names=names):
            return [f"{module}.{alias.name}" for alias in names]
        case ast.Call(func=ast.Attribute(attr="setattr" | "delattr" | "patch"), args=args):
            return [text for argument in args[:2] if (text := text_of(argument))]
    return []


def text_of(node: ast.expr) -> str:
    """Return a written text; none for everything else."""
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return str(node.value) if is_text else ""  # type: ignore[attr-defined]


def found_in(file: Path) -> list[str]:
    """Return what a test file reaches, with its path."""
    source = file.read_text(encoding="utf-8")
    return [f"{file.relative_to(TESTS)}:{name}" for name in reaches(source)]


def test_no_test_reaches_a_private_name() -> None:
    """A test of the inside breaks with every change, and stays green when production breaks."""
    found = {reach for file in TESTS.rglob("*.py") for reach in found_in(file)}

    assert found == ALLOWED


def test_a_reach_would_be_noticed() -> None:
    """A check that sees nothing passes for ever."""
    source = """
from service.officers.accounts import _verify, log_in
monkeypatch.setattr("service.officers.accounts._hasher", None)
monkeypatch.setattr(office.inbox, "_put_off", None)
monkeypatch.setattr("bot.inbox.LOOK_AGAIN", 1)
"""

    assert list(reaches(source)) == [
        "service.officers.accounts._verify",
        "service.officers.accounts._hasher",
        "_put_off",
    ]
