"""Who may link what by a code, and what becomes of the link of who leaves a group."""

from doubles.bot_api_officers import OfficersGroup
from service.forum.links import link_officer, make_group_code, make_officer_code
from service.officers.duty import give_units
from tests.bot.harness import OF_PPID
from tests.bot.telegram.officers.harness import (
    BIMA,
    OTHER,
    PPID_GROUP,
    RINI,
    STRANGER,
    Stage,
)


async def test_an_officer_links_their_account_by_a_code_that_works_once(stage: Stage) -> None:
    """Whoever overhears it later gains nothing."""
    stage.officer("Candra", 0, is_linked=False)
    with stage.office.database.write() as session:
        code = make_officer_code(session, "candra", stage.office.clock())
    stage.api.say(73, f"/hubungkan {code.lower()}")
    stage.api.say(STRANGER, f"/start petugas_{code}")
    await stage.settle()
    await stage.ask_for_officer()
    stage.group.press(73, "Ambil")
    stage.group.press(STRANGER, "Ambil")
    await stage.settle()

    assert "tertaut dengan petugas Candra" in stage.read_by(73)[-1]
    assert "tidak berlaku" in stage.read_by(STRANGER)[-1]
    first, second = stage.api.queries.answers.values()
    assert "sekarang Anda pegang" in first
    assert "belum tertaut" in second
    assert stage.rows("SELECT count(*) FROM updates WHERE text LIKE '%petugas%'") == [(0,)]


async def test_a_code_ends_after_a_day_and_by_a_newer_one(stage: Stage) -> None:
    """A code on a slip of paper must not work for ever."""
    with stage.office.database.write() as session:
        old = make_officer_code(session, "rini", stage.office.clock())
        new = make_officer_code(session, "rini", stage.office.clock())
    stage.api.say(STRANGER, f"/hubungkan {old}")
    await stage.settle()
    stage.office.clock.advance(hours=25)
    stage.api.say(STRANGER, f"/hubungkan {new}")
    await stage.settle()

    assert stage.rows("SELECT account FROM officer_telegrams ORDER BY account") == [
        (str(RINI),), (str(BIMA),),
    ]  # fmt: skip


async def test_a_group_is_linked_by_a_code_and_an_officer(stage: Stage) -> None:
    """Not by its name, and not by whoever happens to be in it."""
    ppid = stage.new_group(PPID_GROUP)
    stage.officer("Candra", 73, unit="ppid")
    with stage.office.database.write() as session:
        code = make_group_code(session, "ppid", stage.office.clock())
    ppid.say(STRANGER, f"/hubungkan {code}")
    await stage.settle()
    assert stage.rows("SELECT count(*) FROM forum_groups") == [(1,)]
    assert "Hanya petugas" in ppid.texts()[-1]  # a stranger cannot be written to in private
    assert code not in ppid.texts()[-1]
    ppid.say(73, f"/hubungkan {code}")
    await stage.settle()

    assert "sekarang menjadi meja Pejabat" in ppid.texts()[-1]
    await stage.ask_for_officer(unit="ppid")
    assert len(ppid.topics()) == 1
    assert stage.group.topics() == {}


async def test_a_group_without_topics_is_not_linked(stage: Stage) -> None:
    """The code still works once that is mended."""
    ppid = stage.new_group(PPID_GROUP)
    ppid.group.is_forum = False
    with stage.office.database.write() as session:
        code = make_group_code(session, "ppid", stage.office.clock())
    ppid.say(RINI, f"/hubungkan {code}")
    await stage.settle()

    assert "belum memakai topik" in ppid.texts()[-1]
    ppid.group.is_forum = True
    ppid.say(RINI, f"/hubungkan {code}")
    await stage.settle()
    assert stage.rows("SELECT chat FROM forum_groups WHERE unit = 'ppid'") == [(str(PPID_GROUP),)]


async def test_who_leaves_one_of_two_groups_acts_on_in_the_other(any_stage: Stage) -> None:
    """A small office works for two units; one group less must not stop the other."""
    stage = any_stage
    ppid = in_two_groups(stage)
    ours = await stage.ask_for_officer()
    stage.office.assistant.replies = (OF_PPID,)
    stage.api.say(OTHER, "mau bicara dengan PPID")
    await stage.settle()
    theirs = stage.office.ticket(str(OTHER))
    assert theirs is not None
    stage.group.leave(RINI)
    await stage.settle()
    stage.group.join(RINI)
    stage.group.press(RINI, "Ambil")
    stage.group.say(RINI, "/balas halo", stage.topic())
    ppid.press(RINI, "Ambil")
    await stage.settle()

    told = stage.read_by(RINI)[-1]
    assert "anggota grup Biro" in told
    assert "tetap dapat bekerja: Pejabat" in told
    refused, taken = stage.api.queries.answers.values()
    assert "pernah keluar dari grup ini" in refused
    assert "pernah keluar dari grup ini" in stage.texts()[-1]
    assert "sekarang Anda pegang" in taken
    assert stage.events(ours) == ["opened"]
    assert "claimed" in stage.events(theirs.ticket)


async def test_who_left_the_last_of_their_groups_is_linked_no_more(stage: Stage) -> None:
    """Nobody keeps a key to a house that they moved out of."""
    ppid = in_two_groups(stage)
    stage.group.leave(RINI)
    ppid.leave(RINI)
    await stage.settle()

    assert "diputus" in stage.read_by(RINI)[-1]
    assert stage.rows("SELECT account FROM officer_telegrams") == [(str(BIMA),)]


async def test_a_group_that_is_not_theirs_keeps_no_link(stage: Stage) -> None:
    """Another unit's group is no reason to act on, wherever the officer might look in."""
    stage.new_group(PPID_GROUP)
    stage.link("ppid", PPID_GROUP)
    stage.officer("Candra", 73, unit="ppid")
    stage.group.leave(RINI)
    await stage.settle()

    assert "diputus" in stage.read_by(RINI)[-1]


async def test_a_new_code_opens_the_group_again_that_was_left(stage: Stage) -> None:
    """Who left by mistake asks once, as they are told."""
    in_two_groups(stage)
    ticket = await stage.ask_for_officer()
    stage.group.leave(RINI)
    await stage.settle()
    link_anew(stage, RINI)
    stage.group.press(RINI, "Ambil")
    await stage.settle()

    assert "claimed" in stage.events(ticket)


async def test_who_left_the_former_chat_acts_in_the_one_that_took_its_place(stage: Stage) -> None:
    """A unit that moves to a fresh group does not carry its old members' goodbyes along."""
    in_two_groups(stage)
    stage.group.leave(RINI)
    await stage.settle()
    fresh = stage.new_group(-1001000000009)
    stage.link("humas", fresh.group.id)
    ticket = await stage.ask_for_officer()
    fresh.press(RINI, "Ambil")
    await stage.settle()

    assert "claimed" in stage.events(ticket)


def in_two_groups(stage: Stage) -> OfficersGroup:
    """Let Rini answer for two units, and be in the groups of both; return the second."""
    ppid = stage.new_group(PPID_GROUP)
    stage.link("ppid", PPID_GROUP)
    ppid.join(RINI)
    with stage.office.database.write() as session:
        give_units(session, "rini", ["ppid"])
    return ppid


def link_anew(stage: Stage, account: int) -> None:
    """Let Rini bring a new code."""
    now = stage.office.clock()
    with stage.office.database.write() as session:
        link_officer(session, make_officer_code(session, "rini", now), str(account), now)
