"""What a turn stands on: made once at the gateway's start, passed to every turn."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.own_replies import OwnReplies
from bot.rasa_client import Assistant
from service.answering.answers import Answers
from service.clock import Clock
from service.door.door import Door
from service.operations.switches import Switches
from service.storage.database import Database
from service.updates.sealing import Seal


def anybody(_address: str) -> bool:
    """Let every conversation open a ticket."""
    return True


@dataclass(frozen=True)
class TurnServices:
    """What a turn stands on.

    Attributes:
        may_open_ticket: Told a conversation's address, says whether it may open one more ticket.
        seal: Seals what only an officer may see; None: with the key in the database.
    """

    database: Database
    answers: Answers
    own_replies: OwnReplies
    assistant: Assistant
    switches: Switches
    clock: Clock
    door: Door = field(default_factory=Door)
    may_open_ticket: Callable[[str], bool] = anybody
    seal: Seal | None = None
