"""The real bot in a process of its own, which can be killed and started again."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import aiohttp

from tests.ports import own_port

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 30.0


def bundle_folder() -> Path | None:
    """Where Web Chat lies on this machine, or nothing."""
    for folder in (os.environ.get("WEBCHAT_FOLDER"), ROOT / "build/webchat", ROOT / "var/webchat"):
        if folder and Path(folder, "webchat.js").is_file():
            return Path(folder)
    return None


class BotProcess:
    """`app.py` with embedded defaults; port and folder stay the same over all its lives."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, own_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start, and wait until it serves."""
        kept = {key: os.environ[key] for key in ("PATH", "HOME", "TMPDIR") if key in os.environ}
        told = {
            "PORT": str(self.port),
            "VAR_FOLDER": str(self.folder),
            "WEBCHAT_FOLDER": str(bundle_folder()),
            "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS": "true",
            "PYTHONWARNINGS": "ignore",
            "JOB_LEASE_SECONDS": "2",  # how long work of a dead process waits for the next one
        }
        with (self.folder / "bot.log").open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "app.py", cwd=ROOT, env=kept | told, stdout=output, stderr=output
            )
        await self._until_ready()

    async def kill(self) -> None:
        """End it as a power cut does."""
        process, self._process = self._process, None
        if process is not None:
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGKILL)
            await process.wait()

    async def dies_and_starts_again(self) -> None:
        """A crash, and what a supervisor does after one."""
        await self.kill()
        await self.start()

    async def claims(self, name: str) -> list[dict[str, Any]]:
        """The claims of one person that the backend holds."""
        url = f"{self.base}/sandbox/control/claims"
        async with aiohttp.ClientSession() as session, session.get(url) as response:
            held: list[dict[str, Any]] = (await response.json())["claims"]
        return [one for one in held if one["claim"]["submitted_by"]["name"] == name]

    async def document(self, sha256: str) -> bytes:
        """A document as the backend holds it."""
        url = f"{self.base}/sandbox/documents/{sha256}"
        async with aiohttp.ClientSession() as session, session.get(url) as response:
            return await response.read()

    async def _until_ready(self) -> None:
        async with asyncio.timeout(START_SECONDS), aiohttp.ClientSession() as session:
            while not await self._answers(session):
                assert self._process is not None
                if self._process.returncode is not None:
                    raise RuntimeError((self.folder / "bot.log").read_text("utf-8")[-2000:])
                await asyncio.sleep(0.05)

    async def _answers(self, session: aiohttp.ClientSession) -> bool:
        with suppress(aiohttp.ClientError):
            async with session.get(f"{self.base}/readyz") as response:
                return response.status == 200
        return False
