"""Turns about a citizen's contact: offered, asked for, kept sealed, seen, taken back."""

import pytest

from bot.inbox import Inbox
from service.outcomes import Owner
from service.updates.sealing import make_seal
from tests.bot.harness import ANSWER, ESCALATION, Office, Told

NUMBER = "0812-3456-7890"
PLACES = (
    ("turns", "text"),
    ("updates", "text"),
    ("updates", "payload"),
    ("outbox", "text"),
    ("escalation_contacts", "hint"),
)


async def ask_for_officer(office: Office) -> Told:
    """Let the citizen get a ticket."""
    office.assistant.replies = (ESCALATION,)
    return await office.write("petugas")


def kept(office: Office) -> list[str]:
    """Return the contacts that are kept, unsealed."""
    seal = make_seal(None, office.database, office.clock)
    rows = office.rows("SELECT sealed FROM escalation_contacts")
    return [seal.open(sealed).decode() for (sealed,) in rows]


def in_the_clear(office: Office, words: str) -> list[str]:
    """Return the places that hold words as they were written."""
    return [
        f"{table}.{column}"
        for table, column in PLACES
        for (value,) in office.rows(f"SELECT {column} FROM {table}")  # noqa: S608
        if words in str(value)
    ]


async def test_a_contact_is_asked_for_kept_sealed_and_hidden_from_the_turn(
    any_office: Office,
) -> None:
    """A number in a conversation is read by all who read the conversation."""
    office = any_office
    told = await ask_for_officer(office)
    ticket = office.ticket()
    assert ticket is not None

    asked = await office.press(told.buttons[office.say("button_give_contact")])
    said = await office.write(NUMBER)

    assert asked.text == office.say("contact_ask", ticket=ticket.ticket)
    contact = office.say("contact_phone", part="890")
    assert said.text == office.say("contact_kept", ticket=ticket.ticket, contact=contact)
    assert kept(office) == [NUMBER]
    assert in_the_clear(office, NUMBER) == []
    assert office.rows("SELECT count(*) FROM updates WHERE sealed IS NOT NULL") == [(0,)]
    assert office.turns("text", "outcome")[-1] == ("[telepon disembunyikan]", "relayed")


@pytest.mark.parametrize("owner", [Owner.QUEUE, Owner.OFFICER])
async def test_a_contact_is_offered_in_words(office: Office, owner: Owner) -> None:
    """Most write it at once, and look for no button."""
    await ask_for_officer(office)
    if owner is Owner.OFFICER:
        office.claim()

    said = await office.write(f"hubungi saya di {NUMBER} atau budi@contoh.id ya")

    assert kept(office) == [f"{NUMBER}, budi@contoh.id"]
    contact = " dan ".join(
        [office.say("contact_phone", part="890"), office.say("contact_email", part="b")]
    )
    assert contact in said.text
    assert "disembunyikan dan tidak disimpan" not in said.text
    assert office.owner() is owner


async def test_a_number_that_nobody_offered_is_hidden_as_ever(office: Office) -> None:
    """It may be anybody's; how to leave one's own is said."""
    await ask_for_officer(office)

    said = await office.write(f"nomor penipu itu {NUMBER}")

    assert kept(office) == []
    assert in_the_clear(office, NUMBER) == []
    assert office.say("contact_hint") in said.text


async def test_without_a_ticket_no_contact_is_kept(office: Office) -> None:
    """The bot calls nobody."""
    await office.write(f"hubungi saya di {NUMBER}")

    assert kept(office) == []
    assert in_the_clear(office, NUMBER) == []


@pytest.mark.parametrize("how", ["button", "hapus kontak saya", "tolong hapus nomor saya ya"])
async def test_its_owner_takes_it_back(office: Office, how: str) -> None:
    """Who gave it may change their mind, also while an officer has the conversation."""
    await ask_for_officer(office)
    told = await office.write(f"nomor saya {NUMBER}")
    if how == "button":
        said = await office.press(told.buttons[office.say("button_forget_contact")])
    else:
        office.claim()
        said = await office.write(how)

    assert said.text == office.say("contact_forgotten")
    assert kept(office) == []


async def test_its_owner_sees_what_is_kept(office: Office) -> None:
    """Not the number itself, which every reader of the conversation would see."""
    await ask_for_officer(office)
    await office.write(f"nomor saya {NUMBER}")

    status = await office.write("/status", kind="text")
    again = await office.write("beri kontak")

    contact = office.say("contact_phone", part="890")
    assert office.say("contact_status", contact=contact) in status.text or contact in again.text
    ticket = office.ticket()
    assert ticket is not None
    assert again.text == office.say("contact_ask_again", ticket=ticket.ticket, contact=contact)
    assert list(again.buttons) == [
        office.say("button_keep_contact"),
        office.say("button_forget_contact"),
    ]


