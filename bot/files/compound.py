"""OLE compound files: Office 97, Outlook mail, Hangul, and encrypted Office of every year.

Source: [MS-CFB] compound file, [MS-DOC] FibBase, [MS-XLS] FilePass, [MS-PPT] CurrentUserAtom,
[MS-OFFCRYPTO].
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from bot.domain.claim import Finding
from bot.files.findings import refusal

MAX_DIRECTORY_SECTORS = 4_096
MAX_TABLE_CONTINUATIONS = 64

_FREE, _LAST_SECTOR = 0xFFFFFFFF, 0xFFFFFFFA
_ENCRYPTED_SLIDES = b"\xdf\xc4\xd1\xf3"
_STREAM_OF_KIND = (
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("__properties_version1.0", "msg"),
    ("HwpSummaryInformation", "hwp"),
    ("FileHeader", "hwp"),
)
_MACRO_STORAGES = frozenset({"Macros", "_VBA_PROJECT_CUR", "VBA", "_VBA_PROJECT"})


@dataclass(frozen=True, slots=True)
class Compound:
    """An opened compound file.

    Shape: `kind` as in `KINDS`, `ole` if it is none we know; `streams` name → first bytes of the
    stream (its first sector); `problem` a code of `findings.REFUSALS`, empty if the file could be
    read.
    """

    kind: str
    streams: dict[str, bytes]
    problem: str = ""


def open_compound(data: bytes) -> Compound:
    """Read header, allocation table and directory; never raises."""
    try:
        streams = _read(data)
    except (struct.error, IndexError):
        return Compound("ole", {}, "truncated")
    if streams is None:
        return Compound("ole", {}, "damaged")
    kind = next((kind for name, kind in _STREAM_OF_KIND if name in streams), "ole")
    return Compound(kind, streams, "locked" if "EncryptedPackage" in streams else "")


def check_compound(compound: Compound, data: bytes, name: str) -> list[Finding]:
    """What is wrong with a compound file that is of an accepted kind."""
    if compound.problem:
        return [refusal(compound.problem, name=name)]
    if _is_locked(compound, data):
        return [refusal("locked", name=name)]
    if compound.kind != "msg" and _MACRO_STORAGES & compound.streams.keys():
        return [refusal("macros", name=name)]
    return []


def _read(data: bytes) -> dict[str, bytes] | None:
    """Stream name → first sector; None if the file contradicts itself."""
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        return None
    sector_bytes = 1 << shift
    first_directory = struct.unpack_from("<I", data, 48)[0]
    table = _table(data, sector_bytes)
    used = max((i for i, following in enumerate(table) if following != _FREE), default=0)
    if (used + 1) * sector_bytes >= len(data):
        raise IndexError("the last sector is missing")
    streams: dict[str, bytes] = {}
    sector, visited = first_directory, 0
    while sector <= _LAST_SECTOR:
        visited += 1
        if visited > MAX_DIRECTORY_SECTORS or sector >= len(table):
            return None
        start = (sector + 1) * sector_bytes
        for entry in range(start, start + sector_bytes, 128):
            _add_entry(streams, data, entry, sector_bytes)
        sector = table[sector]
    return streams


def _table(data: bytes, sector_bytes: int) -> list[int]:
    """Sector → the one that follows it; the header names the table's own sectors."""
    per_sector = sector_bytes // 4
    named = list(struct.unpack_from("<109I", data, 76))
    more, visited = struct.unpack_from("<I", data, 68)[0], 0
    while more <= _LAST_SECTOR and visited < MAX_TABLE_CONTINUATIONS:
        *sectors, more = struct.unpack_from(f"<{per_sector}I", data, (more + 1) * sector_bytes)
        named += sectors
        visited += 1
    table: list[int] = []
    for sector in dict.fromkeys(named):
        if sector <= _LAST_SECTOR:
            table += struct.unpack_from(f"<{per_sector}I", data, (sector + 1) * sector_bytes)
    return table


def _add_entry(streams: dict[str, bytes], data: bytes, entry: int, sector_bytes: int) -> None:
    length = struct.unpack_from("<H", data, entry + 64)[0]
    kind = data[entry + 66]
    if kind not in (1, 2, 5) or not 2 <= length <= 64:
        return
    name = data[entry : entry + length - 2].decode("utf-16-le", "replace").lstrip("\x05\x06\x01")
    first = struct.unpack_from("<I", data, entry + 116)[0]
    start = (first + 1) * sector_bytes
    streams[name] = data[start : start + sector_bytes] if kind == 2 else b""


def _is_locked(compound: Compound, data: bytes) -> bool:
    if compound.kind == "doc":
        header = compound.streams["WordDocument"]
        return len(header) >= 12 and bool(header[11] & 1)
    if compound.kind == "xls":
        return _has_file_pass(compound.streams.get("Workbook") or compound.streams.get("Book", b""))
    return compound.kind == "ppt" and _ENCRYPTED_SLIDES in data


def _has_file_pass(stream: bytes) -> bool:
    """Whether the record that names the encryption stands near the start of the workbook."""
    position = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        if kind == 0x002F:
            return True
        position += 4 + length
    return False
