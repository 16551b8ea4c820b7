"""Puts the door together: what of a message may be kept, learnt from the content folder.

For the processes that hear citizens, and for whoever asks of a sentence what the door makes of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.content.accusation_examples import article_questions, read_accusations
from service.content.distress_examples import read_distress
from service.content.encoder import E5Encoder
from service.content.entries import Problems
from service.content.folder import read_offices, read_slang
from service.content.gazetteer import read_gazetteer
from service.content.meaning import read_meaning
from service.door.accusation_reading import read
from service.door.accusations import Accusations, LearntAccusations, accuses_plainly
from service.door.distress import Distress, LearntDistress, plain_kind
from service.door.door import Door
from service.door.meaning import Meaning, Question
from service.door.public_contacts import public_contacts
from service.door.telling import LearntTelling, Telling
from service.errors import ContentInvalid
from service.escalations.told_tickets import is_ticket_alone
from service.knowledge.places import Places


def learn_door(folder: Path) -> Door:
    """Return the door of a content folder; learns accusations and distress in seconds.

    Raises:
        ContentInvalid: What it learns from, or is told by, is broken.
    """
    problems = Problems()
    examples = read_door_examples(folder, problems)
    slang = read_slang(folder, problems)
    gazetteer = read_gazetteer(folder, problems)
    places = Places(read_offices(folder, problems), gazetteer)
    lines = read_meaning(folder, problems)
    if problems.lines:
        raise ContentInvalid(problems.lines)
    public_contacts()  # a broken file is to be found now, and not by the first citizen
    encoder = E5Encoder()
    meaning = Meaning(lines, lambda text: encoder.encode([text])[0])
    return Door(
        Accusations(LearntAccusations(*examples.accusations, slang), meaning),
        Distress(LearntDistress(*examples.distress, slang), places.is_place_alone, meaning),
        Telling(LearntTelling(*examples.telling, slang), places.is_place_alone),
        is_ticket_alone,
    )


@dataclass(frozen=True)
class DoorExamples:
    """What each reader at the door learns from, as it takes them: first what it looks for."""

    accusations: tuple[Sequence[str], Sequence[str]]
    distress: tuple[Mapping[str, Sequence[str]], Sequence[str]]
    telling: tuple[Sequence[str], Sequence[str], Sequence[str]]

    def parted(self) -> Mapping[Question, tuple[Sequence[str], Sequence[str]]]:
        """Return for each question about meaning the examples with yes, and those with no."""
        told, harmless = self.distress
        in_distress = [text for texts in told.values() for text in texts]
        return {Question.ACCUSES: self.accusations, Question.DISTRESS: (in_distress, harmless)}


def read_door_examples(folder: Path, problems: Problems) -> DoorExamples:
    """Read the examples of ``content/accusations.yml`` and ``content/distress.yml``."""
    ours = read_accusations(folder, problems)
    told = read_distress(folder, problems)
    questions = article_questions(folder)
    others = (*ours.accusing, *ours.harmless, *ours.everyday)  # few in danger
    safe = (*told.harmless, *(text for text in others if plain_kind(text) is None))
    nobody = (t for t in (*questions, *told.harmless) if not accuses_plainly(read(t)))
    return DoorExamples(
        (ours.accusing, (*ours.harmless, *ours.everyday, *ours.between, *nobody)),
        (told.told, safe),
        ((*ours.particulars, *ours.accusing), ours.between, (*questions, *ours.harmless)),
    )
