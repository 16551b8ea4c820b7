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


def time_in_words(moment: datetime) -> str:
    """Return "24 November 2026 pukul 14.05 WIB"; ``moment`` is aware."""
    local = moment.astimezone(WIB)
    return f"{date_in_words(local.date())} pukul {local:%H.%M} WIB"
