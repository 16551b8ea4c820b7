"""Figures of a judgement: what is told of two models, and what chance explains."""

import pytest

from service.releases.judging import Judged, Question, Result, make_report, steps_back
from service.releases.statistics import Paired, wilson
from tests.service.releases.candidates import RIGHT, WRONG, figures


def confused(topic: str, confidence: float = 0.9) -> Result:
    """A confident answer with another topic."""
    return Result(is_right=False, is_wrong=True, topic=topic, confidence=confidence)


@pytest.mark.parametrize(
    ("better", "worse", "p", "p_worse"),
    [(0, 0, 1.0, 1.0), (0, 4, 0.125, 0.0625), (0, 5, 0.0625, 0.03125), (5, 5, 1.0, 0.62305)],
)
def test_paired_changes_are_weighed_exactly(
    better: int, worse: int, p: float, p_worse: float
) -> None:
    """Four questions lost out of hundreds may be chance; five hardly are."""
    told = Paired(better, worse)

    assert told.p == pytest.approx(p)
    assert told.p_worse == pytest.approx(p_worse, abs=1e-4)


def test_an_interval_is_never_outside_of_what_can_be() -> None:
    """All of nothing, none, and all."""
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(0, 10)[0] == pytest.approx(0)
    assert wilson(10, 10)[0] == pytest.approx(0.7225, abs=1e-3)
    assert wilson(10, 10)[1] == pytest.approx(1)


def test_a_set_tells_both_sides() -> None:
    """Which questions came out otherwise, the steps back first."""
    report = figures([RIGHT, WRONG, RIGHT], [RIGHT, RIGHT, WRONG], "development")
    one = report["sets"][0]

    assert (one["after"]["right"], one["before"]["right"], one["n"]) == (2, 2, 3)
    assert (one["changed"]["better"], one["changed"]["worse"]) == (1, 1)
    assert [row["is_better"] for row in one["changed"]["questions"]] == [False, True]
    assert steps_back(report) == []


def test_a_step_back_beyond_chance_is_told() -> None:
    """Five lost and none won."""
    report = figures([WRONG] * 5 + [RIGHT] * 95, [RIGHT] * 100, "development")

    assert [one["name"] for one in steps_back(report)] == ["development"]


def test_a_candidate_alone_is_judged_by_itself() -> None:
    """Before anything serves there is nothing to step back from."""
    report = figures([RIGHT, WRONG])

    assert report["sets"][0]["before"] is None
    assert steps_back(report) == []
    assert report["topics"] == []


def test_a_harmful_answer_is_named() -> None:
    """Whoever reads the report has to see which."""
    harmful = Result(is_right=False, is_wrong=True, topic="spip", is_harmful=True)

    assert figures([RIGHT, harmful])["harmful"] == [
        {"text": "question 1", "expect": "spip", "got": "spip"}
    ]


def test_a_case_that_went_well_and_fails_is_named() -> None:
    """One that failed before is no step back."""
    report = figures([WRONG, WRONG, RIGHT], [RIGHT, WRONG, WRONG], "regression")

    assert [one["text"] for one in report["lost_cases"]] == ["question 0"]


def test_confusions_are_counted_on_both_sides() -> None:
    """Which topics are taken for each other now, and were."""
    questions = [Question("a", "spip"), Question("b", "spip"), Question("c", "magang")]
    judged = Judged(
        "development",
        questions,
        [
            confused("magang"),
            confused("magang", 0.35),
            Result(is_right=True, topic="magang", confidence=0.95),
        ],
        [confused("magang"), RIGHT, RIGHT],
    )
    report = make_report([judged])

    assert report["confusions"] == [{"expect": "spip", "got": "magang", "before": 1, "after": 2}]
    assert report["picture"] == {"names": ["magang", "spip"], "rows": [[1, 0], [2, 0]]}
    assert report["topics"] == [{"topic": "spip", "n": 2, "before": 1, "after": 0}]
    bins = {
        row["from"]: (row["n"], row["right"]) for row in report["confidence"]["after"] if row["n"]
    }
    assert bins == {0.3: (1, 0), 0.9: (2, 1)}
