"""Workers and jobs for their tests."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bot.storage import jobs
from bot.storage.database import Database
from bot.storage.jobs import Job
from bot.worker import Done, JobOutcome, Worker
from tests.storage.conftest import NOW, Clock

Handler = Callable[[Job], Awaitable[JobOutcome]]


def a_worker(database: Database, handler: Handler, clock: Clock, **more: object) -> Worker:
    values = {"owner": "one", "clock": clock, "jitter": lambda: 0.5, "poll_seconds": 0.01} | more
    return Worker(database, {"submit": handler}, **values)


async def enqueue(database: Database, *keys: str, **more: object) -> None:
    values = {"kind": "submit", "arguments": {}, "run_at": NOW} | more
    await database.run(lambda c: [jobs.enqueue(c, job_key=key, **values) for key in keys])


async def load(database: Database, key: str = "a") -> Job:
    job = await database.run(lambda c: jobs.load_job(c, key))
    assert job is not None
    return job


class Gate:
    """A handler that begins, tells so, and waits to be let through."""

    def __init__(self) -> None:
        self.begun, self.go_on = asyncio.Event(), asyncio.Event()

    async def __call__(self, job: Job) -> JobOutcome:
        self.begun.set()
        await self.go_on.wait()
        return Done()
