"""The bot's clocks: the real one, and in the sandbox a virtual one that a person can move.

What is due, which window is open and what a card says follow the virtual clock. Leases, tokens,
signatures and throttling follow the real one: they must not break when somebody plays with time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta


class VirtualClock:
    """The real time plus an offset. Calling it gives the virtual time, UTC."""

    def __init__(self, real: Callable[[], datetime]) -> None:
        self.real = real
        self.offset = timedelta(0)

    def __call__(self) -> datetime:
        """The virtual time."""
        return self.real() + self.offset

    def move(self, offset: timedelta) -> tuple[datetime, datetime]:
        """Set the offset. Gives the virtual time before and after."""
        before = self()
        self.offset = offset
        return before, self()

    @property
    def is_virtual(self) -> bool:
        """Whether the time shown is not the real one."""
        return self.offset != timedelta(0)
