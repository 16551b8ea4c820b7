"""A changed answer that is worse becomes an example, which two people decide."""

from dataclasses import dataclass

import pytest

from service.content.model import Content
from service.content.store import store_content
from service.learning.label_kinds import Kind, Person, State, TeachingRefused, Why
from service.learning.label_views import read_label, turns_of
from service.outcomes import Outcome
from service.releases.replay import ChangedAnswer, Compared, changes_of, unread
from service.releases.verdicts import accept, reopen, turn_into_example
from service.storage.database import Database
from tests.service.audit.records import deeds
from tests.service.releases.asking import (
    START,
    Street,
    add_release,
    answered,
    keep,
    question,
)

ASKED = "kuliah sambil magangnya gimana dong"
ANI = Person("Ani")


@dataclass
class Reading:
    """Somebody who reads the changes of a candidate."""

    street: Street
    release: int

    @property
    def database(self) -> Database:
        return self.street.database

    def keep(self, *turns: int) -> ChangedAnswer:
        """Keep that the answer to a question changes, which was asked by some turns."""
        asked = question(ASKED, turns=turns)
        keep(self.database, self.release, Compared(asked, answered("magang"), answered("spip")))
        return self.change()

    def change(self) -> ChangedAnswer:
        with self.database.read() as session:
            (one,) = changes_of(session, self.release).found
        return one

    def teach(self, row: int, intent: str = "magang", text: str = ASKED) -> int | None:
        with self.database.write() as session:
            return turn_into_example(session, self.release, row, ANI, text, intent, START)


@pytest.fixture
def reading(database: Database, content: Content) -> Reading:
    """The real articles on each kind of database."""
    with database.write() as session:
        store_content(session, content, START)
    return Reading(Street(database), add_release(database, "tanya-2.tar.gz"))


def test_a_worse_answer_becomes_an_example(reading: Reading) -> None:
    """Of all messages that asked the same; whoever looks for mistakes need not decide again."""
    turns = [reading.street.ask(ASKED, "magang", citizen=str(n)) for n in range(2)]
    row = reading.keep(*turns, 9_999)  # one of them is gone

    label = reading.teach(row.id)

    assert label is not None
    with reading.database.read() as session:
        told = read_label(session, label)
        assert (told.kind, told.intent, told.texts) == (Kind.INTENT, "magang", (ASKED,))
        assert (told.state, told.proposed_name) == (State.PROPOSED, "Ani")
        assert list(turns_of(session, label)) == turns
        assert unread(session, reading.release) == 0
    assert (reading.change().verdict, reading.change().label_id) == ("example", label)
    assert deeds(reading.database)[-2:] == ["label.proposed", "replay.decided"]


def test_what_is_not_for_us_is_learnt_as_that(reading: Reading) -> None:
    """As whoever looks for mistakes would say it."""
    row = reading.keep(reading.street.ask(ASKED, "magang"))

    label = reading.teach(row.id, "out_of_scope")

    with reading.database.read() as session:
        assert read_label(session, label or 0).kind is Kind.OUTSIDE


def test_an_example_stays_one(reading: Reading) -> None:
    """Twice pressed, accepted after, or taken back: the label is another page's."""
    row = reading.keep(reading.street.ask(ASKED, "magang"))
    reading.teach(row.id)

    again = reading.teach(row.id, "spip")
    with reading.database.write() as session:
        assert accept(session, reading.release, [row.id], "Ani", START) == 0
        assert reopen(session, reading.release, row.id, START) is False

    assert again is None
    assert reading.change().verdict == "example"


def test_an_accepted_answer_can_become_one(reading: Reading) -> None:
    """Somebody thought again."""
    row = reading.keep(reading.street.ask(ASKED, "magang"))
    with reading.database.write() as session:
        accept(session, reading.release, [row.id], "Ani", START)

    assert reading.teach(row.id) is not None


@pytest.mark.parametrize(
    ("intent", "text", "why"),
    [
        ("", ASKED, Why.NO_INTENT),
        ("bukan-topik", ASKED, Why.UNKNOWN_INTENT),
        ("magang", " ", Why.NO_TEXT),
        ("magang", "NIK saya 3273012501900001", Why.UNMASKED),
        ("magang", "NIK saya [NIK disembunyikan]", Why.MARKS),
    ],
)
def test_what_cannot_be_learnt_leaves_the_change_unread(
    reading: Reading, intent: str, text: str, why: Why
) -> None:
    """Nothing personal is learnt, and nothing is half done."""
    row = reading.keep(reading.street.ask(ASKED, "magang"))

    with pytest.raises(TeachingRefused) as refused:
        reading.teach(row.id, intent, text)

    assert refused.value.why is why
    assert reading.change().verdict == ""


def test_what_somebody_decided_meanwhile_is_told(reading: Reading) -> None:
    """By the page of mistakes; of two candidates with the same question, too."""
    turn = reading.street.ask(ASKED, "magang", Outcome.NOT_UNDERSTOOD)
    row = reading.keep(turn)
    label = reading.teach(row.id)
    other = Reading(reading.street, add_release(reading.database, "tanya-3.tar.gz"))
    again = other.keep(turn)

    with pytest.raises(TeachingRefused) as refused:
        other.teach(again.id, "spip")

    assert (refused.value.why, refused.value.label_id) == (Why.DECIDED, label)
