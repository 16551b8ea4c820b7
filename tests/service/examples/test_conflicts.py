"""A sentence that would spoil what is learnt is refused, with both sides shown."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from doubles.clock import FrozenClock
from service.door.door import Door
from service.examples.conflicts import Conflict, ConflictKind, conflicts_of
from service.examples.register import add, retire
from service.paths import ROOT
from service.storage.database import Database

HEAR = Door().hear  # by rules alone: it learns nothing, and so takes no time


def found(
    database: Database, root: Path, intent: str, texts: Sequence[str]
) -> list[tuple[str, str, str]]:
    """Return the kinds of what speaks against sentences, with the other side."""
    with database.read() as session:
        conflicts = conflicts_of(session, texts, intent, root, HEAR)
    return [(one.kind.value, one.other_intent, one.other_text) for one in conflicts]


def test_an_ordinary_sentence_is_let_through(register: Database, root: Path) -> None:
    """A check that complains of everything is passed over."""
    assert found(register, root, "magang", ["kapan magang dibuka", "cara magang di bpkp"]) == []


@pytest.mark.parametrize("text", ["cara magang di bpkp", "min di bpkp cr magang ya?"])
def test_the_same_in_another_intent_is_shown(register: Database, root: Path, text: str) -> None:
    """Only whoever sees both can say which one is meant."""
    assert found(register, root, "cpns", [text]) == [("same", "magang", "cara magang di bpkp")]


def test_a_slip_of_a_letter_makes_no_other_sentence(register: Database, root: Path) -> None:
    """The classifier learns each example misspelt as well."""
    conflicts = found(register, root, "magang", ["lowonga abdi negara", "lowongan abdi desa"])

    assert conflicts == [("near", "cpns", "lowongan abdi negara")]


@pytest.mark.parametrize("text", ["bukan cara magang di bpkp", "cara cpns di bpkp"])
def test_a_word_that_turns_the_meaning_makes_another_sentence(
    register: Database, root: Path, text: str
) -> None:
    """Neighbour topics are told apart by just such pairs."""
    assert found(register, root, "cpns", [text]) == []


def test_what_was_retired_contradicts_nothing(
    register: Database, root: Path, clock: FrozenClock
) -> None:
    """So a sentence can go over to the right intent."""
    with register.write() as session:
        retire(session, ["cara magang di bpkp"], "magang", by="A", now=clock())

    assert found(register, root, "cpns", ["cara magang di bpkp"]) == []


def test_what_was_just_approved_contradicts(
    register: Database, root: Path, clock: FrozenClock
) -> None:
    """Between a proposal and its approval another may have come."""
    with register.write() as session:
        add(session, ["info loker"], "cpns", by="A", now=clock(), root=root)

    assert found(register, root, "magang", ["info loker"]) == [("same", "cpns", "info loker")]


def test_a_measuring_question_is_named_with_its_place(register: Database, root: Path) -> None:
    """What was learnt measures nothing, in whatever order its words stand."""
    with register.read() as session:
        conflicts = conflicts_of(session, ["min syarat magang apa saja"], "magang", root, HEAR)

    place = "tests/questions/development.jsonl:1"
    assert conflicts == [
        Conflict("min syarat magang apa saja", ConflictKind.MEASURES, place=place)
    ]


@pytest.mark.parametrize(
    "text", ["nik saya 3201234567890001 mau magang", "magang, hp saya [telepon disembunyikan]"]
)
def test_personal_data_is_not_learnt(register: Database, root: Path, text: str) -> None:
    """Nor what masking left of it: whoever teaches writes the sentence without."""
    assert found(register, root, "magang", [text]) == [("masked", "", "")]


def test_an_accusation_is_the_example_of_no_topic(register: Database, root: Path) -> None:
    """The door holds it, and no word of it may stand in our tables."""
    text = "Kepala dinas Budi Santoso korupsi 200 juta"

    assert found(register, root, "magang", [text]) == [("accuses", "", "")]


def test_the_real_door_hears_what_its_rules_alone_do_not(register: Database) -> None:
    """Without an ear of the caller's, the whole door is asked."""
    text = "pak kades mendadak punya dua truk sejak anggaran tahap dua cair"
    with register.read() as session:
        by_rules = conflicts_of(session, [text], "cpns", ROOT, HEAR)
        conflicts = conflicts_of(session, [text], "cpns", ROOT)

    assert by_rules == []
    assert [one.kind for one in conflicts] == [ConflictKind.ACCUSES]
