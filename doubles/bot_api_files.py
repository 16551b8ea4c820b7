"""The Bot API double's files: what ``getFile`` names and the file address gives out."""

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from doubles.bot_api_wire import Params, Refused, refusal

PART = 64 * 1024  # bytes given out at a time
SERVED = 20 * 1024 * 1024  # bytes; Telegram's public server gives out no more


class Files:
    """What citizens uploaded, by file id.

    Attributes:
        given_out: Bytes that were written to whoever fetched a file.
    """

    def __init__(self) -> None:
        self.given_out = 0
        self._lies: dict[str, Params] = {}
        self._contents: dict[str, bytes] = {}
        self._gone: set[str] = set()

    def add(self, content: bytes) -> Params:
        """Keep a file; return the fields by which a message names it."""
        file_id = f"file{len(self._contents) + 1}"
        self._contents[file_id] = content
        return {"file_id": file_id, "file_unique_id": file_id, "file_size": len(content)}

    def get_file(self, params: Params) -> Params:
        """Return what ``getFile`` tells of a file."""
        file_id = str(params["file_id"])
        content = self._contents.get(file_id)
        if content is None:
            raise Refused(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        if len(content) > SERVED and file_id not in self._lies:
            raise Refused(400, "Bad Request: file is too big")
        common: Params = {"file_id": file_id, "file_unique_id": file_id}
        told: Params = {"file_size": len(content), "file_path": f"files/{file_id}"}
        return {**common, **told, **self._lies.get(file_id, {})}

    def lie_about(self, file_id: str, **told: object) -> None:
        """Let ``getFile`` tell other fields of a file than are true, as a hostile server may."""
        self._lies[file_id] = told

    def take_down(self, file_id: str) -> None:
        """Name a file still, but give it out no more, as when its address has expired."""
        self._gone.add(file_id)

    async def serve(self, request: Request) -> Response:
        """Give out a file."""
        file_id = request.path_params["file_id"]
        content = None if file_id in self._gone else self._contents.get(file_id)
        if content is None:
            return refusal(404, "Not Found")
        return StreamingResponse(self._parts(content))

    def _parts(self, content: bytes) -> Iterator[bytes]:
        for start in range(0, len(content), PART):
            part = content[start : start + PART]
            self.given_out += len(part)
            yield part
