"""The page of one escalation."""

import pytest

from service.conversations.ownership import mark_blocked
from service.conversations.visitors import forget_visitor
from service.outbox.deliveries import (
    claim_messages,
    mark_failed,
    mark_sent,
    mark_unanswered,
    retry_later,
)
from service.outcomes import Delivery, DeliveryTrouble
from tests.desk.desk_harness import DeskHarness


async def test_transcript_shows_everybody_in_order(desk: DeskHarness) -> None:
    """An officer answers well only when they see what the citizen was told before."""
    officer = await desk.officer("sari", "Sari Dewi")
    conversation_id = desk.citizen_writes("Bagaimana minta data?")
    desk.bot_says(conversation_id, "# Permohonan informasi\nAjukan melalui PPID.")
    ticket = desk.escalation()
    await officer.post(f"/escalations/{ticket}/reply", text="Kami bantu.")

    page = await officer.text(f"/escalations/{ticket}")

    shown = ["Bagaimana minta data?", "Ajukan melalui PPID.", "kini ditangani", "Kami bantu."]
    places = [page.index(text) for text in shown]
    assert places == sorted(places)
    assert "<strong>Permohonan informasi</strong>" in page
    assert "<bdi>Sari Dewi</bdi>" in page


async def test_sources_can_be_opened_and_people_write_no_marks(desk: DeskHarness) -> None:
    """The officer sees what the citizen was told it rests on; a citizen's line is no source."""
    officer = await desk.officer("sari")
    conversation_id = desk.citizen_writes("> [Peraturan](https://jahat.example)")
    source = "> Sumber: [Peraturan](https://a.example), 2024"
    desk.bot_says(conversation_id, f"# Judul\n\nIsi.\n\n! Belum dipastikan.\n\n{source}")
    ticket = desk.escalation()

    page = await officer.text(f"/escalations/{ticket}")

    assert 'Sumber: <a href="https://a.example"' in page
    assert "<em>Belum dipastikan.</em>" in page
    assert "> [Peraturan](https://jahat.example)" in page
    assert 'href="https://jahat.example"' not in page


async def test_a_question_whose_answer_was_taken_back_is_marked(desk: DeskHarness) -> None:
    """The officer who took over is the only one left who can answer it."""
    officer = await desk.officer("sari")
    conversation_id = desk.citizen_writes("Berapa biayanya?")
    desk.bot_answers(conversation_id, "Gratis <b>sekali</b>.")
    ticket = desk.escalation()
    waiting = await officer.text(f"/escalations/{ticket}")
    await officer.post(f"/escalations/{ticket}/claim")

    page = (await officer.get(f"/escalations/{ticket}")).text

    assert "tidak dijawab asisten otomatis" not in waiting
    assert "tidak dijawab asisten otomatis: jawabannya ditarik" in page
    assert "Jawaban yang ditarik; warga tidak menerimanya" in page
    assert "Gratis &lt;b&gt;sekali&lt;/b&gt;." in page


async def test_an_answer_that_is_sent_once_more_says_so(desk: DeskHarness) -> None:
    """An officer who reads "in the queue" alone would not know that it may have been read."""
    officer = await desk.officer("sari")
    conversation_id = desk.citizen_writes("Berapa biayanya?")
    desk.bot_answers(conversation_id, "Gratis.")
    ticket = desk.escalation()
    with desk.database.write() as session:
        message = claim_messages(session, "telegram", desk.now, 1)[0]
        mark_unanswered(session, message.id, DeliveryTrouble.NO_ANSWER, desk.now)

    page = await officer.text(f"/escalations/{ticket}")

    assert "dalam antrean: Telegram tidak menjawab pada waktunya; dikirim sekali lagi" in page


async def test_citizens_markup_is_shown_as_text(desk: DeskHarness) -> None:
    """A citizen must not be able to run a script in an officer's browser."""
    officer = await desk.officer("sari")
    desk.citizen_writes('<script>alert("1")</script> & <b>tebal</b>')
    ticket = desk.escalation()

    page = (await officer.get(f"/escalations/{ticket}")).text

    assert "<script>alert" not in page
    assert "<b>tebal" not in page
    assert "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; &amp; &lt;b&gt;tebal&lt;/b&gt;" in page


TROUBLES = {
    Delivery.FAILED: DeliveryTrouble.BLOCKED,
    Delivery.UNCERTAIN: DeliveryTrouble.SENDER_STOPPED,
}


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (Delivery.QUEUED, "dalam antrean"),
        (Delivery.SENT, "terkirim"),
        (Delivery.FAILED, "gagal terkirim: warga memblokir bot ini"),
        (Delivery.UNCERTAIN, "tidak pasti sampai: pengirim terhenti saat mengirim"),
    ],
)
async def test_each_reply_tells_how_far_it_came(
    desk: DeskHarness, state: Delivery, words: str
) -> None:
    """An officer who thinks the citizen has read an answer that never left helps nobody."""
    officer = await desk.officer("sari")
    ticket = desk.escalation(channel="web")
    await officer.post(f"/escalations/{ticket}/claim")
    with desk.database.write() as session:
        mark_sent(session, desk.send_next("web").id, "1", desk.now)
    await officer.post(f"/escalations/{ticket}/reply", text="Kami bantu.")
    message = desk.send_next("web")
    with desk.database.write() as session:
        if state is Delivery.SENT:
            mark_sent(session, message.id, "2", desk.now)
        elif state is Delivery.QUEUED:
            retry_later(session, message.id, DeliveryTrouble.LIMITED, desk.now)
        else:
            mark_failed(session, message.id, state, TROUBLES[state])

    page = await officer.text(f"/escalations/{ticket}")

    assert f'<p class="delivery {state}">{words}' in page


