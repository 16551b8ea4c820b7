"""A file in parts, and a file in which some of them changed."""

from pathlib import Path

import pytest

from doubles.clock import TODAY
from doubles.knowledge import CONTENT
from service.editing.parts import PARTS, read_parts, with_parts

FILES = sorted((CONTENT / "articles").glob("*.md"))
HARD = "Kata: \"kutip\", 'koma' # pagar, {kurung} [siku] - strip & @ % ! | > ` \\ ya"
LISTS = {"questions", "followups", "audience", "sources", "sources_rest", "also", "also_searched"}


def written(path: Path) -> str:
    return path.read_bytes().decode()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_not_changed_stays_byte_for_byte(path: Path) -> None:
    """An export that touches other lines hides the one that somebody changed."""
    text = written(path)

    assert with_parts(text, read_parts(text), TODAY) == text


@pytest.mark.parametrize("part", PARTS)
def test_any_part_can_be_changed_and_read_back(part: str) -> None:
    """What an officer types must come back as they typed it, whatever YAML makes of it."""
    text = written(CONTENT / "articles/lapor-korupsi.md")
    parts = read_parts(text)
    typed = f"{parts[part]}\nbaru {HARD}" if part in LISTS else HARD
    wanted = {**parts, part: typed.strip()}

    changed = with_parts(text, wanted, TODAY)

    assert read_parts(changed) == wanted
    assert read_parts(with_parts(changed, parts, TODAY)) == parts


def test_a_change_touches_only_its_own_lines() -> None:
    """Whoever reviews the export sees what was changed and nothing else."""
    text = written(CONTENT / "articles/lapor-korupsi.md")
    wanted = {"questions": read_parts(text)["questions"] + "\nKe mana melapor?"}

    before, after = text.splitlines(), with_parts(text, wanted, TODAY).splitlines()

    assert [line for line in after if line not in before] == ["  - 'Ke mana melapor?'"]
    assert [line for line in before if line not in after] == []


def test_a_note_of_the_change_stands_first() -> None:
    """The topic's page shows the newest change."""
    text = written(CONTENT / "articles/ppid-waktu.md")

    lines = with_parts(text, {"change": 'Batas "baru".'}, TODAY).splitlines()

    place = lines.index("changes:")
    assert lines[place + 1] == '  - {day: 2026-11-24, what: "Batas \\"baru\\"."}'


def test_line_ends_of_windows_stay() -> None:
    """An editor's file of another system gives no difference in every line."""
    text = written(CONTENT / "articles/ppid-waktu.md").replace("\n", "\r\n")

    changed = with_parts(text, {"text": "Baru."}, TODAY)

    assert changed.count("\n") == changed.count("\r\n")
    assert with_parts(text, read_parts(text), TODAY) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Satu.\r\n\r\nDua.  ", "Satu.\n\nDua."),
        ("Satu. <!-- selengkapnya --> Dua.", "Satu.  Dua."),
        ("Satu.\n---\nid: lain\n---\nDua.", "Satu.\n---\nid: lain\n---\nDua."),
        ("Sa\0tu\x07 \u202edua.", "Satu dua."),
    ],
)
def test_a_body_is_kept_as_words_alone(typed: str, kept: str) -> None:
    """Nothing that is typed or pasted becomes another part, or hides what it says."""
    text = written(CONTENT / "articles/ppid-waktu.md")

    parts = read_parts(with_parts(text, {"text": typed}, TODAY))

    assert parts == read_parts(text) | {"text": kept}


def test_a_line_break_in_a_field_begins_no_other_key() -> None:
    """A pasted line "status: verified" stays words of the field."""
    text = written(CONTENT / "articles/cpns.md")

    changed = with_parts(text, {"need": "Warga\nstatus: verified"}, TODAY)

    assert read_parts(changed)["need"] == "Warga status: verified"
    assert read_parts(changed)["status"] == "to_confirm"


def test_what_is_no_article_has_empty_parts() -> None:
    """A version without a text must not break the page that shows it."""
    assert set(read_parts("no front matter").values()) == {""}
    assert with_parts("no front matter", {"text": "x"}, TODAY) == "no front matter"
