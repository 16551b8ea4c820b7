"""Something asked for by its name is told by the sentences of one article."""

import pytest

from service.answering.answers import Answers
from service.answering.named_things import reply_of_thing
from tests.service.answering.asked import FOREIGN, question


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nomor lpsk berapa", "148"),
        ("nomernya brp tadi yg lindungi saksi", "148"),
        ("sms pengaduan nasional ke nomor brp", "1708"),
        ("nomor sms yg nasional itu", "1708"),
        ("wa kpk?", "0811 959 575"),
        ("email pengaduan kpk apa", "pengaduan@kpk.go.id"),
        ("nomor elhkpn", "2557 8396"),
        ("iasc nomornya berapa", "IASC"),
    ],
)
@pytest.mark.parametrize("topic", [None, "alamat-perwakilan", "wbs-pantau"])
def test_a_number_is_told_whatever_is_in_talk(
    answers: Answers, text: str, told: str, topic: str | None
) -> None:
    """BPKP's own telephone is no answer to who needs the witnesses' protectors."""
    reply = reply_of_thing(answers, question(text, FOREIGN, topic=topic))

    assert reply is not None
    assert told in reply.text


@pytest.mark.parametrize(
    "text", ["kpk itu apa", "lpsk dan kpk bedanya apa", "ojk mengawasi bank mana", "nomor antrean"]
)
def test_a_name_alone_asks_for_no_number(answers: Answers, text: str) -> None:
    """Who asks what a body does must not get its telephone number."""
    assert reply_of_thing(answers, question(text, FOREIGN)) is None


def test_a_reward_is_meant_after_a_report_only(answers: Answers) -> None:
    """ "Dapat hadiah ga?" after gifts to officials is about the gifts."""
    asked = "dapet hadiah ga pelapornya"

    reply = reply_of_thing(answers, question(asked, FOREIGN, topic="lapor-korupsi"))

    assert reply is not None
    assert reply.topic == "perlindungan-pelapor"
    assert reply_of_thing(answers, question(asked, FOREIGN, topic="batas-hadiah")) is None


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("pegawai terima hadiah, lapor ke mana?", "wbs-cara-lapor"),
        ("kades minta imbalan, lapor ke mana?", "lapor-dana-desa"),
        ("auditornya terima bonus dari rekanan, lapor ke sini?", "wbs-vs-lapor"),
        ("insentif guru bisa dilaporkan juga?", "bos-puskesmas"),
        ("kpk pernah minta nomor rekening saya", "lapor-korupsi"),
        ("bagaimana cara lpsk bekerja", "lapor-korupsi"),
    ],
)
def test_a_bribe_is_no_reward_and_a_caller_no_contact(
    answers: Answers, text: str, topic: str
) -> None:
    """Whoever reports somebody's gift must not be told of their own."""
    assert reply_of_thing(answers, question(text, FOREIGN, topic=topic)) is None


def test_a_number_that_is_not_sure_is_told_with_its_doubt(answers: Answers) -> None:
    """The doubt stands in the sentence above the list, and belongs to each of its items."""
    reply = reply_of_thing(answers, question("nomor lpsk berapa", FOREIGN))

    assert reply is not None
    assert "pastikan dahulu" in reply.text
