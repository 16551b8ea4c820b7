"""What the register of releases tells to others: plain values, no rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from service.errors import TanyaError
from service.releases.bundle import Bundle

FAILURE = "failure"  # in a report: why there are no figures


class Kind(StrEnum):
    """What a release changes."""

    MODEL = "model"
    CONTENT = "content"


class State(StrEnum):
    """How far a release is."""

    CANDIDATE = "candidate"  # trained
    JUDGED = "judged"
    APPROVED = "approved"  # by a second person
    RELEASED = "released"  # it served; whether it does now, the orders tell
    WITHDRAWN = "withdrawn"
    FAILED = "failed"  # there is no model


JUDGEABLE = (State.CANDIDATE, State.JUDGED, State.APPROVED)  # and not served yet


class ReleaseRefused(TanyaError):
    """A release may not go on like this.

    Attributes:
        why: ``state``, ``same_person``, ``not_judged`` or ``reason``; worded in
            ``desk/templates/release_words.html``.
    """

    def __init__(self, why: str, text: str) -> None:
        super().__init__(text)
        self.why = why


@dataclass(frozen=True)
class Person:
    """Who approves or overrides: an officer, or an operator whose number is None.

    Attributes:
        names: Every name by which they may have trained: display name, user name.
    """

    name: str
    id: int | None = None
    names: tuple[str, ...] = ()

    def is_also(self, name: str) -> bool:
        """Tell whether a name is this person's."""
        return name.casefold() in {one.casefold() for one in (self.name, *self.names)}


@dataclass(frozen=True)
class Release:
    """A bundle that was made, and what became of it.

    Attributes:
        model: The file's name in ``models/``.
        seconds: Of the training.
        against_id: Beside which release it was judged; for content, whose model goes on.
        report: Figures (``service/releases/judging.py``), or why there are none.
        replayed_against: The file of the model that a replay compared it with; None: no replay.
    """

    id: int
    kind: Kind
    bundle: Bundle
    model: str
    state: State
    trained_by: str
    trained_at: datetime
    seconds: float
    against_id: int | None
    report: Mapping[str, Any] | None
    approved_name: str
    approved_at: datetime | None
    overridden_by: int | None
    override_reason: str
    overridden_at: datetime | None
    digest: str
    replayed_against: str | None

    @property
    def short(self) -> str:
        """Return the bundle's name as people say it."""
        return self.digest[:12]

    @property
    def failure(self) -> str:
        """Return why it has no model, or no figures; empty when it has."""
        return str((self.report or {}).get(FAILURE, ""))

    @property
    def is_overridden(self) -> bool:
        """Whether an administrator lets it serve against the figures that there are.

        What was said of earlier figures stands with the release, and says nothing of these.
        """
        judged_at = (self.report or {}).get("judged_at")
        if self.overridden_at is None or judged_at is None:
            return self.overridden_at is not None
        return self.overridden_at >= datetime.fromisoformat(judged_at)

    @property
    def is_judgeable(self) -> bool:
        """Whether it may be judged, or judged anew."""
        return self.kind is Kind.MODEL and self.state in JUDGEABLE

    @property
    def was_replayed(self) -> bool:
        """Whether it was asked what citizens asked lately."""
        return self.replayed_against is not None

    @property
    def is_judged(self) -> bool:
        """Whether there are figures."""
        return self.report is not None and not self.failure


@dataclass(frozen=True)
class Made:
    """A model that was just trained, or a training that failed."""

    by: str
    model: str
    seconds: float
