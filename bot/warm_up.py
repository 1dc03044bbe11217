"""What is done once between start and first turn, so that no turn has to wait for it."""

from __future__ import annotations

import gc

_THRESHOLDS = (2_000, 10, 20)
"""A turn makes some thousand objects, nearly all freed without the collector."""


def begin_loading() -> None:
    """Rest the garbage collector: what a start loads is no garbage."""
    gc.disable()


def keep_what_is_loaded() -> None:
    """Tell the garbage collector that all that was loaded so far stays for ever.

    It would otherwise walk through it now and then: 80 ms in which no turn goes on.
    """
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    gc.enable()
