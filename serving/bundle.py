"""One script out of the modules that a page begins with.

Each module fetched by itself costs a request and its headers: more bytes than the module. A module
becomes a function that returns what it exports. What the script fetches later, by ``import("…")``,
becomes one script as well, and gets of the first what stands there. Only what our modules use is
understood, and anything else stops the process's start.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"(\.{1,2}/[^"]+)";$', re.MULTILINE)
EXPORT = re.compile(r"^export ((?:async )?function\*? ?|class |const )(\w+)", re.MULTILINE)
REST = re.compile(r"^\s*(?:import\b(?! ?\()|export\b).*$", re.MULTILINE)
LATER = re.compile(r'\bimport ?\("(\.{1,2}/[^"]+)"\)')
ELSEWHERE = re.compile(r"\bimport ?\(|\bimport\.meta\b")  # means a place beside the module


class NotBundled(Exception):
    """A module says import or export in a way that is not understood; names it."""


@dataclass(frozen=True)
class Bundle:
    """A script, and what stands in place of each module that it holds, by file."""

    text: str
    instead: dict[Path, str]


def bundle(entry: Path) -> Bundle:
    """Return a module with all that it imports at its start, as one that imports nothing then.

    Raises:
        NotBundled: A module cannot be read, or two import each other.
    """
    order: list[Path] = []
    _visit(entry.resolve(), order, ())
    later = _later(entry, order)
    if len(order) == 1:  # its names are the page's own
        return Bundle(_understood(_read(entry), entry), later)
    text = "\n".join(_as_function(file, order) for file in order)
    return Bundle(f"{text}\nexport {{ {_numbers(order)} }};", {**_instead(order), **later})


def _later(entry: Path, order: list[Path]) -> dict[Path, str]:
    """Return the scripts that are fetched later, each with what is not in the first."""
    found = (entry.parent / address for address in LATER.findall(_read(entry)))
    return {file.resolve(): _as_later(file.resolve(), order) for file in found}


def _as_later(file: Path, first: list[Path]) -> str:
    order = list(first)
    _visit(file, order, ())
    text = "\n".join(_as_function(one, order) for one in order[len(first) :])
    taken = f'import {{ {_numbers(first)} }} from "{_address(first[-1], file)}";\n'
    names = f"export const {{ {_exported(file)} }} = _{order.index(file)};"
    return f"{taken if len(first) > 1 else ''}{text}\n{names}"


def _numbers(order: list[Path]) -> str:
    """Name the modules that stand before the one that a page begins with."""
    return ", ".join(f"_{number}" for number in range(len(order) - 1))


def _exported(file: Path) -> str:
    return ", ".join(found[2] for found in EXPORT.finditer(_read(file)))


def _address(of: Path, seen_from: Path) -> str:
    path = Path(os.path.relpath(of, seen_from.parent)).as_posix()
    return path if path.startswith(".") else f"./{path}"


def _instead(order: list[Path]) -> dict[Path, str]:
    *modules, entry = order
    lines = {}
    for number, file in enumerate(modules):
        taken = f'import {{ _{number} as own }} from "{_address(entry, file)}";\n'
        lines[file] = f"{taken}export const {{ {_exported(file)} }} = own;\n"
    return lines


def _visit(file: Path, order: list[Path], above: tuple[Path, ...]) -> None:
    """Put a module behind all that it imports."""
    if file in above:
        raise NotBundled(f"{file.name} imports itself in a circle")
    if file in order:
        return
    text = _read(file)
    for found in IMPORT.finditer(text):
        _visit((file.parent / found[2]).resolve(), order, (*above, file))
    if above and ELSEWHERE.search(text) and file.parent != above[0].parent:
        raise NotBundled(f"{file.name} loads something from beside itself, where it is no more")
    order.append(file)


def _as_function(file: Path, order: list[Path]) -> str:
    def imported(found: re.Match[str]) -> str:
        number = order.index((file.parent / found[2]).resolve())
        names = re.sub(r"\s+as\s+", ": ", (found[1] or "").strip())
        return f"const {{ {names} }} = _{number};" if names else ""

    text = EXPORT.sub(r"\1\2", IMPORT.sub(imported, _read(file)))
    text = _understood(text, file)
    number, names = order.index(file), _exported(file)
    return f"const _{number} = (() => {{\n{text}\nreturn {{ {names} }};\n}})();"


def _understood(text: str, file: Path) -> str:
    unread = REST.search(text)
    if unread:
        raise NotBundled(f"{file.name}: {unread[0].strip()!r}")
    return text


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise NotBundled(f"{file} cannot be read") from error
