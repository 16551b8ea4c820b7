"""Filters under an officer's own names."""

from service.escalations.saved_filters import MOST, filters_of, remove_filter, save_filter
from tests.service.harness import World


def save(world: World, officer: int, name: str, query: str = "view=unit") -> bool:
    """Keep a filter."""
    with world.database.write() as session:
        return save_filter(session, officer, name, query, world.clock())


def names(world: World, officer: int) -> list[tuple[str, str]]:
    """Return an officer's filters."""
    with world.database.read() as session:
        return [(one.name, one.query) for one in filters_of(session, officer)]


def test_a_name_is_one_filter_and_is_its_officers_own(world: World) -> None:
    """Two tabs of one name would be a riddle."""
    sari, budi = world.officer("sari", "Sari").id, world.officer("budi", "Budi").id
    save(world, sari, " Web   saja ", "view=unit&channel=web")
    save(world, sari, "Web saja", "view=mine")
    save(world, budi, "Web saja")

    assert names(world, sari) == [("Web saja", "view=mine")]
    assert names(world, budi) == [("Web saja", "view=unit")]


def test_a_name_holds_no_personal_data_and_is_not_empty(world: World) -> None:
    """Whoever names a filter after a citizen must not store their number."""
    officer = world.officer().id
    empty = save(world, officer, " \n ")
    save(world, officer, "NIK 3171234567890123")

    assert empty is False
    assert "3171234567890123" not in names(world, officer)[0][0]


def test_there_are_only_so_many(world: World) -> None:
    """They stand beside each other on a phone."""
    officer = world.officer().id

    kept = [save(world, officer, f"f{number}") for number in range(MOST + 1)]

    assert kept == [True] * MOST + [False]
    assert save(world, officer, "f0", "view=mine") is True


def test_nobody_removes_a_colleagues(world: World) -> None:
    """A number in a form can be anybody's."""
    sari, budi = world.officer("sari", "Sari").id, world.officer("budi", "Budi").id
    save(world, sari, "a")
    with world.database.write() as session:
        number = filters_of(session, sari)[0].id
        by_another = remove_filter(session, budi, number, world.clock())
        by_its_own = remove_filter(session, sari, number, world.clock())

    assert (by_another, by_its_own, names(world, sari)) == (False, True, [])
