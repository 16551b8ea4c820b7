"""Reading a file of conversations, whole or not at all."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from maintain.conversations.reading import ConversationsUnreadable, read_conversations
from maintain.conversations.script import (
    EditNewest,
    Expect,
    LetPass,
    OfficerAct,
    OfficerActs,
    Press,
    Say,
    SendMedia,
    ShareLocation,
)
from service.paths import ROOT


def write(tmp_path: Path, *lines: Any) -> Path:
    """Write a file; what is no text is written as JSON."""
    file = tmp_path / "c.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    file.write_text("\n".join(texts), encoding="utf-8")
    return file


def conversation(*turns: Any, id_: str = "a") -> dict[str, Any]:
    """Return a conversation as its line has it."""
    return {"id": id_, "title": "[kantor] Medan", "turns": list(turns)}


def test_every_kind_of_turn_is_read(tmp_path: Path) -> None:
    """The format is a contract with whoever writes conversations."""
    file = write(
        tmp_path,
        conversation(
            {"say": "halo"},
            {"press": "biaya"},
            {"location": [-7.8, 110]},
            {"media": "photo", "caption": "ini"},
            {"media": "album"},
            {"edit": "halo min"},
            {"wait": "lewat: 2 jam 30 menit"},
            {"wait": "petugas: ambil"},
            {"wait": 'petugas: jawab: "Selamat pagi, Bapak"'},
            {"wait": "petugas: tutup"},
        ),
    )

    [read] = read_conversations(file)

    assert [turn.act for turn in read.turns] == [
        Say("halo"),
        Press("biaya"),
        ShareLocation(-7.8, 110.0),
        SendMedia("photo", "ini"),
        SendMedia("album"),
        EditNewest("halo min"),
        LetPass(timedelta(hours=2, minutes=30)),
        OfficerActs(OfficerAct.CLAIM),
        OfficerActs(OfficerAct.ANSWER, "Selamat pagi, Bapak"),
        OfficerActs(OfficerAct.CLOSE),
    ]
    assert (read.id, read.group) == ("a", "kantor")


def test_every_expectation_is_read(tmp_path: Path) -> None:
    """A key that is read and forgotten would make any bot good."""
    expect = {
        "topic": "spip",
        "any_topic": ["spip", "mri-iepk"],
        "clarify": False,
        "handoff": True,
        "ticket": False,
        "contains_any": ["lima"],
        "not_contains": ["enam"],
        "refused": False,
        "nonempty": True,
    }
    file = write(
        tmp_path, conversation({"say": "a", "expect": expect}, {"say": "b", "expect": {}})
    )

    [read] = read_conversations(file)

    assert [turn.expect for turn in read.turns] == [
        Expect(
            "spip", ("spip", "mri-iepk"), False, True, False, ("lima",), ("enam",), True, False
        ),
        None,
    ]


@pytest.mark.parametrize(
    ("turn", "told"),
    [
        ({"tell": "x"}, r"turns\[1\].tell: no such key; allowed are say, press, "),
        ({}, r"turns\[1\]: expected exactly one of say, press, location, media, edit, wait"),
        ({"say": "a", "press": "b"}, "expected exactly one of"),
        ("halo", r"turns\[1\]: expected an object"),
        ({"say": 7}, r"turns\[1\].say: expected a text"),
        ({"say": "{ticket:upper}"}, r"\{ticket:upper\} is not known; allowed are \{ticket\}, "),
        ({"press": " "}, r"turns\[1\].press: expected a text that is not empty"),
        ({"location": [100, 0]}, r"turns\[1\].location: expected \[latitude, longitude\]"),
        ({"location": [True, 0]}, r"\[latitude, longitude\]"),
        ({"location": "sini"}, r"\[latitude, longitude\]"),
        ({"media": "gambar"}, r"turns\[1\].media: expected one of animation, .*photo.*album"),
        ({"media": "photo", "caption": 1}, r"turns\[1\].caption: expected a text"),
        ({"say": "a", "caption": "b"}, r"turns\[1\].caption: only beside media"),
        ({"wait": "sebentar"}, 'expected "jam: …", "lewat: …", or "petugas: ambil"'),
        ({"wait": "jam: nanti"}, 'expected after jam: "20.00", "Sabtu"'),
        ({"wait": "lewat: lama"}, "expected after lewat: numbers with detik, menit"),
        ({"wait": "petugas: tidur"}, 'expected "petugas: ambil", "petugas: jawab …"'),
        ({"wait": "petugas: jawab"}, "expected the officer's words after jawab"),
        ({"say": "a", "expect": []}, r"turns\[1\].expect: expected an object with topic, "),
        ({"say": "a", "expect": {"topik": "b"}}, r"expect.topik: no such key; allowed are topic"),
        ({"say": "a", "expect": {"topic": ["b"]}}, "expect.topic: expected a text"),
        ({"say": "a", "expect": {"ticket": "no"}}, "expect.ticket: expected true or false"),
        ({"say": "a", "expect": {"contains_any": "x"}}, "expected a list of at least one text"),
        ({"say": "a", "expect": {"any_topic": []}}, "expected a list of at least one text"),
        ({"say": "a", "expect": {"not_contains": [""]}}, "expected a text that is not empty"),
    ],
)
def test_a_mistake_is_named_by_line_key_and_cure(tmp_path: Path, turn: Any, told: str) -> None:
    """Who writes conversations is no programmer, and a typing error must not read as a fault."""
    file = write(tmp_path, conversation({"say": "a"}, id_="b"), "", conversation(turn))

    with pytest.raises(ConversationsUnreadable, match=r"c\.jsonl:3: .*" + told):
        read_conversations(file)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", r":1: expected a JSON object"),
        ("[" * 100_000, r":1: expected a JSON object"),
        ("[]", r":1: expected an object with id, title, turns"),
        ({"id": "a", "title": "b"}, r":1: turns: expected a list of at least one turn"),
        ({"title": "b", "turns": [{"say": "a"}]}, r":1: id: expected a text"),
        ({"id": "a", "title": 3, "turns": [{"say": "a"}]}, r":1: title: expected a text"),
        ("", "there is no conversation in it"),
    ],
)
def test_a_line_that_is_no_conversation_is_named(tmp_path: Path, line: Any, told: str) -> None:
    """A file that is cut short must not measure the half of it."""
    with pytest.raises(ConversationsUnreadable, match=told):
        read_conversations(write(tmp_path, line))


def test_all_wrong_lines_are_named_at_once(tmp_path: Path) -> None:
    """To mend one, start again, and meet the next would take all day; a thousand help nobody."""
    with pytest.raises(ConversationsUnreadable) as raised:
        read_conversations(write(tmp_path, *["?"] * 22))

    lines = str(raised.value).splitlines()
    assert len(lines) == 21
    assert lines[-1] == "and 2 lines more"


def test_an_id_stands_once(tmp_path: Path) -> None:
    """A failing turn is found by its conversation's id."""
    file = write(tmp_path, conversation({"say": "a"}), conversation({"say": "b"}))

    with pytest.raises(ConversationsUnreadable, match=r":2: id: 'a' is another line's already"):
        read_conversations(file)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A wrong path is the likeliest mistake."""
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes(b"\xe9")

    with pytest.raises(ConversationsUnreadable, match="No such file"):
        read_conversations(tmp_path / "none.jsonl")
    with pytest.raises(ConversationsUnreadable, match="not a UTF-8 text"):
        read_conversations(latin)


def test_a_title_without_brackets_has_a_group_too(tmp_path: Path) -> None:
    """No conversation may fall out of the figures."""
    line = {"id": "a", "title": "Medan", "turns": [{"say": "a"}]}

    assert read_conversations(write(tmp_path, line))[0].group == "-"


def test_our_own_conversations_can_be_read() -> None:
    """They are what changes are measured with."""
    read = read_conversations(ROOT / "tests" / "questions" / "conversations.jsonl")

    assert len(read) == 45
    assert sum(len(one.turns) for one in read) == 222
