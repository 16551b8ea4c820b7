"""One gateway, its group, and the web desk on the same database: officers use both."""

from dataclasses import dataclass

from starlette.applications import Starlette

from desk.app import create_app
from doubles.passwords import CHEAP
from service.officers.accounts import set_password
from service.officers.duty import give_role
from service.outcomes import Role
from tests.bot.telegram.officers.harness import CITIZEN, Stage
from tests.desk.desk_harness import (
    PASSWORD,
    SEAL,
    Browser,
    open_browser,
    read_sentences,
    read_units,
)


@dataclass
class BothDesks:
    """The stage, and browsers of its officers."""

    stage: Stage
    app: Starlette
    browsers: list[Browser]

    async def browser(self, name: str, role: Role = Role.OFFICER) -> Browser:
        """Return an officer's browser, logged in."""
        with self.stage.office.database.write() as session:
            set_password(session, name.lower(), PASSWORD, CHEAP)
            give_role(session, name.lower(), role)
        browser = open_browser(self.app)
        self.browsers.append(browser)
        await browser.log_in(name.lower())
        return browser

    async def close(self) -> None:
        """Close the browsers."""
        for browser in self.browsers:
            await browser.client.aclose()

    def press(self, label: str, citizen: int = CITIZEN) -> None:
        """Let a citizen press the newest button with this label."""
        self.stage.api.press(citizen, label)


def both_desks(stage: Stage) -> BothDesks:
    """Return the web desk beside a stage."""
    app = create_app(
        database=stage.office.database,
        sentences=read_sentences(),
        units=read_units(),
        clock=stage.office.clock,
        secure_cookies=False,
        seal=SEAL,
        desk_hours=stage.office.answers.knowledge.desk_hours,
    )
    return BothDesks(stage, app, [])
