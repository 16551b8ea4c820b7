"""A citizen's message as Rasa understood it, for the tests of what is made of it."""

from service.answering.decision import Part, RankedIntent
from service.answering.question import Question


def ranked(**chances: float) -> tuple[RankedIntent, ...]:
    """Return a ranking; ``_`` stands for ``-``."""
    return tuple(RankedIntent(name.replace("_", "-"), chance) for name, chance in chances.items())


FOREIGN = (RankedIntent("out_of_scope", 0.98),)


def question(text: str, ranking: tuple[RankedIntent, ...] = (), **fields: object) -> Question:
    """Return a message; ``fields`` are those of ``Question``."""
    return Question("c", text, ranking, **fields)  # type: ignore[arg-type]


def part(text: str, **chances: float) -> Part:
    """Return a sentence and what it means by itself."""
    return Part(text, ranked(**chances))
