"""The jobs table by itself: CPU of a job without its call, and takeover from a killed process.

python -m bench.jobs hold --folder FOLDER   (leases the jobs there and never finishes them)
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from bench.servers import ROOT
from bot.storage import backlog, jobs
from bot.storage.database import Database
from bot.storage.jobs import Job
from bot.worker import Done, JobOutcome, Worker

LEASE_SECONDS = 3.0
HELD_JOBS = 4
"""All that a worker of five places takes of one rank."""


def _now() -> datetime:
    return datetime.now(UTC)


async def _open(folder: Path) -> Database:
    folder.mkdir(parents=True, exist_ok=True)
    database = Database(f"sqlite:///{folder / 'jobs.db'}")
    await database.open()
    await database.migrate()
    return database


async def _enqueue(database: Database, count: int, prefix: str) -> None:
    for number in range(count):

        def add(connection: Connection, key: str = f"{prefix}:{number}") -> bool:
            return jobs.enqueue(
                connection, job_key=key, kind="bench", arguments={"claim_id": key}, run_at=_now()
            )

        await database.run(add)


def _worker(
    database: Database, owner: str, handler: Callable[[Job], Awaitable[JobOutcome]]
) -> Worker:
    return Worker(
        database, {"bench": handler}, owner=owner, clock=_now, lease_seconds=LEASE_SECONDS
    )


async def job_cpu_ms(folder: Path, count: int) -> float:
    """CPU of this process for one job from enqueued to done, its handler doing nothing.

    Measured twice, the first time thrown away: it warms up statements and files.
    """
    database = await _open(folder)

    async def nothing(_: Job) -> JobOutcome:
        return Done()

    worker, cpu = _worker(database, "bench", nothing), 0.0
    for turn in ("warm", "measured"):
        before = time.process_time()
        await _enqueue(database, count, turn)
        await worker.run_due()
        cpu = time.process_time() - before
    await database.close()
    return cpu / count * 1000


async def takeover_seconds(folder: Path) -> float:
    """Seconds from the end of the lease of a killed process until another one runs its job."""
    database = await _open(folder)
    await _enqueue(database, HELD_JOBS, "held")
    command = [sys.executable, "-m", "bench.jobs", "hold", "--folder", str(folder)]
    holder = subprocess.Popen(command, cwd=ROOT)
    try:
        await _until_held(database)
    finally:
        holder.kill()
        holder.wait()
    killed, taken = time.monotonic(), asyncio.Event()

    async def take(_: Job) -> JobOutcome:
        taken.set()
        return Done()

    worker = _worker(database, "survivor", take)
    worker.start()
    try:
        async with asyncio.timeout(LEASE_SECONDS + 30):
            await taken.wait()
    finally:
        await worker.stop()
        await database.close()
    return max(0.0, time.monotonic() - killed - LEASE_SECONDS)


async def _until_held(database: Database) -> None:
    async with asyncio.timeout(30):
        while True:
            counts = await database.run(backlog.job_counts, write=False)
            if counts.get(jobs.JobState.LEASED, 0) >= HELD_JOBS:
                return
            await asyncio.sleep(0.02)


async def _hold(folder: Path) -> None:
    database = await _open(folder)

    async def never(_: Job) -> JobOutcome:
        await asyncio.Event().wait()
        return Done()

    worker = _worker(database, "victim", never)
    worker.start()
    await asyncio.Event().wait()


def main() -> None:
    """Hold the jobs of a folder until killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=["hold"])
    parser.add_argument("--folder", type=Path, required=True)
    asyncio.run(_hold(parser.parse_args().folder))


if __name__ == "__main__":
    main()
