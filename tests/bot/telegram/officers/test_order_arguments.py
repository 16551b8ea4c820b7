"""Orders with something wrong behind them: each is told what is wrong, and does nothing."""

import pytest

from service.escalations.merging import split_escalation
from tests.bot.telegram.officers.harness import BIMA, PPID_GROUP, RINI, Stage

SARI = 73


async def said(stage: Stage, who: int, order: str) -> str:
    """Let somebody give an order in the only topic; return what the bot says to it."""
    message = stage.group.say(who, order, stage.topic())
    await stage.settle()
    told = [
        m
        for m in stage.group.messages(stage.topic())
        if m.get("reply_to_message", {}).get("message_id") == message["message_id"]
    ]
    return str(told[-1]["text"]) if told else ""


@pytest.mark.parametrize("order", ["/alih ppid\nsoal data", "/alih PPID: soal data"])
async def test_a_reason_may_stand_on_a_line_of_its_own(stage: Stage, order: str) -> None:
    """Phones break lines; an officer who is told the list of units again believes it is down."""
    await stage.ask_for_officer()
    stage.new_group(PPID_GROUP)

    assert "dipindahkan ke Pejabat" in await said(stage, RINI, order)
    assert stage.rows("SELECT unit FROM escalations") == [("ppid",)]
    assert stage.rows("SELECT text FROM escalation_notes") == [("soal data",)]


@pytest.mark.parametrize("name", ["pusbin-jfa", "Pusbin JFA"])
async def test_a_unit_is_known_however_its_hyphen_is_written(stage: Stage, name: str) -> None:
    """The name on the phone's keyboard has a space."""
    await stage.ask_for_officer()

    await said(stage, RINI, f"/alih {name} soal sertifikat")

    assert stage.rows("SELECT unit FROM escalations") == [("pusbin-jfa",)]


async def test_a_case_is_not_moved_without_a_reason(stage: Stage) -> None:
    """Whoever gets it would ask the citizen all over again."""
    await stage.ask_for_officer()
    before = stage.read_by()

    assert "/alih ppid ALASAN" in await said(stage, RINI, "/alih ppid")
    assert stage.rows("SELECT unit FROM escalations") == [("humas",)]
    assert stage.read_by() == before


async def test_a_case_that_is_there_already_is_not_said_to_be_moved(stage: Stage) -> None:
    """ "The citizen was told" must not be said of what nobody was told."""
    await stage.ask_for_officer()
    before = stage.read_by()

    assert "sudah di Biro" in await said(stage, RINI, "/alih humas salah pencet")
    assert stage.read_by() == before


async def test_a_reason_that_is_none_closes_nothing(stage: Stage) -> None:
    """The register would say "answered" of what was given up."""
    ticket = await stage.ask_for_officer()
    await said(stage, RINI, "/ambil")

    assert "dirujuk" in await said(stage, RINI, "/tutup karena salah alamat")
    assert "closed" not in stage.events(ticket)
    assert "ditutup" in await said(stage, RINI, f"/tutup {ticket} Dirujuk.")
    assert stage.rows("SELECT close_reason FROM escalations") == [("referred",)]


@pytest.mark.parametrize("order", ["/ambil", "/riwayat", "/lepas", "/tutup"])
async def test_a_number_that_is_not_this_citizens_is_named(stage: Stage, order: str) -> None:
    """ "Nothing is open here" is no answer to a slip in a number."""
    ticket = await stage.ask_for_officer()

    assert "TB-0000-0000 bukan tiket warga ini" in await said(stage, RINI, f"{order} TB-0000-0000")
    assert stage.events(ticket)[-1] != "claimed"


async def test_an_order_is_not_given_by_mending_a_slip(stage: Stage) -> None:
    """Whoever mends "/ambl" believes to hold the case, and nobody answers the citizen."""
    ticket = await stage.ask_for_officer()
    typed = stage.group.say(RINI, "/ambl", stage.topic())
    await stage.settle()
    stage.group.edit(typed, "/ambil")
    await stage.settle()

    assert "claimed" not in stage.events(ticket)
    assert "tulis perintahnya sebagai pesan baru" in stage.texts()[-1]


async def test_mending_an_answer_that_was_refused_is_said_to_send_nothing(stage: Stage) -> None:
    """A citizen waits for what its writer believes to be sent."""
    await stage.ask_for_officer()
    asked = stage.relayed("mau bicara")["message_id"]
    typed = stage.group.say(RINI, "panjang " * 700, stage.topic(), asked)
    await stage.settle()
    stage.group.edit(typed, "pendek saja")
    await stage.settle()

    assert "mengubahnya tidak mengirimnya" in stage.texts()[-1]
    assert "pendek saja" not in stage.read_by()


async def test_only_the_writer_decides_about_personal_data(stage: Stage) -> None:
    """A colleague is told whose decision it is, and not that it is over."""
    await stage.ask_for_officer()
    asked = stage.relayed("mau bicara")["message_id"]
    stage.group.say(RINI, "Hubungi 0812 3456 7890", stage.topic(), asked)
    await stage.settle()
    stage.group.press(BIMA, "Kirim apa adanya")
    await stage.settle()

    assert list(stage.api.queries.answers.values())[-1].startswith("Hanya penulis")
    stage.group.press(RINI, "Kirim dengan disamarkan")
    await stage.settle()
    assert "Hubungi" in stage.read_by()[-1]


@pytest.mark.parametrize("kind", ["location", "venue"])
async def test_a_place_an_officer_sends_is_refused_by_its_name(stage: Stage, kind: str) -> None:
    """ "Write /balas" to who sent a map says nothing of what became of the map."""
    await stage.ask_for_officer()
    asked = stage.relayed("mau bicara")["message_id"]
    point = {"latitude": -6.2, "longitude": 106.8}
    file = point if kind == "location" else {"location": point, "title": "BPKP", "address": "Jl"}
    stage.group.send(RINI, kind, stage.topic(), asked, file=file)
    await stage.settle()

    assert "tidak dapat diteruskan kepada warga" in stage.texts()[-1]


async def test_in_a_units_topic_its_own_ticket_is_meant(stage: Stage) -> None:
    """Who takes what was split off for them must not be noted for reaching for another unit's."""
    first = await stage.ask_for_officer()
    await said(stage, RINI, "/ambil")
    group = stage.new_group(PPID_GROUP)
    stage.link("ppid", PPID_GROUP)
    stage.officer("Sari", SARI, unit="ppid")
    with stage.office.database.write() as session:
        now = stage.office.clock()
        split_escalation(session, first, stage.ids["Rini"], "ppid", "", "{ticket}", now)
    await stage.settle()
    group.say(SARI, "/ambil", stage.topic(group))
    await stage.settle()

    assert "Tiket lain dari warga yang sama" in group.texts(stage.topic(group))[-1]
    assert "refused" not in stage.events(first)
