"""Until when an officer puts a case off, read out of how people say a time. Pure.

What is not surely understood is no time: a case that sleeps until an unmeant moment is forgotten.
"""

import re
from datetime import datetime, timedelta

from service.calendar import Zone

LONGEST = timedelta(days=60)  # for which a case may be put off
DAY = timedelta(days=1)
NOON = 12
MORNING = 8  # o'clock, where somebody names a day and no hour
PARTS = {"pagi": MORNING, "siang": 13, "sore": 15, "malam": 19}
_UNITS = {"menit": "minutes", "jam": "hours", "hari": "days", "minggu": "weeks", "pekan": "weeks"}
_COUNTED = "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh".split()
_SPELT = {word: str(number) for number, word in enumerate(_COUNTED, 1)}
_SPELT |= {f"se{unit}": f"1 {unit}" for unit in _UNITS}
_HALF = re.compile(r"(?:(\d+) )?setengah (menit|jam|hari|minggu|pekan)")
_SPAN = re.compile(r"(?<![\d.,:/-])(\d{1,3})(?:[.,](\d{1,2}))? ?(menit|jam|hari|minggu|pekan)\b")
_PART = r"(?: ?(pagi|siang|sore|malam))?"
_CLOCK = re.compile(
    rf"\b(?:pukul|jam) (\d{{1,2}})(?:[.:](\d{{2}}))?(?!\d| ?(?:menit|jam)){_PART}\b"
    rf"|(?<!\d)(\d{{1,2}})[.:](\d{{2}})(?!\d| ?(?:menit|jam|hari|minggu|pekan)){_PART}\b"
)
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_MONTHS = "jan feb mar apr mei jun jul agu sep okt nov des".split()
_NAMED = re.compile(
    r"(?<!\d)(\d{1,2}) (januari|jan|februari|feb|maret|mar|april|apr|mei|juni|jun|juli|jul|"
    r"agustus|agu|agt|september|sept|sep|oktober|okt|november|nov|nop|desember|des)\b\.?"
    r"(?: (\d{4}))?"
)
_DAYS = {"besok": 1, "lusa": 2}
_WEEKDAYS = "senin selasa rabu kamis jumat sabtu minggu".split()
_NEXT_WEEK = re.compile(r"\b(?:minggu|pekan) (?:depan|berikutnya)\b")
_UNREAD = re.compile(
    r"\b(?:jam|hari|minggu|pekan) setengah\b|\b(?:lalu|kemarin|hari kerja|bulan|tahun)\b|"
    r"(?<![\d/-])-\d"
)


def read_until(text: str, now: datetime) -> datetime | None:
    """Return until when somebody puts a case off, in UTC; None when it cannot be told.

    Understood are spans ("2 jam", "setengah jam"), days ("besok", "senin", "12 desember") and
    hours ("14.30", "jam 2 siang"): in western Indonesian time, where no other zone is named.
    """
    words = _plain(text)
    if _UNREAD.search(words):
        return None
    zone = next((one for one in Zone if re.search(rf"\b{one.value.lower()}\b", words)), Zone.WIB)
    local = now.astimezone(zone.tz)
    undated = _NAMED.sub(" ", _DATE.sub(" ", words))
    ahead = _span(_CLOCK.sub(" ", undated))  # in "10.30 hari senin" is none
    try:
        clock = _clock_of(undated)
        if ahead and (clock is None or ahead < DAY):
            return _within(now + ahead, now)
        return _moment(local + ahead if ahead else _day_of(words, local), clock, local, now)
    except ValueError:  # the 31st of a month without one, or 25 o'clock
        return None


def _plain(text: str) -> str:
    said = " ".join(text.lower().replace("jum'at", "jumat").split())
    return re.sub(r"[a-z]+", lambda word: _SPELT.get(word[0], word[0]), said)


def _span(words: str) -> timedelta:
    total = timedelta()
    for whole, unit in _HALF.findall(words):
        total += timedelta(**{_UNITS[unit]: int(whole or 0) + 0.5})
    for whole, part, unit in _SPAN.findall(_HALF.sub(" ", words)):
        total += timedelta(**{_UNITS[unit]: float(f"{whole}.{part or 0}")})
    return total


def _moment(
    day: datetime | None, clock: tuple[int, int] | None, local: datetime, now: datetime
) -> datetime | None:
    if day is None and clock is None:
        return None
    hour, minute = clock or (MORNING, 0)
    at = (day or local).replace(hour=hour, minute=minute, second=0, microsecond=0)
    if day is None and at <= local:
        at += timedelta(days=1)
    return _within(at.astimezone(now.tzinfo), now)


def _day_of(words: str, local: datetime) -> datetime | None:
    dated = _dated(words, local)
    if dated is not None:
        return dated
    is_next = _NEXT_WEEK.search(words) is not None
    monday = local + timedelta(days=7 - local.weekday())
    for word in re.findall(r"[a-z]+", _NEXT_WEEK.sub(" ", words)):
        if word in _DAYS:
            return local + timedelta(days=_DAYS[word])
        if word in _WEEKDAYS:
            number = _WEEKDAYS.index(word)
            ahead = (number - local.weekday()) % 7 or 7
            return monday + timedelta(days=number) if is_next else local + timedelta(days=ahead)
    return monday if is_next else None


def _dated(words: str, local: datetime) -> datetime | None:
    found = _DATE.search(words)
    if found:
        year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
        return local.replace(year=int(year), month=int(month), day=int(day))
    named = _NAMED.search(words)
    if named is None:
        return None
    month_number = _MONTHS.index({"agt": "agu", "nop": "nov"}.get(named[2][:3], named[2][:3])) + 1
    year_number = int(named[3] or local.year)
    at = local.replace(year=year_number, month=month_number, day=int(named[1]))
    is_over = not named[3] and at.date() < local.date()
    return at.replace(year=at.year + 1) if is_over else at


def _clock_of(words: str) -> tuple[int, int] | None:
    found = _CLOCK.search(words)
    part = next((one for one in PARTS if re.search(rf"\b{one}\b", words)), None)
    if found is None:
        return (PARTS[part], 0) if part else None
    hour, minute = int(found[1] or found[4]), found[2] or found[5]
    is_exact = minute is not None and part is None
    return (hour if is_exact else _in_the_day(hour, part)), int(minute or 0)


def _in_the_day(hour: int, part: str | None) -> int:
    """Return the hour of a day: nobody works at two at night, so "jam 2" is in the afternoon."""
    if part == "malam" and hour == NOON:
        raise ValueError("midnight belongs to two days")
    before = NOON if part in ("sore", "malam") else MORNING - 1
    return hour + NOON if part != "pagi" and 0 < hour < before else hour


def _within(at: datetime, now: datetime) -> datetime | None:
    return at if now < at <= now + LONGEST else None
