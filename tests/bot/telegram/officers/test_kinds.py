"""An officer tells in the group what kind of request a ticket is, and puts it off."""

from tests.bot.telegram.officers.harness import RINI, Stage


async def test_a_kind_and_its_extension_are_ordered_and_told(any_stage: Stage) -> None:
    """The citizen reads both deadlines, and why theirs was put off."""
    stage = any_stage
    ticket = await stage.ask_for_officer()
    for order in ("/ambil", "/jenis informasi", "/perpanjang berkas masih dikumpulkan"):
        stage.group.say(RINI, order, stage.topic())
        await stage.settle()

    read = "\n".join(stage.read_by())
    assert "kini dicatat sebagai permohonan informasi publik" in read
    assert "diperpanjang satu kali" in read
    assert "berkas masih dikumpulkan" in read
    assert {"kind_set", "extended"} <= set(stage.events(ticket))


async def test_an_unknown_kind_and_a_missing_reason_are_answered(stage: Stage) -> None:
    """Who mistypes learns what there is, and nothing changes for the citizen."""
    ticket = await stage.ask_for_officer()
    for order in ("/jenis banding", "/jenis", "/perpanjang"):
        stage.group.say(RINI, order, stage.topic())
        await stage.settle()

    texts = stage.texts()
    assert sum("informasi, keberatan, wbs, pertanyaan" in text for text in texts) == 2
    assert any(text.startswith("Tulis: /perpanjang") for text in texts)
    assert not {"kind_set", "extended"} & set(stage.events(ticket))
