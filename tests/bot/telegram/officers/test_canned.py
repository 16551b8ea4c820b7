"""``/jawab`` in a group: the unit's canned replies, filled for the ticket, and articles."""

from sqlalchemy import text

from service.canned.replies import keep
from service.officers.duty import give_role
from service.outcomes import Role
from tests.bot.telegram.officers.harness import RINI, Stage


def keep_for_unit(stage: Stage, key: str, text: str) -> None:
    """Let a supervisor of the unit keep a canned reply."""
    with stage.office.database.write() as session:
        give_role(session, "rini", Role.SUPERVISOR)
        number = keep(session, stage.ids["Rini"], "humas", key, text, stage.office.clock())
        assert isinstance(number, int)


async def test_a_canned_reply_is_sent_with_its_places_filled(any_stage: Stage) -> None:
    """The same list as at the web desk."""
    stage = any_stage
    ticket = await stage.ask_for_officer()
    keep_for_unit(stage, "salam", "Saya {petugas}, tiket {tiket}.")
    stage.group.say(RINI, "/jawab /Salam", stage.topic())
    await stage.settle()

    assert stage.read_by()[-1] == f"Saya Rini, tiket {ticket}."


async def test_a_place_without_a_value_is_told_and_nothing_is_sent(stage: Stage) -> None:
    """A citizen must never read braces."""
    await stage.ask_for_officer()
    keep_for_unit(stage, "lama", "Paling lambat {batas}.")
    with stage.office.database.write() as session:
        session.execute(text("UPDATE escalations SET deadline_at = NULL"))
    before = stage.read_by()
    stage.group.say(RINI, "/jawab lama", stage.topic())
    await stage.settle()

    assert stage.read_by()[len(before) :] == []
    assert "{batas} belum ada" in stage.texts()[-1]


async def test_a_place_that_is_typed_by_hand_does_not_go_out(stage: Stage) -> None:
    """Copied from the list without its values."""
    await stage.ask_for_officer()
    stage.group.say(RINI, "/balas Saya {petugas}", stage.topic())
    await stage.settle()

    assert not any("{" in text for text in stage.read_by())
    assert "{petugas} belum diisi" in stage.texts()[-1]


async def test_a_key_that_is_not_there_names_what_is(stage: Stage) -> None:
    """Nobody knows all keys by heart."""
    await stage.ask_for_officer()
    keep_for_unit(stage, "salam", "Selamat pagi.")
    for order in ("/jawab salem", "/jawab"):
        stage.group.say(RINI, order, stage.topic())
        await stage.settle(2)

    said = "\n".join(stage.texts())
    assert "Yang mirip: salam" in said
    assert "Balasan tetap: salam." in said
