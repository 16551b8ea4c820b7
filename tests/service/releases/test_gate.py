"""The gate: each thing that keeps a release from serving, and nothing else."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from doubles.clock import FrozenClock
from service.releases.bundle import Bundle
from service.releases.gate import Reason, ReasonKind, may_serve, reasons_against
from service.releases.judging import Result
from service.releases.register import approve, new_candidate, note_judgement, override, release_of
from service.releases.views import Made, Person, State
from service.storage.database import Database
from service.storage.release_tables import ReleaseRow, ReplayRow, ServingOrder
from tests.service.releases.candidates import (
    MODEL,
    RIGHT,
    WRONG,
    bundle_at,
    candidate,
    figures,
    judged,
    make_root,
)

SARI = Person("Sari Dewi")
HARMFUL = Result(is_right=False, is_wrong=True, topic="wbs-waktu", is_harmful=True)


class House:
    """A checkout with a release in its register."""

    def __init__(self, database: Database, root: Path, clock: FrozenClock) -> None:
        self.database, self.root, self.clock = database, root, clock
        self.id = 0

    def judge(self, report: dict[str, Any] | None = None) -> None:
        """Enter a judged release."""
        bundle = bundle_at(self.database, self.root)
        self.id = judged(self.database, bundle, self.clock(), report).id

    def approve(self) -> None:
        """Let a second person approve it."""
        with self.database.write() as session:
            approve(session, self.id, SARI, self.clock())

    def reasons(self) -> list[Reason]:
        """Return what speaks against it."""
        with self.database.read() as session:
            release = release_of(session, self.id)
            return reasons_against(session, release, root=self.root, models=self.root / "models")

    def kinds(self) -> list[ReasonKind]:
        """Return the kinds of it."""
        return [one.kind for one in self.reasons()]


@pytest.fixture
def house(database: Database, tmp_path: Path, clock: FrozenClock) -> House:
    """On each kind of database."""
    return House(database, make_root(tmp_path / "root"), clock)


def test_what_was_judged_and_approved_may_serve(house: House) -> None:
    """Nothing else is asked of it."""
    house.judge()
    house.approve()

    assert house.reasons() == []


def test_without_a_second_person_it_may_not(house: House) -> None:
    """However good its figures are."""
    house.judge()

    assert house.kinds() == [ReasonKind.NOT_APPROVED]


def test_what_was_never_judged_may_not(house: House) -> None:
    """The reason says by which command."""
    bundle = bundle_at(house.database, house.root)
    house.id = candidate(house.database, bundle, house.clock()).id

    assert house.kinds() == [ReasonKind.NOT_JUDGED, ReasonKind.NOT_APPROVED]
    assert f"tanya judge {house.id}" in house.reasons()[0].text


@pytest.mark.parametrize(
    ("report", "kind", "told"),
    [
        (figures([RIGHT, HARMFUL]), ReasonKind.NEVER_CONFUSE, "harm: 1"),
        (
            figures([WRONG] * 5 + [RIGHT] * 20, [RIGHT] * 25, "development"),
            ReasonKind.REGRESSION,
            "development: 20 of 25 right, before 25",
        ),
        (figures([WRONG], [RIGHT], "regression"), ReasonKind.REGRESSION, "question 0"),
    ],
    ids=["never confuse", "worse beyond chance", "a lost case"],
)
def test_figures_that_speak_against_it(
    house: House, report: dict[str, Any], kind: ReasonKind, told: str
) -> None:
    """Each with what it is about."""
    house.judge(report)
    house.approve()

    reason = house.reasons()[0]

    assert (reason.kind, told in reason.text) == (kind, True)


def test_a_loss_that_chance_explains_does_not(house: House) -> None:
    """A gate that refuses for noise is overridden until nobody reads it."""
    house.judge(figures([WRONG] * 4 + [RIGHT] * 21, [RIGHT] * 25, "development"))
    house.approve()

    assert house.reasons() == []


def test_a_judgement_without_the_sensitive_questions_is_none(house: House) -> None:
    """An installation without the files must not pass for harmless."""
    report = figures([RIGHT], name="development")
    report["sets"] = report["sets"][:1]
    house.judge(report)
    house.approve()

    assert house.kinds() == [ReasonKind.NOT_JUDGED]


def test_a_damaged_model_is_named(house: House) -> None:
    """And no reason of anybody lets it serve."""
    house.judge()
    house.approve()
    (house.root / "models" / MODEL).write_bytes(b"damaged")
    with house.database.write() as session:
        told = override(session, house.id, SARI, "harus segera melayani", house.clock())

    assert "model (damaged)" in house.reasons()[0].text
    assert not may_serve(house.reasons(), told)


def test_an_article_that_was_published_meanwhile_does_not_hold_it_up(house: House) -> None:
    """Content is released apart."""
    house.judge()
    house.approve()
    (house.root / "content" / "sentences.yml").write_text("hello: Hai", encoding="utf-8")

    assert house.reasons() == []


def test_an_unread_replay_holds_it_up(house: House) -> None:
    """Changed answers are read by somebody before citizens read them."""
    house.judge()
    house.approve()
    with house.database.write() as session:
        row = session.get_one(ReleaseRow, house.id)
        session.add(
            ReplayRow(
                release_id=row.id,
                text="apa",
                count=1,
                citizens=1,
                before={},
                after={},
                severity=2.0,
            )
        )

    assert house.kinds() == [ReasonKind.REPLAY_UNREAD]


def test_what_was_never_replayed_holds_it_up(house: House) -> None:
    """No changed answer is known of what was not asked; without a release before none is."""
    house.judge()
    house.approve()
    with house.database.write() as session:
        row = session.get_one(ReleaseRow, house.id)
        row.against_id = house.id

    assert house.kinds() == [ReasonKind.REPLAY_UNREAD]
    assert f"tanya replay {house.id}" in house.reasons()[0].text


def add_serving(house: House, model: str) -> int:
    """Let another release serve; return its number."""
    with house.database.write() as session:
        made = Made("tono", model, 88.0)
        other = new_candidate(session, Bundle({"model": model}), made, house.clock())
        session.add(
            ServingOrder(
                release_id=other.id, state="serving", ordered_by="", ordered_at=house.clock()
            )
        )
        return other.id


def beside(house: House, release_id: int | None, replayed_against: str | None) -> None:
    """Say beside what the release was judged, and with which model it was replayed."""
    with house.database.write() as session:
        row = session.get_one(ReleaseRow, house.id)
        row.against_id = release_id
        row.replay = None if replayed_against is None else {"against": replayed_against}


def test_what_was_compared_with_what_serves_may_serve(house: House) -> None:
    """Both its figures and its replay."""
    house.judge()
    house.approve()
    beside(house, add_serving(house, "b.tar.gz"), "b.tar.gz")

    assert house.reasons() == []


def test_another_release_that_serves_since_holds_it_up(house: House) -> None:
    """Nobody knows what changes for citizens; the command that tells is named."""
    house.judge()
    house.approve()
    beside(house, add_serving(house, "b.tar.gz"), "b.tar.gz")
    other = add_serving(house, "c.tar.gz")

    assert house.kinds() == [ReasonKind.JUDGED_BESIDE, ReasonKind.REPLAY_UNREAD]
    assert f"but release {other} serves: tanya judge {house.id}" in house.reasons()[0].text
    assert "replayed beside b.tar.gz, but c.tar.gz serves" in house.reasons()[1].text


def test_a_judgement_beside_nothing_is_none_once_something_serves(house: House) -> None:
    """Two first candidates, of which the other one serves."""
    house.judge()
    house.approve()
    add_serving(house, "b.tar.gz")

    assert house.kinds() == [ReasonKind.JUDGED_BESIDE]


def test_a_replay_of_its_own_model_is_none(house: House) -> None:
    """``tanya replay --against`` takes any model, also one with which nothing changes."""
    house.judge()
    house.approve()
    beside(house, add_serving(house, "b.tar.gz"), MODEL)

    assert house.kinds() == [ReasonKind.REPLAY_UNREAD]


def test_what_served_may_come_back(house: House) -> None:
    """As by a rollback, which asks no gate at all; it can be judged no more."""
    house.judge()
    house.approve()
    with house.database.write() as session:
        session.get_one(ReleaseRow, house.id).state = State.RELEASED.value
    add_serving(house, "b.tar.gz")

    assert house.reasons() == []


def test_an_administrator_may_let_it_serve_all_the_same(house: House) -> None:
    """The reasons stand there still."""
    house.judge(figures([RIGHT, HARMFUL]))
    with house.database.write() as session:
        told = override(session, house.id, SARI, "kasusnya sudah tidak berlaku", house.clock())

    assert house.kinds() == [ReasonKind.NEVER_CONFUSE, ReasonKind.NOT_APPROVED]
    assert may_serve(house.reasons(), told)


def test_an_override_is_of_the_figures_that_there_were(house: House) -> None:
    """Judged anew, worse ones would pass by a word that was said of others."""
    house.judge()
    with house.database.write() as session:
        overridden = override(session, house.id, SARI, "harus segera melayani", house.clock())
    later = house.clock() + timedelta(minutes=5)
    report = {**figures([RIGHT, HARMFUL]), "judged_at": later.isoformat()}
    with house.database.write() as session:
        told = note_judgement(session, house.id, overridden.bundle, report, None, later)

    assert may_serve(house.reasons(), overridden)
    assert not may_serve(house.reasons(), told)
    assert told.override_reason == "harus segera melayani (Sari Dewi)"
