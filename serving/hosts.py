"""The host names that a web process answers to, and how a setting lists names."""

from collections.abc import Sequence

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

OURSELVES = ("127.0.0.1", "localhost")  # who looks whether the process is healthy


def known_hosts(public: Sequence[str]) -> list[Middleware]:
    """Refuse every other name than those, and this machine's own; with none, refuse nothing."""
    if not public:
        return []
    allowed = [*public, *OURSELVES]
    return [Middleware(TrustedHostMiddleware, allowed_hosts=allowed, www_redirect=False)]


def names_in(setting: str | None) -> list[str]:
    """Return the names of a setting that lists several, parted by commas or spaces."""
    return (setting or "").replace(",", " ").split()
