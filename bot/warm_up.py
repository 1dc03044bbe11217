"""What is done once between start and first turn, so that no turn has to wait for it."""

from __future__ import annotations

import gc
from importlib import import_module

_THRESHOLDS = (2_000, 10, 20)
"""A turn makes some thousand objects, nearly all freed without the collector."""


def begin_loading() -> None:
    """Rest the garbage collector: what a start loads is no garbage.

    The patterns of the understanding are compiled here and not many imports deep: there CPython may
    stand at the end of a piece of its stack and fetch and return the next one at every call, which
    takes five times as long.
    """
    gc.disable()
    import_module("bot.understanding")


def keep_what_is_loaded() -> None:
    """Tell the garbage collector that all that was loaded so far stays for ever.

    It would otherwise walk through it now and then: 80 ms in which no turn goes on.
    """
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    gc.enable()
