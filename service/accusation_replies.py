"""Whether what an accusation was understood as fits the channel that the door told. Pure."""

from service.decision import group_of
from service.outcomes import Outcome
from service.replies import Reply

CERTAIN = 0.97  # confidence from which what was understood weighs more than the door's rules
ANSWERS = (Outcome.ANSWERED, Outcome.REFERRED)


def fits_channel(understood: Reply, channel: str) -> bool:
    """Tell whether a reply may stand in place of the channel's article.

    Not so where the two would be a harmful confusion, unless it was understood for certain.
    """
    groups = {group_of(understood.topic or ""), group_of(channel)} - {None}
    is_clear = len(groups) < 2 or understood.confidence >= CERTAIN
    return understood.outcome in ANSWERS and is_clear
