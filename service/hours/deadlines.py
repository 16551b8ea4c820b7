"""Until when a request is answered: rules by kind, made of ``content/deadlines.yml``."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from service.hours.counting import WorkingHours

QUESTION = "question"  # the kind of whatever is no other


@dataclass(frozen=True)
class DeadlineRule:
    """A kind of request, and until when it is answered.

    Attributes:
        law: What gives citizens the right, in words; empty for a target of the desk's own,
            which is never told.
        sources: Keys of ``sources.yml``.
        topics: The articles whose escalations are of this kind.
        working_days: From the day after it came; or ``working_hours`` from when it came.
        extension_days: By how many working days it may be put off, once.
        remind_hours: Working hours before the deadline at which the holder is reminded.
    """

    kind: str
    name: str
    law: str = ""
    sources: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    working_days: int | None = None
    working_hours: float | None = None
    extension_days: int | None = None
    remind_hours: float = 0

    @property
    def is_right(self) -> bool:
        """Whether citizens may be told of it."""
        return bool(self.law)

    @property
    def lead(self) -> timedelta:
        """Working time before the deadline from which the holder is reminded."""
        return timedelta(hours=self.remind_hours)

    def deadline(self, opened_at: datetime, unit: str, hours: WorkingHours) -> datetime | None:
        """Return when it ends, in UTC; None where nothing is promised nor aimed at."""
        if self.working_days is not None:
            return hours.add_working_days(opened_at, self.working_days, unit)
        if self.working_hours is not None:
            span = timedelta(hours=self.working_hours)
            return hours.add_working_time(opened_at, span, unit)
        return None

    def extended(self, opened_at: datetime, unit: str, hours: WorkingHours) -> datetime | None:
        """Return when it ends if it is put off once; None where it cannot be."""
        if self.working_days is None or self.extension_days is None:
            return None
        return hours.add_working_days(opened_at, self.working_days + self.extension_days, unit)


def rule_of_topic(rules: tuple[DeadlineRule, ...], topic: str | None) -> DeadlineRule:
    """Return the rule of what a citizen asked a person about; the question's for all else."""
    return next((rule for rule in rules if topic in rule.topics), rule_of_kind(rules, QUESTION))


def rule_of_kind(rules: tuple[DeadlineRule, ...], kind: str) -> DeadlineRule:
    """Return a kind's rule; one without any deadline where the file has it no longer."""
    return next((rule for rule in rules if rule.kind == kind), DeadlineRule(kind, kind))
