"""What a message does in a talk, in words that no rule has."""

import pytest

from doubles.knowledge import CONTENT
from service.answering.moves import UNHEARD, Heard, Move, clauses_of, moves_of


def heard_most(text: str) -> Move:
    """Return the move with the highest score."""
    scores = moves_of(CONTENT).hear(text).scores
    return max(scores, key=lambda move: scores[move])


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("bu petugas tolong jawabkan, undangan sekolah kami bagaimana", Move.PERSON),
        ("gue mau sama manusia aja ngomongnya", Move.PERSON),
        ("could a real person help me with this", Move.PERSON),
        ("nomor tiket saya yang kemarin apa ya", Move.TICKET),
        ("udah dibuka petugas belum pesan saya", Move.TICKET),
        ("tolong batalin permintaan saya ya kak", Move.CANCEL),
        ("sampaikan juga ke petugas bahwa pesertanya jadi 30", Move.ADD),
        ("petugas bisa tau nomor wa saya ga", Move.OWN_DATA),
        ("kadung nulis nik di sini, bisa dihapus?", Move.OWN_DATA),
        ("apakah bpkp mengaudit rumah sakit", Move.ASK),
        ("kalau ditolaknya lisan gimana", Move.MORE),
        ("yang nomor dua tadi", Move.BACK),
        ("bukan itu maksudku, yang satunya", Move.CORRECT),
        ("jelasin pakai bahasa gampang dong", Move.AGAIN),
        ("makasih banyak ya infonya", Move.CHAT),
    ],
)
def test_a_message_is_heard_by_what_it_does(text: str, move: Move) -> None:
    """Rules know the words they were written from; people use others."""
    assert heard_most(text) is move


def test_a_move_needs_its_score_and_its_lead() -> None:
    """A ticket for nobody is worse than a question asked back."""
    heard = Heard({Move.PERSON: 0.4, Move.ASK: 0.1})

    assert heard.is_move(Move.PERSON, 0.3, 0.2)
    assert not heard.is_move(Move.PERSON, 0.5, 0.2)
    assert not heard.is_move(Move.PERSON, 0.3, 0.4)
    assert not heard.is_move(Move.ASK, 0.0, 0.0)
    assert heard.lead_over(Move.PERSON, Move.ASK) == pytest.approx(0.3)


def test_where_nothing_was_learnt_nothing_is_heard() -> None:
    """A button's press, and a content folder that is broken, are left to the rules."""
    assert not UNHEARD.is_move(Move.PERSON, -9.0, 0.0)
    assert UNHEARD.lead_over(Move.MORE, Move.ASK) == 0.0


def test_a_message_is_cut_at_its_marks() -> None:
    """The clause with the wish is heard by itself."""
    assert clauses_of("tolong petugas: siskeudes macet, gimana?") == [
        "tolong petugas",
        " siskeudes macet",
        " gimana",
    ]
