"""TIFF directories: the largest page and how far its pixels reach."""

from __future__ import annotations

import struct

MAX_PAGES = 2_000
MAX_VALUES = 1_000_000

_WIDTH, _HEIGHT, _STRIPS, _STRIP_BYTES, _TILES, _TILE_BYTES = 256, 257, 273, 279, 324, 325
_WANTED = frozenset({_WIDTH, _HEIGHT, _STRIPS, _STRIP_BYTES, _TILES, _TILE_BYTES})
_TYPES = {3: ("H", 2), 4: ("I", 4)}


def walk_tiff(data: bytes) -> tuple[int, int, int] | None:
    """Width and height of the largest page and the end of the pixels; None if damaged.

    Raises: struct.error when a directory lies behind the end of the file.
    """
    order = "<" if data.startswith(b"II") else ">"
    position = struct.unpack_from(order + "I", data, 4)[0]
    seen: set[int] = set()
    width = height = end = values = 0
    while position:
        if position in seen or len(seen) >= MAX_PAGES:
            return None
        seen.add(position)
        tags, position = _directory(data, order, position)
        values += sum(len(numbers) for numbers in tags.values())
        if values > MAX_VALUES:
            return None
        page = (_first(tags, _WIDTH), _first(tags, _HEIGHT))
        if page[0] * page[1] > width * height:
            width, height = page
        end = max(end, _reach(tags, _STRIPS, _STRIP_BYTES), _reach(tags, _TILES, _TILE_BYTES))
    if not end:
        return None
    return width, height, end


def _directory(data: bytes, order: str, position: int) -> tuple[dict[int, tuple[int, ...]], int]:
    count = struct.unpack_from(order + "H", data, position)[0]
    tags = {}
    for entry in range(position + 2, position + 2 + 12 * count, 12):
        tag, kind, length = struct.unpack_from(order + "HHI", data, entry)
        if tag not in _WANTED or kind not in _TYPES or length > MAX_VALUES:
            continue
        code, size = _TYPES[kind]
        at = (
            entry + 8 if length * size <= 4 else struct.unpack_from(order + "I", data, entry + 8)[0]
        )
        tags[tag] = struct.unpack_from(f"{order}{length}{code}", data, at)
    following = struct.unpack_from(order + "I", data, position + 2 + 12 * count)[0]
    return tags, following


def _first(tags: dict[int, tuple[int, ...]], tag: int) -> int:
    return (tags.get(tag) or (0,))[0]


def _reach(tags: dict[int, tuple[int, ...]], offsets: int, lengths: int) -> int:
    pairs = zip(tags.get(offsets, ()), tags.get(lengths, ()), strict=False)
    return max((offset + length for offset, length in pairs), default=0)
