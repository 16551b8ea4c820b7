"""The documents name what there is: files, tables, contracts, and words of one sentence."""

import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import yaml

from service.content.articles import TEXT_LIMIT
from service.paths import ROOT
from service.storage.base import Base

for file in sorted((ROOT / "service").rglob("*tables.py")):  # importing one registers its tables
    import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))

DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "docs" / "id").glob("*.md")),
    *DECISIONS,
    ROOT / "tests" / "questions" / "README.md",
]
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
PATH = re.compile(r"(?:[\w.-]+/)+(?:[\w.-]+\.\w+)?|[\w.-]+\.(?:py|md|yml|html|js|css|toml|sql)")
NAME_IN_FILE = re.compile(r"`(\w+)` (?:of|in)\s+`([\w./]+\.\w+)`")
FOREIGN = re.compile(r"^(?:https?:|mailto:)")
MADE_LATER = ("var/", "models/", ".venv", ".rasa/")  # not in git
GLOSSARY = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
FOLDERS = ("service", "bot", "desk", "nlu", "maintain", "migrations", "docs", "tests")
DIAGRAM = re.compile(r"```mermaid\n(.*?)```", re.DOTALL)
PAIRS = (("[", "]"), ("(", ")"), ("{", "}"))


def text_of(path: Path) -> str:
    """Return a document's text."""
    return path.read_text(encoding="utf-8")


def name_of(path: Path) -> str:
    """Return a document's name, for a test's."""
    return path.relative_to(ROOT).as_posix()


def without_blocks(text: str) -> str:
    """Return a text without its fenced blocks, which hold commands and outputs."""
    return re.sub(r"```.*?```", "", text, flags=re.DOTALL)


def paths_in(text: str) -> set[str]:
    """Return what a document names as a file or folder of the checkout: from its root."""
    named = {code for code in CODE.findall(without_blocks(text)) if PATH.fullmatch(code)}
    return {path for path in named if not path.startswith(MADE_LATER)}


def glossary() -> list[tuple[str, str, str]]:
    """Return word, meaning and place of each entry."""
    rows = GLOSSARY.findall(text_of(ROOT / "docs" / "glossary.md"))
    return [row for row in rows if row[0] != "word" and "---" not in row[0]]


def exists_somewhere(name: str) -> bool:
    """Tell whether a path is in the checkout, or, without a folder, the name of a file in it."""
    if (ROOT / name).exists():
        return True
    return "/" not in name and any(any((ROOT / folder).rglob(name)) for folder in FOLDERS)


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_file_that_a_document_names_exists(document: Path) -> None:
    """A newcomer who is sent to a file that moved stops trusting the documents."""
    named = paths_in(text_of(document))
    missing = {path for path in named if not exists_somewhere(path)}

    assert {path for path in missing if not (document.parent / path).exists()} == set()


@pytest.mark.parametrize("document", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_every_name_that_a_guide_tells_stands_in_its_file(document: str) -> None:
    """A newcomer looks in vain for a function that was renamed."""
    text = text_of(ROOT / document)
    named = re.findall(r"`([\w./]+\.\w+)`: `(\w+)`", text)
    named += [(file, name) for name, file in NAME_IN_FILE.findall(text)]
    files = {file: text_of(ROOT / file) for file, _ in named if (ROOT / file).exists()}

    assert len(named) > 5
    assert [(f, n) for f, n in named if not re.search(rf"\b{n}\b", files.get(f, ""))] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_link_leads_to_a_file(document: Path) -> None:
    """A decision that is split or renamed must be found from where it is cited."""
    links = {link for link in LINK.findall(text_of(document)) if not FOREIGN.match(link)}
    files = {link.partition("#")[0] for link in links} - {""}

    assert {file for file in files if not (document.parent / file).exists()} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_link_into_a_document_leads_to_a_heading(document: Path) -> None:
    """A link to a heading that was renamed opens a long page at its top."""
    wrong = []
    for link in LINK.findall(text_of(document)):
        file, _, anchor = link.partition("#")
        if anchor and not FOREIGN.match(link):
            target = document.parent / file if file else document
            if anchor not in anchors_of(text_of(target)):
                wrong.append(link)

    assert wrong == []


def anchors_of(text: str) -> set[str]:
    """Return the anchors of a document's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", without_blocks(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(("word", "meaning", "place"), glossary(), ids=[g[0] for g in glossary()])
def test_a_word_has_one_sentence_and_a_place(word: str, meaning: str, place: str) -> None:
    """A word without a place in the code is a wish; one with two sentences is two words."""
    table = re.search(r"table `(\w+)`", place)
    sentences = re.findall(r"[.?!](?:\s|$)", meaning)

    assert word in meaning.lower()
    assert len(sentences) == 1
    assert meaning.endswith(".")
    assert CODE.search(place)
    assert table is None or table[1] in Base.metadata.tables


def test_the_glossary_is_in_order() -> None:
    """A list that is read by looking up is sorted."""
    words = [word for word, _, _ in glossary()]

    assert len(words) > 20
    assert words == sorted(words)


def test_decisions_are_numbered_without_gaps() -> None:
    """A number names one decision, in its file and in its heading."""
    numbers = [int(path.name[:4]) for path in DECISIONS]
    headings = [text_of(path).partition(".")[0] for path in DECISIONS]

    assert numbers == list(range(1, len(DECISIONS) + 1))
    assert headings == [f"# {number}" for number in numbers]


def test_the_number_of_examples_is_told_once_and_right() -> None:
    """Two documents with two figures: at least one of them is wrong."""
    files = [yaml.safe_load(text_of(path)) for path in (ROOT / "data").glob("*.yml")]
    trained = [part for file in files for part in file.get("nlu", ())]
    examples = [part["examples"].splitlines() for part in trained if "intent" in part]
    told = re.findall(r"some ([\d,]+) examples", "".join(map(text_of, DOCUMENTS)))

    assert told == [f"{round(sum(map(len, examples)), -2):,}"]


def test_editors_are_told_how_long_an_answer_may_be() -> None:
    """Who keeps to the guide must not be refused by the check."""
    guide = text_of(ROOT / "docs" / "id" / "pengelola.md")

    assert f"paling panjang {TEXT_LIMIT:,} karakter".replace(",", ".") in guide


def test_every_import_contract_is_explained() -> None:
    """Whoever is stopped by a contract must find out what it is good for."""
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    names = {contract["name"] for contract in project["tool"]["importlinter"]["contracts"]}
    guide = text_of(ROOT / "CONTRIBUTING.md")

    assert {name for name in names if f"| {name} |" not in guide} == set()


def test_every_check_is_explained() -> None:
    """Whoever is stopped by a check must find out what it looks for."""
    recipe = re.search(r"^check:.*\n((?:\t.*\n)+)", text_of(ROOT / "Makefile"), re.MULTILINE)
    assert recipe is not None
    commands = re.findall(r"\$\(APP\)/([\w-]+)", recipe[1])
    guide = text_of(ROOT / "CONTRIBUTING.md")

    assert len(commands) > 3
    assert {command for command in commands if f"| `{command}" not in guide} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_diagrams_can_be_drawn(document: Path) -> None:
    """A bracket left open shows an error in place of the picture; so does a semicolon."""
    for diagram in DIAGRAM.findall(text_of(document)):
        bare = re.sub(r'"[^"]*"', "", diagram)

        assert [pair for pair in PAIRS if bare.count(pair[0]) != bare.count(pair[1])] == []
        assert ";" not in bare
        assert diagram.count('"') % 2 == 0
