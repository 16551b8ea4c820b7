"""Who the bot is, and the topics as buttons."""

import pytest

from service.answering.answers import Answers
from service.answering.menus import Menus
from service.outcomes import Outcome
from service.payloads import PayloadKind


@pytest.fixture
def menus(answers: Answers) -> Menus:
    """Menus over the real content."""
    return Menus(answers.knowledge, answers)


def test_the_start_says_that_a_machine_answers_and_what_becomes_of_data(menus: Menus) -> None:
    """Nobody may take the bot for a person, or write their number unaware."""
    reply = menus.start()

    assert "mesin, bukan petugas" in reply.text
    assert "disembunyikan sebelum disimpan" in reply.text
    assert [button.payload.encode() for button in reply.buttons] == ["menu", "human"]


def test_the_help_names_every_command(menus: Menus) -> None:
    """A command nobody knows of is not there."""
    text = menus.help().text

    assert [c for c in ("ketik topik", "ketik petugas", "ketik status") if c not in text] == []


def test_the_menu_leads_to_every_topic(menus: Menus, answers: Answers) -> None:
    """Who cannot find the words can still find the answer."""
    groups = [button.payload.argument for button in menus.categories().buttons]
    meant = [b.payload for group in groups for b in menus.category(group).buttons]
    offered = {payload.argument for payload in meant if payload.kind is PayloadKind.TOPIC}

    assert groups == [category.id for category in answers.knowledge.categories]
    assert len(offered) == 106
    assert all(answers.article(topic) for topic in offered)


def test_a_group_can_be_left_again(menus: Menus) -> None:
    """A wrong turn in the menu costs one press."""
    reply = menus.category("profil")

    assert reply.buttons[-1].payload.encode() == "menu"
    assert "Tentang BPKP" in reply.text


@pytest.mark.parametrize("category", ["", "tidak-ada", "../profil"])
def test_an_old_button_of_the_menu_says_what_to_do(menus: Menus, category: str) -> None:
    """Buttons stay in a chat for years; the groups change."""
    reply = menus.category(category)

    assert (reply.outcome, reply.buttons) == (Outcome.CLARIFIED, ())
    assert "ketik topik" in reply.text.lower()
