"""What maintainers say about messages: one proposes, another decides, and nobody is overrun."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import pytest
from sqlalchemy import select

from service.content.model import Content
from service.content.store import store_content
from service.examples.register import active, add
from service.learning.label_kinds import (
    TWO_PEOPLE,
    Kind,
    LabelView,
    Person,
    State,
    TeachingRefused,
    Wanted,
    Why,
)
from service.learning.label_views import recent_labels, waiting_labels
from service.learning.labels import approve, decided_turns, propose, refuse, withdraw
from service.learning.regression import case_turn, cases
from service.learning.reviewing import Asked, groups_of
from service.officers.duty import be_active, give_role
from service.outcomes import Outcome, Role
from service.storage.learning_tables import RegressionCase
from tests.service.audit.records import deeds
from tests.service.harness import World
from tests.service.learning.test_signals import BEGIN, END, Talks

TEXTS = ("kuliah sambil magangnya gimana dong", "magangnya boleh disambi kuliah kah")


@dataclass
class Teachers:
    """Two maintainers, and messages that were not understood."""

    talks: Talks
    tono: int
    mira: int

    def missed(self, text: str = TEXTS[0], address: str = "1") -> int:
        return self.talks.write(text, Outcome.NOT_UNDERSTOOD, address=address)

    def propose(self, wanted: Wanted, who: Person | None = None) -> LabelView:
        with self.talks.world.database.write() as session:
            return propose(
                session, who or Person("Tono", self.tono), wanted, self.talks.world.clock()
            )

    def intent(self, *turns: int, texts: tuple[str, ...] = TEXTS) -> LabelView:
        return self.propose(Wanted(Kind.INTENT, turns, texts, "magang"))

    def approve(self, label: LabelView, who: int | None = None) -> LabelView:
        with self.talks.world.database.write() as session:
            return approve(session, label.id, who or self.mira, self.talks.world.clock())

    def learnt(self, intent: str = "magang") -> list[str]:
        with self.talks.world.database.read() as session:
            return [one.text for one in active(session) if one.intent == intent]

    def learn(self, text: str, intent: str) -> None:
        with self.talks.world.database.write() as session:
            add(session, [text], intent, by="x", now=self.talks.world.clock())

    def left(self, *, is_decided: bool = False) -> list[str]:
        with self.talks.world.database.read() as session:
            groups = groups_of(session, Asked(BEGIN, END, is_decided=is_decided))
            return sorted(one.text for group in groups for one in group.members)


@pytest.fixture
def teachers(world: World, content: Content) -> Teachers:
    """The real articles on each kind of database."""
    numbers = []
    for username in ("tono", "mira"):
        numbers.append(world.officer(username, username.title()).id)
        with world.database.write() as session:
            give_role(session, username, Role.MAINTAINER)
    with world.database.write() as session:
        store_content(session, content, world.clock())
    return Teachers(Talks(world), *numbers)


def why(act: Callable[[], object]) -> Why:
    """Return why something is refused."""
    with pytest.raises(TeachingRefused) as refused:
        act()
    return refused.value.why


def test_forty_ways_of_asking_are_one_decision_of_two_people(teachers: Teachers) -> None:
    """What is learnt was read by both, and is learnt when the second says so."""
    turns = [teachers.missed(text, str(n)) for n, text in enumerate(TEXTS)]
    label = teachers.intent(*turns)
    assert (label.state, teachers.learnt(), teachers.left()) == (State.PROPOSED, [], [])

    approved = teachers.approve(label)

    assert (approved.state, approved.decided_name) == (State.APPROVED, "Mira")
    assert teachers.learnt() == list(TEXTS)
    assert teachers.left(is_decided=True) == sorted(TEXTS)
    kept = deeds(teachers.talks.world.database)
    assert kept[-3:] == ["label.proposed", "label.approved", "examples.added"]


@pytest.mark.parametrize("kind", [Kind.CONFIRM, Kind.DISCARD, Kind.MISSING])
def test_what_changes_no_meaning_needs_one_person(teachers: Teachers, kind: Kind) -> None:
    """Two people for everything would end in nobody looking."""
    turn = teachers.missed()

    label = teachers.propose(Wanted(kind, (turn,), (TEXTS[0],)))

    assert label.state is State.DONE
    assert label.texts == ((TEXTS[0],) if kind is Kind.MISSING else ())  # the draft needs them
    assert teachers.left() == []
    assert kind not in TWO_PEOPLE


def test_the_first_person_is_never_the_second(teachers: Teachers) -> None:
    """Nor is an operator, under the name of their own account."""
    label = teachers.intent(teachers.missed())
    by_command = teachers.propose(
        Wanted(Kind.OUTSIDE, (teachers.missed(address="2"),), ("harga cabai berapa",)),
        Person("mira"),
    )

    assert why(lambda: teachers.approve(label, teachers.tono)) is Why.OWN
    assert why(lambda: teachers.approve(by_command, teachers.mira)) is Why.OWN
    assert teachers.approve(by_command, teachers.tono).state is State.APPROVED
    assert teachers.learnt("out_of_scope") == ["harga cabai berapa"]


def test_rights_are_asked_when_it_is_approved(teachers: Teachers) -> None:
    """Whoever lost their role, or left, since the page was opened decides nothing."""
    label = teachers.intent(teachers.missed())
    with teachers.talks.world.database.write() as session:
        give_role(session, "mira", Role.OFFICER)
    as_officer = why(lambda: teachers.approve(label))
    with teachers.talks.world.database.write() as session:
        give_role(session, "mira", Role.MAINTAINER)
        be_active(session, "mira", False)

    assert as_officer is Why.NOT_ALLOWED
    assert why(lambda: teachers.approve(label)) is Why.NOT_ALLOWED
    assert teachers.learnt() == []


def test_two_who_decide_at_once_do_not_both(teachers: Teachers) -> None:
    """The slower one is told, and nothing is done twice or undone."""
    label = teachers.intent(teachers.missed())
    world = teachers.talks.world
    ani = world.officer("ani", "Ani").id
    with world.database.write() as session:
        give_role(session, "ani", Role.MAINTAINER)

    def decide(number: int) -> str:
        try:
            with world.database.write() as session:
                if number % 2:
                    approve(session, label.id, teachers.mira, world.clock())
                else:
                    refuse(session, label.id, ani, "bukan itu", world.clock())
        except TeachingRefused as refused:
            return refused.why.value
        return "done"

    with ThreadPoolExecutor(6) as threads:
        came = sorted(threads.map(decide, range(6)))

    assert came == ["decided"] * 5 + ["done"]
    with world.database.read() as session:
        state = recent_labels(session)[0].state
    assert bool(teachers.learnt()) is (state is State.APPROVED)


def test_two_who_propose_at_once_do_not_both(teachers: Teachers) -> None:
    """A message has one meaning; the slower one is led to what was said."""
    turns = (teachers.missed(address="1"), teachers.missed(TEXTS[1], "2"))

    told: list[tuple[Why, int | None]] = []

    def say(number: int) -> int | None:
        who = Person("x", teachers.tono if number % 2 else teachers.mira)
        try:
            return teachers.propose(Wanted(Kind.INTENT, turns, TEXTS, "magang"), who).id
        except TeachingRefused as refused:
            told.append((refused.why, refused.label_id))
            return None

    with ThreadPoolExecutor(4) as threads:
        made = [one for one in threads.map(say, range(4)) if one is not None]

    assert len(made) == 1
    assert told == [(Why.DECIDED, made[0])] * 3
    with teachers.talks.world.database.read() as session:
        assert [one.id for one in waiting_labels(session)] == made
        assert decided_turns(session) == set(turns)


@pytest.mark.parametrize("end", ["refuse", "withdraw"])
def test_what_was_let_go_is_to_be_decided_again(teachers: Teachers, end: str) -> None:
    """Else a message that was once misread would never be mended."""
    turn = teachers.missed()
    label = teachers.intent(turn)
    with teachers.talks.world.database.write() as session:
        now = teachers.talks.world.clock()
        if end == "refuse":
            ended = refuse(session, label.id, teachers.mira, "ini tentang KKN", now)
        else:
            ended = withdraw(session, label.id, teachers.tono, now)

    assert ended.answer == ("ini tentang KKN" if end == "refuse" else "")
    assert teachers.left() == [TEXTS[0]]
    assert teachers.intent(turn).state is State.PROPOSED
    assert why(lambda: teachers.approve(label)) is Why.DECIDED


def test_what_contradicts_is_refused_with_both_sides(teachers: Teachers) -> None:
    """Asked when it is proposed, and again when it is approved: something may have come since."""
    turn = teachers.missed()
    label = teachers.intent(turn)
    teachers.learn(TEXTS[1], "data-skripsi")

    with pytest.raises(TeachingRefused) as at_approval:
        teachers.approve(label)
    with pytest.raises(TeachingRefused) as at_proposal:
        teachers.intent(teachers.missed(address="2"))

    for refused in (at_approval.value, at_proposal.value):
        assert refused.why is Why.CONFLICT
        assert {one.other_intent for one in refused.conflicts} == {"data-skripsi"}
        assert refused.conflicts[0].text == TEXTS[1]
    with teachers.talks.world.database.read() as session:
        assert [one.state for one in waiting_labels(session)] == [State.PROPOSED]
    assert teachers.learnt() == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("magang, hubungi 081234567890", Why.UNMASKED),
        ("magang [NIK disembunyikan]", Why.MARKS),
        ("magang [x](y)", Why.MARKS),
        ("magang " * 60, Why.LONG_TEXT),
        ("  ", Why.NO_TEXT),
    ],
)
def test_nothing_personal_is_learnt(teachers: Teachers, text: str, expected: Why) -> None:
    """What a maintainer types in is looked at like what citizens type."""
    turn = teachers.missed()

    assert why(lambda: teachers.intent(turn, texts=(text,))) is expected
    assert teachers.left() == [TEXTS[0]]


def test_what_cannot_be_said_is_refused(teachers: Teachers) -> None:
    """Each with its own reason, so that the page can say what to do."""
    turn = teachers.missed()
    secret = teachers.talks.write("untuk petugas", Outcome.RELAYED, address="5")
    wrong = {
        Why.UNKNOWN_INTENT: Wanted(Kind.INTENT, (turn,), TEXTS, "tidak-ada"),
        Why.NO_INTENT: Wanted(Kind.INTENT, (turn,), TEXTS),
        Why.NO_TURN: Wanted(Kind.INTENT, (turn, secret), TEXTS, "magang"),
        Why.MANY_TEXTS: Wanted(Kind.OUTSIDE, (turn,), tuple(map(str, range(41)))),
        Why.NO_CASE: Wanted(Kind.TEST, (turn,)),
        Why.NO_REASON: Wanted(Kind.RETIRE, (), TEXTS, "magang"),
        Why.NO_EXAMPLE: Wanted(Kind.RETIRE, (), TEXTS, "magang", reason="keliru"),
        Why.SAME_INTENT: Wanted(Kind.MOVE, (), None, "magang", "magang", reason="x"),
    }

    found = {kind: why(partial(teachers.propose, one)) for kind, one in wrong.items()}

    assert found == {kind: kind for kind in wrong}


def test_examples_are_retired_and_moved(teachers: Teachers) -> None:
    """A bad example is mended as a message is: by two, with its reason."""
    teachers.learn("kapan kuliah kerja nyata", "magang")
    teachers.learn("apa kabar kantor", "magang")
    moved = teachers.propose(
        Wanted(Kind.MOVE, (), ("kapan kuliah kerja nyata",), "diklat", "magang", reason="KKN")
    )
    retired = teachers.propose(
        Wanted(Kind.RETIRE, (), ("apa kabar kantor",), "magang", reason="bukan pertanyaan")
    )

    teachers.approve(moved)
    teachers.approve(retired)

    assert teachers.learnt() == []
    assert teachers.learnt("diklat") == ["kapan kuliah kerja nyata"]


def test_a_whole_intent_moves(teachers: Teachers) -> None:
    """Two topics that became one."""
    teachers.learn(TEXTS[0], "diklat")
    label = teachers.propose(Wanted(Kind.MOVE, (), None, "magang", "diklat", reason="digabung"))

    assert (label.takes_all, label.texts) == (True, ())
    assert teachers.approve(label).state is State.APPROVED
    assert teachers.learnt() == [TEXTS[0]]


def test_a_conversation_becomes_a_test(teachers: Teachers) -> None:
    """What is said twice is one case, with what is expected now."""
    first, second = teachers.missed(address="1"), teachers.missed(address="2")
    talk = (case_turn("halo kak", ""), case_turn("berapa lama magang", "magang"))
    again = (case_turn("halo kak", ""), case_turn("berapa lama magang", "out_of_scope"))
    label = teachers.propose(Wanted(Kind.TEST, (first,), cases=(talk,)))
    later = teachers.propose(Wanted(Kind.TEST, (second,), cases=(again,)))
    teachers.approve(label)
    teachers.approve(later)

    with teachers.talks.world.database.read() as session:
        (case,) = cases(session)
        rows = session.scalars(select(RegressionCase.label_id)).all()
    assert case.as_line()["turns"][-1] == {
        "say": "berapa lama magang",
        "expect": {"refused": True},
    }
    assert rows == [later.id]


def test_a_reason_names_no_citizen(teachers: Teachers) -> None:
    """Everybody who decides reads it, and it stays when the citizen's messages are gone."""
    turn = teachers.missed()
    wanted = Wanted(
        Kind.INTENT, (turn,), TEXTS, "magang", reason="WA 081234567890\0 bilang begitu"
    )
    label = teachers.propose(wanted)
    with teachers.talks.world.database.write() as session:
        now = teachers.talks.world.clock()
        ended = refuse(session, label.id, teachers.mira, "tanya 081234567890\0 dulu", now)

    assert "0812" not in ended.reason + ended.answer
    assert ended.reason.endswith("bilang begitu")
    assert ended.answer.endswith("dulu")


def test_a_number_that_no_message_can_have_is_named(teachers: Teachers) -> None:
    """A file can say anything; the database would break on it."""
    turn = teachers.missed()

    with pytest.raises(TeachingRefused, match=f"no_turn: {10**30}$"):
        teachers.intent(turn, 10**30)


def test_an_operators_account_in_capitals_is_the_same_person(teachers: Teachers) -> None:
    """Systems differ in how they write an account; a second person is somebody else."""
    turn = teachers.missed()
    label = teachers.propose(Wanted(Kind.INTENT, (turn,), TEXTS, "magang"), Person("TONO"))

    assert why(lambda: teachers.approve(label, teachers.tono)) is Why.OWN
