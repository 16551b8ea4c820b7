"""The register of releases, and what serves where; ``service.releases`` alone writes it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.base import Base


class ReleaseRow(Base):
    """A bundle that was made: from what, by whom, how it was judged, and who let it serve."""

    __tablename__ = "releases"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))  # "model", or "content": the model is as before
    digest: Mapped[str] = mapped_column(String(64), unique=True)  # of the manifest
    manifest: Mapped[dict[str, Any]]  # each part of the bundle with its digest
    model: Mapped[str] = mapped_column(String(200))  # the file's name in models/
    state: Mapped[str] = mapped_column(String(16))
    trained_by: Mapped[str] = mapped_column(String(64))
    trained_at: Mapped[datetime]
    seconds: Mapped[float] = mapped_column(default=0.0)  # of the training
    against_id: Mapped[int | None] = mapped_column(ForeignKey("releases.id"))  # judged beside it
    report: Mapped[dict[str, Any] | None]  # figures; None until it was judged
    replay: Mapped[dict[str, Any] | None]  # what was asked again, of which model, and when
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    approved_name: Mapped[str] = mapped_column(String(64), default="")
    approved_at: Mapped[datetime | None]
    overridden_by: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    override_reason: Mapped[str] = mapped_column(Text, default="")
    overridden_at: Mapped[datetime | None]


class ReplayRow(Base):
    """A question of the last days that a candidate answers otherwise than what serves."""

    __tablename__ = "replay_rows"
    __table_args__ = (Index("ix_replay_rows_release", "release_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"))
    text: Mapped[str] = mapped_column(Text)  # masked
    count: Mapped[int]  # how often it was asked
    citizens: Mapped[int]  # by how many
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    severity: Mapped[float]
    verdict: Mapped[str] = mapped_column(String(16), default="")  # "" until somebody read it
    label_id: Mapped[int | None] = mapped_column(ForeignKey("labels.id"))
    decided_name: Mapped[str] = mapped_column(String(64), default="")
    decided_at: Mapped[datetime | None]


class ServingOrder(Base):
    """That a release is to serve; of those whose state is "serving" the newest does."""

    __tablename__ = "serving_orders"

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"))
    state: Mapped[str] = mapped_column(String(16))
    url: Mapped[str] = mapped_column(String(200), default="")  # of the Rasa that answers with it
    ordered_by: Mapped[str] = mapped_column(String(64))
    ordered_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text, default="")
    since: Mapped[datetime | None]  # when turns went over to it
    trouble: Mapped[str] = mapped_column(Text, default="")  # why it does not serve
