"""What a file is by its first bytes, how its name ends, and how large it may be. Pure.

Its own name and its sender's word do not count.
"""

MEGABYTES = 10  # of a photo or PDF between the web, the desk and officers
LARGEST = MEGABYTES * 1024 * 1024  # bytes
EXTENSIONS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "image/gif": ".gif",
    "audio/ogg": ".ogg",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "video/mp4": ".mp4",
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "text/plain": ".txt",
    "text/csv": ".csv",
}
OTHER = ".bin"  # a name that no program opens by itself

SIGNATURES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"%PDF-": "application/pdf",
}
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
BEFORE_PDF = b"\xef\xbb\xbf\r\n\t \0"  # some scanners write a mark or blanks first


def media_type_of(content: bytes) -> str | None:
    """Return a photo's or a PDF's type; None for everything that we do not take."""
    for signature, media_type in SIGNATURES.items():
        if content.startswith(signature):
            return media_type
    if content[:16].lstrip(BEFORE_PDF).startswith(b"%PDF-"):
        return "application/pdf"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        return "image/heic"
    return None


def kind_of(media_type: str) -> str:
    """Return the kind of a message that brings such a file."""
    return "document" if media_type == "application/pdf" else "photo"


def extension_of(media_type: str | None) -> str:
    """Return how the name of a file of ours ends."""
    return EXTENSIONS.get(media_type or "", OTHER)
