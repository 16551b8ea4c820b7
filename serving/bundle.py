"""One script out of the modules that a page is written in.

Each module fetched by itself costs a request and its headers: more bytes than the module. A module
becomes a function that returns what it exports. Only what our modules use is understood, and
anything else is refused when the process starts.
"""

import re
from pathlib import Path

IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"(\.{1,2}/[^"]+)";$', re.MULTILINE)
EXPORT = re.compile(r"^export ((?:async )?function\*? ?|class |const )(\w+)", re.MULTILINE)
REST = re.compile(r"^\s*(?:import|export)\b.*$", re.MULTILINE)


class NotBundled(Exception):
    """A module says import or export in a way that is not understood; names it."""


def bundle(entry: Path) -> str:
    """Return a module with all that it imports, as one module that imports nothing.

    Raises:
        NotBundled: A module cannot be read, or two import each other.
    """
    order: list[Path] = []
    _visit(entry.resolve(), order, ())
    if len(order) == 1 and not REST.search(_read(entry)):
        return _read(entry)  # written as one script: its names are the page's own
    return "\n".join(_as_function(file, order) for file in order)


def _visit(file: Path, order: list[Path], above: tuple[Path, ...]) -> None:
    """Put a module behind all that it imports."""
    if file in above:
        raise NotBundled(f"{file.name} imports itself in a circle")
    if file in order:
        return
    for found in IMPORT.finditer(_read(file)):
        _visit((file.parent / found[2]).resolve(), order, (*above, file))
    order.append(file)


def _as_function(file: Path, order: list[Path]) -> str:
    def imported(found: re.Match[str]) -> str:
        number = order.index((file.parent / found[2]).resolve())
        names = re.sub(r"\s+as\s+", ": ", (found[1] or "").strip())
        return f"const {{ {names} }} = _{number};" if names else ""

    text = _read(file)
    exported = ", ".join(found[2] for found in EXPORT.finditer(text))
    text = EXPORT.sub(r"\1\2", IMPORT.sub(imported, text))
    unread = REST.search(text)
    if unread:
        raise NotBundled(f"{file.name}: {unread[0].strip()!r}")
    return f"const _{order.index(file)} = (() => {{\n{text}\nreturn {{ {exported} }};\n}})();"


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise NotBundled(f"{file} cannot be read") from error
