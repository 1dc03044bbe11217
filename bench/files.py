"""Real files of about a given size, each with bytes of its own, because the bot looks at them."""

from __future__ import annotations

import hashlib
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

DEFAULT_BYTES = 200_000


def make_file(kind: str, seed: str, size: int = DEFAULT_BYTES) -> bytes:
    """A whole pdf, png or docx of about `size` bytes; another seed gives other bytes.

    Raises: KeyError for a kind that is not made here.
    """
    mark = hashlib.sha256(seed.encode()).hexdigest().encode()
    return _MARKED[kind](_TEMPLATES[kind](size), mark)


@cache
def _pdf(size: int) -> bytes:
    """One page with a text and an incompressible stream; table and trailer are right."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    text = b"BT /F1 14 Tf 72 770 Td (Invoice 2026-0042, digital advertising) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page + b" /Resources << /Font << /F1 5 0 R >> >> >>",
        _stream(b"", text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        _stream(b" /Type /Scan", random.Random("pdf").randbytes(max(0, size - 1200))),
    ]
    out, offsets = io.BytesIO(), []
    out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    for number, content in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R" % (len(objects) + 1))
    out.write(b" /ID [<%s> <%s>] >>\nstartxref\n%d\n%%%%EOF\n" % (b"0" * 64, b"0" * 64, table))
    return out.getvalue()


def _stream(entries: bytes, content: bytes) -> bytes:
    return b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def _marked_pdf(template: bytes, mark: bytes) -> bytes:
    head, tail = template[:-600], template[-600:]
    return head + tail.replace(b"0" * 64, mark)


@cache
def _png(size: int) -> bytes:
    """Gray noise does not compress, so the number of pixels is the number of bytes."""
    width = 400
    height = max(1, size // (width + 1))
    pixels = random.Random("png").randbytes(width * height)
    rows = b"".join(b"\0" + pixels[n * width : (n + 1) * width] for n in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 1))
    return b"\x89PNG\r\n\x1a\n" + chunks


def _chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def _marked_png(template: bytes, mark: bytes) -> bytes:
    return template + _chunk(b"tEXt", b"Comment\0" + mark) + _chunk(b"IEND", b"")


_CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="png" ContentType="image/png"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""
_RELATIONSHIPS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="word/document.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
</Relationships>"""
_DOCUMENT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>
<w:t>Certification statement and report</w:t></w:r></w:p></w:body></w:document>"""


@cache
def _docx(size: int) -> bytes:
    """The picture of the document: what makes it that large."""
    return _marked_png(_png(max(1, size - 1500)), b"picture")


def _marked_docx(picture: bytes, mark: bytes) -> bytes:
    """A document of one paragraph that says the mark, and the picture."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        package.writestr("[Content_Types].xml", _CONTENT_TYPES)
        package.writestr("_rels/.rels", _RELATIONSHIPS)
        package.writestr("word/document.xml", _DOCUMENT.replace("statement", mark.decode()))
        package.writestr("word/media/image1.png", picture)
    return out.getvalue()


_TEMPLATES: dict[str, Callable[[int], bytes]] = {"pdf": _pdf, "png": _png, "docx": _docx}
_MARKED: dict[str, Callable[[bytes, bytes], bytes]] = {
    "pdf": _marked_pdf,
    "png": _marked_png,
    "docx": _marked_docx,
}
