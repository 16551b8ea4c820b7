"""The Bot API double's files: what ``getFile`` names and the file address gives out."""

from starlette.requests import Request
from starlette.responses import Response

from doubles.bot_api_wire import Params, Refused, refusal

SERVED = 20 * 1024 * 1024  # bytes; Telegram's public server gives out no more


class Files:
    """What citizens uploaded, by file id."""

    def __init__(self) -> None:
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
        if len(content) > SERVED:
            raise Refused(400, "Bad Request: file is too big")
        common: Params = {"file_id": file_id, "file_unique_id": file_id}
        return {**common, "file_size": len(content), "file_path": f"files/{file_id}"}

    def take_down(self, file_id: str) -> None:
        """Name a file still, but give it out no more, as when its address has expired."""
        self._gone.add(file_id)

    async def serve(self, request: Request) -> Response:
        """Give out a file."""
        file_id = request.path_params["file_id"]
        content = None if file_id in self._gone else self._contents.get(file_id)
        return refusal(404, "Not Found") if content is None else Response(content)
