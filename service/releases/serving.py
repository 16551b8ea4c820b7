"""Which release serves, and where: maintainers order, a gateway's keeper carries out.

The register decides: every gateway sends its turns to the address of the newest order that serves
(ADR 71). Without any order the address is that of the settings. Functions take an open ``Session``
and never commit.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.errors import NotFound, TanyaError
from service.storage.release_tables import ReleaseRow, ServingOrder

NAME = 64  # characters of a name that are kept
RELEASED = "released"  # the state of a release that served (service/releases/register.py)


class Step(StrEnum):
    """How far an order is."""

    ORDERED = "ordered"
    WARMING = "warming"  # its Rasa starts beside the one that serves
    SERVING = "serving"
    REPLACED = "replaced"  # by a later order, served or not
    FAILED = "failed"


OPEN = (Step.ORDERED, Step.WARMING)


class NothingBefore(TanyaError):
    """There is no release to go back to."""


@dataclass(frozen=True)
class Order:
    """That a release is to serve.

    Attributes:
        model: The file's name in the folder of models.
        url: Of the Rasa that answers with it, "" before one did.
        since: When turns went over to it, None if never.
        trouble: Why it does not serve.
    """

    id: int
    release_id: int
    model: str
    step: Step
    url: str
    by: str
    ordered_at: datetime
    reason: str
    since: datetime | None
    trouble: str

    @property
    def is_open(self) -> bool:
        """Whether it is still to be carried out."""
        return self.step in OPEN


def order(session: Session, release_id: int, by: str, reason: str, now: datetime) -> int:
    """Order that a release serves; return the order's number. The gate is the caller's to ask.

    What was ordered before and does not serve yet is not carried out any more.

    Raises:
        NotFound: There is no such release, or it has no model.
    """
    release = session.get(ReleaseRow, release_id)
    if release is None or not release.model:
        raise NotFound(f"there is no release {release_id} with a model; see tanya releases list")
    row = ServingOrder(
        release_id=release_id,
        state=Step.ORDERED,
        ordered_by=by[:NAME],
        ordered_at=now,
        reason=reason,
    )
    session.add(row)
    session.flush()
    _replace(session, OPEN, row.id)
    data = {"order": row.id, "release": release_id}
    record(session, Deed.RELEASE_ORDERED, now, data=data)
    return row.id


def rollback(session: Session, by: str, reason: str, now: datetime) -> int:
    """Order the release that served before the one that serves; return the order's number.

    No gate: it served. Going back twice goes back two releases, and never to the one just left.

    Raises:
        NothingBefore: None served before.
    """
    before = release_before(session)
    if before is None:
        raise NothingBefore("no release served before this one: order another by tanya release N")
    return order(session, before, by, reason, now)


def release_before(session: Session) -> int | None:
    """Return the release that a rollback leads to, None where there is none."""
    way: list[int] = []  # the releases that led to the one that serves
    served = select(ServingOrder.release_id).where(ServingOrder.since.is_not(None))
    for release_id in session.scalars(served.order_by(ServingOrder.since, ServingOrder.id)):
        if release_id in way:
            del way[way.index(release_id) :]  # gone back to: what came after it was left
        way.append(release_id)
    return way[-2] if len(way) > 1 else None


def serving(session: Session) -> Order | None:
    """Return the order that serves, None where there never was one."""
    return _newest(session, (Step.SERVING,))


def open_order(session: Session) -> Order | None:
    """Return the order that is to be carried out."""
    return _newest(session, OPEN)


def serving_url(session: Session) -> str | None:
    """Return where turns go, None: where the settings say."""
    newest = select(ServingOrder.url).where(ServingOrder.state == Step.SERVING)
    return session.scalar(newest.order_by(ServingOrder.id.desc()).limit(1))


def orders(session: Session, limit: int = 20) -> list[Order]:
    """Return the newest orders, the newest first."""
    return [_order(*row) for row in session.execute(_ORDERS.limit(limit))]


def newest_order(session: Session, release_id: int) -> Order | None:
    """Return the last order of one release."""
    asked = _ORDERS.where(ServingOrder.release_id == release_id).limit(1)
    row = session.execute(asked).one_or_none()
    return _order(*row) if row else None


def order_of(session: Session, order_id: int) -> Order:
    """Return one order.

    Raises:
        NotFound: There is none.
    """
    row = session.execute(_ORDERS.where(ServingOrder.id == order_id)).one_or_none()
    if row is None:
        raise NotFound(f"there is no order {order_id}")
    return _order(*row)


def note_beginning(session: Session, model: str, url: str, now: datetime) -> None:
    """Enter what answers before the first order is carried out, so that a way leads back to it.

    Nothing is entered where something served already, or where this model is what is ordered.
    """
    if serving(session) is not None or (ordered := open_order(session)) is None:
        return
    if ordered.model == model:
        return
    release_id = _release_with(session, model) or _enter_beginning(session, model, now)
    row = ServingOrder(
        release_id=release_id,
        state=Step.SERVING,
        url=url,
        ordered_by="",
        ordered_at=now,
        since=now,
    )
    session.add(row)


def note_warming(session: Session, order_id: int) -> None:
    """Note that its Rasa starts, unless it is past that."""
    row = _locked(session, order_id)
    if row.state == Step.ORDERED:
        row.state = Step.WARMING


def note_serving(session: Session, order_id: int, url: str, now: datetime) -> bool:
    """Let turns go over to an address; False when the order is not open any more."""
    row = _locked(session, order_id)
    if row.state not in OPEN:
        return False
    row.state, row.url, row.since = Step.SERVING, url, now
    release = session.get_one(ReleaseRow, row.release_id)
    release.state = RELEASED
    _replace(session, OPEN, order_id)
    _end_others(session, order_id)
    data = {"order": order_id, "release": row.release_id}
    record(session, Deed.RELEASE_SERVES, now, data=data)
    return True


def note_moved(session: Session, order_id: int, url: str) -> None:
    """Note that what serves answers at another address now, as after a restart."""
    row = _locked(session, order_id)
    if row.state == Step.SERVING:
        row.url = url


def note_failed(session: Session, order_id: int, trouble: str, now: datetime) -> None:
    """Give an order up, with the reason; what serves goes on."""
    row = _locked(session, order_id)
    if row.state in OPEN:
        row.state, row.trouble = Step.FAILED, trouble
        data = {"order": order_id, "release": row.release_id}
        record(session, Deed.RELEASE_NOT_SERVED, now, data=data)


_ORDERS = (
    select(ServingOrder, ReleaseRow.model)
    .join(ReleaseRow, ReleaseRow.id == ServingOrder.release_id)
    .order_by(ServingOrder.id.desc())
)


def _newest(session: Session, steps: Sequence[Step]) -> Order | None:
    asked = _ORDERS.where(ServingOrder.state.in_(steps)).limit(1)
    row = session.execute(asked).one_or_none()
    return _order(*row) if row else None


def _locked(session: Session, order_id: int) -> ServingOrder:
    return session.get_one(ServingOrder, order_id, with_for_update=True)


def _replace(session: Session, steps: Sequence[Step], by: int) -> None:
    """Let an order take the place of those before it."""
    earlier = update(ServingOrder).where(ServingOrder.state.in_(steps), ServingOrder.id < by)
    session.execute(earlier.values(state=Step.REPLACED))


def _end_others(session: Session, serves: int) -> None:
    """Let an order be the only one that serves."""
    others = update(ServingOrder).where(
        ServingOrder.state == Step.SERVING, ServingOrder.id != serves
    )
    session.execute(others.values(state=Step.REPLACED))


def _release_with(session: Session, model: str) -> int | None:
    known = select(ReleaseRow.id).where(ReleaseRow.model == model, ReleaseRow.kind == "model")
    asked = known.order_by(ReleaseRow.id.desc())
    return session.scalar(asked.limit(1))


def _enter_beginning(session: Session, model: str, now: datetime) -> int:
    """Enter a model of which nothing is known but that it answered."""
    named = hashlib.sha256(f"{model} {now.isoformat()}".encode()).hexdigest()
    row = ReleaseRow(
        kind="model",
        digest=named,
        manifest={"parts": {}, "commit": ""},
        model=model,
        state=RELEASED,
        trained_by="",
        trained_at=now,
    )
    session.add(row)
    session.flush()
    return row.id


def _order(row: ServingOrder, model: str) -> Order:
    return Order(
        row.id,
        row.release_id,
        model,
        Step(row.state),
        row.url,
        row.ordered_by,
        row.ordered_at,
        row.reason,
        row.since,
        row.trouble,
    )
