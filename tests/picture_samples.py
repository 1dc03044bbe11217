"""Pictures of colored noise, and one that announces more than it holds."""

from __future__ import annotations

import io
import random
import struct
import zlib

from PIL import Image


def png(width: int = 40, height: int = 30, *, size: int = 0, seed: int = 0) -> bytes:
    """A PNG of colored noise."""
    return _picture("PNG", width, height, size, seed, 3)


def jpg(width: int = 40, height: int = 30, *, size: int = 0, seed: int = 0) -> bytes:
    """A JPEG of colored noise."""
    return _picture("JPEG", width, height, size, seed, 0.55)


def gif(width: int = 40, height: int = 30, *, seed: int = 0) -> bytes:
    """A GIF of colored noise."""
    return _picture("GIF", width, height, 0, seed, 1)


def bmp(width: int = 40, height: int = 30, *, seed: int = 0) -> bytes:
    """A BMP of colored noise."""
    return _picture("BMP", width, height, 0, seed, 3)


def tiff(width: int = 40, height: int = 30, *, seed: int = 0) -> bytes:
    """A TIFF of colored noise."""
    return _picture("TIFF", width, height, 0, seed, 3)


def webp(width: int = 40, height: int = 30, *, seed: int = 0) -> bytes:
    """A WebP of colored noise."""
    return _picture("WEBP", width, height, 0, seed, 1)


def _picture(kind: str, width: int, height: int, size: int, seed: int, per_point: float) -> bytes:
    if size:
        width = height = int((size / per_point) ** 0.5) + 2
    image = Image.frombytes(
        "RGB", (width, height), random.Random(seed).randbytes(3 * width * height)
    )
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def huge_png(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few bytes that announces a picture of gigabytes."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
