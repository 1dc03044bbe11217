"""ZIP packages: DOCX, XLSX, PPTX; whole, unlocked, without macros, of a bearable size.

Every byte is unpacked once, against a budget and its checksum: sizes announced in an archive may
lie.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

from bot.domain.claim import Finding
from bot.files.findings import refusal
from bot.files.limits import FileLimits
from bot.files.polyglots import name_rest

CHUNK_BYTES = 256 * 2**10
MAX_CONTENT_TYPES_BYTES = 2**20

_END = b"PK\x05\x06"
_MAIN_PARTS = (
    ("wordprocessingml.document.main+xml", "docx"),
    ("spreadsheetml.sheet.main+xml", "xlsx"),
    ("presentationml.presentation.main+xml", "pptx"),
    ("ms-word.document.macroEnabled", "docm"),
    ("ms-word.template.macroEnabled", "docm"),
    ("ms-excel.sheet.macroEnabled", "xlsm"),
    ("ms-excel.template.macroEnabled", "xlsm"),
    ("ms-excel.sheet.binary", "xlsb"),
    ("ms-powerpoint.presentation.macroEnabled", "pptm"),
    ("ms-powerpoint.slideshow.macroEnabled", "pptm"),
    ("wordprocessingml.template.main+xml", "dotx"),
    ("spreadsheetml.template.main+xml", "xltx"),
    ("presentationml.template.main+xml", "potx"),
    ("presentationml.slideshow.main+xml", "ppsx"),
    ("fixedrepresentation", "xps"),
)
_MIMETYPES = (
    (b"application/hwp+zip", "hwpx"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.presentation", "odp"),
    (b"application/epub+zip", "epub"),
)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What the standard library raises on damaged archives."""


@dataclass(frozen=True, slots=True)
class Package:
    """An opened archive.

    Shape: `kind` as in `KINDS`, `zip` if it is none we know; `archive` is None, and `problem` a
    code of `findings.REFUSALS`, if it could not be opened.
    """

    kind: str
    archive: zipfile.ZipFile | None = None
    problem: str = ""


class _OverBudget(Exception):
    """More was unpacked than allowed."""


def open_package(data: bytes, limits: FileLimits) -> Package:
    """Read the directory and tell the kind; never raises, unpacks only the content types."""
    end = data.rfind(_END)
    if end < 0:
        return Package("zip", problem="truncated")
    directory_bytes = int.from_bytes(data[end + 12 : end + 16], "little")
    # The standard library reads a directory of any length into memory; the shortest entry has 46
    # bytes.
    if directory_bytes > limits.max_archive_entries * 512:
        return Package("zip", problem="unpacks_too_large")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        return Package(_kind(archive), archive)
    except _BROKEN:
        return Package("zip", problem="damaged")


def check_package(package: Package, data: bytes, name: str, limits: FileLimits) -> list[Finding]:
    """What is wrong with an archive that is of an accepted kind."""
    archive = package.archive
    if archive is None:
        return [refusal(package.problem, name=name)]
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        return [refusal("locked", name=name)]
    if hidden := _around(archive, data):
        return [refusal("hidden_content", name=name, found=hidden)]
    try:
        _unpack(archive, _Budget(limits))
        active = _active_code(archive)
    except _OverBudget:
        return [refusal("unpacks_too_large", name=name)]
    except _BROKEN:
        return [refusal("damaged", name=name)]
    return [refusal(active, name=name)] if active else []


class _Budget:
    """How many bytes and entries may still be unpacked, over all nested archives."""

    def __init__(self, limits: FileLimits) -> None:
        self.bytes_left = limits.max_unpacked_bytes
        self.entries_left = limits.max_archive_entries
        self.max_depth = limits.max_archive_depth
        self.max_nested_bytes = limits.max_file_bytes

    def spend(self, *, size_bytes: int = 0, entries: int = 0) -> None:
        self.bytes_left -= size_bytes
        self.entries_left -= entries
        if self.bytes_left < 0 or self.entries_left < 0:
            raise _OverBudget


def _unpack(archive: zipfile.ZipFile, budget: _Budget, depth: int = 1) -> None:
    entries = archive.infolist()
    budget.spend(entries=len(entries))
    if sum(entry.file_size for entry in entries) > budget.bytes_left:
        raise _OverBudget
    for entry in entries:
        with archive.open(entry) as stream:
            start = stream.read(CHUNK_BYTES)
            if start.startswith(b"PK\x03\x04"):
                _unpack_nested(start + stream.read(budget.max_nested_bytes), budget, depth + 1)
            budget.spend(size_bytes=len(start))
            while chunk := stream.read(CHUNK_BYTES):
                budget.spend(size_bytes=len(chunk))


def _unpack_nested(data: bytes, budget: _Budget, depth: int) -> None:
    """Office files hold whole workbooks; a damaged one is nobody's concern here."""
    if depth > budget.max_depth:
        raise _OverBudget
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as nested:
            _unpack(nested, budget, depth)
    except _BROKEN:
        return


def _kind(archive: zipfile.ZipFile) -> str:
    names = archive.namelist()
    if "mimetype" in names:
        with archive.open("mimetype") as stream:
            declared = stream.read(200)
        return next((kind for prefix, kind in _MIMETYPES if declared.startswith(prefix)), "zip")
    if "[Content_Types].xml" not in names:
        return "zip"
    with archive.open("[Content_Types].xml") as stream:
        types = _as_text(stream.read(MAX_CONTENT_TYPES_BYTES))
    return next((kind for part, kind in _MAIN_PARTS if part in types), "zip")


def _as_text(data: bytes) -> str:
    return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")


def _around(archive: zipfile.ZipFile, data: bytes) -> str:
    """What stands before the first entry or behind the directory, by name."""
    first = min((entry.header_offset for entry in archive.infolist()), default=0)
    if first:
        return name_rest(data[:first])
    end = data.rfind(_END)
    return name_rest(data[end + 22 :])


def _active_code(archive: zipfile.ZipFile) -> str:
    """Code of the refusal for macros, controls or a remote template; empty if there is none."""
    for entry in archive.infolist():
        lower = entry.filename.lower()
        if lower.endswith("vbaproject.bin") or "/macrosheets/" in lower:
            return "macros"
        if "/activex/" in lower:
            return "active_content"
        if lower.endswith("settings.xml.rels") and entry.file_size < MAX_CONTENT_TYPES_BYTES:
            relations = _as_text(archive.read(entry)).lower()
            if "attachedtemplate" in relations and 'target="http' in relations:
                return "active_content"
    return ""
