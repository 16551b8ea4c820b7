"""Migrations as a set: one chain, forward only, and no table that they would not see."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from service.paths import ROOT
from service.storage.database import MIGRATIONS

SEEN = """
from service.storage.base import Base
from service.storage.database import Database
Database("sqlite://").migrate()
print(*sorted(Base.metadata.tables))
"""


@pytest.fixture
def scripts() -> ScriptDirectory:
    """The migrations, as Alembic reads them."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(config)


def written_tables(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the name of every table that a class of ours is for, and the file it stands in."""
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Assign(
                    targets=[ast.Name(id="__tablename__")], value=ast.Constant(value=str(name))
                ):
                    yield name, file.name


def test_the_revisions_are_one_chain(scripts: ScriptDirectory) -> None:
    """With two heads nobody can upgrade; a gap in the numbers is a file that was forgotten."""
    ids = [script.revision for script in reversed(list(scripts.walk_revisions()))]

    assert len(scripts.get_heads()) == len(scripts.get_bases()) == 1
    assert ids == [f"{number:04}" for number in range(1, len(ids) + 1)]
    assert len(ids) == len(list((MIGRATIONS / "versions").glob("*.py")))


def test_no_migration_goes_back(scripts: ScriptDirectory) -> None:
    """Going back drops what people wrote since; what went wrong is mended by going forward."""
    backward = [s.revision for s in scripts.walk_revisions() if hasattr(s.module, "downgrade")]

    assert backward == []
    assert "downgrade" not in (MIGRATIONS / "script.py.mako").read_text(encoding="utf-8")


def test_migrations_see_every_table_that_is_written_down() -> None:
    """A table that Alembic does not see is missing in production and in no test."""
    written = sorted(name for name, _ in written_tables(ROOT / "service"))

    done = subprocess.run(
        [sys.executable, "-c", SEEN], capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert done.stdout.split() == written
    assert len(written) > 15


def test_tables_stand_where_migrations_look_for_them() -> None:
    """A class in another file is seen only as long as something else imports that file."""
    elsewhere = {file for _, file in written_tables(ROOT / "service") if not is_for_tables(file)}

    assert elsewhere == set()


def test_a_table_elsewhere_would_be_noticed(tmp_path: Path) -> None:
    """A check that sees nothing passes for ever."""
    (tmp_path / "learning.py").write_text('class Lesson(Base):\n    __tablename__ = "lessons"\n')

    assert list(written_tables(tmp_path)) == [("lessons", "learning.py")]
    assert not is_for_tables("learning.py")


def is_for_tables(file: str) -> bool:
    """Tell whether migrations look for tables in a file of this name."""
    return file == "tables.py" or file.endswith("_tables.py")
