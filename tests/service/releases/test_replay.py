"""What a candidate answers otherwise, kept until somebody has read each."""

from datetime import datetime

import pytest

from service.errors import NotFound
from service.releases.answered import Change
from service.releases.replay import (
    ChangedAnswer,
    Compared,
    Wanted,
    changes_of,
    models_of,
    replayed,
    taken_back,
    unread,
)
from service.releases.verdicts import ACCEPTED, accept
from service.storage.database import Database
from service.storage.release_tables import ServingOrder
from service.storage.tables import Turn
from tests.service.audit.records import deeds
from tests.service.releases.asking import (
    NOT_UNDERSTOOD,
    START,
    Street,
    add_release,
    answered,
    keep,
    question,
)

SPIP = Compared(question("apa itu spip"), answered("spip"), answered("apip"))
LOST = Compared(question("syaratnya", "magang", 3), answered("magang"), NOT_UNDERSTOOD)
SAME = Compared(question("jam buka"), answered("jam-layanan"), answered("jam-layanan"))
GIFT = Compared(question("batas hadiah"), answered("batas-hadiah"), answered("wbs-pantau"))


@pytest.fixture
def release(database: Database) -> int:
    """A candidate."""
    return add_release(database, "tanya-2.tar.gz")


def found(database: Database, release: int, wanted: Wanted | None = None) -> list[ChangedAnswer]:
    """Return the changes of a release, the worst first."""
    with database.read() as session:
        return list(changes_of(session, release, wanted).found)


def take(database: Database, release: int, *rows: int, now: datetime = START) -> int:
    """Accept changes as Ani."""
    with database.write() as session:
        return accept(session, release, rows, "Ani", now)


def test_only_what_changed_is_kept_the_worst_first(database: Database, release: int) -> None:
    """A list of what stayed is a list that nobody reads."""
    assert keep(database, release, SPIP, LOST, SAME, GIFT) == 3

    rows = found(database, release)

    assert [(one.text, one.change) for one in rows] == [
        ("batas hadiah", Change.SENSITIVE),
        ("syaratnya", Change.LOST),
        ("apa itu spip", Change.OTHER),
    ]
    assert (rows[1].in_talk, rows[1].citizens, rows[1].after) == ("magang", 3, NOT_UNDERSTOOD)
    assert deeds(database)[-1] == "release.replayed"


def test_never_replayed_is_not_read(database: Database, release: int) -> None:
    """The gate must tell a replay without changes from none at all."""
    with database.read() as session:
        assert (replayed(session, release), unread(session, release)) == (None, 0)

    keep(database, release, SAME)

    with database.read() as session:
        told = replayed(session, release)
        assert told is not None
        assert (told.questions, told.changed, told.against) == (1, 0, "tanya-1.tar.gz")
        assert told.begin == START
        assert unread(session, release) == 0


def test_what_is_accepted_is_read(database: Database, release: int) -> None:
    """Once; a second press says that it had been."""
    keep(database, release, SPIP, LOST)
    first, second = (one.id for one in found(database, release))

    assert take(database, release, first, second) == 2
    assert take(database, release, first) == 0

    with database.read() as session:
        changes = changes_of(session, release)
        assert (unread(session, release), changes.read, changes.total) == (0, 2, 2)
    assert {(one.verdict, one.decided_name) for one in changes.found} == {(ACCEPTED, "Ani")}
    assert deeds(database).count("replay.decided") == 1


def test_a_row_of_another_release_is_not_accepted(database: Database, release: int) -> None:
    """A form that was open since yesterday must not let another candidate through."""
    other = add_release(database, "tanya-3.tar.gz")
    keep(database, other, SPIP)
    (row,) = found(database, other)

    with pytest.raises(NotFound):
        take(database, release, row.id)


def test_a_second_replay_keeps_what_was_said_of_the_same_answers(
    database: Database, release: int
) -> None:
    """Reading everything again would be read by nobody; an answer that is new is read anew."""
    keep(database, release, SPIP, LOST)
    take(database, release, *(one.id for one in found(database, release)))

    otherwise = Compared(SPIP.asked, SPIP.before, answered("magang"))
    keep(database, release, otherwise, LOST, GIFT)

    assert {one.text: one.verdict for one in found(database, release)} == {
        "batas hadiah": "",
        "syaratnya": ACCEPTED,
        "apa itu spip": "",
    }


def test_changes_are_looked_for(database: Database, release: int) -> None:
    """By kind, by topic, and by whether somebody read them."""
    keep(database, release, SPIP, LOST, GIFT)
    worst, *_ = found(database, release)
    take(database, release, worst.id)

    def texts(**fields: object) -> list[str]:
        wanted = Wanted(**fields)  # type: ignore[arg-type]
        return [one.text for one in found(database, release, wanted)]

    assert texts(changes=(Change.LOST,)) == ["syaratnya"]
    assert texts(topic="apip") == ["apa itu spip"]
    assert texts(is_unread=True) == ["syaratnya", "apa itu spip"]
    with database.read() as session:
        counts = changes_of(session, release, Wanted(changes=(Change.LOST,))).by_change
    assert {change for change, count in counts.items() if count} == {
        Change.SENSITIVE,
        Change.LOST,
        Change.OTHER,
    }


def test_a_candidate_is_compared_with_what_serves(database: Database) -> None:
    """Else with what it was judged beside; where neither is, a model has to be named."""
    first = add_release(database, "tanya-1.tar.gz")
    second = add_release(database, "tanya-2.tar.gz")
    third = add_release(database, "tanya-3.tar.gz", against=second)

    def models(release: int) -> tuple[str | None, str]:
        with database.read() as session:
            return models_of(session, release)

    assert models(second) == (None, "tanya-2.tar.gz")
    assert models(third) == ("tanya-2.tar.gz", "tanya-3.tar.gz")
    with database.write() as session:
        session.add(
            ServingOrder(release_id=first, state="serving", ordered_by="ani", ordered_at=START)
        )
    assert models(second) == ("tanya-1.tar.gz", "tanya-2.tar.gz")
    assert models(third) == ("tanya-1.tar.gz", "tanya-3.tar.gz")
    with pytest.raises(NotFound):
        models(99)


def test_words_that_were_taken_back_are_known(database: Database, release: int) -> None:
    """A citizen who deletes a message deletes it here, too; of two who asked, one is enough."""
    street = Street(database)
    first, second = street.ask("apa itu spip", citizen="1"), street.ask("jam buka", citizen="2")
    other = street.ask("jam buka", citizen="3")
    answers = answered("spip"), answered("apip")
    keep(
        database,
        release,
        Compared(question("apa itu spip", turns=(first,)), *answers),
        Compared(question("jam buka", turns=(second, other)), *answers),
    )
    with database.write() as session:
        for turn in (first, second):
            session.get_one(Turn, turn).text = ""

    rows = found(database, release)

    with database.read() as session:
        gone = taken_back(session, rows)
    assert [one.text for one in rows if one.id in gone] == ["apa itu spip"]
