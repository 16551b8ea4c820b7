"""Canned replies: who may change which, what is refused, and what of them is recorded."""

import pytest

from service.audit.reading import Sought, newest_entries
from service.canned.replies import (
    Wrong,
    canned_by_key,
    canned_for,
    canned_of_unit,
    keep,
    move_up,
    own_canned,
    remove,
)
from service.officers.duty import OfficerView, be_active, give_role
from service.outcomes import Role
from tests.service.harness import World


def person(world: World, name: str, unit: str = "humas", role: Role = Role.OFFICER) -> OfficerView:
    """Register somebody."""
    world.officer(name, name.title(), unit)
    with world.database.write() as session:
        return give_role(session, name, role)


def kept(
    world: World, who: OfficerView, unit: str | None, key: str, text: str = "Selamat pagi."
) -> int | Wrong:
    """Keep a canned reply."""
    with world.database.write() as session:
        return keep(session, who.id, unit, key, text, world.clock())


def keys(world: World, who: OfficerView, unit: str = "humas") -> list[str]:
    """Return what may be said in a ticket of a unit."""
    with world.database.read() as session:
        return [one.key for one in canned_for(session, who.id, unit)]


@pytest.mark.parametrize(
    ("role", "unit", "expected"),
    [
        (Role.OFFICER, "humas", False),
        (Role.SUPERVISOR, "humas", True),
        (Role.SUPERVISOR, "inspektorat", False),
        (Role.LEAD, "inspektorat", True),
        (Role.ADMIN, "humas", True),
        (Role.MAINTAINER, "humas", False),
        (Role.AUDITOR, "humas", False),
    ],
)
def test_only_who_supervises_a_unit_changes_what_it_says(
    world: World, role: Role, unit: str, expected: bool
) -> None:
    """One officer's words would go out under all of their colleagues' names."""
    person(world, "other", "inspektorat")  # somebody works there
    who = person(world, "sari", "humas", role)

    assert (kept(world, who, unit, "salam") is not Wrong.NOT_YOURS) is expected


def test_ones_own_are_ones_own(world: World) -> None:
    """Nobody reads or changes another's."""
    sari, budi = person(world, "sari"), person(world, "budi")
    number = kept(world, sari, None, "/Salam")
    assert isinstance(number, int)

    assert (keys(world, sari), keys(world, budi)) == (["salam"], [])
    with world.database.write() as session:
        now = world.clock()
        assert keep(session, budi.id, None, "x", "y", now, number) is Wrong.NOT_YOURS
        assert remove(session, budi.id, number, now) is False
        assert move_up(session, budi.id, number, now) is False


def test_ones_own_goes_before_the_units_of_the_same_key(world: World) -> None:
    """Who made their own means it."""
    sari, lead = person(world, "sari"), person(world, "ani", role=Role.SUPERVISOR)
    kept(world, lead, "humas", "salam", "Dari unit")
    kept(world, lead, "humas", "tutup")
    kept(world, sari, None, "salam", "Dari Sari")

    assert keys(world, sari) == ["salam", "tutup"]
    with world.database.read() as session:
        found = canned_by_key(session, sari.id, "humas", "/SALAM")
        assert found is not None
        assert found.text == "Dari Sari"


@pytest.mark.parametrize(
    ("key", "text", "wrong"),
    [
        ("", "Halo", Wrong.KEY),
        ("dua kata", "Halo", Wrong.KEY),
        ("-salam", "Halo", Wrong.KEY),
        ("s" * 33, "Halo", Wrong.KEY),
        ("salam", "  \n ", Wrong.EMPTY),
        ("salam", "a" * 3001, Wrong.TOO_LONG),
        ("salam", "Halo {nama}", Wrong.PLACE),
        ("salam", "Halo {petugas", Wrong.PLACE),
        ("salam", "NIK saya 3174091204850007", Wrong.PERSONAL),
    ],
)
def test_what_could_not_be_said_is_not_kept(
    world: World, key: str, text: str, wrong: Wrong
) -> None:
    """A fault in it would be repeated a hundred times."""
    assert kept(world, person(world, "sari"), None, key, text) is wrong


def test_an_agencys_number_may_stand_in_it(world: World) -> None:
    """It is what citizens are told most often."""
    number = kept(world, person(world, "sari"), None, "telepon", "Telepon kami (021) 85910031.")

    assert isinstance(number, int)


def test_a_key_is_there_once(world: World) -> None:
    """In one list; and what is changed keeps its own."""
    sari = person(world, "sari")
    first = kept(world, sari, None, "salam")
    assert isinstance(first, int)

    assert kept(world, sari, None, "SALAM") is Wrong.TAKEN
    with world.database.write() as session:
        assert keep(session, sari.id, None, "salam", "Siang", world.clock(), first) == first
        assert [one.text for one in own_canned(session, sari.id)] == ["Siang"]


def test_the_order_is_changed_and_what_is_removed_is_gone(world: World) -> None:
    """What is used most stands first."""
    sari = person(world, "sari")
    numbers = [kept(world, sari, None, key) for key in ("satu", "dua", "tiga")]
    assert isinstance(numbers[2], int)
    assert isinstance(numbers[0], int)
    with world.database.write() as session:
        assert move_up(session, sari.id, numbers[2], world.clock())
        assert move_up(session, sari.id, numbers[0], world.clock())  # the first stays so
        assert remove(session, sari.id, numbers[0], world.clock())

    assert keys(world, sari) == ["tiga", "dua"]


def test_whoever_is_out_changes_nothing(world: World) -> None:
    """Also with a page that was open before."""
    sari = person(world, "sari")
    with world.database.write() as session:
        be_active(session, "sari", False)

    assert kept(world, sari, None, "salam") is Wrong.NOT_YOURS


def test_another_units_are_not_shown(world: World) -> None:
    """They may tell of its work."""
    person(world, "ita", "inspektorat")
    sari, lead = person(world, "sari"), person(world, "ani", role=Role.SUPERVISOR)
    kept(world, lead, "humas", "salam")
    with world.database.read() as session:
        now = world.clock()
        assert [c.key for c in canned_of_unit(session, sari.id, "humas", now)] == ["salam"]
        assert canned_of_unit(session, sari.id, "inspektorat", now) == []


def test_each_change_is_recorded_without_its_words(world: World) -> None:
    """Whose words went out under everybody's name is asked for later."""
    lead = person(world, "ani", role=Role.SUPERVISOR)
    number = kept(world, lead, "humas", "salam", "kelinciungu")
    assert isinstance(number, int)
    with world.database.write() as session:
        remove(session, lead.id, number, world.clock())

    with world.database.read() as session:
        rows = newest_entries(session, Sought(), 50)
    found = [
        (row.deed, row.officer_id) for row in rows if row.deed in ("canned.kept", "canned.removed")
    ]
    assert sorted(found) == [("canned.kept", lead.id), ("canned.removed", lead.id)]
    assert "kelinciungu" not in repr(rows)
