"""What the host of the Rasa servers tells of them (``nlu/host.py``), in our own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from service.errors import TanyaError


class HostUnavailable(TanyaError):
    """The host of the Rasa servers did not answer, or refused."""


@dataclass(frozen=True)
class RasaServer:
    """A Rasa that the host keeps.

    Attributes:
        trouble: Why it never was ready.
        megabytes: Of memory, what it alone and its share of what it shares with others; 0 unknown.
    """

    port: int
    model: str
    state: str
    trouble: str = ""
    megabytes: int = 0

    @property
    def is_ready(self) -> bool:
        """Whether it answers, and warm."""
        return self.state == "ready"

    @property
    def is_failed(self) -> bool:
        """Whether it never will."""
        return self.state == "failed"


@dataclass(frozen=True)
class Hosted:
    """Everything that the host keeps.

    Attributes:
        serving: The port of what it begins with after a restart.
    """

    servers: Sequence[RasaServer]
    serving: int

    def with_model(self, model: str) -> RasaServer | None:
        """Return the server of a model, a ready one before others."""
        found = [server for server in self.servers if server.model == model]
        return min(found, key=lambda server: not server.is_ready, default=None)

    def beside(self, port: int) -> RasaServer | None:
        """Return the server on another port than this."""
        return next((server for server in self.servers if server.port != port), None)


def hosted_from_wire(told: object) -> Hosted:
    """Read the host's answer.

    Raises:
        HostUnavailable: It is none.
    """
    try:
        rows, serving = told["servers"], told["serving"]  # type: ignore[index]
        servers = [
            RasaServer(
                int(row["port"]),
                str(row["model"]),
                str(row["state"]),
                str(row["trouble"]),
                int(row.get("proportional") or 0),
            )
            for row in rows
        ]
        return Hosted(servers, int(serving))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise HostUnavailable(
            "what answers at RASA_HOST_URL is no host of Rasa servers"
        ) from error


class Slots:
    """The addresses of the Rasa servers, by their ports: the host knows no names of its own."""

    def __init__(self, urls: Sequence[str]) -> None:
        self._urls = {urlsplit(url).port or 80: url for url in urls}

    def url_of(self, port: int) -> str | None:
        """Return the address of a port, None for one that the settings do not name."""
        return self._urls.get(port)
