"""Documents in OLE compound files: Office 97, Outlook, Hangul, and locked Office."""

from __future__ import annotations

import random
import struct
from collections.abc import Mapping


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file with these streams (each padded to 4,096 bytes) or empty storages."""
    bodies = {name: body + bytes(-len(body) % 4096) for name, body in streams.items()}
    directory_sectors = len(streams) // 4 + 1
    table = [0xFFFFFFFD, *range(2, directory_sectors + 1), 0xFFFFFFFE]
    directory = _entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1 if streams else 0xFFFFFFFF)
    content = b""
    for number, (name, body) in enumerate(bodies.items(), 1):
        first = len(table)
        sectors = len(body) // 512
        table += [*range(first + 1, first + sectors), 0xFFFFFFFE] if sectors else []
        sibling = number + 1 if number < len(streams) else 0xFFFFFFFF
        directory += _entry(name, 2 if body else 1, first, len(body), right=sibling)
        content += body
    directory += bytes(directory_sectors * 512 - len(directory))
    packed = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0,
                          0xFFFFFFFE, 0)  # fmt: skip
    return header + struct.pack("<I", 0).ljust(436, b"\xff") + packed + directory + content


def _entry(
    name: str, kind: int, first: int, size: int, *, right: int = 0xFFFFFFFF, child: int = 0xFFFFFFFF
) -> bytes:
    spelled = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBBIII", len(spelled), kind, 1, 0xFFFFFFFF, right, child)
    return spelled.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", first, size)


def doc(*, locked: bool = False, macros: bool = False) -> bytes:
    """A Word 97 document."""
    body = struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 1033, 0, 0x0100 if locked else 0)
    return compound({"WordDocument": body, "1Table": b"t", **({"Macros": b""} if macros else {})})


def xls(*, locked: bool = False) -> bytes:
    """An Excel 97 workbook."""
    start = struct.pack("<HH16x", 0x0809, 16)
    return compound({"Workbook": start + (struct.pack("<HH", 0x2F, 54) if locked else b"")})


def ppt(*, locked: bool = False) -> bytes:
    """A PowerPoint 97 presentation."""
    token = 0xF3D1C4DF if locked else 0xE391C05F
    user = struct.pack("<HHIII", 0, 0x0FF6, 20, 20, token)
    return compound({"PowerPoint Document": b"p", "Current User": user})


def msg() -> bytes:
    """An Outlook mail."""
    return compound({"__properties_version1.0": b"m", "__substg1.0_0037001F": b"s"})


def hwp() -> bytes:
    """A Hangul document."""
    return compound({"FileHeader": b"HWP Document File", "DocInfo": b"d"})


def locked_office() -> bytes:
    """A password-protected DOCX, XLSX or PPTX: an encrypted package in a compound file."""
    return compound(
        {"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": random.Random(0).randbytes(9_000)}
    )
