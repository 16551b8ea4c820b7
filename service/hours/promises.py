"""When somebody is back, in words, by the reader's own clock."""

from datetime import datetime, timedelta

from service.calendar import TODAY, WEEKDAYS, Zone, clock_in_words, weekday_in_words

WITHIN_A_WEEK = timedelta(days=6)  # further ahead a weekday alone could be the wrong one


def moment_in_words(moment: datetime, now: datetime, zone: Zone) -> str:
    """Return "Senin pukul 08.00 WIB": of today "hari ini", further ahead with the date.

    Args:
        moment: Aware, and not before ``now``.
        zone: The reader's.
    """
    day, today = moment.astimezone(zone.tz).date(), now.astimezone(zone.tz).date()
    clock = clock_in_words(moment, zone)
    if day == today:
        return f"{TODAY} {clock}"
    if day - today <= WITHIN_A_WEEK:
        return f"{WEEKDAYS[day.weekday()]} {clock}"
    return f"{weekday_in_words(day)}, {clock}"
