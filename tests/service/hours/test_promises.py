"""When somebody is back, as the citizen reads it."""

from datetime import datetime

from service.calendar import WIB, Zone
from service.hours.promises import moment_in_words
from tests.service.hours.tables import TABLE, hours_with


def back(now: datetime, zone: Zone = Zone.WIB) -> str:
    """Say when the head office's desk is back."""
    return moment_in_words(hours_with().next_opening(now, "pusat"), now, zone)


def test_the_break_is_not_closed_until_tomorrow() -> None:
    """Who asks at a quarter past twelve has not long to wait."""
    assert back(datetime(2026, 7, 6, 12, 15, tzinfo=WIB)) == "hari ini pukul 13.00 WIB"


def test_the_next_days_are_told_by_their_names() -> None:
    """A weekday is what people plan by."""
    assert back(datetime(2026, 7, 10, 17, tzinfo=WIB)) == "Senin pukul 07.30 WIB"


def test_a_citizen_reads_their_own_zone() -> None:
    """Half past seven in Jakarta is half past nine in Jayapura."""
    friday = datetime(2026, 7, 10, 17, tzinfo=WIB)

    assert back(friday, Zone.WITA) == "Senin pukul 08.30 WITA"
    assert back(friday, Zone.WIT) == "Senin pukul 09.30 WIT"


def test_a_day_further_ahead_is_told_with_its_date() -> None:
    """After a long holiday "Rabu" alone would mean the wrong one."""
    told = back(datetime(2026, 3, 17, 15, tzinfo=WIB))

    assert told == "Rabu, 25 Maret 2026, pukul 07.30 WIB"


def test_an_unknown_place_reads_the_zone_by_its_name() -> None:
    """A time without a zone is read as one's own, and wrong for a third of the country."""
    assert TABLE.zone_of_province("Bali") is Zone.WITA
    assert TABLE.zone_of_province(None) is Zone.WIB
