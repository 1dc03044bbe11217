"""Ports of loopback of our own, so that suites side by side do not serve in each other's place."""

from __future__ import annotations

import atexit
import socket
import sys
from contextlib import ExitStack

_kept = ExitStack()
atexit.register(_kept.close)


def own_port() -> int:
    """A port for a process of ours, until the tests end.

    Bound and not listened at here: on Linux the system gives it to nobody who asks for a free one,
    and lets who names it listen, also after a life that was killed.
    """
    one = socket.socket()
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    one.bind(("127.0.0.1", 0))
    port: int = one.getsockname()[1]
    if sys.platform == "linux":
        _kept.enter_context(one)
    else:  # elsewhere nobody could listen beside it
        one.close()
    return port


def listener() -> tuple[socket.socket, int]:
    """A socket that listens already, for a server in this process; and its port."""
    one = socket.create_server(("127.0.0.1", 0))
    return one, one.getsockname()[1]
