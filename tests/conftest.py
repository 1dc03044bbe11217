"""What holds for every test: nothing beyond loopback, and in CI no test is left out."""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from bot.lean_sdk import leave_out

leave_out()  # before any test imports the SDK: what the bot leaves out sets the precision of sums

_strangers: list[str] = []


class ConnectsBeyondLoopback(OSError):
    """A test reached for another machine; the code under test sees an outage, the test fails."""


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _stranger(event: str, arguments: tuple[Any, ...]) -> str | None:
    """The host this audit event would reach beyond loopback, or nothing."""
    if event == "socket.getaddrinfo":
        host = arguments[0]
        host = host.decode() if isinstance(host, bytes) else host
        if not host or _is_address(host) or _is_loopback(host) or host == socket.gethostname():
            return None
        return str(host)
    connection, address = arguments[0], arguments[1]
    if connection.family not in (socket.AF_INET, socket.AF_INET6) or not isinstance(address, tuple):
        return None
    return None if _is_loopback(str(address[0])) else str(address[0])


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in ("socket.connect", "socket.sendto", "socket.getaddrinfo"):
        return
    host = _stranger(event, arguments)
    if host is not None:
        _strangers.append(host)
        raise ConnectsBeyondLoopback(f"no test reaches beyond loopback: {host}")


sys.addaudithook(_guard)


@pytest.fixture(autouse=True)
def _only_loopback(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail the test by name when anything in it tried to reach another machine."""
    _strangers.clear()
    yield
    reached = sorted(set(_strangers))
    _strangers.clear()
    if reached:
        pytest.fail(f"{request.node.nodeid} reached beyond loopback: {', '.join(reached)}")


def _left_out(session: pytest.Session) -> list[Any]:
    if not os.environ.get("FAIL_ON_SKIPPED_TESTS"):
        return []
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    return list(reporter.stats.get("skipped", [])) if reporter else []


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything is installed (CI), a skipped test is a failed run."""
    if _left_out(session) and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say why a run without failures failed."""
    if os.environ.get("FAIL_ON_SKIPPED_TESTS") and terminalreporter.stats.get("skipped"):
        terminalreporter.section("FAIL_ON_SKIPPED_TESTS is set: no test may be skipped", sep="!")
