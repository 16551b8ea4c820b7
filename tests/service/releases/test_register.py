"""The register of releases: who may let one go on, and what is recorded."""

from datetime import timedelta
from pathlib import Path

import pytest

from doubles.clock import FrozenClock
from service.errors import NotFound
from service.releases.bundle import Bundle, content_parts
from service.releases.register import (
    approve,
    new_candidate,
    note_content,
    note_failure,
    note_judgement,
    override,
    release_of,
    releases,
    serving_release,
    withdraw,
)
from service.releases.views import FAILURE, Made, Person, ReleaseRefused, State
from service.storage.database import Database
from service.storage.release_tables import ReleaseRow, ServingOrder
from tests.service.audit.records import deeds
from tests.service.releases.candidates import (
    MODEL,
    bundle_at,
    candidate,
    figures,
    judged,
    make_root,
)

SARI = Person("Sari Dewi", None, ("sari",))
BUNDLE = Bundle({"model": "m", "articles/spip": "a"}, "c" * 40)


def serve(database: Database, release_id: int, clock: FrozenClock) -> None:
    """Let a release serve, as ``serving`` does."""
    with database.write() as session:
        session.add(
            ServingOrder(
                release_id=release_id, state="serving", ordered_by="budi", ordered_at=clock()
            )
        )


def test_the_same_bundle_is_entered_once(database: Database, clock: FrozenClock) -> None:
    """Two trainings of the same inputs are one release."""
    first = candidate(database, BUNDLE, clock())
    second = candidate(database, BUNDLE, clock() + timedelta(hours=1), by="tono")

    assert (second.id, second.trained_by, second.digest) == (first.id, "budi", BUNDLE.digest)


def test_a_second_person_approves(database: Database, clock: FrozenClock) -> None:
    """And that is recorded."""
    release = judged(database, BUNDLE, clock())
    with database.write() as session:
        approved = approve(session, release.id, SARI, clock())

    assert (approved.state, approved.approved_name) == (State.APPROVED, "Sari Dewi")
    assert deeds(database) == ["release.trained", "release.judged", "release.approved"]


@pytest.mark.parametrize("name", ["budi", "BUDI"])
def test_whoever_trained_does_not_approve(
    database: Database, clock: FrozenClock, name: str
) -> None:
    """By the desk and by the command alike."""
    release = judged(database, BUNDLE, clock())

    for who in (Person(name), Person("Budi Santoso", None, (name,))):
        with pytest.raises(ReleaseRefused, match="second person"), database.write() as session:
            approve(session, release.id, who, clock())


def test_what_is_not_judged_is_not_approved(database: Database, clock: FrozenClock) -> None:
    """A second person has to have something to read."""
    release = candidate(database, BUNDLE, clock())

    with pytest.raises(ReleaseRefused, match="tanya judge"), database.write() as session:
        approve(session, release.id, SARI, clock())


def test_an_override_needs_a_reason_that_stays(database: Database, clock: FrozenClock) -> None:
    """Of the reason the record keeps the digest, so that it cannot be written anew."""
    release = judged(database, BUNDLE, clock())
    with pytest.raises(ReleaseRefused, match="reason"), database.write() as session:
        override(session, release.id, Person("root"), "  perlu  ", clock())
    with database.write() as session:
        override(session, release.id, Person("root"), "Tautan resmi harus segera benar", clock())
    with database.read() as session:
        told = release_of(session, release.id)

    assert told.override_reason == "Tautan resmi harus segera benar (root)"
    assert told.overridden_at is not None
    assert deeds(database)[-1] == "release.overridden"


def test_what_is_judged_anew_is_approved_anew(database: Database, clock: FrozenClock) -> None:
    """What was approved were other figures; another release may serve since, or other code."""
    release = judged(database, BUNDLE, clock())
    with database.write() as session:
        approve(session, release.id, SARI, clock())
    with database.write() as session:
        told = note_judgement(session, release.id, BUNDLE, figures([]), None, clock())

    assert (told.state, told.approved_name, told.approved_at) == (State.JUDGED, "", None)


def test_what_was_judged_is_known_also_where_another_has_the_name(
    database: Database, clock: FrozenClock
) -> None:
    """The same model was trained again after a question came; the gate asks what was judged."""
    older, newer = candidate(database, BUNDLE, clock()), Bundle({**BUNDLE.parts, "sets/a": "a"})
    candidate(database, newer, clock())
    with database.write() as session:
        told = note_judgement(session, older.id, newer, figures([]), None, clock())

    assert (told.bundle.digest, told.digest) == (newer.digest, BUNDLE.digest)


def test_what_served_is_not_judged_anew(database: Database, clock: FrozenClock) -> None:
    """Its figures are those with which it was let serve."""
    release = judged(database, BUNDLE, clock())
    with database.write() as session:
        session.get_one(ReleaseRow, release.id).state = State.RELEASED.value

    with pytest.raises(ReleaseRefused, match="released"), database.write() as session:
        note_judgement(session, release.id, BUNDLE, figures([]), None, clock())


