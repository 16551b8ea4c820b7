"""Each table is written by one package of ``service``; see the list with ``pytest -s`` on it."""

from pathlib import Path

import pytest

from service.paths import ROOT
from tests.table_writers import Reading, as_text, read_modules

TABLES = """
class Officer(Base):
    __tablename__ = "officers"
    id: Mapped[int]
    name: Mapped[str]

class Visit(Base):
    __tablename__ = "visits"
    id: Mapped[int]
    at: Mapped[str]
"""
IMPORT = (
    "from service.storage.tables import Officer, Visit\nfrom sqlalchemy import update as change\n"
)
SECOND_WRITERS = {
    "a new row": "def f(session): session.add(Officer(name='x'))",
    "an update": "def f(session): session.execute(change(Officer).values(name='x'))",
    "a deletion by the table": "T = table_of(Officer)\ndef f(s): s.execute(T.delete())",
    "a query's deletion": "def f(s): s.query(Officer).filter(1).delete()",
    "SQL as text": "def f(s): s.execute(text('update officers set name = 1'))",
    "a declared row": "def f(row: Officer): row.name = 'x'",
    "a row that was loaded": "def f(s):\n row = s.get_one(Officer, 1)\n row.id, x = 1, 2",
    "a row of a list": "def f(s):\n for row in s.scalars(select(Officer)):\n  row.id += 1",
    "a row of a function": "def g() -> Officer | None: ...\ndef f(s):\n row = g()\n row.id = 1",
    "a row that goes": "def f(s):\n row = s.get(Officer, 1)\n s.delete(row)",
    "a row by its only column": "def f(row): row.name = 'x'",
    "a statement of somebody else's": "from service.officers.accounts import GO\nGO",
}
INNOCENT = {
    "a reader": "def f(s): return s.scalar(select(Officer.name).where(Officer.id == 1))",
    "another thing's name": "def f(thing): thing.title = 'x'",
    "its own state": "class A:\n def f(self): self.name = 'x'",
    "a dictionary": "def f(d, x): d.update(x); d.delete(x)",
    "prose": "def f(): 'Update an officer.'",
}


@pytest.fixture(scope="module")
def reading() -> Reading:
    """The code as it stands."""
    return Reading(read_modules(ROOT / "service"))


def planted(folder: Path, code: str) -> Reading:
    """Read a small service whose ``officers`` are written by one package, and some more code."""
    files = {
        "storage/tables.py": TABLES,
        "officers/accounts.py": f"{IMPORT}GO = change(Officer).values(id=1)\n",
        "learning/lessons.py": f"{IMPORT}{code}\n",
    }
    for name, content in files.items():
        file = folder / "service" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return Reading(read_modules(folder / "service"))


def test_each_table_is_written_by_one_package(reading: Reading) -> None:
    """What two packages write no one of them can keep right."""
    print(as_text(reading.writers))
    shared = {table: its for table, its in reading.writers.items() if len(its) > 1}

    assert shared == {}, as_text(shared)


def test_every_table_has_a_writer(reading: Reading) -> None:
    """A reading that overlooks a table would find no second writer of it either."""
    assert set(reading.writers) == reading.tables
    assert len(reading.tables) > 15


def test_every_write_can_be_told(reading: Reading) -> None:
    """A row whose table is unclear could be anybody's; declare what it is."""
    assert reading.unclear == []


@pytest.mark.parametrize("code", SECOND_WRITERS.values(), ids=SECOND_WRITERS.keys())
def test_a_second_writer_would_be_noticed(tmp_path: Path, code: str) -> None:
    """However it writes."""
    reading = planted(tmp_path, code)

    assert as_text(reading.writers) == (
        "officers → learning (service.learning.lessons); officers (service.officers.accounts)"
    )
    assert reading.unclear == []


@pytest.mark.parametrize("code", INNOCENT.values(), ids=INNOCENT.keys())
def test_who_only_reads_is_no_writer(tmp_path: Path, code: str) -> None:
    """A false alarm would be silenced, and the next one with it."""
    reading = planted(tmp_path, code)

    assert as_text(reading.writers) == "officers → officers (service.officers.accounts)"
    assert reading.unclear == []


def test_a_row_that_may_be_of_two_tables_is_unclear(tmp_path: Path) -> None:
    """Guessing would hide a writer."""
    reading = planted(tmp_path, "def f(row): row.id = 1")

    assert reading.unclear == [
        "service.learning.lessons.f: row is a row of ['officers', 'visits']"
    ]
