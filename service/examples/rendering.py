"""Writes the register as the files of ``data/``: their order, comments and format stay.

What was retired loses its line, and what is new stands behind the last line of its intent's last
block. Where nothing changed, a file is byte for byte as it was. Lines that were edited by hand
since the last import or export stay as the hand left them.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.examples.importing import files_digest, import_files, settle_files
from service.examples.reading import Block, ExampleFile, ExamplesInvalid, Line, read_files
from service.examples.register import Example, digest_of, note
from service.storage.example_tables import ExampleChange, ExampleRow

INDENT = "    - "
_BEHIND = ("- synonym:", "- lookup:", "- regex:")  # what stands behind the intents


def render(session: Session, root: Path) -> dict[str, str]:
    """Return the text of every file of ``data/`` under a root as the register has it.

    Raises:
        ExamplesInvalid: A file cannot be read.
    """
    retired, added = _pending(session)
    texts = {}
    for file in read_files(root):
        texts[file.name] = _rendered(file, retired, added.pop(file.name, {}))
    if added:
        raise ExamplesInvalid([f"data/{name} is missing, and has examples" for name in added])
    return texts


def export_files(session: Session, root: Path, by: str, now: datetime) -> list[str]:
    """Bring hand edits in, write the files, and return the names of those that changed.

    Raises:
        ExamplesInvalid: A file cannot be read; none was written.
    """
    import_files(session, root, by, now)
    changed = {
        name: text
        for name, text in render(session, root).items()
        if text.encode() != (root / "data" / name).read_bytes()
    }
    for name, text in changed.items():
        _replace(root / "data" / name, text)
    if changed:
        settle_files(session, read_files(root))
        change = ExampleChange(kind="export", count=len(changed))
        note(session, change, by, now, reason=files_digest(root))
    return sorted(changed)


def unwritten(session: Session) -> int:
    """Return how many lines of the files are not yet as the register has them."""
    differs = ExampleRow.is_active != ExampleRow.is_in_file
    return session.scalar(select(func.count()).select_from(ExampleRow).where(differs)) or 0


def with_examples(text: str, intent: str, sentences: Sequence[str]) -> str:
    """Return a file's text with a block for an intent behind the last one."""
    lines = text.splitlines(keepends=True)
    at = next((i for i, line in enumerate(lines) if line.startswith(_BEHIND)), len(lines))
    while at > 0 and (not lines[at - 1].strip() or lines[at - 1].startswith("#")):
        at -= 1
    told = "".join(f"{INDENT}{one}\n" for one in sentences)
    before = "".join(lines[:at])
    end = "" if before.endswith("\n") else "\n"
    end += "\n" if "\n\n- intent:" in text else ""
    return f"{before}{end}- intent: {intent}\n  examples: |\n{told}{''.join(lines[at:])}"


def _pending(session: Session) -> tuple[set[str], dict[str, dict[str, list[str]]]]:
    """Return the digests of lines that go, and by file and intent the sentences that come."""
    goes = ExampleRow.is_in_file & ~ExampleRow.is_active
    comes = ExampleRow.is_active & ~ExampleRow.is_in_file
    added: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    query = select(ExampleRow.file, ExampleRow.intent, ExampleRow.text).where(comes)
    for file, intent, text in session.execute(query.order_by(ExampleRow.id)):
        added[file][intent].append(text)
    return set(session.scalars(select(ExampleRow.digest).where(goes))), added


def _rendered(file: ExampleFile, retired: set[str], added: Mapping[str, list[str]]) -> str:
    there = {(line.intent, line.text) for line in file.lines}
    comes = {
        intent: fresh
        for intent, texts in added.items()
        if (fresh := [text for text in texts if (intent, text) not in there])
    }
    lines = file.text.split("\n")
    edits: dict[int, list[str]] = {}  # the number of a line, and what stands in its place
    last = {block.intent: block for block in file.blocks if block.lines}
    for block in file.blocks:
        _check(file, block, lines)
        if renamed := _new_name(block, retired, comes):
            head = lines[block.head - 1]
            edits[block.head] = [head.replace(block.intent, renamed, 1)]
            continue
        new = comes.pop(block.intent, []) if last.get(block.intent) is block else []
        edits |= _edits(block, lines, retired, new)
    text = "\n".join(
        line for number, old in enumerate(lines, 1) for line in edits.get(number, [old])
    )
    for intent, sentences in comes.items():
        text = with_examples(text, intent, sentences)
    return text


def _new_name(block: Block, retired: set[str], comes: dict[str, list[str]]) -> str | None:
    """Return the intent to which a whole block goes, whose sentences then need no other place."""
    texts = {line.text for line in block.lines}
    if not texts or not all(_is_of(line, retired) for line in block.lines):
        return None
    name = next((intent for intent, its in comes.items() if texts <= set(its)), None)
    if name is not None:
        comes[name] = [text for text in comes[name] if text not in texts]
        if not comes[name]:
            del comes[name]
    return name


def _check(file: ExampleFile, block: Block, lines: Sequence[str]) -> None:
    """Let pass a block whose examples are the lines of the file as they were counted."""
    for line in block.lines:
        is_there = line.number <= len(lines)
        if not is_there or not lines[line.number - 1].rstrip("\r").rstrip().endswith(line.text):
            where = f"data/{file.name}:{block.head}"
            raise ExamplesInvalid(
                [f"{where}: write the examples of {block.intent} behind `examples: |`, one a line"]
            )


def _edits(
    block: Block, lines: Sequence[str], retired: set[str], new: Sequence[str]
) -> dict[int, list[str]]:
    goes = [line.number for line in block.lines if _is_of(line, retired)]
    edits: dict[int, list[str]] = {number: [] for number in goes}
    if block.lines and len(goes) == len(block.lines) and not new:  # nothing is left of it
        end = block.lines[-1].number + 1
        is_apart = not "".join(lines[block.head - 2 : block.head - 1]).strip()
        end += is_apart and not "".join(lines[end - 1 : end]).strip()
        return {number: [] for number in range(block.head, end)}
    if new:
        at = block.lines[-1].number
        line = lines[at - 1]
        begin = line[: len(line) - len(line.lstrip())] + "- "
        ending = "\r" if line.endswith("\r") else ""
        edits[at] = [*edits.get(at, [line]), *(f"{begin}{text}{ending}" for text in new)]
    return edits


def _is_of(line: Line, digests: set[str]) -> bool:
    return digest_of(Example(line.text, line.intent, line.file)) in digests


def _replace(path: Path, text: str) -> None:
    """Write a file at once or not at all."""
    draft = path.with_name(f".{path.name}.new")
    draft.write_bytes(text.encode())
    draft.replace(path)
