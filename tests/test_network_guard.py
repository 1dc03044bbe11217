"""The guard of conftest.py sees what it must see."""

from __future__ import annotations

import socket

import pytest

from tests import conftest


def test_a_connection_to_another_machine_is_refused_before_it_leaves() -> None:
    with socket.socket() as connection, pytest.raises(conftest.ConnectsBeyondLoopback):
        connection.connect(("192.0.2.1", 9))

    assert conftest._strangers == ["192.0.2.1"]
    conftest._strangers.clear()


def test_a_name_of_another_machine_is_not_looked_up() -> None:
    with pytest.raises(conftest.ConnectsBeyondLoopback):
        socket.getaddrinfo("partner.example", 443)

    assert conftest._strangers == ["partner.example"]
    conftest._strangers.clear()


def test_loopback_is_free_to_all() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(server.getsockname(), timeout=5):
            pass
        socket.getaddrinfo("localhost", 80)

    assert conftest._strangers == []
