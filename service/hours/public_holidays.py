"""Public holidays and joint leave (cuti bersama), as the package ``holidays`` knows them.

What the government decides later, or what the package has wrong, stands in ``content/hours.yml``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import holidays

ESTIMATED = "(perkiraan)"  # the package's mark behind dates that the moon has still to decide
FEAST_AFTER_FASTING = "Hari Raya Idul Fitri"


@dataclass(frozen=True)
class Holiday:
    """A day without work for the whole country."""

    day: date
    name: str
    is_joint_leave: bool

    @property
    def is_estimated(self) -> bool:
        """Whether the date may still move."""
        return ESTIMATED in self.name


@cache
def holidays_of(year: int) -> Mapping[date, Holiday]:
    """Return a year's holidays and days of joint leave by their dates, weekends included."""
    joint = _listed(year, holidays.GOVERNMENT)
    public = _listed(year, holidays.PUBLIC)
    found = {day: Holiday(day, name, is_joint_leave=True) for day, name in joint.items()}
    found |= {day: Holiday(day, name, is_joint_leave=False) for day, name in public.items()}
    return dict(sorted(found.items()))


def _listed(year: int, category: str) -> dict[date, str]:
    listed = holidays.country_holidays("ID", years=year, categories=category, language="id")
    return {day: listed[day] for day in listed if day.year == year}