async def test_the_closing_erases_it(any_office: Office) -> None:
    """It was for one call."""
    await ask_for_officer(any_office)
    await any_office.write(f"nomor saya {NUMBER}")

    any_office.close(any_office.claim())

    assert any_office.rows("SELECT count(*) FROM escalation_contacts") == [(0,)]


@pytest.mark.parametrize("said", ["batal", "nggak jadi", "tidak usah", "1"])
async def test_who_was_asked_may_say_no(office: Office, said: str) -> None:
    """And their ticket stays."""
    told = await ask_for_officer(office)
    asked = await office.press(told.buttons[office.say("button_give_contact")])
    if said == "1":
        answer = await office.press(asked.buttons[office.say("button_no_contact")])
    else:
        answer = await office.write(said)

    assert answer.text == office.say("contact_not_given")
    assert office.owner() is Owner.QUEUE


async def test_who_was_asked_and_tells_something_else_is_relayed(office: Office) -> None:
    """A question does not lock a conversation."""
    told = await ask_for_officer(office)
    await office.press(told.buttons[office.say("button_give_contact")])
    office.assistant.replies = (ANSWER,)

    await office.write("suratnya sudah saya kirim kemarin")

    assert office.turns("outcome")[-1] == ("relayed",)
    assert kept(office) == []


async def test_a_message_that_accuses_somebody_leaves_no_contact(office: Office) -> None:
    """What the door holds is kept nowhere, sealed or not."""
    await ask_for_officer(office)

    await office.write(f"pak camat Budi korupsi dana desa, hubungi saya di {NUMBER}")

    assert kept(office) == []
    assert in_the_clear(office, NUMBER) == []


async def test_a_button_of_a_closed_ticket_says_so(office: Office) -> None:
    """Old buttons stay on the screen."""
    told = await ask_for_officer(office)
    office.close(office.claim())

    said = await office.press(told.buttons[office.say("button_give_contact")])

    assert said.text == office.say("contact_no_ticket")


async def test_a_kill_before_the_answer_loses_no_contact(office: Office) -> None:
    """It lies sealed with its message, and goes when that is answered."""
    await ask_for_officer(office)
    await office.receive(f"nomor saya {NUMBER}")
    assert office.rows("SELECT count(*) FROM updates WHERE sealed IS NOT NULL") == [(1,)]

    office.inbox = Inbox(office.services, office.woken.append)
    await office.work_off()

    assert kept(office) == [NUMBER]
    assert office.rows("SELECT count(*) FROM updates WHERE sealed IS NOT NULL") == [(0,)]


async def test_an_edit_while_it_waits_leaves_nothing_of_it(office: Office) -> None:
    """Who corrects a message takes its former words back."""
    await ask_for_officer(office)
    await office.receive(f"nomor saya {NUMBER}", message_id="9")
    await office.receive("tidak jadi saya beri nomor", message_id="9", kind="edited")

    await office.work_off()

    assert kept(office) == []
    assert office.rows("SELECT count(*) FROM updates WHERE sealed IS NOT NULL") == [(0,)]


async def test_a_card_is_a_contact_when_one_was_asked_for(any_office: Office) -> None:
    """On a phone nothing is easier than to share one's own card."""
    office = any_office
    told = await ask_for_officer(office)
    await office.press(told.buttons[office.say("button_give_contact")])

    said = await office.write(kind="contact", card="+62 812-3456-7890")

    assert kept(office) == ["+6281234567890"]
    assert office.say("contact_phone", part="890") in said.text
    assert in_the_clear(office, "812345678") == []
    assert office.turns("kind", "text", "outcome")[-1] == ("contact", "", "relayed")


@pytest.mark.parametrize("card", ["+62 812-3456-7890", "12"])
async def test_a_card_that_nobody_asked_for_is_not_kept(office: Office, card: str) -> None:
    """It may be anybody's: of a suspect, of a neighbour."""
    await ask_for_officer(office)

    await office.write(kind="contact", card=card)

    assert kept(office) == []
    assert in_the_clear(office, "812345678") == []
    assert office.rows("SELECT count(*) FROM updates WHERE sealed IS NOT NULL") == [(0,)]
