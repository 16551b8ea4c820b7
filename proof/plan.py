"""What a run is to do, as said on the command line."""

import argparse
from dataclasses import dataclass, field
from pathlib import Path

from service.paths import VAR

VICTIMS = {"gateway": 6.0, "actions": 2.0, "rasa": 1.0, "desk": 1.0, "database": 1.0}


@dataclass(frozen=True)
class Plan:
    """A run.

    Attributes:
        rate: Updates a second at most.
        waiting: The crowd holds back while more updates than this wait for an answer.
        victims: Names of the processes to kill, and how likely each is; the database is not
            killed but restarted (its connections end) or locked.
        faults: Share of the requests to Telegram that meet a fault, 0 to 1.
        database: ``sqlite``, ``postgresql`` or an address.
        web: Share of the messages that come by the web chat.
        gateways: How many gateways share the work, as around a new release.
        accusing: Share of the messages that accuse somebody, of which no word may be kept.
        drain: Seconds that what is left may take at the end.
    """

    updates: int = 1000
    citizens: int = 250
    rate: float = 15.0
    waiting: int = 300
    kills: int = 6
    victims: dict[str, float] = field(default_factory=lambda: dict(VICTIMS))
    faults: float = 0.1
    seed: int = 1
    database: str = "sqlite"
    gateways: int = 1
    web: float = 0.25
    accusing: float = 0.04
    drain: float = 150.0
    out: Path = VAR / "proof"

    @property
    def on_the_web(self) -> tuple[int, int]:
        """How many messages the web chat gets, and from how many visitors."""
        return round(self.updates * self.web), max(1, round(self.citizens * self.web))

    @property
    def names(self) -> dict[str, float]:
        """The victims' weights by process; several gateways share theirs."""
        weights = dict(self.victims)
        share = weights.pop("gateway", 0.0) / self.gateways
        return dict.fromkeys(gateway_names(self.gateways), share) | weights


def gateway_names(count: int) -> list[str]:
    """Return ``gateway``, ``gateway-2``, and so on."""
    return ["gateway", *(f"gateway-{number}" for number in range(2, count + 1))]


def read_plan(arguments: list[str] | None = None) -> Plan:
    """Read the command line."""
    default = Plan()
    parser = argparse.ArgumentParser(
        prog="python -m proof",
        description="Prove that nothing is lost: a crowd writes, Telegram fails, processes are "
        "killed, and every update is audited. Ends with status 1 when a rule was broken.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    for name, kind, told in (
        ("updates", int, "messages that citizens write"),
        ("citizens", int, "conversations they come from"),
        ("rate", float, "updates a second at most"),
        ("waiting", int, "hold back while more updates than this wait"),
        ("kills", int, "how many times a process is killed with SIGKILL"),
        ("faults", float, "share of Telegram's requests that fail"),
        ("web", float, "share of the messages written at the web chat"),
        ("accusing", float, "share of the messages that accuse somebody"),
        ("seed", int, "of messages, moments and faults"),
        ("database", str, "sqlite, postgresql, or the address of an empty PostgreSQL database"),
        ("gateways", int, "how many gateways share the work"),
        ("drain", float, "seconds for what is left at the end"),
        ("out", Path, "folder for report, picture and journals"),
    ):
        parser.add_argument(f"--{name}", type=kind, default=getattr(default, name), help=told)
    parser.add_argument(
        "--victims", type=read_victims, default=VICTIMS, help="as in gateway=6,rasa=1"
    )
    return Plan(**vars(parser.parse_args(arguments)))


def read_victims(text: str) -> dict[str, float]:
    """Read ``gateway=6,rasa=1``.

    Raises:
        ValueError: A name is unknown or a weight no number.
    """
    victims = {}
    for part in text.split(","):
        name, _, weight = part.partition("=")
        if name not in VICTIMS:
            raise ValueError(f"no process {name!r}; there are: {', '.join(VICTIMS)}")
        victims[name] = float(weight or 1)
    return victims
