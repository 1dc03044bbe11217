from __future__ import annotations

import socket
import sys

import pytest

from tests.ports import listener, own_port

only_linux = pytest.mark.skipif(sys.platform != "linux", reason="ports are kept on Linux only")


def _serves(port: int) -> socket.socket:
    """As a server of ours listens, also right after another life of it."""
    return socket.create_server(("127.0.0.1", port))


@only_linux
def test_a_port_of_ours_is_not_taken_between_the_lives_of_who_serves_there():
    port = own_port()
    with socket.socket() as stranger, pytest.raises(OSError, match="in use"):
        stranger.bind(("127.0.0.1", port))
    for _ in range(2):
        with _serves(port), socket.create_connection(("127.0.0.1", port)):
            pass


def test_a_server_in_this_process_never_lets_go_of_its_port():
    listens, port = listener()

    with listens, pytest.raises(OSError, match="in use"):
        _serves(port)