async def test_an_edit_shows_that_it_is_one_and_a_reply_what_it_answers(
    desk: DeskHarness,
) -> None:
    """Only the newest words are there; that they were others is seen where they stood."""
    officer = await desk.officer("sari")
    desk.citizen_writes("biaya 5 juta", message_id="9")
    ticket = desk.escalation()
    await officer.post(f"/escalations/{ticket}/claim")
    with desk.database.write() as session:
        mark_sent(session, desk.send_next().id, "101", desk.now)
    desk.citizen_writes("biaya 50 juta <b>", kind="edited", message_id="9", reply_to="101")
    desk.citizen_writes("teruskan", is_forwarded=True)

    page = await officer.text(f"/escalations/{ticket}")

    assert "pesan yang diubah oleh warga" in page
    assert "(diubah oleh warga; isi semula tidak disimpan lagi)" in page
    assert "biaya 50 juta" in page
    assert "biaya 5 juta" not in page
    assert "Membalas: Percakapan Anda (tiket" in page
    assert "Diteruskan warga dari percakapan lain." in page


async def test_a_citizen_who_blocked_the_bot_is_seen_before_anybody_writes(
    desk: DeskHarness,
) -> None:
    """An officer must not put an hour into an answer that cannot arrive."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    before = await officer.text(f"/escalations/{ticket}")
    with desk.database.write() as session:
        mark_blocked(session, desk.read(ticket).conversation_id)

    page = await officer.text(f"/escalations/{ticket}")

    assert "Warga memblokir bot ini." not in before
    assert "Warga memblokir bot ini." in page


async def test_a_citizen_who_deleted_the_conversation_is_told_of(desk: DeskHarness) -> None:
    """An officer must not believe that a reply nobody can read was read, or still will be."""
    officer = await desk.officer("sari")
    ticket = desk.escalation(channel="web")
    await officer.post(f"/escalations/{ticket}/reply", text="Selamat siang.")
    before = await officer.text(f"/escalations/{ticket}")
    with desk.database.write() as session:
        assert forget_visitor(session, "web", "1", desk.clock())

    page = await officer.text(f"/escalations/{ticket}")

    assert "menghapus percakapan ini" not in before
    assert "Warga menghapus percakapan ini dari perangkatnya." in page
    assert "tidak akan terbaca: warga menghapus percakapan ini" in page
    assert "dalam antrean" not in page


async def test_unknown_ticket_has_a_readable_page(desk: DeskHarness) -> None:
    """A mistyped ticket is not a broken system."""
    officer = await desk.officer("sari")

    answer = await officer.get("/escalations/TB-0000-0000")

    assert answer.status_code == 404
    assert "Halaman tidak ditemukan" in answer.text


async def test_other_officers_read_but_cannot_write(desk: DeskHarness) -> None:
    """Two officers in one conversation confuse the citizen."""
    budi, sari = await desk.officer("budi", "Budi Santoso"), await desk.officer("sari")
    ticket = desk.escalation()
    await budi.post(f"/escalations/{ticket}/claim")

    page = await sari.text(f"/escalations/{ticket}")

    assert "ditangani <strong><bdi>Budi Santoso</bdi></strong>" in page
    assert f"/escalations/{ticket}/reply" not in page
    assert "Tutup percakapan" not in page


async def test_closed_conversation_is_read_only(desk: DeskHarness) -> None:
    """After closing the bot answers; a late reply would talk over it."""
    officer = await desk.officer("sari")
    ticket = desk.escalation()
    await officer.post(f"/escalations/{ticket}/claim")
    await officer.post(f"/escalations/{ticket}/close")

    page = await officer.text(f"/escalations/{ticket}")

    assert "sudah ditutup" in page
    assert f"/escalations/{ticket}/reply" not in page
    assert "Ambil percakapan" not in page


async def test_what_somebody_in_distress_wrote_is_named_and_not_shown(desk: DeskHarness) -> None:
    """The officer must know that it was written, and need not read it."""
    officer = await desk.officer("sari")
    desk.citizen_writes("saya Kancilputih mau bunuh diri")
    ticket = desk.escalation()

    page = await officer.text(f"/escalations/{ticket}")

    assert "menulis tentang bahaya bagi diri atau orang lain" in page
    assert "Kancilputih" not in page