def test_a_judgement_that_failed_leaves_a_candidate(
    database: Database, clock: FrozenClock
) -> None:
    """It may be judged again, and says why it was not."""
    release = candidate(database, BUNDLE, clock())
    with database.write() as session:
        told = note_judgement(session, release.id, BUNDLE, {FAILURE: "no Rasa"}, None, clock())

    assert (told.state, told.failure, told.is_judged) == (State.CANDIDATE, "no Rasa", False)


def test_a_failed_training_stands_with_its_reason(database: Database, clock: FrozenClock) -> None:
    """However often the same fails; what served goes on."""
    for _ in range(2):
        clock.now += timedelta(minutes=1)
        with database.write() as session:
            note_failure(session, BUNDLE, Made("budi", MODEL, 3.0), "the disk is full", clock())
    with database.read() as session:
        found = releases(session)

    assert [(one.state, one.failure) for one in found] == [(State.FAILED, "the disk is full")] * 2
    with pytest.raises(ReleaseRefused), database.write() as session:
        override(session, found[0].id, SARI, "karena saya menginginkannya", clock())


def test_a_withdrawn_candidate_comes_back_when_it_is_trained_again(
    database: Database, clock: FrozenClock
) -> None:
    """Its bundle has no second name."""
    release = candidate(database, BUNDLE, clock())
    with database.write() as session:
        withdraw(session, release.id, SARI, clock())
        told = new_candidate(session, BUNDLE, Made("tono", MODEL, 80.0), clock())

    assert (told.id, told.state) == (release.id, State.CANDIDATE)


def test_what_was_said_for_it_before_it_was_withdrawn_holds_no_more(
    database: Database, clock: FrozenClock
) -> None:
    """Else a release that somebody took out of the way would pass the gate by an old approval."""
    release = judged(database, BUNDLE, clock())
    with database.write() as session:
        approve(session, release.id, SARI, clock())
        override(session, release.id, SARI, "harus segera melayani", clock())
        withdraw(session, release.id, SARI, clock())
    told = candidate(database, BUNDLE, clock())

    assert (told.approved_at, told.overridden_at, told.override_reason) == (None, None, "")
    assert not told.is_judged


def test_changed_content_is_a_release_of_its_own(
    sqlite: Database, tmp_path: Path, clock: FrozenClock
) -> None:
    """An article that was published leaves the model alone, and the record tells of it."""
    root = make_root(tmp_path)
    release = judged(sqlite, bundle_at(sqlite, root), clock())
    serve(sqlite, release.id, clock)
    with sqlite.write() as session:
        unchanged = note_content(session, content_parts(session, root), clock())
    (root / "content" / "sentences.yml").write_text("hello: Hai", encoding="utf-8")
    with sqlite.write() as session:
        told = note_content(session, content_parts(session, root), clock())
    with sqlite.write() as session:
        again = note_content(session, content_parts(session, root), clock())

    assert told is not None
    assert (told.kind, told.state, told.model) == ("content", State.RELEASED, MODEL)
    assert told.bundle.parts["model"] == release.bundle.parts["model"]
    assert (told.against_id, unchanged, again) == (release.id, None, None)


def test_content_that_comes_back_is_a_change_too(
    database: Database, tmp_path: Path, clock: FrozenClock
) -> None:
    """The record tells what was said when: there and back are two changes."""
    root = make_root(tmp_path)
    release = judged(database, bundle_at(database, root), clock())
    serve(database, release.id, clock)
    found = []
    for text in ("hello: Hai", "hello: Halo", "hello: Halo", "hello: Hai"):
        clock.now += timedelta(minutes=1)
        (root / "content" / "sentences.yml").write_text(text, encoding="utf-8")
        with database.write() as session:
            found.append(note_content(session, content_parts(session, root), clock()))
    told = [one.bundle.digest if one else None for one in found]

    assert told[1] == release.bundle.digest
    assert (told[0], told[2]) == (told[3], None)
    assert len({one.digest for one in found if one}) == 3


def test_what_serves_is_what_was_ordered_last(database: Database, clock: FrozenClock) -> None:
    """Before the first order nothing does."""
    first = candidate(database, BUNDLE, clock())
    second = candidate(database, Bundle({"model": "n"}), clock())
    with database.read() as session:
        assert serving_release(session) is None
    serve(database, second.id, clock)
    serve(database, first.id, clock)

    with database.read() as session:
        serving = serving_release(session)
    assert serving is not None
    assert serving.id == first.id


def test_a_number_that_is_none_is_named(sqlite: Database) -> None:
    """With the command that lists those there are."""
    with pytest.raises(NotFound, match="tanya releases list"), sqlite.read() as session:
        release_of(session, 7)
