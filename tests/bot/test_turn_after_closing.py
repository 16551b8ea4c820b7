"""Turns after a ticket was closed, and of who says that it is not done."""

from service.escalations.ratings import rating_payload
from service.outbox.queue import Draft, put_message
from service.outcomes import Author, Owner
from service.replies import Button
from tests.bot.harness import ANSWER, ESCALATION, Office


async def test_who_says_that_it_is_not_done_is_offered_the_ticket_again(
    any_office: Office,
) -> None:
    """A thank-you in reply to "loh belum beres" is the last thing a citizen reads of us."""
    any_office.assistant.replies = (ESCALATION,)
    await any_office.write("petugas")
    ticket = any_office.ticket()
    assert ticket is not None
    any_office.close(any_office.claim())

    asked = await any_office.write("loh belum beres")
    told = await any_office.write("iya")

    unit = any_office.answers.unit_name("humas")
    assert asked.text == any_office.say("reopen_sure", ticket=ticket.ticket)
    assert told.text == any_office.say(
        "reopened", ticket=ticket.ticket, unit=unit, when=any_office.say("hours_open")
    )
    assert any_office.owner() is Owner.QUEUE


async def test_who_declines_stays_with_the_bot(office: Office) -> None:
    """No is an answer as well."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")
    office.close(office.claim())
    await office.write("masih belum jelas")

    told = await office.write("tidak")

    assert told.text == office.say("kept_closed")
    assert office.owner() is Owner.BOT


async def test_a_new_question_an_hour_after_the_closing_is_answered(office: Office) -> None:
    """ "Belum dijawab" may be about a request to another unit."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")
    office.close(office.claim())
    office.clock.advance(hours=1)
    office.assistant.replies = (ANSWER,)

    told = await office.write("permohonan saya belum dijawab")

    assert told.text == ANSWER.text


async def test_a_press_that_rates_a_persons_help_counts_once(office: Office) -> None:
    """A finger that shakes must not count twice, nor ask the bot anything."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")
    ticket = office.claim()
    office.close(ticket)
    conversation = office.conversation()
    rating = Button(office.say("button_rate_good"), rating_payload(ticket, 1, is_good=True))
    with office.database.write() as session:
        draft = Draft(conversation, Author.SYSTEM, "ditutup", (rating,))
        put_message(session, draft, office.clock())
    token = office.told()[-1].buttons[rating.label]

    first = await office.press(token)
    office.clock.advance(minutes=1)
    again = await office.press(token)
    office.assistant.replies = (ANSWER,)
    typed = await office.write("1")

    assert first.text == office.say("rated")
    assert again.text == office.say("rated_already")
    assert typed.text == ANSWER.text
    assert office.rows("SELECT is_good FROM escalation_ratings") == [(True,)]
