"""Pages that a browser has already: unchanged, they cost their headers alone."""

import hashlib

from starlette.requests import Request
from starlette.responses import Response

from serving.packing import pack


def is_known(request: Request, etag: str) -> bool:
    """Tell whether the browser has what an ETag stands for."""
    known = request.headers.get("if-none-match", "")
    return etag in [one.strip().removeprefix("W/") for one in known.split(",")]


def unless_known(request: Request, response: Response) -> Response:
    """Return a page with its ETag, or 304 where the browser has it."""
    etag = f'"{hashlib.sha256(response.body).hexdigest()[:16]}"'
    if is_known(request, etag):
        response = Response(status_code=304)
    response.headers["ETag"] = f"W/{etag}"  # weak: it may travel compressed or not
    return response


def revalidated(request: Request, response: Response) -> Response:
    """Let a browser keep a page that is everybody's, and ask each time whether it is the same."""
    body = bytes(response.body)
    response = unless_known(request, response)
    response.headers["Cache-Control"] = "no-cache"
    if response.status_code != 304:
        response.body, how = pack(body).for_reader(request.headers)
        response.headers.update({**how, "Content-Length": str(len(response.body))})
    return response
