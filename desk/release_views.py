"""A release's report as its page shows it: bars and squares as numbers. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from service.releases.views import Release

HEIGHT = 100  # of the chart of confidences
BAR = 24  # width of a bar; two stand beside each other for each tenth
SQUARE = 28  # side of a square in the picture of confusions
STRENGTHS = 5  # of its colour
SETS = (
    "regression",
    "never_confuse",
    "accusations",
    "development",
    "questions_3",
    "questions_4",
    "questions_5",
    "questions_6",
    "follow_ups",
)


def report_view(release: Release) -> dict[str, Any] | None:
    """Return what the template draws; None where a release has no figures."""
    if not release.is_judged or release.report is None:
        return None
    report, judged_at = release.report, release.report.get("judged_at")
    return {
        **report,
        "judged_at": datetime.fromisoformat(judged_at) if judged_at else None,
        "sets": sorted(report["sets"], key=lambda one: _place(str(one["name"]))),
        "bars": _bars(report["confidence"]),
        "picture": _picture(report["picture"]),
        "changes": [change for one in report["sets"] for change in _changes(one)],
    }


def _place(name: str) -> tuple[int, str]:
    return (SETS.index(name) if name in SETS else len(SETS)), name


def _changes(one: Mapping[str, Any]) -> list[dict[str, Any]]:
    changed = one["changed"] or {"questions": []}
    return [{**question, "set": one["name"]} for question in changed["questions"]]


def _bars(confidence: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, Any]:
    """Return two bars a tenth, of what serves and of the candidate, right within all."""
    most = max((row["n"] for rows in confidence.values() for row in rows), default=0)
    bars = [
        {
            "x": place * 2 * BAR + side * BAR,
            "side": name,
            "all": _height(row["n"], most),
            "right": _height(row["right"], most),
        }
        for side, name in enumerate(("before", "after"))
        for place, row in enumerate(confidence[name])
    ]
    return {"bars": bars, "width": 20 * BAR, "height": HEIGHT, "bar": BAR - 4, "most": most}


def _height(n: int, most: int) -> float:
    return round(n / most * HEIGHT, 1) if most else 0.0


def _picture(picture: Mapping[str, Any]) -> dict[str, Any]:
    names, rows = picture["names"], picture["rows"]
    most = max((n for y, row in enumerate(rows) for x, n in enumerate(row) if x != y), default=0)
    squares = [
        {
            "x": x * SQUARE,
            "y": y * SQUARE,
            "n": n,
            "kind": "right" if x == y else f"wrong-{_strength(n, most)}",
            "expect": names[y],
            "got": names[x],
        }
        for y, row in enumerate(rows)
        for x, n in enumerate(row)
        if n
    ]
    return {"names": names, "squares": squares, "side": SQUARE, "size": SQUARE * len(names)}


def _strength(n: int, most: int) -> int:
    return max(1, round(n / most * STRENGTHS)) if most else 1
