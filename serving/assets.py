"""Static files under names that change with their content, so that browsers keep them a year.

All are read, bundled, made small and compressed once at the start: a deployment restarts the
process. One hash stands for the whole folder, so that modules find each other by relative names.
"""

import hashlib
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from rcssmin import cssmin
from rjsmin import jsmin
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from serving.bundle import bundle
from serving.packing import Packed, pack
from serving.revalidation import is_known

YEAR = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
VENDORED = "vendor"  # a folder of others' files, which are sent byte by byte as they are
PICTURE = "image/svg+xml"
SMALL = 500  # bytes
HASH = re.compile(r"^[0-9a-f]{10}/")


@dataclass(frozen=True)
class Asset:
    """One file as it is sent."""

    media_type: str
    body: Packed
    etag: str

    @property
    def is_small_picture(self) -> bool:
        """Whether it is a drawing that costs less than the headers of an answer."""
        return self.media_type == PICTURE and len(self.body.plain) <= SMALL


class Assets:
    """A folder of static files, mounted at ``prefix``.

    A script that stands in the folder itself brings along all that it imports.
    """

    def __init__(self, folder: Path, prefix: str = "/static", *, inline: bool = False) -> None:
        """With ``inline``, small pictures stand in the page, whose policy must allow that."""
        self._is_inline = inline
        files = sorted(file.resolve() for file in folder.rglob("*") if file.is_file())
        bundles = {f: bundle(f) for f in files if f.suffix == ".js" and f.parent == folder}
        texts = {file: made.text for file, made in bundles.items()}
        for made in bundles.values():
            texts |= made.instead
        self._assets = {
            file.relative_to(folder).as_posix(): _asset(file, texts.get(file)) for file in files
        }
        everything = "".join(f"{name} {self._assets[name].etag}" for name in self._assets)
        self._root = f"{prefix}/{hashlib.sha256(everything.encode()).hexdigest()[:10]}"

    def url(self, name: str) -> str:
        """Return the address of a file; of a picture smaller than its request, the picture.

        Raises:
            KeyError: There is no such file.
        """
        asset = self._assets[name]
        if self._is_inline and asset.is_small_picture:
            return _as_address(asset.body.plain.decode())
        return f"{self._root}/{name}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a file."""
        await self._answer(Request(scope))(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        path = request.url.path
        is_lasting = path.startswith(f"{self._root}/")
        name = HASH.sub("", path[len(request.scope["root_path"]) :].lstrip("/"))
        asset = self._assets.get(name)
        if asset is None:
            raise HTTPException(404)
        if request.method not in ("GET", "HEAD"):
            raise HTTPException(405)
        if is_lasting:
            return _response(asset, request, {"Cache-Control": YEAR})
        # A page of before a deployment asks by an old hash: it gets what there is.
        headers = {"Cache-Control": ASK_AGAIN, "ETag": asset.etag}
        if is_known(request, asset.etag):
            return Response(status_code=304, headers=headers)
        return _response(asset, request, headers)


def _response(asset: Asset, request: Request, headers: dict[str, str]) -> Response:
    body, how = asset.body.for_reader(request.headers)
    return Response(body, headers={**headers, **how}, media_type=asset.media_type)


def _as_address(drawing: str) -> str:
    plain = re.sub(r"\s*\n\s*", " ", drawing.strip()).replace('"', "'")
    return f"data:{PICTURE},{quote(plain, safe=' =:/,.()')}"


def _asset(file: Path, text: str | None) -> Asset:
    plain = _made_small(file, text)
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return Asset(media_type, pack(plain), f'"{hashlib.sha256(plain).hexdigest()[:16]}"')


def _made_small(file: Path, text: str | None) -> bytes:
    if file.parent.name == VENDORED:
        return file.read_bytes()
    if file.suffix == ".js":
        return str(jsmin(text or file.read_text(encoding="utf-8"))).encode()
    if file.suffix == ".css":
        return str(cssmin(file.read_text(encoding="utf-8"))).encode()
    return file.read_bytes()
