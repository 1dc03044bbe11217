"""One whole bot in a process of its own, on a shifted clock, that tells its memory until killed.

python -m bench.replica --url URL --name a --folder FOLDER --behind SECONDS
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import app as composition
from bench.servers import ROOT
from bench.usage import usage_of
from bot.holidays import holidays_around
from bot.settings import Settings

MIB = 2**20


async def replica(
    url: str, name: str, folder: Path, behind_seconds: float, lease_seconds: float
) -> None:
    """The whole bot on a shifted clock until killed; tells its memory every second."""

    def clock() -> datetime:
        return datetime.fromtimestamp(time.time() - behind_seconds, UTC)

    settings = Settings(
        database_url=url,
        var_folder=str(folder),
        job_lease_seconds=lease_seconds,
        reminder_days_before=(30, 14, 7, 3, 1, 0),
    )
    for country in settings.holiday_countries:
        # loaded once by whoever counts business days first, which is no growth
        holidays_around(country, clock().date())
    async with AsyncExitStack() as stack:
        await composition.build(settings, stack, clock=clock)
        while True:
            line = {"name": name, "rss": usage_of([os.getpid()]).resident_bytes}
            print(json.dumps(line), flush=True)
            await asyncio.sleep(1)


class Replica:
    """A replica in a process of its own, with the memory it told."""

    def __init__(
        self, url: str, name: str, folder: Path, *, behind_seconds: float, lease_seconds: float
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-W", "ignore", "-m", "bench.replica"]
        command += ["--url", url, "--name", name, "--folder", str(folder)]
        command += ["--behind", str(behind_seconds), "--lease", str(lease_seconds)]
        self._out = folder.with_suffix(".out")
        self._file = self._out.open("w")
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=self._file, stderr=subprocess.DEVNULL
        )

    def memory(self) -> list[float]:
        """MiB, once a second."""
        lines = self._out.read_text().splitlines()
        return [json.loads(line)["rss"] / MIB for line in lines if line.endswith("}")]

    def kill(self) -> None:
        """kill -9; twice does no harm."""
        self.process.kill()
        self.process.wait()
        self._file.close()


def main() -> None:
    """Serve until killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--behind", type=float, required=True)
    parser.add_argument("--lease", type=float, required=True)
    given = parser.parse_args()
    asyncio.run(replica(given.url, given.name, given.folder, given.behind, given.lease))


if __name__ == "__main__":
    main()
