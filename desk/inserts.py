"""What the box of an answer shows of what was searched for, or could not be inserted."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.forum.means import SaidArticle


@dataclass(frozen=True)
class Inserts:
    """What the box for inserting shows.

    Attributes:
        sought: What articles were searched for by.
        found: The articles, best first; None: nobody searched.
        missing: The places of a canned reply that this ticket has no value for, in braces.
        is_done: Whether something was put into the answer.
    """

    sought: str = ""
    found: Sequence[SaidArticle] | None = None
    missing: tuple[str, ...] = ()
    is_done: bool = False


NOTHING = Inserts()
