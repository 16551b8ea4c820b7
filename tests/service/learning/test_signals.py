"""Which messages are taken for mistakes: by what the bot did, and what the citizen did next."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from service.conversations.turns import TurnRecord, rate_turn, store_turn
from service.examples.register import add
from service.learning.grouping import group
from service.learning.reviewing import Asked, groups_of, read_turn
from service.learning.signals import Candidate, Signal, candidates_between
from service.outbox.queue import Draft, put_message
from service.outcomes import AnsweredBy, Author, Outcome
from tests.service.harness import World

BEGIN, END = datetime(2020, 1, 1).astimezone(), datetime(2040, 1, 1).astimezone()
SURE = (("spip", 0.9), ("magang", 0.05))
TORN = (("spip", 0.41), ("magang", 0.38))


@dataclass
class Talks:
    """Citizens who write, and what came of each message."""

    world: World
    number: int = 0

    def write(
        self,
        text: str,
        outcome: Outcome = Outcome.ANSWERED,
        topic: str | None = None,
        *,
        address: str = "1",
        topics: tuple[str, ...] = (),
        intent: str | None = None,
        ranking: tuple[tuple[str, float], ...] = SURE,
        wait: float = 20.0,
    ) -> int:
        """Store a turn, some seconds after the one before; return its id."""
        self.number += 1
        self.world.clock.now += timedelta(seconds=wait)
        conversation = self.world.receive(text, str(self.number), address)
        assert conversation is not None
        update = self.world.next_update(conversation)
        assert update is not None
        understood = {"model": "tanya-1.tar.gz", "ranking": [list(one) for one in ranking]}
        record = TurnRecord(
            update_id=update.id,
            conversation_id=conversation,
            kind="text",
            text=text,
            outcome=outcome,
            answered_by=AnsweredBy.RASA,
            topic=topic,
            topics=topics,
            intent=intent,
            understood=understood,
        )
        with self.world.database.write() as session:
            turn = store_turn(session, record, self.world.clock())
        self.world.finish(update.id)
        return turn

    def found(self) -> dict[str, frozenset[Signal]]:
        """Return what has a sign, by its text."""
        return {one.text: one.signals for one in self.candidates()}

    def candidates(self) -> list[Candidate]:
        with self.world.database.read() as session:
            return candidates_between(session, BEGIN, END)


@pytest.fixture
def talks(world: World) -> Talks:
    """Talks on each kind of database."""
    return Talks(world)


def test_what_was_answered_and_left_alone_is_no_mistake(talks: Talks) -> None:
    """Who looks at everything looks at nothing."""
    talks.write("apa itu spip", topic="spip")
    talks.write("makasih", Outcome.SMALL_TALK, intent="thanks")

    assert talks.found() == {}


@pytest.mark.parametrize(
    "outcome", [Outcome.NOT_UNDERSTOOD, Outcome.REPEATED, Outcome.FAILED], ids=str
)
def test_what_the_bot_could_not_do_is_one(talks: Talks, outcome: Outcome) -> None:
    """It knew by itself."""
    talks.write("mau nanya yang itu lho", outcome)

    assert talks.found() == {"mau nanya yang itu lho": {Signal(outcome)}}


def test_what_the_citizen_did_next_tells_the_rest(talks: Talks) -> None:
    """Pressed, said, or asked for a person."""
    talks.write("syarat magang di kantor provinsi", topic="spip", address="1")
    talks.write("bukan itu", Outcome.CLARIFIED, intent="deny", address="1", topics=("magang",))
    talks.write("magang aja", topic="magang", address="1")
    talks.write("cara lapor dana desa", topic="spip", address="2")
    talks.write("lapor dana desa caranya gimana", topic="spip", address="2")
    talks.write("berkas keberatan saya", topic="spip", address="3")
    talks.write("petugas", Outcome.ESCALATED, address="3")
    rated = talks.write("jam buka", topic="jam-layanan", address="4")
    with talks.world.database.write() as session:
        rate_turn(session, talks.world.conversation("4"), rated, "unhelpful")

    assert talks.found() == {
        "syarat magang di kantor provinsi": {Signal.REJECTED},
        "cara lapor dana desa": {Signal.SAID_AGAIN},
        "berkas keberatan saya": {Signal.PERSON_AFTER},
        "jam buka": {Signal.UNHELPFUL},
    }


def test_a_question_taken_for_small_talk_is_one_when_the_citizen_says_so(talks: Talks) -> None:
    """ "Numpang tanya" is not all that was asked; a greeting before a wish is no mistake."""
    talks.write("numpang tanya, kuota magang?", Outcome.SMALL_TALK, intent="greet")
    talks.write("bukan itu", Outcome.SMALL_TALK, intent="deny")
    talks.write("bukan", Outcome.SMALL_TALK, intent="deny")
    talks.write("halo", Outcome.SMALL_TALK, intent="greet", address="2")
    talks.write("petugas", Outcome.ESCALATED, intent="human", address="2")

    assert talks.found() == {"numpang tanya, kuota magang?": {Signal.REJECTED}}
    with talks.world.database.read() as session:
        assert read_turn(session, talks.candidates()[0].turn_id) is not None


def test_a_wish_for_a_person_about_another_matter_is_no_sign(talks: Talks) -> None:
    """Whoever was answered well and goes on to something else complains of nothing."""
    talks.write("syarat magang", topic="magang", address="1")
    talks.write("mau bicara petugas soal spip", Outcome.ESCALATED, "spip", address="1")
    talks.write("jadwal magang", topic="magang", address="2")
    talks.write("mau bicara petugas soal magang", Outcome.ESCALATED, "magang", address="2")
    talks.write("apa itu", Outcome.CLARIFIED, topics=("magang", "spip"), address="3")
    talks.write("petugas saja soal spip", Outcome.ESCALATED, "spip", address="3")

    assert talks.found() == {
        "jadwal magang": {Signal.PERSON_AFTER},
        "apa itu": {Signal.PERSON_AFTER},
    }


def test_an_officers_words_soon_after_are_a_sign(talks: Talks) -> None:
    """Of the answer right before, and not of one that the bot followed by another."""

    def officer_writes(address: str, wait: float) -> None:
        talks.world.clock.now += timedelta(minutes=wait)
        draft = Draft(talks.world.conversation(address), Author.OFFICER, "Begini ya")
        with talks.world.database.write() as session:
            put_message(session, draft, talks.world.clock())

    talks.write("apa itu apip", topic="spip", address="1")
    talks.write("syarat magang", topic="magang", address="1")
    talks.write("ini untuk petugas", Outcome.RELAYED, address="1")
    officer_writes("1", 10)
    talks.write("jam buka", topic="jam-layanan", address="2")
    officer_writes("2", 45)
    talks.write("nomor tiketnya berapa", address="3")
    officer_writes("3", 5)

    assert talks.found() == {"syarat magang": {Signal.OFFICER_SOON}}


def test_a_choice_is_a_mistake_only_when_nothing_of_it_was_taken(talks: Talks) -> None:
    """Asking back is what the bot is to do."""
    talks.write("syaratnya", Outcome.CLARIFIED, topics=("magang", "spip"), address="1")
    talks.write("magang", topic="magang", address="1")
    talks.write("berapa hari", Outcome.CLARIFIED, topics=("magang", "spip"), address="2")
    talks.write("lupakan", topic="jam-layanan", address="2")
    talks.write("biayanya", Outcome.CLARIFIED, topics=("magang", "spip"), address="3")

    assert set(talks.found()) == {"berapa hari", "biayanya"}


def test_much_later_is_another_matter(talks: Talks) -> None:
    """A wish for a person tomorrow is not about the answer of today."""
    talks.write("apa itu spip", topic="spip")
    talks.write("petugas", Outcome.ESCALATED, wait=3600)
    talks.write("apa itu apip", topic="spip")
    talks.write("apa itu apip ya", topic="spip", wait=120)

    assert talks.found() == {}


def test_a_guess_is_told_by_the_ranking(talks: Talks) -> None:
    """Kept with the turn, so that it can be told of yesterday's model."""
    talks.write("apa itu spip", topic="spip", ranking=TORN)

    (one,) = talks.candidates()
    assert one.signals == {Signal.NARROW}
    assert (one.ranking, one.model) == (TORN, "tanya-1.tar.gz")


