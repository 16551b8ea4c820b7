"""The two acts that ask what speaks against sentences: looked for first, then one transaction.

The look takes seconds, in which no citizen's message could be stored; so it only reads, and is
repeated in the transaction where the register has come on meanwhile.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from service.learning.label_checks import checked, look
from service.learning.label_kinds import LabelView, Person, Wanted
from service.learning.label_views import read_label
from service.learning.labels import approve, propose
from service.paths import ROOT
from service.storage.database import Database


@dataclass(frozen=True)
class Teaching:
    """What the acts stand on: ``root`` is where data/, content/ and the questions lie."""

    database: Database
    root: Path = ROOT

    def propose(self, who: Person, wanted: Wanted, now: datetime) -> LabelView:
        """Keep what somebody says about messages.

        Raises:
            TeachingRefused: It cannot be said, contradicts an example, or somebody was faster.
        """
        with self.database.read() as session:
            looked = look(session, checked(session, wanted, self.root), self.root)
        with self.database.write() as session:
            return propose(session, who, wanted, now, self.root, looked)

    def approve(self, label_id: int, officer_id: int, now: datetime) -> LabelView:
        """Carry out what somebody else proposed.

        Raises:
            TeachingRefused: This person may not, somebody was faster, or something speaks
                against it.
        """
        with self.database.read() as session:
            looked = look(session, read_label(session, label_id), self.root)
        with self.database.write() as session:
            return approve(session, label_id, officer_id, now, self.root, looked)
