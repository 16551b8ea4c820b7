"""What was asked and what came of it: counted on both databases, and no noise told as news."""

from datetime import date, timedelta
from random import Random

import pytest

from doubles.passwords import CHEAP
from service.conversations.turns import rate_turn
from service.figures.periods import Period
from service.learning.figures import Came, Gap, Held, LearningFigures, read_learning
from service.learning.rising import fisher, rising
from service.learning.sampling import draw_sample, week_before
from service.learning.verdicts import Verdict, give_verdict
from service.officers.accounts import add_officer
from service.outcomes import Outcome
from tests.service.harness import World
from tests.service.learning.test_signals import Talks

TODAY = Period(date(2026, 11, 24), date(2026, 11, 24))


@pytest.fixture
def talks(world: World) -> Talks:
    """Talks on each kind of database."""
    return Talks(world)


def read(world: World, period: Period = TODAY) -> LearningFigures:
    with world.database.read() as session:
        return read_learning(session, period)


def test_what_came_of_questions_is_counted(talks: Talks) -> None:
    """Once each, whatever it came to; small talk and words for officers are no questions."""
    talks.write("apa itu spip", topic="spip", address="1")
    talks.write("bukan itu", Outcome.CLARIFIED, intent="deny", topics=("magang",), address="1")
    rated = talks.write("spip itu", topic="spip", address="2")
    talks.write("xyz", Outcome.NOT_UNDERSTOOD, address="3")
    talks.write("yang tadi", Outcome.REPEATED, address="4")
    talks.write("petugas", Outcome.ESCALATED, address="5")
    talks.write("ktp hilang", Outcome.REFERRED, intent="ktp", address="6")
    talks.write("makasih", Outcome.SMALL_TALK, address="6")
    talks.write("rahasia", Outcome.RELAYED, address="5")
    with talks.world.database.write() as session:
        rate_turn(session, talks.world.conversation("2"), rated, "unhelpful")

    figures = read(talks.world)

    assert figures.whole == Came(7, 2, 1, 2, 1, 1, 0, 2)
    assert figures.by_step == {TODAY.first: figures.whole}
    assert figures.by_topic["spip"] == Came(asked=2, answered=2, wrong=2)
    assert figures.by_channel == {"telegram": figures.whole}
    assert figures.referred == {"ktp": 1}
    assert figures.gaps == [Gap(1, "spip")]


def test_a_no_much_later_is_about_something_else(talks: Talks) -> None:
    """As the page of mistakes sees it."""
    talks.write("apa itu spip", topic="spip")
    talks.write("bukan itu", Outcome.CLARIFIED, intent="deny", wait=3600)

    assert read(talks.world).whole.wrong == 0


def test_what_two_judges_called_wrong_is(talks: Talks) -> None:
    """One judge's word is nobody's business yet."""
    talks.write("apa itu spip", topic="spip")
    later = talks.world.clock.now + timedelta(days=7)
    wrong = []
    with talks.world.database.write() as session:
        draw_sample(session, week_before(later), later)
        for name in ("ani", "budi"):
            add_officer(session, name, name, "humas", "kata-sandi-panjang", later, CHEAP)
    for officer in (1, 2):
        with talks.world.database.write() as session:
            give_verdict(session, 1, officer, Verdict.WRONG, None, later)
        wrong.append(read(talks.world).whole.wrong)

    assert wrong == [0, 1]


def test_a_long_period_is_told_by_weeks(talks: Talks) -> None:
    """A year of days is a wall of bars."""
    talks.write("apa itu spip", topic="spip")

    steps = read(talks.world, Period(date(2026, 9, 1), date(2026, 11, 30))).by_step

    assert len(steps) == 14
    assert steps[date(2026, 11, 23)].asked == 1


def test_what_the_door_masked_is_counted_without_words(world: World) -> None:
    """By kind and channel; a message with two kinds is one of each."""
    texts = ("NIK 3273012501900001", "NIK 3273012501900001, surel budi@contoh.id", "apa itu spip")
    for number, text in enumerate(texts):
        world.receive(text, str(number))

    assert read(world).held == [Held("telegram", "NIK", 2), Held("telegram", "email", 1)]


def test_topics_that_rise_are_told(talks: Talks) -> None:
    """Twelve people ask what nobody asked the day before."""
    for number in range(12):
        talks.write("apa itu spip", topic="spip", address=f"a{number}")
    talks.world.clock.now += timedelta(days=1)
    for number in range(12):
        talks.write("syarat magang", topic="magang", address=f"b{number}")
    tomorrow = Period(date(2026, 11, 25), date(2026, 11, 25))

    assert [(r.topic, r.now, r.before) for r in read(talks.world, tomorrow).rising] == [
        ("magang", 12, 0)
    ]


def test_noise_is_no_news() -> None:
    """A hundred topics asked at the same rate in both weeks, two hundred times over."""
    random, alarms = Random(9), 0  # noqa: S311 - a population to count
    topics = [f"t{n}" for n in range(100)]
    for _ in range(200):
        weeks = [dict.fromkeys(topics, 0) for _ in range(2)]
        for week in weeks:
            for topic in random.choices(topics, k=600):
                week[topic] += 1
        alarms += bool(rising(weeks[0], 600, weeks[1], 600))
    print(f"{alarms} of 200 quiet weeks had an alarm")

    assert alarms <= 10  # 5 %


def test_the_exact_test_is_fishers() -> None:
    """The lady who tasted tea: four of four cups right is one in seventy."""
    assert fisher(4, 4, 0, 4) == pytest.approx(1 / 70)
    assert fisher(3, 4, 1, 4) == pytest.approx(17 / 70)
    assert fisher(3, 3, 0, 0) == 1.0
