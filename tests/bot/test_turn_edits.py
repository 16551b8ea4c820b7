"""A citizen changes a message: the newest words are answered, and nothing of the former stays."""

import pytest

from tests.bot.harness import ANSWER, ESCALATION, Office

TABLES = ("updates", "turns", "outbox", "conversations", "escalations", "buttons")
FORMER = "tinggal di Kancilputih alamat jalan Kenanga"
ACCUSING = "Pak Budi kepala desa Sukamaju korupsi dana desa 200 juta"
SUICIDE = "saya mau bunuh diri malam ini"


def everything(office: Office) -> str:
    """Return all that the database holds, as one text."""
    return "\n".join(str(office.rows(f"SELECT * FROM {t}")) for t in TABLES)  # noqa: S608


async def edit(office: Office, text: str) -> str:
    """Change message 9, answer, and return the last thing that the citizen was told."""
    return (await office.write(text, message_id="9", kind="edited", is_edit=True)).text


async def test_an_edit_before_the_answer_is_answered_once(any_office: Office) -> None:
    """Rasa is not even asked about what is not said any more."""
    await any_office.receive(FORMER, message_id="9")

    told = await edit(any_office, "syarat magang?")

    assert any_office.assistant.asked == ["syarat magang?"]
    assert told == f"{ANSWER.text}\n\n{any_office.say('edited')}"
    assert len(any_office.told()) == 1
    assert any_office.updates("outcome") == [("answered",), ("joined",)]
    assert "Kancilputih" not in everything(any_office)


async def test_an_edit_while_rasa_thinks_is_what_is_answered(any_office: Office) -> None:
    """The answer to the former words is never stored, and the new ones do not wait for a retry."""

    async def meanwhile(text: str) -> None:
        if text == FORMER:
            await any_office.receive("syarat magang?", message_id="9", kind="edited", is_edit=True)

    any_office.assistant.thinking = meanwhile

    await any_office.write(FORMER, message_id="9")

    assert any_office.assistant.asked == [FORMER, "syarat magang?"]
    assert any_office.turns("kind", "text") == [("edited", "syarat magang?")]
    assert len(any_office.told()) == 1
    assert "Kancilputih" not in everything(any_office)


async def test_an_edit_in_an_open_ticket_leaves_the_officer_the_newest_words(
    any_office: Office,
) -> None:
    """Who sent more of themselves than an officer needs can take it back."""
    any_office.assistant.replies = (ESCALATION,)
    await any_office.write("petugas")
    any_office.claim()
    await any_office.write(FORMER, message_id="9")

    told = await edit(any_office, "berkas saya sudah lengkap")

    assert told == any_office.say("edit_relayed")
    assert any_office.turns("text", "is_edited")[1:] == [
        ("", True),
        ("berkas saya sudah lengkap", False),
    ]
    assert "Kancilputih" not in everything(any_office)


@pytest.mark.parametrize("is_answered", [True, False])
@pytest.mark.parametrize(
    ("words", "key"), [(ACCUSING, "accusation"), (SUICIDE, "distress_suicide")]
)
async def test_what_the_door_holds_takes_the_former_words_with_it(
    any_office: Office, words: str, key: str, is_answered: bool
) -> None:
    """Half of an accusation, or of what somebody in distress tells, must not stay behind."""
    write = any_office.write if is_answered else any_office.receive
    await write("mau cerita soal Kancilputih", message_id="9")

    told = await edit(any_office, words)

    assert any_office.say(key).strip().splitlines()[0] in told
    stored = everything(any_office)
    assert [w for w in ("Kancilputih", "Sukamaju", "bunuh diri malam") if w in stored] == []


async def test_an_accusation_edited_into_a_question_is_answered(any_office: Office) -> None:
    """Nothing of the accusation is left, in the answer neither."""
    await any_office.receive(ACCUSING, message_id="9")

    told = await edit(any_office, "syarat magang?")

    assert any_office.assistant.asked == ["syarat magang?"]
    assert any_office.say("accusation") not in told
