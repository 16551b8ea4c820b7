"""Search for words: everything of one's own, nothing of anybody else's."""

from sqlalchemy import select

from service.conversations.turns import take_words_back
from service.escalations.claims import answer_escalation
from service.escalations.closing import close_escalation
from service.escalations.reopening import reopen_escalation
from service.escalations.searching import search_words
from service.officers.duty import OfficerView, give_role
from service.outcomes import Role
from service.storage.tables import Turn
from tests.service.escalations.test_transcripts import say
from tests.service.harness import World


def found(world: World, officer: OfficerView, typed: str, most: int = 50) -> list[tuple[str, str]]:
    """Return tickets with what was found there."""
    with world.database.read() as session:
        result = search_words(session, officer.id, typed, world.clock(), most)
    return [(one.entry.escalation.ticket, one.match) for one in result.found]


def asked(world: World, text: str, address: str, unit: str = "humas") -> str:
    """Let a citizen ask and wish for a person; return the ticket."""
    conversation = say(world, text, address)
    world.clock.advance(seconds=1)
    ticket = world.escalate(conversation, unit).ticket
    world.clock.advance(seconds=1)
    return ticket


def test_words_are_found_in_questions_and_answers(world: World) -> None:
    """An officer remembers what was said, not the number."""
    officer = world.officer()
    ticket = asked(world, "Bagaimana meminta Laporan audit?", "1")
    other = asked(world, "Jam layanan perpustakaan", "2")
    with world.database.write() as session:
        close_escalation(session, other, officer.id, "selesai", world.clock())
    held = world.hold(world.conversation("3"), officer)
    world.clock.advance(seconds=1)
    with world.database.write() as session:
        answer_escalation(session, held, officer.id, "Datang ke loket *dua*.", world.clock())

    assert found(world, officer, "laporan AUDIT") == [(ticket, "Bagaimana meminta Laporan audit?")]
    assert found(world, officer, "lapor") == [(ticket, "Bagaimana meminta Laporan audit?")]
    assert found(world, officer, "layanan") == [(other, "Jam layanan perpustakaan")]
    assert found(world, officer, "loket") == [(held, "Datang ke loket *dua*.")]
    assert found(world, officer, "laporan perpustakaan") == []


def test_another_units_words_are_not_found(world: World) -> None:
    """What cannot be opened must not be read, or guessed, by searching for it."""
    stranger = world.officer("sari", "Sari", "ppid")
    world.officer("budi", "Budi", "investigasi")
    lead = world.officer("lina", "Lina", "humas")
    boss = world.officer("ani", "Ani", "ppid")
    with world.database.write() as session:
        give_role(session, "lina", Role.LEAD)
        give_role(session, "ani", Role.ADMIN)
    ticket = asked(world, "sesuatu yang rahasia", "1", "investigasi")

    assert found(world, stranger, "rahasia") == []
    assert found(world, boss, "rahasia") == []
    assert found(world, lead, "rahasia") == [(ticket, "sesuatu yang rahasia")]


def test_hits_that_others_took_the_place_of_are_told(world: World) -> None:
    """Who reads "nothing" of a word that all units use would not look for it again."""
    officer = world.officer()
    asked(world, "laporan kami", "1")
    for address in ("2", "3"):
        asked(world, "laporan mereka", address, "ppid")
    world.officer("sari", "Sari", "ppid")

    with world.database.read() as session:
        few = search_words(session, officer.id, "laporan", world.clock(), scanned=2)
        all_ = search_words(session, officer.id, "laporan", world.clock(), scanned=4)

    assert (few.found, few.has_more) == ((), True)
    assert (len(all_.found), all_.has_more) == (1, False)


def test_what_is_outside_of_the_window_is_not_found(world: World) -> None:
    """A ticket opens what led to it and what came of it, not the citizen's life with the bot."""
    officer = world.officer()
    say(world, "paling dahulu")
    for number in range(9):
        world.clock.advance(seconds=1)
        say(world, f"pertanyaan {number}")
    world.clock.advance(seconds=1)
    conversation = say(world, "terakhir")
    world.clock.advance(seconds=1)
    ticket = world.hold(conversation, officer)
    world.clock.advance(seconds=1)
    with world.database.write() as session:
        close_escalation(session, ticket, officer.id, "selesai", world.clock())
    world.clock.advance(seconds=1)
    say(world, "sesudahnya")
    for number in range(10):
        world.clock.advance(seconds=1)
        say(world, f"lagi {number}")
    world.clock.advance(seconds=1)
    with world.database.write() as session:
        reopen_escalation(session, conversation, ticket, world.clock())

    assert found(world, officer, "dahulu") == []
    assert found(world, officer, "sesudahnya") == []
    assert [one for one, _ in found(world, officer, "pertanyaan")] == [ticket]


def test_nothing_that_is_typed_breaks_the_search(world: World) -> None:
    """Marks of a query language are just characters to whoever types them."""
    officer = world.officer()
    ticket = asked(world, "surat (asli) no. 12/B", "1")

    for typed in ('"', "' OR 1=1 --", "a & b | !c:*", "NEAR(", "*", "text:surat", "\\", "🙂", "_"):
        assert found(world, officer, typed) == []
    assert found(world, officer, 'surat "(asli)" 12/B') == [(ticket, "surat (asli) no. 12/B")]


def test_words_that_a_citizen_took_back_are_found_no_more(world: World) -> None:
    """Whoever changes a message wants the first one gone, from the index as well."""
    officer = world.officer()
    ticket = asked(world, "nomor saya tertulis", "1")
    before = found(world, officer, "tertulis")
    with world.database.write() as session:
        take_words_back(session, list(session.scalars(select(Turn.update_id))))

    assert [one for one, _ in before] == [ticket]
    assert found(world, officer, "tertulis") == []
