"""Who says who they are is asked what they want, and is neither sent away nor led to a channel."""

import pytest

from service.answering.answers import Answers
from service.answering.introducing import reply_to_introduction
from service.outcomes import Outcome
from tests.service.answering.asked import FOREIGN, question


@pytest.mark.parametrize("text", ["permisi, saya dosen", "sy guru honorer", "saya pegawai bpkp"])
def test_an_introduction_is_asked_what_it_is_about(answers: Answers, text: str) -> None:
    """ "Di luar layanan" to the first sentence ends the talk before it began."""
    reply = reply_to_introduction(answers, question(text, FOREIGN))

    assert reply is not None
    assert reply.outcome is Outcome.SMALL_TALK


@pytest.mark.parametrize(
    "text",
    [
        "saya mahasiswa mau magang",
        "saya warga cepu, kantor bpkp terdekat mana",
        "saya pegawai honorer diminta uang",
        "kami guru boleh daftar?",
    ],
)
def test_who_says_more_is_heard(answers: Answers, text: str) -> None:
    """What is asked or told after it is the matter."""
    assert reply_to_introduction(answers, question(text, FOREIGN)) is None
