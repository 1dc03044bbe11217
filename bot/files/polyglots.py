"""Files that are two things at once: a document, and something else for another program."""

from __future__ import annotations

import re
import struct

from bot.files.findings import readable_size
from bot.files.kinds import KINDS, kind_of

_ZIP_END = b"PK\x05\x06"
_ZIP_DIRECTORY = b"PK\x01\x02"
_ZIP_END_WITHIN = 22 + 0xFFFF
_PDF_WITHIN = 1024
_PADDING = b"\0 \t\r\n\x1a"
_MARKUP = re.compile(rb"<(?:script|html|\?php|!doctype|iframe|body)", re.IGNORECASE)
_PICTURES = frozenset({"png", "jpg", "gif", "bmp", "tiff"})
_COMMENT_AT = {"gif": 6, "bmp": 2, "jpg": 4}
"""Where a length or width can be read as the start of a JavaScript comment."""


def hidden_in(data: bytes, kind: str) -> str:
    """Name of the second type found in a file of this kind; empty if there is none."""
    if kind != "pdf" and b"%PDF-" in data[:_PDF_WITHIN]:
        return KINDS["pdf"].title
    if _is_also_zip(data):
        return KINDS["zip"].title
    if kind in _PICTURES:
        return _markup_in(data, kind)
    return ""


def name_rest(rest: bytes) -> str:
    """What stands behind the end of a document, by name or else by size; empty for mere padding."""
    trimmed = rest.strip(_PADDING)
    if not trimmed:
        return ""
    kind = KINDS.get(kind_of(trimmed))
    return kind.title if kind else readable_size(len(trimmed))


def _is_also_zip(data: bytes) -> bool:
    """Whether an unzip program would find a directory; a bare signature does not count."""
    if data.startswith(b"PK"):
        return False
    end = data.rfind(_ZIP_END, max(0, len(data) - _ZIP_END_WITHIN))
    if end < 0 or end + 22 > len(data):
        return False
    directory_size = struct.unpack_from("<I", data, end + 12)[0]
    start = end - directory_size
    return start >= 0 and directory_size > 0 and data.startswith(_ZIP_DIRECTORY, start)


def _markup_in(data: bytes, kind: str) -> str:
    if _MARKUP.search(data):
        return KINDS["html"].title
    at = _COMMENT_AT.get(kind)
    if at is not None and data[at : at + 2] == b"/*" and b"*/" in data:
        return KINDS["script"].title
    return ""
