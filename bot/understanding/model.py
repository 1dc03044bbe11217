"""The trained weights and how they are applied: a sum of rows, one per feature, and a softmax.

The weights lie in a file that is mapped, not read. A row of it is added as one large number whose
bytes are the labels: as fast as numpy for the few hundred rows of a sentence, and numpy would cost
a tenth of the start and of the memory of the whole bot.
"""

from __future__ import annotations

import json
import mmap
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import Any

PATH = Path(__file__).parent / "model.bin"
MAGIC = b"claims-bot understanding 2\n"
BUCKET_BITS = 14
"""So many leading bits of a hash say where its neighbors begin."""
_BEHIND_BUCKET = 32 - BUCKET_BITS
ZERO = 128
"""A weight of nothing, as a byte of a row."""
_AT_ONCE = 256
"""Rows that can be added before two bytes overflow."""


@dataclass(frozen=True, slots=True)
class Model:
    """Labels and, for each feature in ascending order of its hash, a row of weights.

    Shape: `hashes` are unsigned 32-bit numbers, `buckets` tell where the hashes with the same
    leading bits begin, `rows` hold a byte per label and hash. A weight is its byte less `ZERO`,
    multiplied by the label's `scale`. `known` are the pieces of words that the training sentences
    in scope are made of; `fingerprint` tells which files the model was trained from.
    """

    labels: tuple[str, ...]
    hashes: Sequence[int]
    buckets: Sequence[int]
    rows: mmap.mmap
    rows_at: int
    scale: tuple[float, ...]
    bias: tuple[float, ...]
    temperature: float
    known: frozenset[str]
    fingerprint: str

    def probabilities(self, weighted: Mapping[int, float]) -> list[float]:
        """One probability per label, in the order of `labels`.

        Unknown features count for nothing.
        """
        sums = [0.0] * len(self.labels)
        for weight, places in self._found(weighted).items():
            for total, number in enumerate(self._added(places)):
                sums[total] += weight * number
        scores = [
            (number * scale + bias) / self.temperature
            for number, scale, bias in zip(sums, self.scale, self.bias, strict=True)
        ]
        highest = max(scores)
        powers = [exp(score - highest) for score in scores]
        total_power = sum(powers)
        return [power / total_power for power in powers]

    def _found(self, weighted: Mapping[int, float]) -> dict[float, list[int]]:
        """Where the rows of the known features begin, by the weight they are to have."""
        hashes, buckets, count = self.hashes, self.buckets, len(self.hashes)
        start, width = self.rows_at, len(self.labels)
        found: defaultdict[float, list[int]] = defaultdict(list)
        for key, weight in weighted.items():
            bucket = key >> _BEHIND_BUCKET
            place = bisect_left(hashes, key, buckets[bucket], buckets[bucket + 1])
            if place < count and hashes[place] == key:
                found[weight].append(start + place * width)
        return found

    def _added(self, places: Sequence[int]) -> list[int]:
        """The rows at these places added up: a whole number per label."""
        rows, width, number_of = self.rows, len(self.labels), int.from_bytes
        mask = int.from_bytes(b"\xff\x00" * ((width + 1) // 2), "little")
        sums = [-ZERO * len(places)] * width
        for first in range(0, len(places), _AT_ONCE):
            even = odd = 0
            for at in places[first : first + _AT_ONCE]:
                row = number_of(rows[at : at + width], "little")
                even += row & mask
                odd += (row >> 8) & mask
            for start, pairs in ((0, even), (1, odd)):
                for label in range(start, width, 2):
                    sums[label] += pairs & 0xFFFF
                    pairs >>= 16
        return sums


def load_model(path: Path = PATH) -> Model:
    """Open the model file.

    Raises: FileNotFoundError if it was never trained, see `bot.understanding.train`; ValueError for
    a file of another kind.
    """
    with path.open("rb") as file:
        rows = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if rows[: len(MAGIC)] != MAGIC or sys.byteorder != "little":
        raise ValueError(f"{path} is no model for this program, see bot.understanding.train")
    end = rows.find(b"\n", len(MAGIC))
    head = json.loads(rows[len(MAGIC) : end])
    at, count, view = end + 1, head["features"], memoryview(rows)
    buckets_end = at + 4 * (2**BUCKET_BITS + 1)
    rows_at = buckets_end + 4 * count
    return Model(
        labels=tuple(head["labels"]),
        hashes=view[buckets_end:rows_at].cast("I"),
        buckets=view[at:buckets_end].cast("I"),
        rows=rows,
        rows_at=rows_at,
        scale=tuple(head["scale"]),
        bias=tuple(head["bias"]),
        temperature=head["temperature"],
        known=frozenset(head["known"]),
        fingerprint=head["fingerprint"],
    )


def model_bytes(head: Mapping[str, Any], hashes: Sequence[int], rows: bytes) -> bytes:
    """A model file: `head` has what is neither hash nor row, the hashes ascend."""
    buckets = [bisect_left(hashes, n << _BEHIND_BUCKET) for n in range(2**BUCKET_BITS + 1)]
    numbers = b"".join(n.to_bytes(4, "little") for n in (*buckets, *hashes))
    told = json.dumps({**head, "features": len(hashes)}, ensure_ascii=False)
    return MAGIC + told.encode() + b"\n" + numbers + rows
