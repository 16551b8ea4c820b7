"""What a turn stands on: made once at the gateway's start, passed to every turn."""

from dataclasses import dataclass, field

from bot.own_replies import OwnReplies
from bot.rasa_client import Assistant
from service.answering.answers import Answers
from service.clock import Clock
from service.door.door import Door
from service.operations.switches import Switches
from service.storage.database import Database


@dataclass(frozen=True)
class TurnServices:
    """What a turn stands on."""

    database: Database
    answers: Answers
    own_replies: OwnReplies
    assistant: Assistant
    switches: Switches
    clock: Clock
    door: Door = field(default_factory=Door)
