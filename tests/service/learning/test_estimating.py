"""What a judged sample says of all messages, against what can be counted by hand."""

from random import Random

import pytest

from service.learning.estimating import Part, agreement, estimate
from service.learning.sampling import Drawable, draw

RATES = {"high": 0.95, "middle": 0.7, "low": 0.4}
SIZES = {"high": 3000, "middle": 700, "low": 300}
DRAWS = 400


def test_a_large_stratum_weighs_more() -> None:
    """Two of each stratum are drawn; the few doubtful messages must not count like the many."""
    share = estimate([Part(900, [1.0, 1.0]), Part(100, [0.0, 0.0])])

    assert share is not None
    assert (share.share, share.judged, share.weight) == (0.9, 4, 1.0)
    assert 0 < share.low < 0.9 < share.high < 1


def test_what_nobody_judged_yet_is_said() -> None:
    """Else half a sample looks like a whole one."""
    share = estimate([Part(750, [1.0]), Part(250, [])])

    assert share is not None
    assert (share.share, share.weight) == (1.0, 0.75)
    assert share.low < 0.5  # one message proves little
    assert estimate([Part(10, [])]) is None


def test_the_estimate_is_near_the_truth_and_its_interval_covers_it() -> None:
    """Drawn again and again from messages whose truth is known; the seeds are fixed."""
    random = Random(16)  # noqa: S311 - a population to count
    turns: list[Drawable] = []
    truth: dict[int, float] = {}
    for band, size in SIZES.items():
        for _ in range(size):
            number = len(turns)
            turns.append(Drawable(number, str(number), "one", "web", band))
            truth[number] = float(random.random() < RATES[band])
    true = sum(truth.values()) / len(truth)
    found = []
    for seed in range(DRAWS):
        parts = [Part(s.turns, [truth[t] for t in s.drawn]) for s in draw(turns, 100, seed)]
        found.append(estimate(parts))
    shares = [one for one in found if one is not None]
    covered = sum(one.low <= true <= one.high for one in shares) / DRAWS
    print(f"truth {true:.4f}, mean {sum(s.share for s in shares) / DRAWS:.4f}, covered {covered}")

    assert sum(one.share for one in shares) / DRAWS == pytest.approx(true, abs=0.005)
    assert 0.93 <= covered <= 0.995


def test_agreement_above_chance_is_told() -> None:
    """Cohen's example by hand: 20 and 15 of 50 alike, where chance alone gives half."""
    pairs = [("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15

    told = agreement(pairs)

    assert (told.pairs, told.same) == (50, 35)
    assert told.kappa == pytest.approx(0.4)


def test_one_word_for_all_has_no_kappa() -> None:
    """Chance explains all of it, and nought by nought is no number."""
    assert agreement([("a", "a")]).kappa is None
    assert agreement([]).pairs == 0
