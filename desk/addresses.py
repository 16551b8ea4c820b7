"""Numbers in addresses: as large as a row's can be; what is larger leads nowhere."""

from starlette.convertors import Convertor, register_url_convertor


class RowNumber(Convertor[int]):
    """A row's number: what is larger would break the question that the database is asked."""

    regex = "[0-9]{1,9}"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


def register_numbers() -> None:
    """Let routes say ``{number:row}``."""
    register_url_convertor("row", RowNumber())
