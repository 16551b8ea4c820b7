"""Dates and times as Indonesians read them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

WIB = ZoneInfo("Asia/Jakarta")
_MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
).split()


def date_in_words(day: date) -> str:
    """Return "24 November 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_time_in_words(moment: datetime) -> str:
    """Return "24 Nov 2026 14.05 WIB"; ``moment`` is aware."""
    local = moment.astimezone(WIB)
    return f"{local.day} {_MONTHS[local.month - 1][:3]} {local.year} {local:%H.%M} WIB"


def time_in_words(moment: datetime) -> str:
    """Return "24 November 2026 pukul 14.05 WIB"; ``moment`` is aware."""
    local = moment.astimezone(WIB)
    return f"{date_in_words(local.date())} pukul {local:%H.%M} WIB"
