"""``tanya examples``: the register in a terminal."""

import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from maintain import content_commands, example_loading, examples_commands
from maintain.example_loading import load_examples
from maintain.examples_commands import FilesDiffer, app
from service.errors import TanyaError
from service.examples.register import active
from service.storage.database import Database
from tests.service.examples.checkout import NLU, edit, make_checkout

GIT = shutil.which("git") or "git"


class Command:
    """The command on a database and a checkout of its own."""

    def __init__(self, folder: Path) -> None:
        self.root = make_checkout(folder / "checkout")
        self.url = f"sqlite:///{folder}/examples.db"

    def __call__(self, *words: str) -> Result:
        """Run ``tanya examples`` with these words; what fails is raised."""
        environment = {"DATABASE_URL": self.url, "COLUMNS": "200", "LOGNAME": "piket"}
        return CliRunner().invoke(app, words, env=environment, catch_exceptions=False)


@pytest.fixture
def examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command in a small checkout."""
    command = Command(tmp_path)
    for module in (examples_commands, example_loading):
        monkeypatch.setattr(module, "ROOT", command.root)
    return command


def test_every_command_reads_hand_edits_first(examples: Command) -> None:
    """On a machine of a maintainer nothing else reads them."""
    assert "nlu.yml: halo" in examples("list", "--intent", "greet").output

    edit(examples.root, "nlu.yml", "    - halo\n", "    - selamat pagi\n")
    result = examples("list", "--intent", "greet")

    assert "1 added, 1 retired" in result.output
    assert "nlu.yml: selamat pagi" in result.output


def test_a_sentence_is_moved_shown_and_exported(examples: Command) -> None:
    """The whole way of a mistake that somebody found in the data."""
    words = ("--text", "mau pkl di kantor medan", "--reason", "itu pkl", "--by", "Sri")
    examples("list")
    with pytest.raises(TanyaError, match=r"article|domain"):
        examples("move", "magang", "parkir", *words)
    assert "1 examples of magang stand for pkl" in examples("move", "magang", "pkl", *words).output
    retired = examples("retire", "greet", "halo", "--reason", "contoh")
    assert "1 examples of greet" in retired.output
    assert "itu pkl" in examples("history").output

    with pytest.raises(FilesDiffer, match="-    - halo"):
        examples("export", "--check")
    assert "written: data/nlu.yml" in examples("export").output
    assert "The files are" in examples("export", "--check").output
    assert "Nothing differs" in examples("export").output
    assert "The files of data/ are those" in examples("import").output


def test_a_patch_is_what_git_applies(examples: Command, tmp_path: Path) -> None:
    """Where files cannot be written, or somebody is to read the change first."""
    examples("retire", "greet", "halo")
    patch = tmp_path / "examples.patch"
    examples("export", "--patch", str(patch))

    assert (examples.root / "data" / "nlu.yml").read_text() == NLU
    assert examples("export", "--patch", "-").output == patch.read_text()
    subprocess.run([GIT, "apply", str(patch)], cwd=examples.root, check=True)
    assert "- halo" not in (examples.root / "data" / "nlu.yml").read_text()
    with pytest.raises(FilesDiffer, match="tanya examples import"):
        examples("export", "--check")
    examples("import")
    assert "The files are" in examples("export", "--check").output


def test_a_file_that_cannot_be_written_loses_nothing(examples: Command) -> None:
    """A full disk in the middle of an export: one file is written, the other not."""
    examples("retire", "cpns", "jadi pns bpkp")
    examples("retire", "greet", "halo")
    obstacle = examples.root / "data" / ".nlu.yml.new"
    obstacle.mkdir()
    with pytest.raises(FilesDiffer, match="use --patch"):
        examples("export")
    assert "- jadi pns bpkp" not in (examples.root / "data" / "lay.yml").read_text()
    assert (examples.root / "data" / "nlu.yml").read_text() == NLU
    obstacle.rmdir()

    assert "written: data/nlu.yml" in examples("export").output
    assert "The files are" in examples("export", "--check").output
    assert "greet" not in examples("list").output


def test_what_contradicts_itself_fails_the_check(examples: Command) -> None:
    """And what nearly does is shown."""
    assert "7 examples: none contradicts another" in examples("check").output

    edit(examples.root, "nlu.yml", "    - halo\n", "    - lowonga abdi negara\n")
    assert "nearly the same: data/" in examples("check").output
    edit(examples.root, "nlu.yml", "lowonga abdi", "lowongan abdi")
    with pytest.raises(FilesDiffer, match="1 contradictions"):
        examples("check")


def test_doubts_are_counted(examples: Command) -> None:
    """Seven examples are too few to doubt one."""
    assert "0 of 7 doubtful in 5 folds" in examples("doubtful").output


def test_a_broken_file_does_not_stop_a_start(
    examples: Command, sqlite: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    """Citizens wait, and the register has what was read before."""
    load_examples(sqlite, print)
    (examples.root / "data" / "lay.yml").write_text("nlu: [")
    load_examples(sqlite, print)

    told = capsys.readouterr().out
    assert "7 added, 0 retired" in told
    assert "data/lay.yml:2: broken YAML" in told
    with sqlite.read() as session:
        assert len(active(session)) == 7


def test_where_content_is_loaded_the_examples_are_read(
    examples: Command, sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Containers begin with this command, and the desk teaches from then on."""
    monkeypatch.setattr(content_commands, "load_or_keep", lambda *_: False)
    environment = {"DATABASE_URL": sqlite.url, "COLUMNS": "200"}
    result = CliRunner().invoke(content_commands.app, ["load", "--keep"], env=environment)

    assert "Examples read from data/: 7 added, 0 retired." in result.output
    with sqlite.read() as session:
        assert len(active(session)) == 7
