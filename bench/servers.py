"""Servers under measurement: start, wait until ready, know their processes, stop."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench.connector import Connector
from bench.person import APP_ID
from bench.signer import Signer
from bench.usage import usage_of

ROOT = Path(__file__).resolve().parent.parent
ANCHORS = Path(__file__).resolve().parent / "anchors"
STOCK_PACKAGES = ("botbuilder-core", "botbuilder-dialogs", "botbuilder-integration-aiohttp")
STOCK_VERSION = "4.17.1"

Command = Callable[[int, str], Sequence[str]]
"""Port and connector's URL → command line."""
Environment = Callable[[int, str], Mapping[str, str]]


@dataclass(frozen=True)
class Start:
    """What it took until the first request was answered."""

    cpu_seconds: float
    wall_seconds: float
    resident_bytes: int


@dataclass
class Server:
    """One process that is started, measured and stopped; with a connector of its own."""

    name: str
    command: Command
    environment: Environment = field(default=lambda _port, _connector: {})
    signed: bool = True
    log: Path | None = None

    def __post_init__(self) -> None:
        self.connector = Connector(signer=Signer(APP_ID) if self.signed else None)
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def endpoint(self) -> str:
        """Where the channel posts."""
        return f"http://127.0.0.1:{self.port}/api/messages"

    @property
    def pids(self) -> list[int]:
        """The process, if it runs."""
        return [self._process.pid] if self._process else []

    async def start(self, timeout_seconds: float = 60.0) -> Start:
        """Start and wait until /readyz answers. Raises: RuntimeError with the end of its output."""
        if not self.connector.base_url:
            await self.connector.start()
        self.port, began = free_port(), time.perf_counter()
        arguments = [str(a) for a in self.command(self.port, self.connector.base_url)]
        environment = {**os.environ, **self.environment(self.port, self.connector.base_url)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # or every start would compile anew
        log = self.log or Path(os.devnull)
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                arguments, cwd=ROOT, env=environment, stdout=output, stderr=output
            )
        while not await asyncio.to_thread(_answers, f"http://127.0.0.1:{self.port}/readyz"):
            if self._process.poll() is not None or time.perf_counter() - began > timeout_seconds:
                self.stop()
                raise RuntimeError(f"{self.name} did not start:\n{_end_of(log)}")
            await asyncio.sleep(0.01)
        used = usage_of(self.pids)
        return Start(used.cpu_seconds, time.perf_counter() - began, used.resident_bytes)

    def stop(self) -> None:
        """End it: politely, after ten seconds not."""
        if not self._process:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=1) as response:  # noqa: S310 - a loopback http address
            return bool(response.status == 200)
    except (URLError, OSError):
        return False


def _end_of(log: Path) -> str:
    return log.read_text(errors="replace")[-2000:] if log.is_file() else ""


def floor(folder: Path) -> Server:
    """R, the reference floor; runs in the environment of this process."""
    folder.mkdir(parents=True, exist_ok=True)

    def command(port: int, connector: str) -> Sequence[str]:
        options = ["--port", str(port), "--connector", connector, "--folder", str(folder)]
        return [sys.executable, str(ANCHORS / "floor.py"), *options]

    return Server("R, the floor", command, log=folder / "floor.log")


def stock() -> Server:
    """The stock SDK's form bot, in an environment of its own that is made on demand.

    Raises: RuntimeError where its packages cannot be installed.
    """
    python = _stock_environment(ROOT / "build" / "stock-sdk")

    def command(port: int, _connector: str) -> Sequence[str]:
        return [str(python), "-W", "ignore", str(ANCHORS / "stock.py"), "--port", str(port)]

    return Server("stock SDK", command, signed=False, log=ROOT / "build" / "stock-sdk" / "bot.log")


def _stock_environment(folder: Path) -> Path:
    python, done = folder / "bin" / "python", folder / f"installed-{STOCK_VERSION}"
    if done.exists():
        return python
    wanted = [f"{package}=={STOCK_VERSION}" for package in STOCK_PACKAGES]
    try:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        install = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([*install, *wanted], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise RuntimeError(f"the stock SDK could not be installed: {error}") from error
    done.touch()
    return python
