"""A week's sample: drawn at random and again the same, and judged by two who see nothing early."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from time import sleep
from typing import Any

import pytest
from sqlalchemy import select, update

from doubles.passwords import CHEAP
from service.learning import sampling
from service.learning.sample_figures import SampleFigures, figures_of_samples
from service.learning.sampling import (
    FEW,
    OF_ONE_CITIZEN,
    Drawable,
    Drawn,
    SampleRefused,
    allot,
    draw,
    draw_sample,
    week_before,
)
from service.learning.verdicts import Verdict, give_verdict, next_to_judge, waiting_for
from service.officers.accounts import add_officer
from service.outcomes import Outcome
from service.storage.learning_tables import SampledTurn, SampleVerdict
from service.storage.tables import Officer, Turn
from tests.service.audit.records import deeds
from tests.service.harness import World
from tests.service.learning.test_signals import Talks

MONDAY = datetime(2026, 11, 22, 17, tzinfo=UTC)  # 00:00 of the 23rd in Jakarta
LATER = MONDAY + timedelta(days=8)
RIGHT, PARTLY, WRONG, UNKNOWN = Verdict


class Week:
    """A week of messages, and people who judge a sample of it."""

    def __init__(self, world: World, messages: int = 4) -> None:
        self.world = world
        self.talks = Talks(world)
        self.turns = [
            self.talks.write(f"pertanyaan {n}", topic="spip", address=str(n))
            for n in range(messages)
        ]
        self.officers = [self._officer(name) for name in ("ani", "budi", "cici")]

    def _officer(self, name: str) -> int:
        with self.world.database.write() as session:
            password = "kata-sandi-panjang"
            add_officer(session, name, name, "humas", password, self.world.clock(), CHEAP)
            number = session.execute(
                select(Officer.id).where(Officer.username == name)
            ).scalar_one()
        return int(number)

    def draw(self, size: int = 100, seed: int | None = 7) -> int:
        with self.world.database.write() as session:
            return draw_sample(session, MONDAY, LATER, size, seed)

    def next(self, officer: int, sample: int = 1) -> int | None:
        with self.world.database.read() as session:
            found = next_to_judge(session, sample, self.officers[officer])
        return found.sampled_id if found else None

    def judge(self, officer: int, sampled: int, verdict: Verdict, intent: str = "") -> None:
        with self.world.database.write() as session:
            give_verdict(session, sampled, self.officers[officer], verdict, intent or None, LATER)

    def figures(self) -> SampleFigures:
        with self.world.database.read() as session:
            return figures_of_samples(session)[0]

    def drawn(self) -> list[int]:
        with self.world.database.read() as session:
            return [*session.scalars(select(SampledTurn.turn_id).order_by(SampledTurn.id))]


@pytest.fixture
def week(world: World) -> Week:
    """Four messages on each kind of database."""
    return Week(world)


def population(size: int, citizens: int) -> list[Drawable]:
    groups, bands = ("layanan", "kontak"), ("high", "high", "high", "low")
    return [
        Drawable(n, str(n % citizens), groups[n % 2], "web", bands[n // 2 % 4])
        for n in range(size)
    ]


def test_a_week_begins_on_monday_in_jakarta() -> None:
    """Sunday 17:00 UTC is Monday there, and the week that ends then is whole."""
    assert week_before(MONDAY + timedelta(days=7)) == MONDAY
    assert week_before(MONDAY + timedelta(days=7, seconds=-1)) == MONDAY - timedelta(days=7)


def test_the_same_seed_draws_the_same() -> None:
    """Anybody can check that nobody chose."""
    turns = population(500, 500)

    assert draw(turns, 100, 3) == draw(turns[::-1], 100, 3)
    assert draw(turns, 100, 3) != draw(turns, 100, 4)
    assert sum(len(one.drawn) for one in draw(turns, 100, 3)) == 100


def test_nobody_is_a_sample_alone() -> None:
    """Who writes all day would be judged instead of the bot."""
    drawn = [turn for one in draw(population(200, 5), 100, 1) for turn in one.drawn]

    assert len(drawn) == 5 * OF_ONE_CITIZEN
    assert max(sum(turn % 5 == c for turn in drawn) for c in range(5)) == OF_ONE_CITIZEN


def test_small_strata_give_a_few_and_large_ones_the_rest() -> None:
    """A topic that is asked seldom would else never be looked at."""
    given = allot({("a",): 900, ("b",): 90, ("c",): 1}, 50)

    assert given == {("a",): 45, ("b",): 4, ("c",): 1}
    assert allot({("a",): 900, ("b",): 3}, 10)["b",] == FEW


def test_too_many_strata_are_put_together() -> None:
    """Two of each must fit, or some messages could not be drawn at all."""
    turns = [Drawable(n, str(n), f"group {n % 80}", "web", "high") for n in range(400)]

    assert [one.key for one in draw(turns, 100, 1)] == [("web", "high")]


def test_a_sample_is_drawn_once(week: Week) -> None:
    """Whoever draws until the week looks good has no sample."""
    first = week.draw(seed=1)
    drawn = week.drawn()

    assert week.draw(seed=2) == first
    assert week.drawn() == drawn
    assert sorted(drawn) == week.turns
    assert week.figures().seed == 1
    assert deeds(week.world.database).count("sample.drawn") == 1


def test_only_what_the_bot_answered_is_drawn(week: Week) -> None:
    """What is written to an officer belongs to the ticket."""
    week.talks.write("rahasia", Outcome.RELAYED, address="9")
    week.draw()

    assert sorted(week.drawn()) == week.turns


def test_a_week_that_runs_or_is_empty_is_refused(week: Week) -> None:
    """And says which of both."""
    with week.world.database.write() as session:
        with pytest.raises(SampleRefused, match="not over"):
            draw_sample(session, MONDAY, MONDAY + timedelta(days=6))
        with pytest.raises(SampleRefused, match="answered nothing"):
            draw_sample(session, MONDAY - timedelta(days=70), LATER)


def test_one_word_alone_shows_in_no_figure(week: Week) -> None:
    """Not even in a sum: the second person must not know."""
    week.draw()
    before = week.figures()
    for _ in range(4):
        sampled = week.next(0)
        assert sampled is not None
        week.judge(0, sampled, WRONG, "outside")

    assert week.figures() == before
    assert week.next(0) is None


def test_two_words_count_and_a_third_is_refused(week: Week) -> None:
    """Two people judge, whoever they are; the third is not even asked."""
    week.draw()
    first = week.next(0)
    assert first is not None
    assert first == week.next(1)
    week.judge(0, first, RIGHT)
    week.judge(1, first, WRONG, "outside")

    figures = week.figures()
    assert figures.right is not None
    assert (figures.right.share, figures.open, figures.agreement.same) == (0.5, 3, 0)
    assert [one.words[1].intent for one in figures.disagreements] == ["outside"]
    assert week.next(2) != first
    with pytest.raises(SampleRefused, match="Two people"):
        week.judge(2, first, RIGHT)


def test_a_word_is_given_once_and_for_what_there_is(week: Week) -> None:
    """Who could change it could wait for the other's."""
    week.draw()
    sampled = week.next(0)
    assert sampled is not None
    week.judge(0, sampled, RIGHT)

    with pytest.raises(SampleRefused, match="has your word"):
        week.judge(0, sampled, WRONG)
    with pytest.raises(SampleRefused, match="No article"):
        week.judge(1, sampled, WRONG, "tidak-ada")
    with pytest.raises(SampleRefused, match="is gone"):
        week.judge(1, 999, WRONG)


