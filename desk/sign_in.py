"""How officers log in here: what must be shown, and where the desk is to be found."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from desk.provider import Provider
from service.officers.passkeys import Site
from service.officers.sessions import ActiveSession
from service.outcomes import Role
from service.settings import Settings


@dataclass(frozen=True)
class SignIn:
    """The settings of log-ins.

    Attributes:
        required: The roles that must have a second factor.
        has_passwords: Whether a password lets anybody in.
        provider: The agency's own; None: there is none.
        address: The desk's public one; None: what each request calls it.
    """

    required: frozenset[Role] = frozenset()
    has_passwords: bool = True
    provider: Provider | None = None
    address: str | None = None

    def lacks_factor(self, login: ActiveSession) -> bool:
        """Tell whether an officer must set a second factor up before anything else."""
        return login.officer.role in self.required and not login.has_factor

    def knows_password_of(self, login: ActiveSession) -> bool:
        """Tell whether an officer has a password that lets them in."""
        return self.has_passwords and login.has_password

    def site(self, own_address: str) -> Site:
        """Return the desk's name and origin; ``own_address`` is what the request calls it."""
        url = urlsplit(self.address or own_address)
        return Site(url.hostname or "", f"{url.scheme}://{url.netloc}")


BY_PASSWORD = SignIn()


def read_sign_in(settings: Settings) -> SignIn:
    """Return how officers log in by these settings."""
    return SignIn(
        required=settings.roles_with_second_factor,
        has_passwords=settings.password_login,
        provider=Provider.of(settings),
        address=settings.desk_url,
    )


def can_have_passkeys(site: Site) -> bool:
    """Tell whether browsers make passkeys for this site: it needs a name, a number is none."""
    try:
        ipaddress.ip_address(site.host)
    except ValueError:
        return bool(site.host)
    return False
