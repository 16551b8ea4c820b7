"""The register of releases: what was made, how it was judged, and who let it go on.

Every function takes an open ``Session`` and never commits. Files are read before, never in here.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.errors import NotFound
from service.releases.bundle import Bundle, bundle_of
from service.releases.views import (
    FAILURE,
    JUDGEABLE,
    Kind,
    Made,
    Person,
    Release,
    ReleaseRefused,
    State,
)
from service.storage.release_tables import ReleaseRow, ServingOrder

SERVING = "serving"  # the state of an order (service/releases/serving.py)
REASON_AT_LEAST = 15  # characters of an administrator's reason
CONTENT = ("articles/", "sentences/")  # parts of a bundle that change without a training


def release_of(session: Session, release_id: int) -> Release:
    """Return one release.

    Raises:
        NotFound: There is none with this number.
    """
    return _release(_row(session, release_id, is_locked=False))


def judgeable(session: Session, release_id: int) -> Release:
    """Return one release that may be judged.

    Raises:
        NotFound: There is none with this number.
        ReleaseRefused: It served, failed, was withdrawn, or is of content alone.
    """
    release = release_of(session, release_id)
    if not release.is_judgeable:
        told = f"release {release_id} ({release.kind}) is {release.state}: not judged any more"
        raise ReleaseRefused("state", told)
    return release


def releases(session: Session, limit: int | None = None) -> list[Release]:
    """Return the releases, the newest first."""
    asked = select(ReleaseRow).order_by(ReleaseRow.id.desc()).limit(limit)
    return [_release(row) for row in session.scalars(asked)]


def serving_release(session: Session) -> Release | None:
    """Return whose model answers citizens; None before the first was let serve."""
    newest = (
        select(ReleaseRow)
        .join(ServingOrder, ServingOrder.release_id == ReleaseRow.id)
        .where(ServingOrder.state == SERVING)
        .order_by(ServingOrder.id.desc())
        .limit(1)
    )
    row = session.scalar(newest)
    return _release(row) if row else None


def new_candidate(session: Session, bundle: Bundle, made: Made, now: datetime) -> Release:
    """Enter a model that was trained; the same bundle a second time is the same release.

    One that was withdrawn begins anew: nobody's word for it holds any more.
    """
    row = session.scalar(select(ReleaseRow).where(ReleaseRow.digest == bundle.digest))
    if row is None:
        row = _add(session, Kind.MODEL, State.CANDIDATE, bundle, made, now)
    elif row.state == State.WITHDRAWN:
        row.state, row.report, row.replay = State.CANDIDATE.value, None, None
        row.overridden_by, row.override_reason, row.overridden_at = None, "", None
        _take_approval_back(row)
    record(session, Deed.RELEASE_TRAINED, now, data={"release": row.id, "bundle": row.digest})
    return _release(row)


def note_failure(session: Session, bundle: Bundle, made: Made, why: str, now: datetime) -> Release:
    """Enter a training that gave no model, and why; what serves goes on."""
    row = _add(session, Kind.MODEL, State.FAILED, bundle, made, now)
    row.report = {FAILURE: why}
    record(session, Deed.RELEASE_FAILED, now, data={"release": row.id})
    return _release(row)


def note_content(session: Session, parts: Mapping[str, str], now: datetime) -> Release | None:
    """Enter that what is said changed while the model stays; None when it did not.

    What comes back to an earlier text is a change, too, under a name of its own.

    Args:
        parts: Of articles and sentences, as ``bundle.content_parts`` gives them.
    """
    serving = serving_release(session)
    if serving is None:
        return None
    _row(session, serving.id)  # one at a time
    kept = {n: d for n, d in serving.bundle.parts.items() if not n.startswith(CONTENT)}
    bundle = Bundle({**kept, **parts}, serving.bundle.commit)
    if bundle.digest == _newest_content(session, serving).digest:
        return None
    made = Made("", serving.model, 0.0)
    row = _add(session, Kind.CONTENT, State.RELEASED, bundle, made, now)
    row.against_id = serving.id
    record(session, Deed.RELEASE_CONTENT, now, data={"release": row.id, "bundle": row.digest})
    return _release(row)


def note_judgement(
    session: Session,
    release_id: int,
    bundle: Bundle,
    report: Mapping[str, Any],
    against_id: int | None,
    now: datetime,
) -> Release:
    """Keep how a candidate was judged, with the bundle that was judged.

    An approval before was of other figures: a second person approves these.

    Raises:
        ReleaseRefused: It served, failed, was withdrawn, or is of content alone.
    """
    row = _row(session, release_id)
    judgeable(session, release_id)
    other = session.scalar(select(ReleaseRow.id).where(ReleaseRow.digest == bundle.digest))
    if other is None:
        row.digest = bundle.digest
    row.manifest = bundle.manifest()
    row.report, row.against_id = dict(report), against_id
    _take_approval_back(row)
    row.state = State.CANDIDATE.value if FAILURE in report else State.JUDGED.value
    data = {"release": row.id, "against": against_id, "bundle": row.digest}
    record(session, Deed.RELEASE_JUDGED, now, data=data)
    return _release(row)


def approve(session: Session, release_id: int, who: Person, now: datetime) -> Release:
    """Let a release go on, as a second person.

    Raises:
        ReleaseRefused: It is not judged, is past that, or this person trained it.
    """
    row = _row(session, release_id)
    if row.state == State.CANDIDATE:
        raise ReleaseRefused(
            "not_judged", f"release {release_id} is not judged: tanya judge {release_id}"
        )
    if row.state != State.JUDGED:
        raise ReleaseRefused("state", f"release {release_id} is {row.state}: nothing to approve")
    if who.is_also(row.trained_by):
        raise ReleaseRefused("same_person", f"{who.name} trained it: a second person approves")
    row.state = State.APPROVED.value
    row.approved_by, row.approved_name, row.approved_at = who.id, who.name, now
    record(session, Deed.RELEASE_APPROVED, now, data={"release": row.id}, officer_id=who.id)
    return _release(row)


def override(
    session: Session, release_id: int, who: Person, reason: str, now: datetime
) -> Release:
    """Let a release serve against the gate; the reason stands with it, its digest in the record.

    Raises:
        ReleaseRefused: The reason is none, or there is nothing that could serve.
    """
    row, reason = _row(session, release_id), " ".join(reason.split())
    if len(reason) < REASON_AT_LEAST:
        raise ReleaseRefused("reason", f"give a reason of {REASON_AT_LEAST} characters or more")
    if row.state in (State.FAILED, State.WITHDRAWN) or row.kind != Kind.MODEL:
        raise ReleaseRefused("state", f"release {release_id} is {row.state}: it cannot serve")
    row.overridden_by, row.overridden_at = who.id, now
    row.override_reason = reason if who.id is not None else f"{reason} ({who.name})"
    told = hashlib.sha256(row.override_reason.encode()).hexdigest()
    data = {"release": row.id, "reason": told}
    record(session, Deed.RELEASE_OVERRIDDEN, now, data=data, officer_id=who.id)
    return _release(row)


def withdraw(session: Session, release_id: int, who: Person, now: datetime) -> Release:
    """Take a candidate out of the way.

    Raises:
        ReleaseRefused: It served, or is gone already.
    """
    row = _row(session, release_id)
    if row.state not in JUDGEABLE:
        raise ReleaseRefused("state", f"release {release_id} is {row.state}: not withdrawn")
    row.state = State.WITHDRAWN.value
    record(session, Deed.RELEASE_WITHDRAWN, now, data={"release": row.id}, officer_id=who.id)
    return _release(row)


def _newest_content(session: Session, serving: Release) -> Bundle:
    """Return the bundle that is noted last for what serves: its own, or of content since."""
    since = (
        select(ReleaseRow)
        .where(ReleaseRow.kind == Kind.CONTENT, ReleaseRow.against_id == serving.id)
        .order_by(ReleaseRow.id.desc())
        .limit(1)
    )
    row = session.scalar(since)
    return bundle_of(row.manifest) if row else serving.bundle


def _take_approval_back(row: ReleaseRow) -> None:
    row.approved_by, row.approved_name, row.approved_at = None, "", None


def _row(session: Session, release_id: int, *, is_locked: bool = True) -> ReleaseRow:
    row = session.get(ReleaseRow, release_id, with_for_update=is_locked or None)
    if row is None:
        raise NotFound(f"there is no release {release_id}; see tanya releases list")
    return row


def _add(
    session: Session, kind: Kind, state: State, bundle: Bundle, made: Made, now: datetime
) -> ReleaseRow:
    named = bundle.digest
    known = session.scalar(select(ReleaseRow.id).where(ReleaseRow.digest == named))
    if state is State.FAILED or known is not None:  # the same may fail, or come, more than once
        named = hashlib.sha256(f"{named} {now.isoformat()}".encode()).hexdigest()
    row = ReleaseRow(
        kind=kind.value,
        digest=named,
        manifest=bundle.manifest(),
        model=made.model,
        state=state.value,
        trained_by=made.by,
        trained_at=now,
        seconds=round(made.seconds, 1),
    )
    session.add(row)
    session.flush()
    return row


def _release(row: ReleaseRow) -> Release:
    return Release(
        id=row.id,
        kind=Kind(row.kind),
        bundle=bundle_of(row.manifest),
        model=row.model,
        state=State(row.state),
        trained_by=row.trained_by,
        trained_at=row.trained_at,
        seconds=row.seconds,
        against_id=row.against_id,
        report=row.report,
        approved_name=row.approved_name,
        approved_at=row.approved_at,
        overridden_by=row.overridden_by,
        override_reason=row.override_reason,
        overridden_at=row.overridden_at,
        digest=row.digest,
        replayed_against=row.replay["against"] if row.replay is not None else None,
    )
