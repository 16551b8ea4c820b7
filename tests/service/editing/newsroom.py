"""A few people around the real articles, on a real database."""

from dataclasses import dataclass, field

from doubles.clock import TODAY, FrozenClock
from doubles.knowledge import CONTENT, NoEncoder
from doubles.passwords import CHEAP
from service.content.model import Article, Content
from service.content.store import find_article, store_content
from service.content.versions import Version, newest_version
from service.editing.editorial import Editorial
from service.editing.parts import with_parts
from service.editing.proposals import Proposal
from service.officers.accounts import add_officer
from service.officers.duty import give_role
from service.outcomes import Role
from service.storage.database import Database

ID = "ppid-waktu"  # an article of the unit "ppid"
PASSWORD = "kata-sandi-panjang"
PEOPLE = {
    "sari": ("ppid", Role.OFFICER),
    "hasan": ("humas", Role.OFFICER),
    "mira": ("humas", Role.MAINTAINER),
    "tono": ("humas", Role.MAINTAINER),
    "lead": ("humas", Role.LEAD),
    "adi": ("humas", Role.AUDITOR),
}


@dataclass
class Newsroom:
    """Who writes, who decides, and what serves."""

    database: Database
    clock: FrozenClock
    editorial: Editorial
    ids: dict[str, int] = field(default_factory=dict)

    def served(self, article_id: str = ID) -> Article:
        with self.database.read() as session:
            found = find_article(session, article_id)
        assert found is not None
        return found

    def version(self, article_id: str = ID) -> Version:
        with self.database.read() as session:
            found = newest_version(session, article_id)
        assert found is not None
        return found

    def text(self, article_id: str = ID, /, **parts: str) -> str:
        """Return what serves with some parts changed."""
        return with_parts(self.version(article_id).written, parts, TODAY)

    def propose(self, who: str = "sari", article_id: str = ID, /, **parts: str) -> Proposal:
        """Propose a change that is right."""
        made = self.try_to_propose(self.text(article_id, **parts), who, article_id)
        assert isinstance(made, Proposal), made
        return made

    def try_to_propose(
        self, written: str, who: str = "sari", article_id: str = ID, reason: str = "Lebih jelas."
    ) -> object:
        base = self.version(article_id).number
        return self.editorial.propose(
            article_id, written, base, reason, self.ids[who], self.clock()
        )

    def approve(self, proposal: Proposal, who: str = "mira", seen: int | None = None) -> object:
        if seen is None:
            seen = self.version(proposal.article_id).number
        return self.editorial.approve(proposal.id, seen, "", self.ids[who], self.clock())


def make_newsroom(database: Database, clock: FrozenClock, content: Content) -> Newsroom:
    """Return one in which the content is loaded and everybody has an account."""
    room = Newsroom(database, clock, Editorial(database, CONTENT, NoEncoder(), lambda: TODAY))
    with database.write() as session:
        store_content(session, content, clock())
        for name, (unit, role) in PEOPLE.items():
            add_officer(session, name, name.title(), unit, PASSWORD, clock(), CHEAP)
            room.ids[name] = give_role(session, name, role).id
    return room
