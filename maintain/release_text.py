"""The figures of a release in a terminal: what is better and worse, what speaks against it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from service.calendar import WIB
from service.releases.gate import Reason
from service.releases.views import Release

SHOWN = 12  # topics, confusions and questions of a kind at most


def report_lines(release: Release, reasons: Sequence[Reason]) -> list[str]:
    """Return everything about a release, the verdict last."""
    when = f"{release.trained_at.astimezone(WIB):%d %b %Y %H:%M} WIB"
    head = f"Release {release.id} ({release.short}), {release.kind}, {release.state}"
    lines = [head, f"  {release.model}, trained by {release.trained_by or '-'}, {when}"]
    if release.approved_name:
        lines.append(f"  approved by {release.approved_name}")
    if release.failure:
        lines.append(f"  no figures: {release.failure}")
    if release.is_judged and release.report is not None:
        lines += _figures(release.report, release.against_id)
    return [*lines, "", *_verdict(release, reasons)]


def _verdict(release: Release, reasons: Sequence[Reason]) -> list[str]:
    if not reasons:
        return ["Nothing speaks against it."]
    lines = ["What speaks against it:", *(f"  {one.kind}: {one.text}" for one in reasons)]
    if release.is_overridden:
        lines.append(f"It may serve all the same: {release.override_reason}")
    return lines


def _figures(report: Mapping[str, Any], against: int | None) -> Iterator[str]:
    yield f"  judged beside release {against}" if against else "  judged alone: none serves"
    yield f"\n{'set':18} {'n':>5} {'right':>22} {'before':>22} {'better':>7} {'worse':>6} {'p':>7}"
    for one in report["sets"]:
        changed = one["changed"] or {"better": "-", "worse": "-", "p": "-"}
        shares = f"{_share(one['after'], one['n']):>22} {_share(one['before'], one['n']):>22}"
        counts = f"{changed['better']:>7} {changed['worse']:>6} {changed['p']:>7}"
        yield f"{one['name'][:18]:18} {one['n']:>5} {shares} {counts}"
    if report["harmful"]:
        yield "\nAnswered with what does harm:"
        yield from (f"  {one['got']}: {one['text']}" for one in report["harmful"][:SHOWN])
    yield from _topics(report["topics"])
    if report["confusions"]:
        yield "\nTaken for each other (now, before):"
        for one in report["confusions"][:SHOWN]:
            yield f"  {one['expect']} > {one['got']}: {one['after']}, {one['before']}"
    if report.get("folds"):
        yield from _folds(report["folds"])


def _folds(folds: Mapping[str, Any]) -> Iterator[str]:
    yield f"\nExamples that the others put where they stand: {_share(folds, folds['n'])}"
    yield f"  of {folds['n']} in {folds['folds']} folds, by words and letters alone; the worst:"
    for one in folds["topics"][:SHOWN]:
        got = f", else {one['got']}" if one["got"] else ""
        yield f"  {one['topic']}: {one['right']} of {one['n']}{got}"


def _topics(topics: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if topics:
        yield "\nTopics that changed (right now, before, of):"
        for one in topics[:SHOWN]:
            yield f"  {one['topic']}: {one['after']}, {one['before']}, {one['n']}"


def _share(side: Mapping[str, Any] | None, n: int) -> str:
    if side is None or not n:
        return "-"
    return f"{side['share']:.1%} ({100 * side['low']:.1f}-{100 * side['high']:.1f})"
