"""What ``tests.desk.pictures`` draws: each page, who looks at it, and what was done before."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from playwright.async_api import Page

from tests.desk.desk_harness import DeskHarness
from tests.desk.loop_scenes import Mistakes
from tests.desk.release_scenes import GOOD, REFUSED, accept, read_replay, serve

TOPIC = "jam-layanan"  # the article of which a change is proposed


@dataclass
class Stage:
    """The desk that is drawn, and the tickets that stand on it."""

    desk: DeskHarness
    address: str
    tickets: list[str] = field(default_factory=list)
    mistakes: Mistakes = field(default_factory=Mistakes)


@dataclass(frozen=True)
class Shot:
    """One page as somebody sees it; ``path`` may need a ticket.

    Attributes:
        part: What is at the top of the window, a CSS selector; empty: the page's beginning.
        deed: What is done on the page before.
        happens: What others did before.
    """

    name: str
    username: str
    path: Callable[[Stage], str]
    part: str = ""
    deed: Callable[[Page], Awaitable[None]] | None = None
    happens: Callable[[DeskHarness], None] | None = None


def at(path: str) -> Callable[[Stage], str]:
    """Return what gives a path that is always the same."""
    return lambda _stage: path


def of_ticket(number: int, rest: str = "") -> Callable[[Stage], str]:
    """Return what gives the page of a ticket, by its place in ``TALKS``."""
    return lambda stage: f"/escalations/{stage.tickets[number]}{rest}"


def missed(number: int) -> Callable[[Stage], str]:
    """Return what gives the group of a message that was not understood."""
    return lambda stage: f"/review/groups/{stage.mistakes.missed[number]}"


def confused(number: int) -> Callable[[Stage], str]:
    """Return what gives the group of a message that was answered from another article."""
    return lambda stage: f"/review/groups/{stage.mistakes.confused[number]}"


def of_section(name: str) -> str:
    """Return the selector of a section of a release's page."""
    return f"section[aria-labelledby={name}-title]"


async def choose(page: Page) -> None:
    """Say that a message means something else."""
    await page.keyboard.press("2")
    await page.locator("#intent").fill("data-skripsi")


async def open_off(page: Page) -> None:
    """Open what takes an answer out of service."""
    await page.get_by_text("Matikan jawaban ini sekarang…").click()
    reason = "Jawabannya keliru; artikel yang benar sedang disiapkan."
    await page.locator("#off-reason").fill(reason)


async def draw_sample(page: Page) -> None:
    """Open the sample that waits."""
    await page.get_by_role("link", name="Nilai").first.click()
    await page.get_by_role("heading", name="Menilai sampel").wait_for()


def is_read(desk: DeskHarness) -> None:
    """Let the good release's replay be read."""
    read_replay(desk, GOOD)


def is_approved(desk: DeskHarness) -> None:
    """Let the good release be approved."""
    accept(desk, GOOD)


def goes_live(desk: DeskHarness) -> None:
    """Let the good release serve."""
    serve(desk, GOOD, "Magang, skripsi dan bingkisan dijawab benar.")


SHOTS = (
    Shot("masuk", "", at("/login")),
    Shot("antrean", "sari", at("/")),
    Shot("percakapan", "sari", of_ticket(0)),
    Shot("cari", "sari", at("/tickets?q=undangan")),
    Shot("akun-saya", "sari", at("/account")),
    Shot("angka", "rini", at("/figures")),
    Shot("beban", "rini", at("/load")),
    Shot("tugas-dan-cuti", "rini", at("/duty/1")),
    Shot("jam-kerja", "rini", at("/hours")),
    Shot("tetapkan-hari", "rini", at("/hours/entry?kind=day")),
    Shot("unit-dan-grup", "rini", at("/groups")),
    Shot("keadaan", "tono", at("/overview")),
    Shot("pilih-beberapa", "rini", at("/selection")),
    Shot("balasan-tetap", "rini", at("/canned-replies?list=humas")),
    Shot("pintasan", "sari", at("/keys")),
    Shot("pemberitahuan", "sari", at("/account/notices")),
    Shot("cara-masuk", "sari", at("/account/factors")),
    Shot("perlu-diperiksa", "tono", at("/review")),
    Shot("putuskan-kelompok", "tono", missed(3)),
    Shot("persetujuan", "dewi", at("/review/decisions")),
    Shot("contoh", "dewi", at("/review/examples?maksud=magang")),
    Shot("akun", "made", at("/accounts")),
    Shot("satu-akun", "made", at("/accounts/1")),
    Shot("catatan-audit", "nia", at("/audit-log")),
    Shot("artikel", "tono", at("/articles")),
    Shot("artikel-usulkan", "sari", at(f"/articles/{TOPIC}/propose")),
    Shot("artikel-usulan", "tono", at("/proposals/1")),
    Shot("keputusan", "tono", missed(3), part=".teach", deed=choose),
    Shot("matikan-jawaban", "tono", confused(0), part="#answer", deed=open_off),
    Shot("pertanyaan", "rini", at("/learning")),
    Shot("sampel", "dewi", at("/sample")),
    Shot("menilai-sampel", "tono", at("/sample"), deed=draw_sample),
    Shot("rilis-ditolak", "dewi", at(f"/releases/{REFUSED}")),
    Shot("satu-rilis", "dewi", at(f"/releases/{GOOD}")),
    Shot("laporan-rilis", "dewi", at(f"/releases/{GOOD}"), part=of_section("sets")),
    Shot("topik-tertukar", "dewi", at(f"/releases/{GOOD}"), part="p:has(+ .confusion)"),
    Shot("keyakinan", "dewi", at(f"/releases/{GOOD}"), part=of_section("confidence")),
    Shot("izin-administrator", "made", at(f"/releases/{REFUSED}"), part=of_section("override")),
    Shot("pemutaran-ulang", "dewi", at(f"/releases/{GOOD}/replay")),
    Shot("jawaban-berubah", "dewi", at(f"/releases/{GOOD}/replay"), part=".changes"),
    Shot("setujui-rilis", "dewi", at(f"/releases/{GOOD}"), part="body", happens=is_read),
    Shot("mulai-melayani", "dewi", at(f"/releases/{GOOD}"), part="body", happens=is_approved),
    Shot("daftar-rilis", "dewi", at("/releases"), happens=goes_live),
)