def test_who_could_not_tell_leaves_the_others_word(week: Week) -> None:
    """And where neither could, nothing is known of the message."""
    week.draw()
    ids = [*range(1, 5)]
    for sampled, words in zip(
        ids, [(RIGHT, UNKNOWN), (UNKNOWN, UNKNOWN), (PARTLY,) * 2], strict=False
    ):
        week.judge(0, sampled, words[0])
        week.judge(1, sampled, words[1])

    figures = week.figures()
    assert figures.right is not None
    assert figures.partly is not None
    assert (figures.right.share, figures.right.judged) == (0.5, 2)
    assert figures.partly.share == 1.0
    assert figures.agreement.pairs == 3


def test_what_was_erased_is_missing_and_is_said_so(week: Week) -> None:
    """A sample that shrinks silently is not the one that was drawn."""
    week.draw()
    with week.world.database.write() as session:
        session.execute(update(Turn).where(Turn.id == week.turns[0]).values(text=""))

    figures = week.figures()
    assert (figures.drawn, figures.missing, figures.open) == (4, 1, 3)
    gone = week.drawn().index(week.turns[0]) + 1
    with pytest.raises(SampleRefused, match="is gone"):
        week.judge(0, gone, RIGHT)


def test_the_record_does_not_tell_the_word(week: Week) -> None:
    """Auditors and administrators talk to judges."""
    week.draw()
    week.judge(0, 1, WRONG)

    with week.world.database.read() as session:
        assert session.scalars(select(SampleVerdict.verdict)).all() == ["wrong"]
    assert deeds(week.world.database)[-1] == "sample.judged"


def test_two_who_draw_at_once_get_one_sample(week: Week, monkeypatch: pytest.MonkeyPatch) -> None:
    """The slower one is led to what was drawn, and does not read that something broke."""

    def slowly(*of: Any) -> list[Drawn]:
        sleep(0.3)
        return draw(*of)

    monkeypatch.setattr(sampling, "draw", slowly)
    with ThreadPoolExecutor(3) as threads:
        numbers = [*threads.map(lambda seed: week.draw(seed=seed), range(3))]

    assert len(set(numbers)) == 1
    assert sorted(week.drawn()) == week.turns
    assert deeds(week.world.database).count("sample.drawn") == 1


def test_what_was_erased_waits_for_nobody(week: Week) -> None:
    """Else the page says for ever that some are to be judged, and shows none of them."""
    week.draw()
    last = week.drawn()[-1]
    with week.world.database.write() as session:
        session.execute(update(Turn).where(Turn.id == last).values(text=""))

    with week.world.database.read() as session:
        found = next_to_judge(session, 1, week.officers[0])
        assert waiting_for(session, week.officers[0]) == {1: 3}
    assert found is not None
    assert found.left == 3
