"""Documents as partners send them, whole and broken, made anew as bytes by each call.

`size` asks for at least that many bytes. The same arguments give the same bytes; `seed` makes
another document of the same shape.
"""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Mapping

from pypdf import PdfReader, PdfWriter

from tests.compound_samples import doc, hwp, locked_office, msg, ppt, xls
from tests.picture_samples import bmp, gif, huge_png, jpg, png, tiff, webp

__all__ = [
    "archive",
    "bmp",
    "bomb",
    "csv",
    "doc",
    "docm",
    "docx",
    "eml",
    "gif",
    "heic",
    "html",
    "huge_png",
    "hwp",
    "hwpx",
    "jpg",
    "launching_pdf",
    "locked_office",
    "locked_pdf",
    "mp4",
    "msg",
    "office",
    "pdf",
    "png",
    "ppt",
    "pptx",
    "rtf",
    "scripted_pdf",
    "svg",
    "tiff",
    "truncated",
    "truncated_pdf",
    "unindexed_pdf",
    "webp",
    "xls",
    "xlsx",
]

EPOCH = (2026, 11, 2, 9, 0, 0)
OPEN_XML = "application/vnd.openxmlformats-officedocument"
MAIN_TYPE = {
    "docx": ("word/document.xml", f"{OPEN_XML}.wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{OPEN_XML}.spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{OPEN_XML}.presentationml.presentation.main+xml"),
    "docm": ("word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml"),
}


def pdf(
    text: str = "Invoice 4711",
    *,
    pages: int = 1,
    size: int = 0,
    seed: int = 0,
    root: str = "",
    objects: tuple[bytes, ...] = (),
) -> bytes:
    """A PDF; `root` is added to its catalog, `objects` are numbered after the pages."""
    first_page = 4
    kids = " ".join(f"{first_page + 2 * n} 0 R" for n in range(pages))
    parts = [
        f"<< /Type /Catalog /Pages 2 0 R {root} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number in range(pages):
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        shown = text.encode("latin-1", "replace").replace(b"(", b"[").replace(b")", b"]")
        parts.append(_stream(b"BT /F1 12 Tf 72 770 Td (%b) Tj ET" % shown))
    parts += objects
    if size:
        parts.append(_stream(_noise(size, seed)))
    return _numbered(parts)


def _stream(body: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(body), extra, body)


def _numbered(parts: list[bytes]) -> bytes:
    out, offsets = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, part in enumerate(parts, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    table_at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(parts) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table_at)


def locked_pdf(*, owner_only: bool = False) -> bytes:
    """A PDF that needs a password ("secret") to open; with `owner_only` just to change it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt(
        user_password="" if owner_only else "secret",
        owner_password="owner",
        algorithm="AES-256",
    )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def truncated_pdf(share: float = 0.6) -> bytes:
    """The first part of a PDF."""
    return truncated(pdf(size=20_000), share)


def scripted_pdf() -> bytes:
    """A PDF that opens the print dialog, as billing portals make them."""
    return pdf(root="/OpenAction << /S /JavaScript /JS (this.print\\(\\);) >>")


def launching_pdf(*, packed: bool = False, behind: str = "") -> bytes:
    """A PDF that starts a program; with `packed` the action hides in an object stream, else
    `behind` words that look like the beginning of one.
    """
    action = b"<< /S /Launch /F (cmd.exe) >>"
    if behind:
        return pdf(root=f"{behind} /OpenAction {action.decode()}", pages=3)
    if not packed:
        return pdf(root=f"/OpenAction {action.decode()}")
    body = zlib.compress(b"90 0 " + action)
    stream = _stream(body, b"/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode")
    return pdf(objects=(stream,))


def unindexed_pdf() -> bytes:
    """A PDF whose cross-reference offset is wrong; readers repair that."""
    whole = pdf()
    at = whole.rindex(b"startxref")
    return whole[:at] + b"startxref\n7\n%%EOF\n"


def docx(text: str = "Statement", *, size: int = 0, seed: int = 0) -> bytes:
    """A Word document."""
    body = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return office("docx", xml, _media("word", size, seed))


def xlsx(text: str = "Kim", *, size: int = 0, seed: int = 0) -> bytes:
    """An Excel workbook."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = f'<workbook xmlns="{space}"><sheets/><!-- {text} --></workbook>'
    return office("xlsx", xml, _media("xl", size, seed))


def pptx(text: str = "Slides", *, size: int = 0, seed: int = 0) -> bytes:
    """A PowerPoint presentation."""
    space = "http://schemas.openxmlformats.org/presentationml/2006/main"
    xml = f'<p:presentation xmlns:p="{space}"><!-- {text} --></p:presentation>'
    return office("pptx", xml, _media("ppt", size, seed))


def docm() -> bytes:
    """A Word document with macros, as its type says."""
    return office("docm", "<document/>", {"word/vbaProject.bin": b"macro"})


def office(kind: str, main: str, more: Mapping[str, bytes] | None = None) -> bytes:
    """An Office package with the right content types; `more` are further parts."""
    part, content_type = MAIN_TYPE[kind]
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/{part}" ContentType="{content_type}"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{relation}" Target="{part}"/></Relationships>'
    )
    parts = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": relations.encode(),
        part: f'<?xml version="1.0" encoding="UTF-8"?>{main}'.encode(),
    }
    return archive({**parts, **(more or {})})


def archive(parts: Mapping[str, bytes]) -> bytes:
    """A ZIP of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in parts.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, body)
    return out.getvalue()


def bomb(kind: str = "docx", unpacked: int = 300 * 2**20) -> bytes:
    """An Office package of some hundred kilobytes that unpacks to `unpacked` bytes."""
    return office(kind, "<document/>", {"media/zeros.bin": bytes(unpacked)})


def _media(folder: str, size: int, seed: int) -> dict[str, bytes]:
    return {f"{folder}/media/image1.png": png(size=size, seed=seed)} if size else {}


def rtf(text: str = "Statement of work") -> bytes:
    """A rich text document."""
    return b"{\\rtf1\\ansi {\\fonttbl\\f0 Arial;}\\f0 %b\\par}" % text.encode("ascii", "replace")


def csv(text: str = "name,cost\nKim,12000\n", *, encoding: str = "utf-8") -> bytes:
    """A table in text."""
    return text.encode(encoding)


def heic() -> bytes:
    """The start of a phone photo."""
    return struct.pack(">I", 24) + b"ftypheic" + bytes(4) + b"mif1heic" + _noise(500, 1)


def mp4() -> bytes:
    """The start of a film."""
    return struct.pack(">I", 24) + b"ftypisom" + bytes(4) + b"isommp42" + _noise(500, 2)


def hwpx() -> bytes:
    """A Hangul document of the newer format."""
    return archive({"mimetype": b"application/hwp+zip", "Contents/section0.xml": b"<sec/>"})


def eml() -> bytes:
    """A saved mail."""
    return b"From: a@contoso.example\r\nSubject: Invitation\r\nMIME-Version: 1.0\r\n\r\nHello\r\n"


def html() -> bytes:
    """A web page."""
    return b"<!DOCTYPE html>\n<html><body><script>alert(1)</script></body></html>\n"


def svg() -> bytes:
    """A drawing with a script."""
    return b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>\n'


def truncated(whole: bytes, share: float = 0.6) -> bytes:
    """The first part of a file, as after an interrupted download."""
    return whole[: int(len(whole) * share)]


def _noise(size: int, seed: int) -> bytes:
    return random.Random(seed).randbytes(size)
