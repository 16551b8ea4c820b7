"""One script out of the modules that a page begins with.

Each module fetched by itself costs a request and its headers: more bytes than the module. A module
becomes a function that returns what it exports; what is fetched later and imports one gets the
same one. Only what our modules use is understood, and anything else stops the process's start.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"(\.{1,2}/[^"]+)";$', re.MULTILINE)
EXPORT = re.compile(r"^export ((?:async )?function\*? ?|class |const )(\w+)", re.MULTILINE)
REST = re.compile(r"^\s*(?:import\b(?! ?\()|export\b).*$", re.MULTILINE)
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
    if len(order) == 1:  # its names are the page's own
        return Bundle(_understood(_read(entry), entry), {})
    text = "\n".join(_as_function(file, order) for file in order)
    names = ", ".join(f"_{number}" for number in range(len(order) - 1))
    return Bundle(f"{text}\nexport {{ {names} }};", _instead(order))


def _instead(order: list[Path]) -> dict[Path, str]:
    *modules, entry = order
    lines = {}
    for number, file in enumerate(modules):
        path = Path(os.path.relpath(entry, file.parent)).as_posix()
        path = path if path.startswith(".") else f"./{path}"
        names = ", ".join(found[2] for found in EXPORT.finditer(_read(file)))
        taken = f'import {{ _{number} as own }} from "{path}";\n'
        lines[file] = f"{taken}export const {{ {names} }} = own;\n"
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

    text = _read(file)
    exported = ", ".join(found[2] for found in EXPORT.finditer(text))
    text = EXPORT.sub(r"\1\2", IMPORT.sub(imported, text))
    text = _understood(text, file)
    return f"const _{order.index(file)} = (() => {{\n{text}\nreturn {{ {exported} }};\n}})();"


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
