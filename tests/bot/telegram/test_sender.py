"""What ``sendMessage`` made of a message, told from whatever came back, or did not."""

import asyncio
import contextlib
import datetime as dtm
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from urllib.parse import parse_qs

import httpx
import pytest
from telegram import Bot
from telegram.error import (
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import HTTPXRequest

from bot.sender import GaveUp, Moved, Result, Sent, TryAgain, Unreachable
from bot.telegram.sender import TelegramSender, what_became
from service.outbox.queue import Outgoing, SentButton
from service.outcomes import Author, Delivery, DeliveryTrouble

NOW = dtm.datetime(2026, 11, 24, tzinfo=dtm.UTC)
MESSAGE = Outgoing(1, "c", "77", Author.BOT, "# Judul\n\nIsi", (SentButton("Biaya", "t"),), 0, NOW)
UNCERTAIN = GaveUp(DeliveryTrouble.NO_ANSWER, Delivery.UNCERTAIN)
ACCEPTED = b'{"ok":true,"result":{"message_id":9,"date":1,"chat":{"id":77,"type":"private"}}}'
Server = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    """Return an error as python-telegram-bot raises it from one of httpx."""
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "cause",
    [
        httpx.ReadTimeout("…"),
        httpx.ReadError("…"),
        httpx.WriteError("…"),
        httpx.RemoteProtocolError("…"),
        httpx.DecodingError("…"),
    ],
)
def test_a_request_without_an_answer_may_have_arrived(cause: Exception) -> None:
    """The connection broke after the message went out: repeating it may send it twice."""
    assert what_became(caused(NetworkError("…"), cause)) == UNCERTAIN


@pytest.mark.parametrize(
    "error",
    [
        caused(NetworkError("…"), httpx.ConnectError("…")),
        caused(TimedOut(), httpx.ConnectTimeout("…")),
        caused(TimedOut(), httpx.PoolTimeout("…")),
        InvalidToken("revoked"),
    ],
)
def test_what_never_left_blames_no_message(error: TelegramError) -> None:
    """An hour without a network, or a revoked token, must not use up a message's tries."""
    assert isinstance(what_became(error), Unreachable)


def test_the_wait_is_read_in_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """python-telegram-bot gives a number now and a time span in its next version."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")

    assert what_became(RetryAfter(dtm.timedelta(seconds=7))) == TryAgain(
        DeliveryTrouble.LIMITED, 7.0
    )


def test_a_block_is_told_from_other_refusals() -> None:
    """Only a block marks the conversation; a chat that moved is followed."""
    blocked = what_became(Forbidden("blocked"))

    assert blocked == GaveUp(DeliveryTrouble.BLOCKED)
    assert what_became(ChatMigrated(-100123)) == Moved("-100123")


def answering(status: int, body: bytes) -> Server:
    """Return a server that reads a request and answers it."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(65_536)
        head = f"HTTP/1.1 {status} X\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode() + body)

    return answer


async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Take the request and close the connection without an answer."""
    await reader.read(65_536)


async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Take the request and wait for longer than anybody waits."""
    await reader.read(65_536)
    await asyncio.sleep(0.4)


async def cut_the_answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Break off within the answer."""
    await reader.read(65_536)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + ACCEPTED[:20])


@contextlib.asynccontextmanager
async def sending_to(server: Server | None) -> AsyncIterator[TelegramSender]:
    """Serve, or refuse, and give a sender that waits for a fifth of a second."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        under_way.append(asyncio.current_task())
        if server is not None:
            await server(reader, writer)
        writer.close()
        with contextlib.suppress(OSError):  # the sender may have hung up first
            await writer.wait_closed()

    under_way: list[asyncio.Task[None] | None] = []
    listening = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    if server is None:
        listening.close()
    request = HTTPXRequest(read_timeout=0.2)
    bot = Bot("1:TEST", f"http://127.0.0.1:{port}/bot", request=request)
    try:
        yield TelegramSender(bot)
    finally:
        await request.shutdown()
        listening.close()
        await asyncio.gather(*(task for task in under_way if task))
        await listening.wait_closed()


@pytest.mark.parametrize(
    ("server", "result"),
    [
        (answering(200, ACCEPTED), Sent("9")),
        (
            answering(500, b'{"ok":false,"description":"Internal"}'),
            TryAgain(DeliveryTrouble.IN_TROUBLE),
        ),
        (answering(502, b"<html>Bad Gateway</html>"), TryAgain(DeliveryTrouble.IN_TROUBLE)),
        (
            answering(429, b'{"ok":false,"parameters":{"retry_after":7}}'),
            TryAgain(DeliveryTrouble.LIMITED, 7.0),
        ),
        (answering(429, b'{"ok":false}'), TryAgain(DeliveryTrouble.IN_TROUBLE)),
        (answering(401, b'{"ok":false}'), Unreachable(DeliveryTrouble.TOKEN_REFUSED)),
        (
            answering(400, b'{"ok":false,"parameters":{"migrate_to_chat_id":-1005}}'),
            Moved("-1005"),
        ),
        (answering(200, b"<html>who are you?</html>"), UNCERTAIN),
        (hang_up, UNCERTAIN),
        (say_nothing, UNCERTAIN),
        (cut_the_answer, UNCERTAIN),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
async def test_each_answer_means_one_thing(
    server: Server, result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Repeating too much doubles, repeating too little loses."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # python-telegram-bot warns of its next version
    async with sending_to(server) as sender:
        assert await sender.send(MESSAGE) == result


@pytest.mark.parametrize(
    ("author", "text"), [(Author.BOT, "<b>Judul</b>\n\nIsi"), (Author.OFFICER, "# Judul\n\nIsi")]
)
async def test_only_the_bot_writes_marks(author: Author, text: str) -> None:
    """An officer's "# 1" is a number and no title."""
    asked: list[bytes] = []

    async def remember(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.read(65_536))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(ACCEPTED) + ACCEPTED)

    async with sending_to(remember) as sender:
        await sender.send(replace(MESSAGE, author=author))

    form = parse_qs(asked[0].partition(b"\r\n\r\n")[2].decode())
    assert form["text"] == [text]
    assert "is_disabled" in form["link_preview_options"][0]


async def test_feedback_is_one_row_of_two_small_buttons() -> None:
    """Two more rows under every answer would push the next one off the screen."""
    asked: list[bytes] = []

    async def remember(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.read(65_536))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(ACCEPTED) + ACCEPTED)

    shown = [("Biaya", "topic"), ("Membantu", "helpful"), ("Tidak", "unhelpful")]
    buttons = tuple(SentButton(label, kind[:2], kind) for label, kind in shown)
    async with sending_to(remember) as sender:
        await sender.send(replace(MESSAGE, buttons=buttons))

    form = parse_qs(asked[0].partition(b"\r\n\r\n")[2].decode())
    rows = json.loads(form["reply_markup"][0])["inline_keyboard"]
    assert [[button["text"] for button in row] for row in rows] == [
        ["Biaya"],
        ["Membantu", "Tidak"],
    ]


async def test_a_server_that_is_not_there_has_taken_nothing() -> None:
    """The message stays queued until it is back, be it tomorrow."""
    async with sending_to(None) as sender:
        assert await sender.send(MESSAGE) == Unreachable(DeliveryTrouble.UNREACHABLE)
