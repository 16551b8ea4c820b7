"""Static files under names that change with their content."""

from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from serving.assets import Assets


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small folder of static files."""
    (tmp_path / "chat").mkdir()
    (tmp_path / "chat.js").write_text('import { a } from "./chat/a.js";\n\na(); // said\n')
    (tmp_path / "chat" / "a.js").write_text("export function a() {}\n")
    (tmp_path / "chat.css").write_text("/* why */\nbody { margin: 0; }\n" * 20)
    (tmp_path / "icon.svg").write_text("<svg/>")
    return tmp_path


def client(assets: Assets) -> httpx.AsyncClient:
    """Return a browser of a site with these files."""
    app = Starlette(routes=[Mount("/static", assets)])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x")


async def test_a_file_under_its_hashed_name_is_kept_a_year(folder: Path) -> None:
    """A second visit on a slow line then fetches no file at all."""
    assets = Assets(folder)
    response = await client(assets).get(assets.url("chat.css"))

    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert response.headers["content-type"] == "text/css; charset=utf-8"
    assert response.text == "body{margin:0}" * 20


async def test_a_changed_file_has_another_name(folder: Path) -> None:
    """A browser that keeps files for a year must still get the mended one."""
    before = Assets(folder).url("icon.svg")
    (folder / "chat" / "a.js").write_text("export function a() { return 1; }\n")

    assert Assets(folder).url("icon.svg") != before


async def test_files_travel_compressed_to_who_can_read_that(folder: Path) -> None:
    """Bytes are what a citizen pays for."""
    assets = Assets(folder)
    async with client(assets) as browser:
        sizes = [
            (await browser.get(assets.url("chat.css"), headers={"accept-encoding": asked})).headers
            for asked in ("gzip, deflate, br", "gzip;q=0.8", "identity", "br;q=0, gzip; q=0.000")
        ]

    assert [size.get("content-encoding") for size in sizes] == ["br", "gzip", None, None]
    smallest, small, plain, _ = (int(size["content-length"]) for size in sizes)
    assert smallest <= small < plain
    assert {size["vary"] for size in sizes} == {"Accept-Encoding"}


async def test_what_comes_later_finds_the_modules_of_the_page(folder: Path) -> None:
    """One module, one memory."""
    assets = Assets(folder)

    text = (await client(assets).get(assets.url("chat/a.js"))).text

    assert text == 'import{_0 as own}from"../chat.js";export const{a}=own;'


@pytest.mark.parametrize("path", ["/static/chat.css", "/static/0123456789/chat.css"])
async def test_other_names_of_a_file_are_asked_about_each_time(folder: Path, path: str) -> None:
    """A page of before a deployment still works, and keeps nothing that is out of date."""
    async with client(Assets(folder)) as browser:
        first = await browser.get(path)
        again = await browser.get(path, headers={"if-none-match": first.headers["etag"]})

    assert (first.status_code, first.headers["cache-control"]) == (200, "no-cache")
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path", ["/static/", "/static/a.js", "/static/../x", "/static/%2e%2e/pyproject.toml"]
)
async def test_nothing_else_is_given_out(folder: Path, path: str) -> None:
    """Only what was read at the start exists here."""
    async with client(Assets(folder)) as browser:
        assert (await browser.get(path)).status_code == 404


async def test_the_script_of_a_page_brings_its_modules(folder: Path) -> None:
    """Each module fetched by itself would cost more headers than content."""
    assets = Assets(folder)
    text = (await client(assets).get(assets.url("chat.js"))).text

    assert "function a(){}" in text
    assert "import" not in text
    assert "said" not in text


def test_a_small_picture_may_stand_in_the_page(folder: Path) -> None:
    """A request of its own costs more headers than the picture has bytes."""
    assets = Assets(folder, inline=True)

    assert assets.url("icon.svg") == "data:image/svg+xml,%3Csvg/%3E"
    assert assets.url("chat.css").startswith("/static/")


def test_a_name_that_does_not_exist_is_found_while_the_page_is_made(folder: Path) -> None:
    """A misspelt name in a template is our fault, not the citizen's."""
    with pytest.raises(KeyError):
        Assets(folder).url("chta.css")
