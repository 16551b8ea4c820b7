"""The files keep the order, the comments and the format of whoever wrote them."""

from pathlib import Path

import pytest

from doubles.clock import FrozenClock
from service.examples.reading import ExamplesInvalid
from service.examples.register import add, move, retire
from service.examples.rendering import export_files, render, unwritten, with_examples
from service.storage.database import Database
from tests.service.examples.checkout import NLU, edit


def rendered(database: Database, root: Path, name: str = "nlu.yml") -> str:
    """Return a file as the register has it."""
    with database.read() as session:
        return render(session, root)[name]


def test_a_new_sentence_stands_behind_the_last_of_its_intent(
    register: Database, root: Path, clock: FrozenClock
) -> None:
    """The patch shows one line more and nothing else."""
    with register.write() as session:
        add(session, ["info: magang #1"], "magang", by="A", now=clock(), root=root)

    last = "    - mau pkl di kantor [medan](province)\n"
    assert rendered(register, root) == NLU.replace(last, f"{last}    - info: magang #1\n")


def test_a_retired_sentence_loses_its_line(
    register: Database, root: Path, clock: FrozenClock
) -> None:
    """And nothing around it."""
    with register.write() as session:
        retire(session, ["cara magang di bpkp"], "magang", by="A", now=clock())

    assert rendered(register, root) == NLU.replace("    - cara magang di bpkp\n", "")


def test_what_is_not_in_the_files_is_counted(
    register: Database, root: Path, clock: FrozenClock
) -> None:
    """A start that begins with a model of the files says so."""
    with register.write() as session:
        before = unwritten(session)
        add(session, ["info: magang #1"], "magang", by="A", now=clock(), root=root)
        retire(session, ["cara magang di bpkp"], "magang", by="A", now=clock())
        changed = unwritten(session)
        export_files(session, root, "A", clock())

        assert (before, changed, unwritten(session)) == (0, 2, 0)


def test_a_block_without_a_sentence_goes_whole(
    register: Database, root: Path, clock: FrozenClock
) -> None:
    """Rasa refuses an intent without examples."""
    with register.write() as session:
        retire(session, ["halo"], "greet", by="A", now=clock())

    assert rendered(register, root) == NLU.replace(
        "- intent: greet\n  examples: |\n    - halo\n\n", ""
    )


def test_an_intent_that_is_new_to_the_file_stands_before_the_entities(
    register: Database, root: Path, clock: FrozenClock
) -> None:
    """As ``tanya content new`` puts it."""
    with register.write() as session:
        add(session, ["info pkl"], "pkl", by="A", now=clock(), root=root)

    block = "\n- intent: pkl\n  examples: |\n    - info pkl\n"
    assert rendered(register, root) == NLU.replace("    - halo\n", f"    - halo\n{block}")


def test_a_renamed_intent_changes_one_word(
    register: Database, root: Path, clock: FrozenClock
) -> None:
    """A patch of four hundred moved lines would be read by nobody."""
    with register.write() as session:
        move(session, "magang", "pkl", None, by="A", now=clock(), reason="nama", root=root)

    assert rendered(register, root) == NLU.replace("- intent: magang #", "- intent: pkl #")
    assert "- intent: pkl\n" in rendered(register, root, "lay.yml")


def test_a_hand_edit_that_was_not_imported_yet_stays(
    register: Database, root: Path, clock: FrozenClock
) -> None:
    """Whoever renders must not undo what somebody is just writing."""
    edit(root, "nlu.yml", "    - cara magang di bpkp\n", "    - cara jadi anak magang\n")
    with register.write() as session:
        retire(session, ["halo"], "greet", by="A", now=clock())
    text = rendered(register, root)

    assert "- cara jadi anak magang\n" in text
    assert "- cara magang di bpkp\n" not in text
    assert "- halo\n" not in text


def test_line_ends_of_another_system_stay(
    register: Database, root: Path, clock: FrozenClock
) -> None:
    """A file from Windows would else be another in every line."""
    (root / "data" / "nlu.yml").write_bytes(NLU.replace("\n", "\r\n").encode())
    with register.write() as session:
        add(session, ["selamat pagi"], "greet", by="A", now=clock(), root=root)

    text = NLU.replace("    - halo\n", "    - halo\n    - selamat pagi\n")
    assert rendered(register, root) == text.replace("\n", "\r\n")


def test_examples_in_another_style_of_yaml_are_not_touched(
    register: Database, root: Path, clock: FrozenClock
) -> None:
    """Their lines are not the file's lines: a wrong one would be taken out."""
    edit(root, "nlu.yml", "|\n    - halo\n", '"- halo\\n- hai"\n')

    with register.read() as session, pytest.raises(ExamplesInvalid, match=r"nlu\.yml:10: write"):
        render(session, root)


def test_a_first_block_needs_no_others() -> None:
    """A file may have a head and nothing else."""
    assert with_examples("nlu:", "greet", ["a", "b"]) == (
        "nlu:\n- intent: greet\n  examples: |\n    - a\n    - b\n"
    )
