"""Second messages that once lost their subject, and first ones that were guessed.

Beside `test_kinds_of_conversations.py`: the same kinds in other words, and kinds of their own.
"""

from collections.abc import Sequence

import pytest

from doubles.citizens import WebCitizen
from doubles.service import Service
from tests.e2e.talks import OUTSIDE, Said, Turn, play, tell

pytestmark = [pytest.mark.rasa, pytest.mark.e2e]

INFORMATION = ("gimana cara minta informasi ke bpkp", ["permintaan"], [OUTSIDE])
HEAD = "kepala bpkp saat ini"
CHOICE = ["mana yang", "maksud"]
FULL_ARTICLE = "simpan tanda bukti dan nomor pendaftaran"  # of INFORMATION's answer


@pytest.mark.parametrize(
    "turns",
    [
        pytest.param(
            [
                ("cara lapor lewat wbs", ["wbs"], [OUTSIDE]),
                ("isian formnya apa aja?", ["siapa yang terlibat"], [OUTSIDE, "ktp"]),
            ],
            id="the form of the matter in talk",
        ),
        pytest.param(
            [
                ("gimana cara bawa sengketa informasi ke komisi informasi", ["sengketa"], []),
                ("batas waktunya kapan?", ["14 hari kerja"], ["10 hari kerja", OUTSIDE]),
            ],
            id="the deadline of the matter in talk",
        ),
        pytest.param(
            [
                ("kepala bpkp sekarang siapa", [HEAD], []),
                ("beliau menjabat sejak tahun berapa?", ["2020"], [OUTSIDE]),
                ("kalau wakil kepalanya?", ["wakil kepala"], [OUTSIDE, "daftar topik"]),
            ],
            id="the person in talk",
        ),
        pytest.param(
            [
                ("alamat bpkp sumatera utara", ["gatot subroto"], []),
                ("jalan apa tepatnya?", ["gatot subroto"], ["pramuka", OUTSIDE]),
                ("warga binjai ke kantor itu juga?", ["sumatera utara"], [OUTSIDE]),
            ],
            id="the street of the office in talk",
        ),
        pytest.param(
            [INFORMATION, ("zxcvbn qwop lkj", ["belum memahami"], [FULL_ARTICLE])],
            id="noise behind an answer",
        ),
        pytest.param(
            [
                INFORMATION,
                ("nik saya 3174091204850007 tolong dicekkan", ["nik"], [FULL_ARTICLE, "3174091"]),
            ],
            id="one's number behind an answer",
        ),
    ],
)
def test_a_talk_keeps_its_subject(service: Service, turns: Sequence[Turn]) -> None:
    """A wrong deadline said with confidence is the worst of what a second message once got."""
    play(service, turns)


@pytest.mark.parametrize(
    "text", ["berapa lama kira-kira selesainya?", "mau lapor nih", "ada biayanya tidak?"]
)
def test_too_little_said_is_asked_back(service: Service, text: str) -> None:
    """Of what nothing was said, a guess is wrong more often than not."""
    play(service, [(text, CHOICE, [OUTSIDE, "terakhir diperiksa"])])


@pytest.mark.parametrize(
    "point",
    [
        pytest.param((-8.5, 95.0), id="ocean"),
        pytest.param((3.14, 101.69), id="Kuala Lumpur"),
        pytest.param((1.35, 103.82), id="Singapore"),
    ],
)
def test_a_point_that_is_not_in_indonesia_has_no_nearest_office(
    service: Service, point: tuple[float, float]
) -> None:
    """A distance over the sea sends nobody anywhere."""
    said: Said = {"location": {"latitude": point[0], "longitude": point[1]}}

    play(service, [(said, ["kantor pusat"], ["garis lurus", " km ", "perwakilan bpkp"])])


@pytest.mark.parametrize("state", ["without a ticket", "beside a waiting ticket"])
def test_ones_own_data_are_explained_in_every_state(service: Service, state: str) -> None:
    """It is the citizen's right to know, and the answer is ours alone to give."""
    before: list[Turn] = [("/petugas", ["nomor tiket"], [])] if "beside" in state else []
    unwanted = [OUTSIDE, "informasi publik", "belum memahami"]

    play(
        service,
        [
            *before,
            ("obrolan ini dicatat nggak?", ["percakapan ini disimpan"], unwanted),
            ("siapa yang boleh membaca percakapan saya?", ["yang dapat membaca"], unwanted),
            ("tolong hapus semua percakapan saya", ["menghapus"], unwanted),
        ],
    )


@pytest.mark.parametrize(
    ("word", "wanted"),
    [("topik", "pilih bidang"), ("Menu", "pilih bidang"), ("bantuan", "ketik petugas")],
)
def test_a_word_alone_is_a_command_also_behind_an_answer(
    service: Service, word: str, wanted: str
) -> None:
    """Few know that a slash makes a command."""
    citizen = WebCitizen(service.chat_url)
    citizen.say("gimana cara minta informasi ke bpkp")

    told = citizen.say(word).lower()

    assert wanted in told
    assert FULL_ARTICLE not in told


def test_sources_on_telegram_open_at_a_tap(service: Service) -> None:
    """Written out they were longer than many an answer."""
    read = tell(service, 71_002, INFORMATION[0])

    assert "<blockquote expandable>sumber: <a href=" in read


def test_both_of_two_questions_are_heard(service: Service) -> None:
    """Half an answer that looks whole is the main source of wrong ones elsewhere."""
    read = tell(service, 71_001, "biaya minta informasi berapa dan syaratnya apa?")

    assert "biaya penggandaan" in read
    assert "syarat permohonan informasi" in read


def test_particulars_of_an_accusation_lead_to_the_channel_again(service: Service) -> None:
    """The name often comes in the second message; it is no less of an accusation."""
    chat_id = play(
        service,
        [
            (
                "kepala desa kami menggelapkan dana desa untuk beli mobil pribadi",
                ["tidak kami simpan"],
                [OUTSIDE],
            ),
            (
                "buktinya ada di rumah sekdes, namanya pak Rajungan",
                ["saluran", "lapor", "tidak kami simpan"],
                [OUTSIDE, "belum memahami", "sama-sama"],
            ),
        ],
    )

    kept = "SELECT t.text FROM turns t JOIN conversations c ON c.id = t.conversation_id"
    told = service.rows(f"{kept} WHERE c.address = '{chat_id}'")
    assert "rajungan" not in str(told).lower()


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("saya dipukuli suami tiap malam", "129"),
        ("ada yang mengancam mau membunuh saya sekarang juga", "148"),
    ],
)
def test_danger_is_answered_with_who_can_help(service: Service, text: str, contact: str) -> None:
    """Nothing else counts then, and a goodbye would be the worst of answers."""
    play(service, [(text, [contact], ["sampai jumpa", "nomor tiket", "belum memahami", OUTSIDE])])
