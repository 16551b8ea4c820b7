"""What is sent again and again, compressed once: by Brotli, or gzip for who reads no Brotli."""

import functools
import gzip
import re
from dataclasses import dataclass

import brotli
from starlette.datastructures import Headers

WORTH_IT = 200  # bytes
KEPT = 256  # pages
REFUSED = re.compile(r";\s*q=0(?:\.0*)?\s*(?:;|$)")


@dataclass(frozen=True)
class Packed:
    """A body, plain and by the names of its encodings."""

    plain: bytes
    encoded: dict[str, bytes]

    def for_reader(self, asked: Headers) -> tuple[bytes, dict[str, str]]:
        """Return the body as a browser can read it, and the headers that say how."""
        if not self.encoded:
            return self.plain, {}
        readable = [name.partition(";")[0].strip() for name in _accepted(asked)]
        for name, body in self.encoded.items():
            if name in readable:
                return body, {"Content-Encoding": name, "Vary": "Accept-Encoding"}
        return self.plain, {"Vary": "Accept-Encoding"}


@functools.lru_cache(maxsize=KEPT)
def pack(plain: bytes) -> Packed:
    """Compress a body as well as can be."""
    if len(plain) < WORTH_IT:
        return Packed(plain, {})
    packed = {"br": brotli.compress(plain, quality=11), "gzip": gzip.compress(plain, 9, mtime=0)}
    return Packed(plain, {k: v for k, v in packed.items() if len(v) < len(plain)})


def _accepted(asked: Headers) -> list[str]:
    names = asked.get("accept-encoding", "").lower().split(",")
    return [name for name in names if not REFUSED.search(name)]
