"""Whether somebody asks if they would be safe: whoever is not answered does not report."""

import re

_OWN = (
    r"(?:(?:identitas|nama|data|nomor)(?:ku|q| (?:saya|sy|aku|kami|pelapor|gue))"
    r"|(?:sa|saya|kami|kita) (?:pu|punya) (?:nama|identitas|data|nomor))"
)
_SAFE = (
    r"(?:aman|rahasia\w*|dirahasiakan|ketahuan|ketauan|kebongkar|terbongkar|kebuka|bocor|dibocor\w*|"
    r"disembunyi\w*|(?:di)?kasih (?:tahu|tau)|dilindungi|dijamin)"
)
_ASKS = re.compile(
    rf"\b{_OWN}\b.*\b{_SAFE}\b|\b{_SAFE}\b.*\b{_OWN}\b"
    rf"|\b{_SAFE} (?:kan|ya|ga|gak|gk|nggak|tidak)\b"
)


def asks_safety(said: str) -> bool:
    """Tell whether a message asks whether its writer's name, data or person is safe.

    Args:
        said: As ``accusation_reading.read`` writes it.
    """
    return _ASKS.search(said) is not None
