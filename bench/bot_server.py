"""The bot under measurement and the backend it speaks to: how they are started."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.backend import CLIENT_ID, CLIENT_SECRET
from bench.connector import TENANT
from bench.person import APP_ID
from bench.servers import Server

UNLIMITED = "1000000/1"


def backend(folder: Path) -> Server:
    """The sandbox of the claims API."""
    folder.mkdir(parents=True, exist_ok=True)

    def command(port: int, _connector: str) -> Sequence[str]:
        options = ["--port", str(port), "--folder", str(folder)]
        return [sys.executable, "-m", "bench.backend", *options]

    return Server("backend", command, signed=False, log=folder / "backend.log")


@dataclass
class Bot:
    """Our bot with authentication on and a SQLite file in `folder`; its clients' limits lifted.

    The channel's send limits are for Teams; the fake connector is there to be loaded.
    """

    folder: Path
    backend_url: str
    name: str = "bot"

    def server(self) -> Server:
        """The server, not started yet."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return Server(self.name, _command, self._environment, log=self.folder / "bot.log")

    @property
    def stall_file(self) -> Path:
        """Where the bot writes its longest event-loop stall in ms; removing it starts over."""
        return self.folder / "stall"

    def longest_stall_ms(self) -> float | None:
        """The longest stall since the file was removed, None where the bot wrote none."""
        try:
            return float(self.stall_file.read_text())
        except (OSError, ValueError):
            return None

    def _environment(self, port: int, connector: str) -> Mapping[str, str]:
        return {
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "VAR_FOLDER": str(self.folder),
            "APP_ID": APP_ID,
            "APP_TYPE": "SingleTenant",
            "APP_TENANT_ID": TENANT,
            "APP_PASSWORD": "bench-password",
            "OPENID_URL": connector + "/.well-known/openidconfiguration",
            "LOGIN_URL": connector,
            "ALLOWED_CHANNELS": "msteams",
            "FILE_HOSTS": "127.0.0.1",
            "ALLOW_LOOPBACK_FILES": "true",
            "CONVERSATION_SEND_WINDOWS": UNLIMITED,
            "TENANT_SEND_WINDOWS": UNLIMITED,
            "BACKEND_URL": self.backend_url,
            "BACKEND_TOKEN_URL": self.backend_url + "/oauth2/token",
            "BACKEND_CLIENT_ID": CLIENT_ID,
            "BACKEND_CLIENT_SECRET": CLIENT_SECRET,
            "LOOP_PROBE_FILE": str(self.stall_file),
            "DATABASE_URL": "",
            "DOCUMENTS_URL": "",
        }


def _command(_port: int, _connector: str) -> Sequence[str]:
    return [sys.executable, "app.py"]
