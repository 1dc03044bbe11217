"""Pictures: complete, undamaged and of a bearable size, told without decoding them.

Why without Pillow: walking the structure costs 0.2 ms where decoding costs 20 and an unpacked
picture in memory; PNG carries checksums anyway, and the C decoders stay out of reach of hostile
files.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.claim import Finding
from bot.files.findings import refusal
from bot.files.limits import FileLimits
from bot.files.polyglots import name_rest
from bot.files.tiff import walk_tiff


@dataclass(frozen=True, slots=True)
class Picture:
    """Units: points; `end` is the offset behind the last byte of the picture."""

    width: int
    height: int
    end: int


class Broken(ValueError):
    """A picture that ends early (`truncated`) or contradicts itself (`damaged`)."""


def check_image(data: bytes, kind: str, name: str, limits: FileLimits) -> list[Finding]:
    """What is wrong with a picture; nothing else is judged once it cannot be opened."""
    try:
        picture = _WALKERS[kind](data)
    except Broken as broken:
        return [refusal(str(broken), name=name)]
    except (struct.error, IndexError):
        return [refusal("truncated", name=name)]
    width, height = picture.width, picture.height
    if width < 1 or height < 1:
        return [refusal("damaged", name=name)]
    if width * height > limits.max_pixels:
        values = {"name": name, "width": str(width), "height": str(height)}
        return [refusal("too_many_pixels", **values)]
    if rest := name_rest(data[picture.end :]):
        return [refusal("hidden_content", name=name, found=rest)]
    return []


def _walk_png(data: bytes) -> Picture:
    position, size, has_pixels = 8, (0, 0), False
    while position + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, position)
        end = position + 12 + length
        if end > len(data):
            raise Broken("truncated")
        if zlib.crc32(data[position + 4 : end - 4]) != struct.unpack_from(">I", data, end - 4)[0]:
            raise Broken("damaged")
        if kind == b"IHDR":
            size = struct.unpack_from(">II", data, position + 8)
        has_pixels = has_pixels or kind == b"IDAT"
        position = end
        if kind == b"IEND":
            if not has_pixels:
                raise Broken("damaged")
            return Picture(*size, position)
    raise Broken("truncated")


_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})


def _walk_jpeg(data: bytes) -> Picture:
    """Segments up to the first scan, then the end mark.

    Phones put a second picture or a short film behind the end mark, so what stands there is not
    judged here.
    """
    position, size = 2, (0, 0)
    while True:
        if data[position] != 0xFF:
            raise Broken("damaged")
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        if marker in _STANDALONE:
            position += 2
            continue
        length = struct.unpack_from(">H", data, position + 2)[0]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, position + 5)
            size = (width, height)
        position += 2 + length
        if length < 2:
            raise Broken("damaged")
        if position > len(data):
            raise Broken("truncated")
        if marker == 0xDA:
            break
    if data.rfind(b"\xff\xd9") < position:
        raise Broken("truncated")
    return Picture(*size, len(data))


def _walk_gif(data: bytes) -> Picture:
    width, height, flags = struct.unpack_from("<HHB", data, 6)
    position = 13 + _color_table(flags)
    has_pixels = False
    while True:
        block = data[position]
        if block == 0x3B:
            if not has_pixels:
                raise Broken("damaged")
            return Picture(width, height, position + 1)
        if block == 0x21:
            position += 2
        elif block == 0x2C:
            has_pixels = True
            position += 11 + _color_table(data[position + 9])
        else:
            raise Broken("damaged")
        while data[position]:
            position += data[position] + 1
        position += 1


def _color_table(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _walk_bmp(data: bytes) -> Picture:
    declared, _, pixels_at, header = struct.unpack_from("<IIII", data, 2)
    if header == 12:
        width, height, _, bits = struct.unpack_from("<HHHH", data, 18)
        packing = 0
    else:
        width, height, _, bits, packing = struct.unpack_from("<iiHHI", data, 18)
    height = abs(height)
    end = pixels_at + (width * bits + 31) // 32 * 4 * height if packing in (0, 3, 6) else declared
    if end > len(data):
        raise Broken("truncated")
    return Picture(width, height, max(end, min(declared, len(data))))


def _walk_tiff(data: bytes) -> Picture:
    walked = walk_tiff(data)
    if walked is None:
        raise Broken("damaged")
    width, height, end = walked
    if end > len(data):
        raise Broken("truncated")
    return Picture(width, height, len(data))


_WALKERS: dict[str, Callable[[bytes], Picture]] = {
    "png": _walk_png,
    "jpg": _walk_jpeg,
    "gif": _walk_gif,
    "bmp": _walk_bmp,
    "tiff": _walk_tiff,
}
