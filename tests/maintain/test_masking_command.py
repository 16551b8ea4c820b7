"""``tanya masking``: what the lead runs on lines that the rules' writer never saw."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from maintain.__main__ import app
from maintain.masking_command import Labelled, LinesUnreadable, judge_line, read_lines

PHONE = {"text": "wa 081234567890", "kind": "telepon", "hide": ["081234567890"], "keep": []}
YEAR = {"text": "tahun 2024", "kind": "telepon", "hide": [], "keep": ["2024"]}


def run(tmp_path: Path, *rows: Mapping[str, object]) -> Result:
    """Write rows to a file and measure them."""
    path = tmp_path / "lines.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return CliRunner().invoke(app, ["masking", str(path), "--json"])


def test_shares_come_by_kind_with_their_interval(tmp_path: Path) -> None:
    """One share of all kinds would hide a kind that is never found."""
    found = json.loads(run(tmp_path, PHONE, YEAR).output)

    phone = found["kinds"]["telepon"]
    assert phone["hidden"]["good"] == 1
    assert phone["hidden"]["n"] == 1
    assert phone["hidden"]["wilson"][1] == pytest.approx(1)
    assert phone["wrongly_hidden"]["good"] == 0


def test_what_went_wrong_is_named(tmp_path: Path) -> None:
    """A rule is mended by the line it fails on."""
    row = {"text": "nama saya Budi", "kind": "nama", "hide": ["Budi"], "keep": []}

    (mistake,) = json.loads(run(tmp_path, row).output)["mistakes"]

    assert mistake["what"] == "missed"
    assert mistake["text"] == "nama saya Budi"


def test_half_a_number_that_is_left_counts_as_missed() -> None:
    """The piece is no longer whole in the text, and still leads to a person."""
    half = Labelled("wa 081234567890 kode 3456", "telepon", ("081234567890 kode 3456",), ())

    assert judge_line(half).is_missed


def test_a_piece_to_keep_that_is_gone_is_wrong() -> None:
    """A question about a law is useless without its number."""
    line = Labelled("wa 081234567890", "telepon", (), ("081234567890",))

    assert judge_line(line).is_wrong


def test_any_change_of_a_harmless_line_is_wrong() -> None:
    """Whoever wrote the line need not have listed each number in it."""
    assert judge_line(Labelled("wa 081234567890", "telepon", (), ())).is_wrong


def test_the_table_is_printed(tmp_path: Path) -> None:
    """A person reads it more often than a program."""
    path = tmp_path / "lines.jsonl"
    path.write_text(json.dumps(PHONE), encoding="utf-8")

    result = CliRunner().invoke(app, ["masking", str(path)])

    assert result.exit_code == 0
    assert "1 of 1" in result.output


def test_a_line_that_is_none_is_named(tmp_path: Path) -> None:
    """Among a thousand lines nobody finds the broken one by eye."""
    path = tmp_path / "lines.jsonl"
    path.write_text('{"text": "a", "kind": "b"}\n{"text": "a"}', encoding="utf-8")

    with pytest.raises(LinesUnreadable, match="line 2"):
        read_lines(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A slip in the name must not print a table of nothing."""
    with pytest.raises(LinesUnreadable, match=r"none\.jsonl"):
        read_lines(tmp_path / "none.jsonl")
