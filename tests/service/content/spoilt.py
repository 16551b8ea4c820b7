"""A small content folder of two files, and what its readers complain of."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from service.content.entries import Problems

Read = TypeVar("Read")

SOURCES = """sources:
- {key: peraturan-2024, title: Peraturan, url: "https://a.example", dated: "2024", kind: peraturan, grade: C}
- {key: situs-kami, title: Situs, url: "https://b.example", dated: tanpa tanggal, kind: situs, grade: A}
- {key: berkas-lama, title: Berkas, dated: "2017", kind: berkas, grade: D}
"""  # noqa: E501
CONTACTS = """contacts:
- {key: pusat, owner: BPKP, kind: telepon, value: (021) 85910031, source: peraturan-2024, checked: 2026-11-27}
- {key: situs, owner: BPKP, kind: situs, value: www.bpkp.go.id, source: situs-kami, checked: 2026-11-27}
- {key: kabar, owner: BPKP, kind: email, value: a@bpkp.go.id, source: berkas-lama, checked: 2026-11-27}
- {key: lapor, owner: LAPOR!, kind: SMS, value: "1708", source: situs-kami, checked: 2026-11-27}
"""  # noqa: E501


def write_folder(folder: Path, sources: str = SOURCES, contacts: str = CONTACTS) -> Path:
    """Write the two files."""
    (folder / "sources.yml").write_text(sources, encoding="utf-8")
    (folder / "contacts.yml").write_text(contacts, encoding="utf-8")
    return folder


def complaints(read: Callable[[Problems], Read]) -> tuple[Read, list[str]]:
    """Read something, and return it with what is wrong, without the paths' folders."""
    problems = Problems()
    found = read(problems)
    return found, [line.rpartition("/")[2] for line in problems.lines]
