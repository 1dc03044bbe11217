"""What is done once around the start, so that neither a start nor a turn has to wait for it."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import ssl
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from functools import partial
from importlib import import_module
from itertools import chain
from typing import Any

log = logging.getLogger(__name__)

_PAUSE_SECONDS = 0.003
"""Between two pieces, so that a start is not held up by what can wait."""
_SWITCH_SECONDS = 0.0005
"""A turn meanwhile waits no longer for the interpreter: ten times sooner than usual."""
_PUT_OFF: list[ssl.SSLContext] = []
_THRESHOLDS = (2_000, 10, 20)
"""A turn makes some thousand objects, nearly all freed without the collector."""


def begin_loading() -> None:
    """Rest the garbage collector, what a start loads is no garbage; and put off what takes long.

    aiohttp reads the certificates of all authorities twice when it is imported, 25 ms each. babel
    looks which of 600 zones there are, to find that of the machine: 12 ms, and no partner's.
    pydantic searches all packages for plugins: 8 ms, and we have none.
    """
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    own_zone, os.environ["TZ"] = os.environ.get("TZ", ""), "UTC"
    ssl.SSLContext.set_default_verify_paths = _put_off  # type: ignore[assignment,method-assign]
    try:
        import_module("babel.localtime")
        import_module("aiohttp")
    finally:
        del ssl.SSLContext.set_default_verify_paths  # uncovers the inherited one
        if own_zone:
            os.environ["TZ"] = own_zone
        else:
            del os.environ["TZ"]


def keep_what_is_loaded() -> None:
    """Tell the garbage collector that all that was loaded so far stays for ever.

    It would otherwise walk through it now and then: 80 ms in which no turn goes on.
    """
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    gc.enable()


@asynccontextmanager
async def loading_the_rest(*pieces: Iterable[Callable[[], object]]) -> AsyncIterator[None]:
    """Load beside the turns what the start has put off, piece by piece in a thread of its own.

    A piece that fails is logged and ends it: whoever needs the others loads them then.
    """
    keep_what_is_loaded()
    stop = threading.Event()
    task = asyncio.create_task(asyncio.to_thread(_load, chain(_put_off_here(), *pieces), stop))
    task.add_done_callback(_tell)
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait([task])


class _Unread(ssl.SSLContext):
    """Reads the certificates of the authorities for its first connection, or when told."""

    def read(self) -> None:
        ssl.SSLContext.set_default_verify_paths(self)
        self.__class__ = ssl.SSLContext  # type: ignore[assignment]  # as it was made

    def wrap_bio(self, *given: Any, **named: Any) -> ssl.SSLObject:
        self.read()
        return self.wrap_bio(*given, **named)

    def wrap_socket(self, *given: Any, **named: Any) -> ssl.SSLSocket:
        self.read()
        return self.wrap_socket(*given, **named)


def _put_off(context: ssl.SSLContext) -> None:
    context.__class__ = _Unread
    _PUT_OFF.append(context)


def _put_off_here() -> Iterator[Callable[[], object]]:
    """What the first questions need; zones; certificates for those contexts that look at them."""
    yield from (partial(import_module, f"rapidfuzz.{name}") for name in ("process", "distance"))
    yield partial(import_module("pytz").timezone, "Etc/UTC")
    while _PUT_OFF:
        context = _PUT_OFF.pop()
        if isinstance(context, _Unread) and context.verify_mode is not ssl.CERT_NONE:
            yield context.read


def _load(pieces: Iterable[Callable[[], object]], stop: threading.Event) -> None:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_SECONDS)
    try:
        for piece in pieces:
            if stop.wait(_PAUSE_SECONDS):
                return
            piece()
    finally:
        sys.setswitchinterval(usual)
    keep_what_is_loaded()
    log.debug("loaded_the_rest")


def _tell(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and task.exception():
        log.error("loading_failed", exc_info=task.exception())
