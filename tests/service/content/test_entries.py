"""YAML that remembers its lines."""

from datetime import date
from pathlib import Path

from service.content.entries import Entry, Problems, read_entries, read_front_matter

PATH = Path("berkas.yml")


def entry(**values: object) -> Entry:
    """Return an entry whose keys stand on lines 11, 12, ..."""
    lines = {key: line for line, key in enumerate(values, start=11)}
    return Entry(PATH, 10, dict(values), lines)


def test_each_entry_knows_its_lines(tmp_path: Path) -> None:
    """Errors name lines as the editor's window counts them."""
    path = tmp_path / "units.yml"
    path.write_text("# satu\nunits:\n  - id: a\n    name: A\n\n  - id: b\n", encoding="utf-8")
    found = Problems()

    first, second = read_entries(path, "units", found)

    assert (first.line, first.line_of("name"), second.line_of("id")) == (3, 4, 6)
    assert second.line_of("name") == 6
    assert found.lines == []


def test_front_matter_counts_lines_of_the_whole_file(tmp_path: Path) -> None:
    """The fence is the file's first line."""
    path = tmp_path / "a.md"
    path.write_text("---\nid: a\ntitle: A\n---\n\nIsi.\n---\nAkhir.\n", encoding="utf-8")

    parts = read_front_matter(path, Problems())

    assert parts is not None
    assert parts[0].line_of("title") == 3
    assert parts[1] == "Isi.\n---\nAkhir."


def test_front_matter_that_is_a_list_is_refused(tmp_path: Path) -> None:
    """A list has no keys to read an article from."""
    path = tmp_path / "a.md"
    path.write_text("---\n- id\n---\nIsi.\n", encoding="utf-8")
    found = Problems()

    assert read_front_matter(path, found) is None
    assert found.lines == [f"{path}:2: front matter must be a list of key: value lines"]


def test_windows_line_ends_are_read(tmp_path: Path) -> None:
    """Editors at the ministry's PCs write them."""
    path = tmp_path / "a.md"
    path.write_bytes(b"---\r\nid: a\r\n---\r\nIsi.\r\n")

    parts = read_front_matter(path, Problems())

    assert parts is not None
    assert (parts[0].values, parts[1]) == ({"id": "a"}, "Isi.")


def test_values_of_the_wrong_kind_are_named_with_their_line() -> None:
    """A bare "yes" is a truth value in YAML, 2026 a number: editors cannot know."""
    found = Problems()
    wrong = entry(title=True, questions=["a", 5], checked="2026-11-24", latitude="utara")

    wrong.text("title", found)
    wrong.texts("questions", found)
    wrong.day("checked", found)
    wrong.maybe_number("latitude", found)

    assert [line.partition(" ")[0] for line in found.lines] == [
        "berkas.yml:11:", "berkas.yml:12:", "berkas.yml:13:", "berkas.yml:14:"
    ]  # fmt: skip


def test_right_values_are_read_without_complaint() -> None:
    """A check that complains of everything is switched off."""
    found = Problems()
    right = entry(title=" A ", questions=["a"], day=date(2026, 1, 2), latitude=-6, fax="", web=5)

    values = (
        right.text("title", found),
        right.texts("questions", found),
        right.texts("missing", found),
        right.day("day", found),
        right.maybe_number("latitude", found),
        right.maybe_number("missing", found),
        right.maybe_text("fax"),
        right.maybe_text("web"),
    )

    assert values == ("A", ("a",), (), date(2026, 1, 2), -6.0, None, None, "5")
    assert found.lines == []
