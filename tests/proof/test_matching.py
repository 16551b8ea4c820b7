"""Which row a delivered message is, also where Telegram's answer was lost."""

from dataclasses import replace

from proof.evidence import Evidence
from proof.matching import essence, essence_of_row, match_deliveries
from tests.proof.scene import a_delivery, a_message, change_message, clean_run


def test_a_link_and_its_address_are_the_same_words() -> None:
    """The row has the address, and what arrives shows the title only; people's brackets stay."""
    row = "Isi.\n\n> Sumber: [PP (61)](https://a.example/x), 2010\n> Unit: @unit[PPID]."
    shown = 'Isi.\n\n<blockquote>Sumber: <a href="https://a.example/x">PP (61)</a>, 2010'
    message = a_message(1, text=row)

    assert essence_of_row(message) == essence(f"{shown}\nUnit: PPID.</blockquote>")
    moment = a_message(2, text="Kembali @time[1796000400](Senin pukul 08.00 WIB).")
    html = 'Kembali <tg-time unix="1796000400">Senin pukul 08.00 WIB</tg-time>.'
    assert essence_of_row(moment) == essence(html)
    officer = replace(message, author="officer", text="> [a](b)")
    assert essence_of_row(officer) == essence("&gt; [a](b)")


def test_a_lost_answer_is_matched_by_the_buttons() -> None:
    """An uncertain message that did arrive is told apart from one that did not."""
    run = clean_run()
    change_message(run, 1, state="uncertain", external_id=None)

    matches = match_deliveries(run)

    assert [d.message_id for d in matches.of_row[1]] == ["m1"]
    assert matches.unexplained == []


def test_equal_words_go_to_the_row_that_was_there_before() -> None:
    """Receipts all read alike; a message cannot be one that was stored after it arrived."""
    run = without_buttons()

    matches = match_deliveries(run)

    assert {row: [d.t for d in found] for row, found in matches.of_row.items()} == {
        1: [1.5],
        5: [5.5],
    }


def test_of_two_that_wait_with_equal_words_the_earlier_one_came_first() -> None:
    """Both stood in the outbox when the first arrived: the outbox keeps the order."""
    run = without_buttons()
    run.messages[1] = replace(run.messages[1], created=run.messages[0].created)

    matches = match_deliveries(run)

    assert {row: [d.t for d in found] for row, found in matches.of_row.items()} == {
        1: [1.5],
        5: [5.5],
    }


def test_the_second_of_two_equal_deliveries_is_a_repetition() -> None:
    """With one row only, two deliveries are one too many."""
    run = without_buttons()
    del run.messages[1]

    matches = match_deliveries(run)

    assert len(matches.of_row[1]) == 2


def test_the_first_copy_of_two_equal_messages_goes_to_the_first() -> None:
    """It was sent once more, and only then the next: what came later names them both."""
    run = without_buttons()
    run.messages = [
        replace(m, state="sent", external_id=f"m{m.id}", created=1.0) for m in run.messages
    ]
    copy = replace(run.delivered[0], message_id="m0", t=1.2, untold="cut_after")
    run.delivered.insert(0, copy)

    matches = match_deliveries(run)

    assert {row: [d.message_id for d in found] for row, found in matches.of_row.items()} == {
        1: ["m0", "m1"],
        5: ["m5"],
    }


def without_buttons() -> Evidence:
    """Return a run with two uncertain messages of the same words, four seconds apart."""
    run = clean_run()
    receipt = replace(a_message(1, text="Terima kasih", state="uncertain"), tokens=())
    run.messages = [receipt, replace(receipt, id=5, created=5.0)]
    taken = replace(a_delivery(1), text="Terima kasih", tokens=())
    run.delivered = [taken, replace(taken, message_id="m5", t=5.5)]
    return run
