"""Times as officers read them: short dates in WIB, and waits in words."""

from datetime import datetime, timedelta

from service.calendar import WIB

_MONTHS = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()


def moment_in_words(moment: datetime) -> str:
    """Return "24 Nov 2026 14.05 WIB"; ``moment`` is aware."""
    local = moment.astimezone(WIB)
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year} {local:%H.%M} WIB"


def wait_in_words(wait: timedelta) -> str:
    """Return "12 menit", "2 jam 5 menit" or "3 hari"; a wait below a minute says so."""
    minutes = int(wait.total_seconds() // 60)
    if minutes < 1:
        return "kurang dari 1 menit"
    if minutes < 60:
        return f"{minutes} menit"
    hours, rest = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} jam {rest} menit" if rest else f"{hours} jam"
    return f"{hours // 24} hari"
