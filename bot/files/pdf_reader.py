"""The second opinion on a PDF, by pypdf: is it locked, can it be repaired, has it pages."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from itertools import islice

import pypdf
from pypdf.errors import PyPdfError
from pypdf.generic import StreamObject

MAX_OBJECT_STREAMS = 2_000
DICTIONARY_BYTES = 2_000

_OBJECT_STREAM = re.compile(rb"/ObjStm\b")
_NUMBER = re.compile(rb"(\d{1,9})\s+\d{1,5}\s+$")
_DAMAGED = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What pypdf raises on damaged files, besides its own errors."""


def read_outline(data: bytes) -> tuple[bytes, str]:
    """The bytes that name things, and a refusal code (empty if the file can be read).

    A file that opens with an empty password is fine: its owner only forbade changes.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings quote the file
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return b"", "locked"
        if len(reader.pages) == 0:
            return b"", "no_pages"
        reader.pages[0].mediabox  # noqa: B018 a page tree that cannot be walked is damaged
        return b"\n".join([data, *_object_streams(reader, data)]), ""
    except _DAMAGED:
        return b"", "damaged"


def _object_streams(reader: pypdf.PdfReader, data: bytes) -> list[bytes]:
    """Object streams, decrypted and unpacked."""
    found = []
    for match in islice(_OBJECT_STREAM.finditer(data), MAX_OBJECT_STREAMS):
        begin = data.rfind(b"obj", max(0, match.start() - DICTIONARY_BYTES), match.start())
        number = _NUMBER.search(data, max(0, begin - 20), begin) if begin > 0 else None
        stream = reader.get_object(int(number[1])) if number else None
        if isinstance(stream, StreamObject):
            found.append(stream.get_data())
    return found
