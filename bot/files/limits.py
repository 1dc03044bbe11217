"""How much of a file is taken, unpacked and looked at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileLimits:
    """Bounds of one document.

    Units: bytes; seconds; pixels of one picture (width times height). A 200-megapixel phone photo
    passes; what unpacks to more than `max_unpacked_bytes` does not.
    """

    max_file_bytes: int = 10 * 2**20
    max_pixels: int = 250_000_000
    max_unpacked_bytes: int = 256 * 2**20
    max_archive_entries: int = 5_000
    max_archive_depth: int = 2
    inspect_seconds: float = 10.0
