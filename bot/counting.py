"""How often and how long, counted where it happens, for whoever watches the process.

How often stands in a plain `Counter`. Nothing here locks: all of it is counted on the event loop.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


class Histogram:
    """Values by their size.

    Shape: `cells` holds how many values were up to each of the ascending `bounds` and above the one
    before; its last cell those above all. `total` is their sum.
    """

    __slots__ = ("bounds", "cells", "total")

    def __init__(self, bounds: Sequence[float]) -> None:
        self.bounds = tuple(bounds)
        self.cells = [0] * (len(self.bounds) + 1)
        self.total = 0.0

    def observe(self, value: float) -> None:
        """Count one value.

        >>> sizes = Histogram((1, 2))
        >>> for size in (0.5, 1, 1.5, 9): sizes.observe(size)
        >>> sizes.cells, sizes.total
        ([2, 1, 1], 12.0)
        """
        self.cells[bisect_left(self.bounds, value)] += 1
        self.total += value
