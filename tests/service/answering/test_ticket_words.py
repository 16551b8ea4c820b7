"""What a message says of a ticket, read without Rasa."""

import pytest

from service.answering.ticket_words import asks_ticket_state, is_impatient, says_unfinished


@pytest.mark.parametrize(
    "said",
    [
        "nomor tiketnya?",
        "tiketku nomor brp ya",
        "status",
        "status saya kak",
        "udah dibaca belum?",
        "sudah dibalas blm pak",
        "tiket saya gimana kabarnya",
        "sampe mana proses tiketku",
        "Tiketnya dong",
        "lupa nomornya",
        "aduh nomornya hilang",
    ],
)
def test_the_state_of_a_ticket_is_asked_in_many_ways(said: str) -> None:
    """Nobody should have to type a slash to learn whether anybody has read them."""
    assert asks_ticket_state(said)


@pytest.mark.parametrize(
    "said",
    [
        "tiket kereta nomor berapa",
        "apakah surat keberatan saya yang dikirim bulan lalu lewat pos sudah dibaca",
        "berapa lama prosesnya",
        "ini fotonya pak",
        "saya sudah kirim berkasnya kemarin lusa",
        "status kepegawaian auditor apa",
        "yg bisa baca tiket sama nomor hp saya siapa aja",
        "lupa nomor kamar hotelnya",
        "",
    ],
)
def test_what_is_meant_for_the_officer_reaches_the_officer(said: str) -> None:
    """A reply of the bot's in the middle of a talk confuses both."""
    assert not asks_ticket_state(said)


@pytest.mark.parametrize(
    "said",
    [
        "loh belum beres",
        "kok ditutup sih",
        "saya belum ngerti yang ini",
        "masih ada yang mau ditanyakan",
        "tolong buka lagi",
        "durung rampung mas",
        "kurang jelas jawabannya",
    ],
)
def test_a_matter_that_is_not_done_is_heard(said: str) -> None:
    """ "Sama-sama" would end a conversation that the citizen wants to go on."""
    assert says_unfinished(said, is_fresh=True)


@pytest.mark.parametrize(
    "said", ["makasih banyak", "sudah jelas", "alamat kantor pusat", "jam buka kapan"]
)
def test_thanks_and_new_questions_are_not_about_the_old_matter(said: str) -> None:
    """Who is content must not be asked whether to go on."""
    assert not says_unfinished(said, is_fresh=True)


@pytest.mark.parametrize(
    ("said", "is_about_it"),
    [
        ("loh belum beres", True),
        ("permohonan saya belum dijawab", False),
        ("masih bingung", False),
    ],
)
def test_hours_after_the_closing_only_plain_words_are_about_it(
    said: str, is_about_it: bool
) -> None:
    """A new question that says "belum" must be answered, and not asked about an old ticket."""
    assert says_unfinished(said, is_fresh=False) is is_about_it


@pytest.mark.parametrize(
    "said",
    [
        "kapan dibalas min",
        "terusin ke orangnya dong",
        "mana petugasnya",
        "kok lama",
        "lama banget sih",
        "buruan",
        "dibacanya kapan",
    ],
)
def test_who_urges_learns_how_far_the_ticket_is(said: str) -> None:
    """Silence in reply to "mana petugasnya" reads like a closed door."""
    assert is_impatient(said)


@pytest.mark.parametrize(
    "said", ["ini soal surat kemarin", "berkasnya sudah saya kirim lewat pos", "terima kasih", ""]
)
def test_what_is_told_to_the_officer_urges_nobody(said: str) -> None:
    """It joins the ticket and needs no answer of the bot's."""
    assert not is_impatient(said)


@pytest.mark.parametrize(
    "text", ["berapa lama dijawab kalau di wbs", "jam buka kantor pusat kapan", "buka wbs kapan"]
)
def test_a_question_about_something_else_urges_nobody(text: str) -> None:
    """Who waits for an officer and asks for hours wants hours, not the ticket's state."""
    assert not is_impatient(text)


@pytest.mark.parametrize(
    "said", ["TB YN3A VDGV ini bisa dicek ga", "status TB-BG2E-XJ1V gimana ya"]
)
def test_a_ticket_named_by_its_number_is_asked_after(said: str) -> None:
    """Whoever copied the number was met with silence while the ticket waited."""
    assert asks_ticket_state(said)
