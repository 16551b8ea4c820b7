"""What may not serve, and beside which part that is said."""

import pytest

from service.editing.checking import Wrong
from service.editing.proposals import Declined, Proposal
from tests.service.editing.newsroom import Newsroom

CERTAIN = "Jawaban tertulis diberikan paling lambat 3 hari.[^{}]"


@pytest.mark.parametrize(
    ("parts", "part"),
    [
        ({"sources": "", "sources_rest": ""}, "sources"),
        ({"sources": "tidak-ada"}, "sources"),
        ({"text": ""}, "text"),
        ({"text": "Telepon (021) 1234567."}, "text"),
        ({"text": "Hubungi {kontak:tidak-ada}."}, "text"),
        ({"more": "Hubungi {kontak:tidak-ada}."}, "more"),
        ({"text": "x" * 1300}, "text"),
        ({"waktu": "Tiga hari."}, "waktu"),
        ({"title": ""}, "title"),
        ({"title": "x" * 60}, "title"),
        ({"unit": "humus"}, "unit"),
        ({"status": "benar"}, "status"),
        ({"expires": "2026-11-01"}, "expires"),
        ({"expires": "kapan-kapan"}, "expires"),
        ({"next": "Tidak ada."}, "next"),
        ({"also": "", "also_searched": ""}, "also"),
        ({"followups": "tidak-ada"}, "followups"),
        ({"audience": "semua"}, "audience"),
        ({"text": CERTAIN.format("bppk-ppid?")}, "sources"),
    ],
)
def test_a_mistake_is_told_beside_its_part(
    room: Newsroom, parts: dict[str, str], part: str
) -> None:
    """An officer who is told "line 14" has no line 14."""
    wrong = room.try_to_propose(room.text(**parts))

    assert isinstance(wrong, tuple)
    assert part in {one.part for one in wrong if isinstance(one, Wrong)}


def test_hearsay_told_as_certain_is_refused(room: Newsroom, content: object) -> None:
    """Grade D is a rumour: it may be said as one only."""
    sources = getattr(content, "sources", ())
    hearsay = next(source.key for source in sources if source.is_hearsay)
    listed = f"bppk-ppid\nppid-jambi\nkeberatan-semarang\n{hearsay}"

    wrong = room.try_to_propose(room.text(text=CERTAIN.format(hearsay), sources=listed))

    assert isinstance(wrong, tuple)
    assert any("must say that it is unconfirmed" in one.what for one in wrong)


def test_a_proposal_needs_a_reason_and_a_change(room: Newsroom) -> None:
    """Who decides, and who reads the history, has to know why."""
    changed = room.text(waktu="belum diketahui")

    assert room.try_to_propose(changed, reason="  ") is Declined.NO_REASON
    assert room.try_to_propose(room.version().written) is Declined.NO_CHANGE
    assert isinstance(room.try_to_propose(changed), Proposal)


def test_a_file_under_another_id_is_refused(room: Newsroom) -> None:
    """A text must not slip into another article's place."""
    written = room.version().written.replace("id: ppid-waktu", "id: spip")

    wrong = room.try_to_propose(written)

    assert isinstance(wrong, tuple)
    assert wrong[0].part == "id"
