"""Dates, times and the country's three zones, as Indonesians read them."""

from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

_MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
).split()
TODAY = "hari ini"
WEEKDAYS = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()


class Zone(StrEnum):
    """A time zone by the name that citizens read behind a time."""

    WIB = "WIB"
    WITA = "WITA"
    WIT = "WIT"

    @property
    def tz(self) -> ZoneInfo:
        """The zone, to convert into; Indonesia has no summer time."""
        return _ZONES[self]


_ZONES = {
    Zone.WIB: ZoneInfo("Asia/Jakarta"),
    Zone.WITA: ZoneInfo("Asia/Makassar"),
    Zone.WIT: ZoneInfo("Asia/Jayapura"),
}
WIB = Zone.WIB.tz


def date_in_words(day: date) -> str:
    """Return "24 November 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def weekday_in_words(day: date) -> str:
    """Return "Selasa, 24 November 2026"."""
    return f"{WEEKDAYS[day.weekday()]}, {date_in_words(day)}"


def short_time_in_words(moment: datetime) -> str:
    """Return "24 Nov 2026 14.05 WIB"; ``moment`` is aware."""
    local = moment.astimezone(WIB)
    return f"{local.day} {_MONTHS[local.month - 1][:3]} {local.year} {local:%H.%M} WIB"


def time_in_words(moment: datetime, zone: Zone = Zone.WIB) -> str:
    """Return "24 November 2026 pukul 14.05 WIB"; ``moment`` is aware."""
    return f"{date_in_words(moment.astimezone(zone.tz).date())} {clock_in_words(moment, zone)}"


def clock_in_words(moment: datetime, zone: Zone = Zone.WIB) -> str:
    """Return "pukul 14.05 WIB"; ``moment`` is aware."""
    return f"pukul {moment.astimezone(zone.tz):%H.%M} {zone}"
