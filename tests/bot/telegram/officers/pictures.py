"""Draws the guide's pictures: ``python -m tests.bot.telegram.officers.pictures``.

What is drawn are the messages that the Bot API double really got, played as the tests play them;
the frame around them is ours and not Telegram's.
"""

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

from playwright.async_api import async_playwright

from doubles.bot_api import BotApiDouble
from doubles.bot_api_wire import Params
from doubles.clock import FrozenClock
from doubles.knowledge import CONTENT, answers_from
from service.content.folder import read_content
from service.content.sentences import load_sentences
from service.paths import ROOT
from service.storage.database import Database
from tests.bot.harness import Office
from tests.bot.telegram.officers.harness import BIMA, CITIZEN, RINI, Stage
from tests.browser.conftest import CHROMIUM, FLAGS

SIGNS = {
    "🟡": "<i style=background:#e0b000></i>",
    "🔵": "<i style=background:#2a6fb0></i>",
    "💬 ": "",
    "📝 ": "",
    "👌": "tanda: oke (terkirim)",
}  # drawn, because not every machine has the font
IMAGES = ROOT / "docs" / "images"
NAMES = {RINI: "Rini", BIMA: "Bima"}
STYLE = """
body{font:15px/1.4 system-ui,sans-serif;background:#dfe7dd;margin:0;padding:14px;width:520px}
h1{font-size:15px;margin:0 0 10px;padding:8px 12px;background:#fff;border-radius:8px}
.m{background:#fff;border-radius:10px;padding:7px 11px;margin:0 0 8px;max-width:440px;
 width:fit-content;white-space:pre-wrap}
.o{background:#e7f6d9;margin-left:auto}.w{color:#2a6fb0;font-weight:600;font-size:13px}
.r{border-left:3px solid #2a6fb0;padding-left:7px;color:#555;font-size:13px;margin:2px 0}
.b{display:flex;gap:5px;margin:6px 0 0}.b span{flex:1;text-align:center;background:#d5e4f1;
 border-radius:7px;padding:5px 8px;color:#20557f;white-space:nowrap}
i{display:inline-block;width:11px;height:11px;border-radius:6px}
.e{display:inline-block;background:#eef;border-radius:10px;padding:1px 8px;margin-top:4px}
"""


def drawn(title: str, messages: Sequence[Params]) -> str:
    """Return a chat as a page."""
    body = "".join(map(_message, messages))
    return f"<meta charset=utf-8><style>{STYLE}</style><h1>{escape(title)}</h1>{body}"


def _message(message: Params) -> str:
    who = message["from"]
    name = "Tanya BPKP" if who["is_bot"] else NAMES.get(who["id"], "Warga")
    text = str(message.get("text") or message.get("caption") or "")
    if message.get("photo"):
        text = f"[foto]\n{text}"
    if not text:
        return ""
    answered = message.get("reply_to_message") or {}
    quoted = str(answered.get("text") or "").splitlines()[:1]
    reply = f"<div class=r>{_signs(escape(quoted[0][:60]))}</div>" if quoted else ""
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    keys = "".join(
        "<div class=b>" + "".join(f"<span>{escape(b['text'])}</span>" for b in row) + "</div>"
        for row in rows
    )
    sign = (
        f"<div class=e>{_signs(str(message['reaction']))}</div>" if message.get("reaction") else ""
    )
    side = "" if who["is_bot"] else " o"
    head = f"<div class=w>{escape(name)}</div>{reply}"
    return f"<div class='m{side}'>{head}{_signs(escape(text))}{keys}{sign}</div>"


def _signs(text: str) -> str:
    for sign, picture in SIGNS.items():
        text = text.replace(sign, picture)
    return text


async def play(office: Office, api: BotApiDouble) -> dict[str, str]:
    """Play a ticket from its opening to its closing; return the pages by name."""
    stage = Stage(office, api)
    await stage.bot.initialize()
    stage.link()
    for name, account in (("Rini", RINI), ("Bima", BIMA)):
        stage.officer(name, account)
    ticket = await stage.ask_for_officer()
    title = f"Biro Hukum dan Komunikasi (humas) · Warga {ticket}"
    pages = {"kartu": drawn(title, stage.group.messages(stage.topic()))}
    asked = stage.relayed("mau bicara")["message_id"]
    stage.group.say(
        RINI, "Selamat pagi. Jawabannya paling lama 10 hari kerja.", stage.topic(), asked
    )
    await stage.settle()
    stage.group.say(BIMA, "Kalau kurang, PPID yang jawab", stage.topic())
    stage.group.say(RINI, "/catat sudah cek ke PPID", stage.topic())
    stage.group.say(BIMA, "/balas Saya bantu", stage.topic())
    await stage.settle()
    await stage.later(seconds=5)
    pages["jawaban"] = drawn(title, stage.group.messages(stage.topic())[1:])
    pages["warga"] = drawn("Yang dibaca warga", stage.api.chats.kept_in(CITIZEN)[-2:])
    pages |= await _of_a_request(stage, title)
    await stage.bot.shutdown()
    return pages


async def _of_a_request(stage: Stage, title: str) -> dict[str, str]:
    """Play what a request for information brings: its kind, more time, a file, a contact."""
    before = len(stage.group.messages(stage.topic()))
    stage.group.say(RINI, "/jenis informasi", stage.topic())
    await stage.later(seconds=5)
    stage.group.say(RINI, "/perpanjang Berkas masih dikumpulkan dari arsip.", stage.topic())
    await stage.later(seconds=8)
    seen = stage.group.messages(stage.topic())
    pages = {"jenis": drawn(title, [stage.card(), *seen[before:]])}
    before = len(seen)
    stage.api.send(CITIZEN, "photo", caption="Ini surat permohonan saya")
    await stage.later(seconds=8)
    stage.api.say(CITIZEN, "Hubungi saya di 0812-3456-7890 ya")
    await stage.later(seconds=8)
    stage.group.say(RINI, "/tunda besok", stage.topic())
    stage.group.say(RINI, "/riwayat", stage.topic())
    await stage.later(seconds=8)
    pages["berkas"] = drawn(title, stage.group.messages(stage.topic())[before:])
    return pages


async def draw() -> None:
    """Play, and save the pictures."""
    clock = FrozenClock()
    content = read_content(CONTENT, clock.now.date(), allow_expired=True)
    with tempfile.TemporaryDirectory() as folder, BotApiDouble() as api:
        database = Database(f"sqlite:///{folder}/pictures.db")
        database.migrate()
        with answers_from(Path(folder), content, load_sentences(CONTENT)) as answers:
            pages = await play(Office(database, answers, clock), api)
        database.close()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = await browser.new_page(viewport={"width": 550, "height": 200})
        for name, html in pages.items():
            await page.set_content(html)
            await page.screenshot(path=IMAGES / f"petugas-telegram-{name}.png", full_page=True)
        await browser.close()


if __name__ == "__main__":
    sys.exit(asyncio.run(draw()))
