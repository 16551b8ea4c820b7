"""How long an officer's answer may be: one message, which can be changed later. Pure."""

from service.outbox.placing import fits_under
from service.outbox.splitting import utf16_length

LIMIT = 4000  # UTF-16 units, as at the web desk


def too_long(text: str, *, is_caption: bool = False) -> bool:
    """Tell whether an answer, or the words under a file, would not be one message."""
    return not fits_under(text) if is_caption else utf16_length(text) > LIMIT
