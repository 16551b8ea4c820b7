"""The desk's hours and deadlines as one value, which processes hold and ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.calendar import Zone
from service.hours.counting import WorkingHours
from service.hours.deadlines import DeadlineRule, rule_of_kind, rule_of_topic
from service.hours.stages import Reminder, reminder_due

A_YEAR = 260  # working days


@dataclass(frozen=True)
class DeskHours:
    """When officers work, and until when they answer."""

    hours: WorkingHours
    rules: tuple[DeadlineRule, ...]

    def warm(self, now: datetime, units: Iterable[str]) -> None:
        """Count each unit's year, so that no citizen waits for it or for the list of holidays."""
        for unit in units:
            self.hours.is_open(now, unit)  # today, which is not counted in what follows
            self.hours.add_working_days(now, A_YEAR, unit)

    @property
    def rights(self) -> frozenset[str]:
        """The kinds of request that citizens have a right to by law."""
        return frozenset(rule.kind for rule in self.rules if rule.is_right)

    def zone_of(self, province: str | None) -> Zone:
        """Return the zone a citizen reads: of the province their talk named, else WIB."""
        return self.hours.table.zone_of_province(province)

    def rule_for(self, topic: str | None) -> DeadlineRule:
        """Return the rule of what a person is asked about."""
        return rule_of_topic(self.rules, topic)

    def deadline(
        self, kind: str, opened_at: datetime, unit: str, *, extended: bool = False
    ) -> datetime | None:
        """Return until when a request of a kind is to be answered, in UTC; also put off once."""
        rule = rule_of_kind(self.rules, kind)
        later = rule.extended(opened_at, unit, self.hours) if extended else None
        return later or rule.deadline(opened_at, unit, self.hours)

    def working_minutes(self, start: datetime, end: datetime, unit: str) -> float:
        """Return how many minutes the unit works between two moments; none where they cross."""
        end = max(start, end)  # two machines' clocks differ
        return self.hours.working_time_between(start, end, unit) / timedelta(minutes=1)

    def reminder_due(
        self, kind: str, deadline_at: datetime, unit: str, now: datetime
    ) -> Reminder | None:
        """Return which reminder of a request's deadline is to be sent now; see ``stages``."""
        lead = rule_of_kind(self.rules, kind).lead
        return reminder_due(self.hours, unit, deadline_at, lead, now)

    def back_at(self, now: datetime, unit: str) -> datetime | None:
        """Return when the unit's officers are back, in UTC; None while they work."""
        opening = self.hours.next_opening(now, unit)
        return None if opening <= now else opening
