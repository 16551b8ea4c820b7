"""What the desk in a group stands on: words, units, and what the floors above know."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from service.content.model import Unit
from service.content.sentences import Sentences
from service.forum.cards import Mode
from service.hours.deadlines import rule_of_kind
from service.hours.desk_hours import DeskHours


@dataclass(frozen=True)
class SaidArticle:
    """An article as an officer says it: its words with their source."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class DeskMeans:
    """Made once where the process starts.

    Attributes:
        words: What officers read.
        say: What citizens read.
        desk_url: The web desk's address without a slash at its end; empty where it is not known.
        is_english: Tells whether a message is written in English.
        article: Returns an article by its id, None when there is none that may be said.
        articles: The ids of all articles.
        place: Returns the name of a regional office by its code.
        desk_hours: The hours and deadlines as loaded last.
    """

    words: Sentences
    say: Sentences
    units: Mapping[str, Unit]
    desk_url: str
    is_english: Callable[[str], bool]
    article: Callable[[str], SaidArticle | None]
    articles: Callable[[], tuple[str, ...]]
    place: Callable[[str], str]
    desk_hours: Callable[[], DeskHours]
    bot_name: Callable[[], str] = lambda: ""

    def unit_name(self, unit_id: str) -> str:
        """Return a unit's name, or its id when the content has it no longer."""
        unit = self.units.get(unit_id)
        return unit.name if unit else unit_id

    def mode(self, unit_id: str) -> Mode:
        """Return what of citizens' words may stand in a unit's group."""
        unit = self.units.get(unit_id)
        return Mode(unit.group) if unit else Mode.CARD

    def kind_name(self, kind: str) -> str:
        """Return what was sent that is not text, in words: "foto", "pesan suara"."""
        key, known = f"kind_{kind}", self.say.keys()
        return self.say(key if key in known else "kind_other")

    def kind_by_law(self, kind: str) -> str:
        """Return the name of a kind of request that citizens have a right to, else nothing."""
        desk = self.desk_hours()
        return rule_of_kind(desk.rules, kind).name if kind in desk.rights else ""

    def link(self, ticket: str) -> str:
        """Return the escalation's page at the web desk, empty where its address is not known."""
        return f"{self.desk_url}/escalations/{ticket}" if self.desk_url else ""
