"""Files and register agree again after both were changed, and nobody's work is lost."""

import threading
from pathlib import Path

import pytest

from doubles.clock import FrozenClock
from service.examples.importing import Imported, import_files
from service.examples.reading import ExamplesInvalid
from service.examples.register import active, add, history, move, retire
from service.examples.rendering import export_files, render
from service.paths import ROOT
from service.storage.database import Database
from tests.service.examples.checkout import edit


def texts(database: Database, intent: str) -> set[str]:
    """Return what an intent is learnt from."""
    with database.read() as session:
        return {one.text for one in active(session) if one.intent == intent}


def read_again(database: Database, root: Path, clock: FrozenClock) -> Imported:
    """Import the files once more."""
    with database.write() as session:
        return import_files(session, root, "uji", clock())


def test_files_that_did_not_change_are_passed_over(
    register: Database, root: Path, clock: FrozenClock
) -> None:
    """Each start of the service asks."""
    assert read_again(register, root, clock) == Imported(is_same=True)

    with register.read() as session:
        assert [one.kind for one in history(session)] == ["import"]


def test_lines_that_a_hand_added_removed_or_moved_come_in(
    register: Database, root: Path, clock: FrozenClock
) -> None:
    """An editor and git stay a way to teach."""
    edit(root, "nlu.yml", "    - halo\n", "    - halo\n    - selamat pagi\n")
    edit(root, "lay.yml", "    - jadi pns bpkp\n", "")
    edit(root, "lay.yml", "    - lowongan abdi negara\n", "")
    edit(root, "nlu.yml", "    - cara magang", "    - lowongan abdi negara\n    - cara magang")

    done = read_again(register, root, clock)

    assert done == Imported(added=2, retired=2)
    assert texts(register, "greet") == {"halo", "selamat pagi"}
    assert texts(register, "cpns") == {"capeg"}
    assert "lowongan abdi negara" in texts(register, "magang")


def test_what_both_changed_is_kept_of_both(
    register: Database, root: Path, clock: FrozenClock
) -> None:
    """The hand edit is of one line, the approved label of another."""
    with register.write() as session:
        add(session, ["info magang dong"], "magang", by="A", now=clock(), root=root)
        retire(session, ["jadi pns bpkp"], "cpns", by="A", now=clock())
    edit(root, "nlu.yml", "    - halo\n", "    - selamat pagi\n")

    read_again(register, root, clock)

    assert texts(register, "greet") == {"selamat pagi"}
    assert "info magang dong" in texts(register, "magang")
    assert "jadi pns bpkp" not in texts(register, "cpns")


def test_a_line_that_comes_back_by_hand_is_learnt_again(
    register: Database, root: Path, clock: FrozenClock
) -> None:
    """Whoever writes a line means it."""
    with register.write() as session:
        retire(session, ["halo"], "greet", by="A", now=clock())
        export_files(session, root, "A", clock())
    edit(root, "nlu.yml", "# Entities", "- intent: greet\n  examples: |\n    - halo\n# Entities")

    read_again(register, root, clock)

    assert texts(register, "greet") == {"halo"}


def test_after_an_export_there_is_nothing_to_import(
    register: Database, root: Path, clock: FrozenClock
) -> None:
    """Else a start of the service would undo what a maintainer approved."""
    with register.write() as session:
        add(session, ["info magang dong"], "magang", by="A", now=clock(), root=root)
        move(session, "cpns", "pkl", None, by="A", now=clock(), reason="", root=root)
    edit(root, "nlu.yml", "    - halo\n", "    - halo\n    - selamat pagi\n")
    with register.write() as session:
        written = export_files(session, root, "A", clock())
        learnt = set(active(session))

    done = read_again(register, root, clock)

    assert written == ["lay.yml", "nlu.yml"]
    assert done == Imported(is_same=True)
    (root / "data" / "rules.yml").write_text("rules: [] # other\n")
    assert read_again(register, root, clock) == Imported()
    with register.write() as session:
        assert set(active(session)) == learnt
        assert export_files(session, root, "A", clock()) == []


def test_a_patch_that_was_committed_elsewhere_is_no_new_line(
    register: Database, root: Path, clock: FrozenClock
) -> None:
    """The next version of the service brings what this one's register had exported."""
    with register.write() as session:
        add(session, ["info magang dong"], "magang", by="A", now=clock(), root=root)
        text = render(session, root)["nlu.yml"]
    (root / "data" / "nlu.yml").write_text(text)

    done = read_again(register, root, clock)

    assert done == Imported()
    with register.read() as session:
        assert render(session, root)["nlu.yml"] == text


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("nlu:\n- intent: cpns\n  examples: [\n", r"data/lay\.yml:4: broken YAML"),
        ("nlu:\n- intent: cpns\n  exampels: |\n    - x\n", r"data/lay\.yml:2: cpns has no exam"),
    ],
)
def test_a_broken_file_changes_nothing_and_is_named(
    register: Database, root: Path, clock: FrozenClock, broken: str, told: str
) -> None:
    """A slip in an editor must not empty an intent."""
    (root / "data" / "lay.yml").write_text(broken)
    edit(root, "nlu.yml", "    - halo\n", "")

    with pytest.raises(ExamplesInvalid, match=told):
        read_again(register, root, clock)

    assert texts(register, "greet") == {"halo"}
    assert texts(register, "cpns") == {"capeg", "jadi pns bpkp", "lowongan abdi negara"}


def test_a_folder_without_files_retires_nothing(
    register: Database, root: Path, clock: FrozenClock
) -> None:
    """An image that was built without data/ must not forget what was taught."""
    for path in (root / "data").glob("*.yml"):
        path.unlink()

    with pytest.raises(ExamplesInvalid, match="has no file"):
        read_again(register, root, clock)


def test_two_that_start_at_once_import_once(
    database: Database, root: Path, clock: FrozenClock
) -> None:
    """Two services begin on one empty database."""
    begin, done = threading.Barrier(2), []

    def start() -> None:
        begin.wait()
        done.append(read_again(database, root, clock))

    threads = [threading.Thread(target=start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(done, key=lambda one: one.added) == [Imported(is_same=True), Imported(added=7)]


def test_the_real_files_come_in_whole_and_go_out_unchanged(
    database: Database, clock: FrozenClock
) -> None:
    """The model's name is a digest of these bytes: one other space would be another model."""
    with database.write() as session:
        done = import_files(session, ROOT, "uji", clock())
        rendered = render(session, ROOT)

    assert done.added > 20_000
    assert {name: text.encode() for name, text in rendered.items()} == {
        path.name: path.read_bytes() for path in (ROOT / "data").glob("*.yml")
    }
