"""What running processes make of a publication."""

import time

from doubles.knowledge import CONTENT, NoEncoder
from service.content.following import Following
from service.content.store import folder_load_number, load_number, newest_load
from service.knowledge.knowledge import REFRESH, Knowledge
from tests.service.editing.newsroom import ID, Newsroom

NEW = "Jawaban tertulis diberikan paling lambat 10 hari kerja."


def test_a_knowledge_base_that_runs_answers_with_it(room: Newsroom) -> None:
    """Gateways and action servers look every two seconds; nobody starts them again."""
    knowledge = Knowledge(room.database, NoEncoder(), CONTENT)
    before = knowledge.article(ID)
    room.approve(room.propose(text=NEW))

    time.sleep(REFRESH + 0.1)
    after = knowledge.article(ID)

    assert before is not None
    assert after is not None
    assert (before.text == NEW, after.text == NEW) == (False, True)


def test_it_makes_nobody_read_the_folder(room: Newsroom) -> None:
    """The files of units and hours may hold an edit that nobody loaded, or checked."""
    following = Following(room.database, CONTENT, room.clock)
    following.look()
    read = following.newest()
    with room.database.read() as session:
        folder, number = folder_load_number(session), load_number(session)
    room.approve(room.propose(text=NEW))

    following.look()

    assert following.newest() is read
    with room.database.read() as session:
        assert (folder_load_number(session), load_number(session)) == (folder, number + 1)
        load = newest_load(session)
    assert load is not None
    assert load.fingerprint != ""
