"""The gate: what speaks against letting a release serve.

An administrator may let it serve all the same, with a written reason (``register.override``); this
lists the reasons either way. Nothing is decided by a figure that chance explains.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.paths import MODELS, ROOT
from service.releases.bundle import BundleBroken, verify
from service.releases.judging import NEVER_CONFUSE, steps_back
from service.releases.register import release_of, serving_release
from service.releases.views import Kind, Release, State
from service.storage.release_tables import ReplayRow

READ_FROM = 0.0  # severity above which a changed answer must have been read
NAMED = 5  # questions or parts that a reason names


class ReasonKind(StrEnum):
    """Why a release may not serve; worded in ``desk/templates/release_words.html``."""

    NEVER_CONFUSE = "never_confuse"
    REGRESSION = "regression"  # a set is worse beyond chance, or a case that went well fails
    REPLAY_UNREAD = "replay_unread"
    JUDGED_BESIDE = "judged_beside"  # another release serves since it was judged
    BUNDLE = "bundle"
    NOT_JUDGED = "not_judged"
    NOT_APPROVED = "not_approved"
    STATE = "state"  # failed or withdrawn: no reason of an administrator helps


@dataclass(frozen=True)
class Reason:
    """One thing that speaks against a release.

    Attributes:
        about: Which set, question or part, as short texts.
    """

    kind: ReasonKind
    text: str
    about: tuple[str, ...] = field(default=())


def reasons_against(
    session: Session, release: Release, *, root: Path = ROOT, models: Path = MODELS
) -> list[Reason]:
    """Return everything that speaks against letting a release serve; none: it may.

    Reads the release's files again, some 0.4 s.
    """
    if release.kind is Kind.CONTENT:
        return [Reason(ReasonKind.STATE, "content serves by itself, with the model that serves")]
    if release.state in (State.FAILED, State.WITHDRAWN):
        return [Reason(ReasonKind.STATE, f"release {release.id} is {release.state}")]
    return [
        *_of_bundle(session, release, root, models),
        *_of_report(release),
        *_of_replay(session, release),
        *_of_what_serves(session, release),
        *_of_approval(release),
    ]


def may_serve(reasons: list[Reason], release: Release) -> bool:
    """Tell whether nothing speaks against a release, or an administrator does for it.

    No reason helps where there is no whole model.
    """
    hopeless = any(r.kind is ReasonKind.STATE or "model" in r.about for r in reasons)
    return not reasons or (release.is_overridden and not hopeless)


def _of_bundle(session: Session, release: Release, root: Path, models: Path) -> Iterator[Reason]:
    try:
        found = verify(session, release.bundle, root, models / release.model)
    except BundleBroken as error:
        yield Reason(ReasonKind.BUNDLE, str(error))
        return
    broken = [one for one in found if one.is_fixed]
    if broken:
        named = ", ".join(f"{one.part} ({one.trouble})" for one in broken[:NAMED])
        more = f" and {len(broken) - NAMED} more" if len(broken) > NAMED else ""
        text = f"not as it was judged: {named}{more}"
        yield Reason(ReasonKind.BUNDLE, text, tuple(one.part for one in broken))


def _of_report(release: Release) -> Iterator[Reason]:
    if not release.is_judged or release.report is None:
        why = f" ({release.failure})" if release.failure else ""
        yield Reason(ReasonKind.NOT_JUDGED, f"not judged{why}: tanya judge {release.id}")
        return
    report = release.report
    if not any(one["name"] == NEVER_CONFUSE for one in report["sets"]):
        yield Reason(ReasonKind.NOT_JUDGED, f"not asked: {NEVER_CONFUSE}", (NEVER_CONFUSE,))
    harmful = [str(one["text"]) for one in report["harmful"]]
    if harmful:
        text = f"answered with what does harm: {len(harmful)}"
        yield Reason(ReasonKind.NEVER_CONFUSE, text, tuple(harmful[:NAMED]))
    for one in steps_back(report):
        was, now = one["before"]["right"], one["after"]["right"]
        text = f"{one['name']}: {now} of {one['n']} right, before {was}"
        text += f" (p = {one['changed']['p_worse']})"
        yield Reason(ReasonKind.REGRESSION, text, (str(one["name"]),))
    lost = tuple(str(one["text"]) for one in report["lost_cases"])
    if lost:
        text = f"cases that went well before and fail: {', '.join(lost)}"
        yield Reason(ReasonKind.REGRESSION, text, lost)


def _of_replay(session: Session, release: Release) -> Iterator[Reason]:
    unread = session.scalar(
        select(func.count()).where(
            ReplayRow.release_id == release.id,
            ReplayRow.verdict == "",
            ReplayRow.severity > READ_FROM,
        )
    )
    if unread:
        text = f"{unread} changed answers of the replay are unread: /releases/{release.id}/replay"
        yield Reason(ReasonKind.REPLAY_UNREAD, text, (str(unread),))
    elif release.against_id and not release.was_replayed:
        text = f"not replayed: tanya replay {release.id}"
        yield Reason(ReasonKind.REPLAY_UNREAD, text)


def _of_what_serves(session: Session, release: Release) -> Iterator[Reason]:
    """Say where figures or replay compare with what serves no more.

    What served already was read when it did: it may come back as it may by a rollback.
    """
    serves = serving_release(session)
    if serves is None or serves.id == release.id or release.state is State.RELEASED:
        return
    beside = release_of(session, release.against_id) if release.against_id else None
    if release.is_judged and (beside is None or beside.model != serves.model):
        judged = f"beside release {beside.id}" if beside else "beside none"
        text = f"judged {judged}, but release {serves.id} serves: tanya judge {release.id}"
        yield Reason(ReasonKind.JUDGED_BESIDE, text)
    if release.was_replayed and release.replayed_against != serves.model:
        text = f"replayed beside {release.replayed_against}, but {serves.model} serves"
        yield Reason(ReasonKind.REPLAY_UNREAD, f"{text}: tanya replay {release.id}")


def _of_approval(release: Release) -> Iterator[Reason]:
    if release.approved_at is None:
        text = f"no second person approved it: tanya releases approve {release.id}"
        yield Reason(ReasonKind.NOT_APPROVED, text)
