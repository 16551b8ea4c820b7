"""Who says a reply."""

import pytest

from bot.authors import author_of, can_be_rated
from service.outcomes import AnsweredBy, Author, Outcome, Owner
from service.payloads import Payload, PayloadKind
from service.replies import Answer, Button, Reply
from tests.bot.harness import Office

MENU = (Button("Daftar topik", Payload(PayloadKind.MENU)),)
CANCEL = (Button("Batalkan", Payload(PayloadKind.CANCEL)),)


@pytest.mark.parametrize(
    ("reply", "author"),
    [
        (Reply("Lagi.", Outcome.ANSWERED, topic="magang"), Author.BOT),
        (Reply("Pilih.", Outcome.CLARIFIED, MENU), Author.BOT),
        (Reply("Tiket.", Outcome.ANSWERED, CANCEL), Author.SYSTEM),
        (Reply("Yakin?", Outcome.CLARIFIED, CANCEL), Author.SYSTEM),
        (Reply("Kedaluwarsa.", Outcome.CLARIFIED), Author.SYSTEM),
        (Reply("Mati.", Outcome.SWITCHED_OFF, MENU), Author.SYSTEM),
        (Reply("Tolong.", Outcome.EMERGENCY, MENU), Author.SYSTEM),
        (Reply("Ditambahkan.", Outcome.RELAYED), Author.SYSTEM),
    ],
)
def test_content_is_the_bots_and_receipts_are_the_services(reply: Reply, author: Author) -> None:
    """An article that looks like a notice is not taken for an answer."""
    answer = Answer((reply,), AnsweredBy.GATEWAY)

    assert author_of(answer, reply, Owner.BOT) is author
    assert author_of(answer, reply, Owner.OFFICER) is Author.SYSTEM
    assert author_of(Answer((reply,)), reply, Owner.BOT) is Author.BOT


def test_only_an_answer_from_content_can_be_rated() -> None:
    """A status has nothing that helps or not."""
    article = Reply("Isi.", Outcome.ANSWERED, topic="magang")
    status = Reply("Tiket.", Outcome.ANSWERED, CANCEL)

    assert can_be_rated(Answer((article,)), Owner.BOT)
    assert not can_be_rated(Answer((status,)), Owner.BOT)
    assert not can_be_rated(Answer((article,), AnsweredBy.GATEWAY), Owner.OFFICER)


async def test_the_rest_of_an_article_is_the_bots(office: Office) -> None:
    """ "Selengkapnya" was grey and called a notice."""
    buttons = (await office.write("cara minta data?")).buttons

    told = await office.press(buttons["Selengkapnya"])

    assert told.author == Author.BOT
