"""Forms with a file: read in memory alone, and no more of a file than may be sent.

A file that is too large is read to its end and dropped, so that the officer's words come back with
a clear word: a browser whose form is cut short shows only that the connection broke.
"""

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from service.file_types import LARGEST, media_type_of

DRAINED = 64 * 1024 * 1024  # bytes of a body that are waited for
FIELD_BYTES = 64 * 1024  # of one field
FIELDS = 60
FORM_TIME = 300.0  # seconds for a form with a file: 280 kbit/s
MULTIPART = "multipart/form-data"


@dataclass(frozen=True)
class Posted:
    """A form as it was posted.

    Attributes:
        file: The bytes that were chosen; empty: none were.
        is_too_large: Whether they were more than may be sent; then ``file`` has none.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    file: bytes = b""
    is_too_large: bool = False

    @property
    def has_file(self) -> bool:
        """Whether a file was chosen."""
        return bool(self.file) or self.is_too_large


def is_multipart(request: Request) -> bool:
    """Tell whether a form may hold a file."""
    return request.headers.get("content-type", "").startswith(MULTIPART)


async def read_multipart(request: Request, *, keeps_file: bool) -> Posted:
    """Return a form's fields and its file; without ``keeps_file`` no byte of that.

    Raises:
        HTTPException: 413 for a body that is not even waited for, 400 for no such form.
    """
    parser = _Parser(request, LARGEST if keeps_file else 0)
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise HTTPException(400) from error
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    files = [value for value in form.values() if isinstance(value, UploadFile)]
    content = await files[0].read() if files else b""
    await form.close()
    if parser.is_too_large:
        return Posted(fields, is_too_large=keeps_file)
    return Posted(fields, content)


def problem_of_file(posted: Posted) -> str | None:
    """Return why a file cannot be sent (``file_too_large``, ``file_kind``), None when it can."""
    if posted.is_too_large:
        return "file_too_large"
    if posted.file and media_type_of(posted.file) is None:
        return "file_kind"
    return None


class _Parser(MultiPartParser):
    """Keeps a file in memory, never on disk in the clear, and drops what is over its limit."""

    spool_max_size = LARGEST + 1

    def __init__(self, request: Request, limit: int) -> None:
        stream = _up_to(request, DRAINED)
        most = {"max_files": 1, "max_fields": FIELDS, "max_part_size": FIELD_BYTES}
        super().__init__(request.headers, stream, **most)
        self._limit = limit
        self._taken = 0

    @property
    def is_too_large(self) -> bool:
        """Whether something of the file was dropped."""
        return self._taken > self._limit

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        """Count what comes of a file."""
        if self._current_part.file is not None:
            self._taken += end - start
            if self.is_too_large:
                return
        super().on_part_data(data, start, end)


async def _up_to(request: Request, limit: int) -> AsyncGenerator[bytes, None]:
    count = 0
    async for chunk in request.stream():
        count += len(chunk)
        if count > limit:
            raise HTTPException(413, headers={"Connection": "close"})
        yield chunk
