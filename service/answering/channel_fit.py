"""Whether what an accusation was understood as fits the channel that the door told. Pure."""

from service.answering.decision import group_of
from service.outcomes import Outcome
from service.replies import Reply

CERTAIN = 0.97  # confidence from which what was understood outweighs a channel of another group
LIKELY = 0.8  # the same for a topic that is in no sensitive group
ANSWERS = (Outcome.ANSWERED, Outcome.REFERRED)


def fits_channel(understood: Reply, channel: str) -> bool:
    """Tell whether a reply may stand in place of the channel's article.

    Not so where the two would be a harmful confusion, unless it was understood for certain.
    """
    group = group_of(understood.topic or "")
    if understood.outcome not in ANSWERS or group == group_of(channel):
        return understood.outcome in ANSWERS
    needed = LIKELY if group is None else CERTAIN
    return understood.outcome is Outcome.REFERRED or understood.confidence >= needed
