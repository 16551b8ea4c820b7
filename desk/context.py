"""What every page stands on: made once in ``create_app``, found through the request."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response
from starlette.templating import Jinja2Templates

from desk.live import Live
from desk.sign_in import BY_PASSWORD, SignIn
from desk.times import day_in_words, split_wait
from service.answering.trials import Trials
from service.assembly import ArticlesToSay
from service.calendar import short_time_in_words
from service.clock import Clock
from service.content.following import Following, UnitsAndHours
from service.content.model import Unit
from service.content.sentences import Sentences
from service.editing.editorial import Editorial
from service.escalations.views import EscalationView
from service.hours.desk_hours import DeskHours
from service.markup import read_by
from service.storage.database import Database
from service.updates.sealing import Seal
from serving.assets import Assets

HERE = Path(__file__).resolve().parent
ASSETS = Assets(HERE / "static")


@dataclass(frozen=True)
class Desk:
    """The desk's means.

    Attributes:
        seal: Opens citizens' files.
        sign_in: How officers may, and must, log in.
        login_gate: Lets few password checks run at once: each takes 64 MiB on purpose.
        editorial: The acts on articles.
        trials: Asks the bot's articles for whoever changes them.
        at_start: Units and hours where nothing is followed.
        live: Tells open pages that something changed.
        following: Brings what is loaded while this process runs.
        articles: What officers may put into an answer; None: nothing is searched.
    """

    database: Database
    sentences: Sentences
    clock: Clock
    secure_cookies: bool
    templates: Jinja2Templates
    login_gate: asyncio.Semaphore
    seal: Seal
    editorial: Editorial
    trials: Trials
    at_start: UnitsAndHours
    live: Live
    following: Following | None = None
    sign_in: SignIn = BY_PASSWORD
    articles: ArticlesToSay | None = None

    @property
    def units(self) -> Mapping[str, Unit]:
        """The units by id."""
        return self._newest().units

    @property
    def desk_hours(self) -> DeskHours:
        """When officers work, and until when they answer."""
        return self._newest().desk_hours

    def _newest(self) -> UnitsAndHours:
        return self.following.newest() if self.following else self.at_start

    def today(self) -> date:
        """Return the date where BPKP's head office is."""
        return self.editorial.today()

    async def look(self) -> None:
        """See now and then whether other units or hours were loaded."""
        if self.following is not None and self.following.is_due():
            await asyncio.to_thread(self.following.look)

    def unit_name(self, unit_id: str) -> str:
        """Return a unit's name, or its id when the content has it no longer."""
        unit = self.units.get(unit_id)
        return unit.name if unit else unit_id

    def units_beside(self, unit_id: str) -> list[tuple[str, str]]:
        """Return id and name of all units but one."""
        return [(one.id, one.name) for one in self.units.values() if one.id != unit_id]

    def kind_name(self, kind: str) -> str:
        """Return what a citizen sent that is not text, in words: "foto", "pesan suara"."""
        key = f"kind_{kind}"
        known = self.sentences.keys()
        return self.sentences(key if key in known else "kind_other")

    def notice(self, key: str, escalation: EscalationView) -> str:
        """Return a sentence of ``content/sentences.yml`` for the citizen."""
        unit = self.unit_name(escalation.unit)
        return self.sentences(key, ticket=escalation.ticket, unit=unit)


def make_templates() -> Jinja2Templates:
    """Return the templates: everything escaped, a forgotten value is an error."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["asset"] = ASSETS.url
    environment.filters["moment"] = short_time_in_words
    environment.filters["day"] = day_in_words
    environment.filters["split_wait"] = split_wait
    environment.filters["written_by"] = lambda text, who: read_by(who, text)
    return Jinja2Templates(env=environment)


def desk_of(request: Request) -> Desk:
    """Return the desk that serves a request."""
    return cast("Desk", request.app.state.desk)


def render(request: Request, name: str, context: dict[str, Any], status: int = 200) -> Response:
    """Fill a template; pages of nobody in particular have no ``login``."""
    desk = desk_of(request)
    nobody: dict[str, Any] = {
        "login": None,
        "officer_unit": None,
        "allowed": frozenset(),
        "waiting": 0,
    }
    is_look = "hx-request" in request.headers  # of an open page, which has its cursor
    values = {**nobody, "cursor": "" if is_look else desk.live.cursor, **context}
    templates = desk.templates
    return templates.TemplateResponse(request, name, values, status_code=status)
