"""Tells whether the record is whole: no row changed, removed, put in or cut off.

A row that was changed, or that has another before it than it had, does not fit its hash. One that
was written without the service's secret has no seal that fits. What was cut off at the end, or
written anew from some row on, is told by the anchors, which lie elsewhere.
"""

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.audit.anchors import Anchor
from service.audit.chain import BEGINNING, Entry, hash_of
from service.audit.keys import Keys
from service.audit.reading import AT_ONCE, entry_of
from service.audit.tables import AuditRow
from service.storage.base import table_of

SHOWN = 20  # faults that are named


class Fault(StrEnum):
    """What is wrong with a row."""

    GAP = "gap"  # rows before it are missing, or it has a number that comes twice
    HASH = "hash"  # it, or the one before, is not what it was
    SEAL = "seal"  # written without the service's secret, or with another one
    VERSION = "version"  # written down in a way that this code does not know
    UNREADABLE = "unreadable"  # holds what this code never writes; nothing behind was looked at
    CUT = "cut"  # an anchor names it and it is not there
    ANCHOR = "anchor"  # an anchor knows it with another hash


@dataclass(frozen=True)
class Found:
    """Something that is wrong, and with which row."""

    fault: Fault
    id: int


@dataclass
class Verdict:
    """What verifying found.

    Attributes:
        rows: How many were looked at.
        last: The number of the last one.
        anchored: The highest number that an anchor vouches for; 0 for none.
        count: How many faults there are.
        faults: The first ``SHOWN`` of them.
    """

    rows: int = 0
    last: int = 0
    anchored: int = 0
    count: int = 0
    faults: list[Found] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return self.count == 0

    def note(self, fault: Fault, number: int) -> None:
        """Count a fault, and keep the first ones."""
        self.count += 1
        if len(self.faults) < SHOWN:
            self.faults.append(Found(fault, number))


def verify(
    session: Session, keys: Sequence[Keys], anchors: Iterable[Anchor], begin: int = 1
) -> Verdict:
    """Look at every row, or at those from a number on.

    Args:
        keys: Of ``known_keys``: the better first.
        anchors: Read before this is called, so that what they name is there.
        begin: The first row to look at; it is believed to follow on the one before.
    """
    query = select(table_of(AuditRow)).where(_a.id >= begin).order_by(_a.id)
    if begin == 1:
        query = select(table_of(AuditRow)).order_by(_a.id)  # also what has no place in it
    chain = _Chain(keys, anchors, begin)
    try:
        for row in session.execute(query.execution_options(yield_per=AT_ONCE)):
            chain.look_at(entry_of(row))
    except (ValueError, TypeError, OverflowError):  # a value that the code cannot have written
        chain.verdict.note(Fault.UNREADABLE, chain.verdict.last + 1)
        return chain.verdict
    return chain.conclude()


class _Chain:
    """Follows the rows."""

    def __init__(self, keys: Sequence[Keys], anchors: Iterable[Anchor], begin: int) -> None:
        self.verdict = Verdict(last=begin - 1)
        self._before = BEGINNING if begin == 1 else None
        self._keys = keys
        self._seal = len(keys) - 1  # the weakest that a row may be sealed with from here on
        self._anchors: dict[int, list[Anchor]] = {}
        for anchor in anchors:
            if anchor.id >= begin:
                self._anchors.setdefault(anchor.id, []).append(anchor)

    def look_at(self, entry: Entry) -> None:
        """Compare a row with what it must be behind the one before."""
        verdict = self.verdict
        if entry.id != verdict.last + 1:
            verdict.note(Fault.GAP, entry.id)
        self._look_at_hash(entry)
        if not self._is_sealed(entry):
            verdict.note(Fault.SEAL, entry.id)
        for anchor in self._anchors.pop(entry.id, ()):
            if anchor.fits(entry.hash):
                verdict.anchored = max(verdict.anchored, entry.id)
            else:
                verdict.note(Fault.ANCHOR, entry.id)
        verdict.rows += 1
        verdict.last, self._before = entry.id, entry.hash

    def conclude(self) -> Verdict:
        """Return what was found, with what anchors name and was not there."""
        for number in sorted(self._anchors):
            self.verdict.note(Fault.CUT, number)
        return self.verdict

    def _look_at_hash(self, entry: Entry) -> None:
        if self._before is None:
            return
        expected = hash_of(entry, self._before)
        if expected is None:
            self.verdict.note(Fault.VERSION, entry.id)
        elif not hmac.compare_digest(expected, entry.hash):
            self.verdict.note(Fault.HASH, entry.id)

    def _is_sealed(self, entry: Entry) -> bool:
        """Tell whether a row has a seal that is no weaker than those before."""
        for strength, keys in enumerate(self._keys[: self._seal + 1]):
            if hmac.compare_digest(keys.seal(entry.hash), entry.seal):
                self._seal = strength
                return True
        return False


_a = table_of(AuditRow).c