def test_what_is_written_to_officers_is_never_shown(talks: Talks) -> None:
    """It belongs to the ticket, whatever came of it."""
    asked = talks.write("apa itu spipp", Outcome.NOT_UNDERSTOOD)
    secret = talks.write("nama saya Rahasia", Outcome.RELAYED)

    assert set(talks.found()) == {"apa itu spipp"}
    with talks.world.database.read() as session:
        look = read_turn(session, asked)
        assert look is not None
        assert [one.text for one in look.said] == ["apa itu spipp", None]
        assert read_turn(session, secret) is None
        assert read_turn(session, 10_000) is None


def test_ways_of_asking_the_same_are_one_group(talks: Talks) -> None:
    """A hundred like ones are one decision, and what does more harm stands above."""
    fee = ["biaya magang brp", "magang bayar ga", "bayar berapa kalo magang", "biaya magang?"]
    for number, text in enumerate(fee):
        ranking = (("magang", 0.4), ("biaya-layanan", 0.3))
        talks.write(text, Outcome.NOT_UNDERSTOOD, address=f"f{number}", ranking=ranking)
    talks.write(
        "kades saya nilep gimana",
        Outcome.NOT_UNDERSTOOD,
        address="k",
        ranking=(("lapor-dana-desa", 0.3), ("spip", 0.2)),
    )
    groups = group(talks.candidates())

    assert [len(one.members) for one in groups] == [4, 1]
    assert groups[0].signals == {Signal.NOT_UNDERSTOOD: 4}
    assert groups[0].harm > groups[1].harm


def test_a_look_can_be_narrowed(talks: Talks) -> None:
    """By sign, channel and topic."""
    talks.write("apa itu spip", topic="spip", ranking=TORN, address="1")
    talks.write("xyz qwe", Outcome.NOT_UNDERSTOOD, address="2")
    with talks.world.database.read() as session:

        def texts(**fields: object) -> set[str]:
            asked = Asked(BEGIN, END, **fields)  # type: ignore[arg-type]
            return {one.text for found in groups_of(session, asked) for one in found.members}

        assert texts() == {"apa itu spip", "xyz qwe"}
        assert texts(signals=(Signal.NARROW,)) == {"apa itu spip"}
        assert texts(topic="spip") == {"apa itu spip"}
        assert texts(channel="web") == set()


def test_words_that_nothing_knows_are_a_sign(talks: Talks) -> None:
    """What was answered although most of it was never learnt was guessed; a name alone is none."""
    strange = "gimana nasib pensiunan honorer damkar"
    talks.write(strange, topic="spip")
    talks.write("apa itu spip", topic="spip", wait=600)
    talks.write("apa itu spip mojokerto", topic="spip", wait=600)
    talks.write("[nomor telepon disembunyikan] 12345 spip", topic="spip", wait=600)
    assert talks.found() == {}  # nothing is learnt yet: no word tells anything

    with talks.world.database.write() as session:
        add(session, ["apa itu spip", "gimana spip"], "spip", by="x", now=talks.world.clock())

    assert talks.found() == {strange: {Signal.UNKNOWN_WORDS}}
