"""The worker: leases due jobs, runs their handlers, settles them; for dead replicas too."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection

from bot.errors import BackendUnavailable, ConnectorError, StorageUnavailable
from bot.storage import jobs, slots
from bot.storage.database import Database
from bot.storage.jobs import Job

_log = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS = 1.0
MAX_PAUSE_SECONDS = 300.0
MAX_AGE_SECONDS = 72 * 3600.0
_MIN_WAIT_SECONDS, _MAX_OUTAGE_WAIT_SECONDS = 0.02, 10.0
_MAX_ERROR_CHARS = 500

Commit = Callable[[Connection], None]
"""State changes for the transaction that settles the job, made only if its lease holds."""


@dataclass(frozen=True, slots=True)
class Done:
    """The work is done; `result` is small plain JSON."""

    result: Any = None
    commit: Commit | None = None


@dataclass(frozen=True, slots=True)
class RetryAt:
    """Try again at this moment, which the handler knows better than the growing pauses; the next
    attempt finds `result` as the job's. The tenant `silent` hears nothing until then.
    """

    run_at: datetime
    error: str
    commit: Commit | None = None
    result: Any = None
    silent: str = ""


@dataclass(frozen=True, slots=True)
class Dead:
    """No further attempt can help; an operator has to look."""

    error: str
    commit: Commit | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """Done for now, and due again at this moment, as new: work that never ends."""

    run_at: datetime
    commit: Commit | None = None


JobOutcome = Done | RetryAt | Dead | Again
Handler = Callable[[Job], Awaitable[JobOutcome]]


class Worker:
    """Runs jobs of the kinds it has handlers for.

    `owner` is unique to this process. A handler re-reads the world before it acts and may run twice
    for one job (its process died, its lease ran out). `on_dead` is called in the transaction that
    buries a job. Jobs fail with growing pauses and die `max_age_seconds` after their planned
    moment, not after a number of attempts. One of the `concurrency` places is kept for each rank of
    jobs. Leases are kept by `lease_clock`, the real time even where `clock` is a virtual one that
    may jump. The jobs of a handler with `never_ends` never die.
    """

    def __init__(
        self,
        database: Database,
        handlers: Mapping[str, Handler],
        *,
        owner: str,
        clock: Callable[[], datetime],
        lease_seconds: float = 60,
        poll_seconds: float = 0.2,
        concurrency: int = 5,
        max_age_seconds: float = MAX_AGE_SECONDS,
        on_dead: Callable[[Connection, Job, str], None] | None = None,
        jitter: Callable[[], float] = random.random,
        lease_clock: Callable[[], datetime] | None = None,
    ) -> None:
        self._database, self._handlers, self._owner, self._clock = database, handlers, owner, clock
        self._lease_clock = lease_clock or clock
        self._lease_seconds, self._poll_seconds = lease_seconds, poll_seconds
        self._concurrency, self._max_age = concurrency, timedelta(seconds=max_age_seconds)
        self._on_dead, self._jitter = on_dead, jitter
        self._running: dict[str, tuple[Job, asyncio.Task[None]]] = {}
        self._held_until: dict[str, datetime] = {}
        self._wake = asyncio.Event()
        self._stopping = False
        self._next_due: datetime | None = None
        self._loop_task: asyncio.Task[None] | None = None
        self.kinds, self.counts = tuple(handlers), Counter[str]()

    def start(self) -> None:
        """Begin to work in the background."""
        self._stopping = False
        self._loop_task = asyncio.create_task(self._loop(), name="worker")

    async def stop(self, *, grace_seconds: float = 10) -> None:
        """Take no more jobs, let the running ones end, give back those that do not end in time."""
        self._stopping = True
        self._wake.set()
        if self._loop_task is not None:
            await self._loop_task
            self._loop_task = None
        if tasks := [task for _, task in self._running.values()]:
            await asyncio.wait(tasks, timeout=grace_seconds)
        for job_key, (_, task) in list(self._running.items()):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            await self._give_back(job_key)

    def nudge(self) -> None:
        """Look for jobs now: one was just enqueued in this process."""
        self._wake.set()

    async def run_due(self) -> int:
        """Run what is due now, and what becomes due by it; returns how many attempts."""
        attempts = 0
        while leased := await self._lease():
            await asyncio.gather(*(self._begin(job) for job in leased))
            attempts += len(leased)
        return attempts

    async def renew_leases(self) -> None:
        """Hold on to the running jobs; one whose lease was lost is cancelled."""
        now = self._lease_clock()
        soon = now + timedelta(seconds=self._lease_seconds * 2 / 3)
        ending = [key for key in self._running if self._held_until[key] < soon]
        if not ending:
            return
        until = now + timedelta(seconds=self._lease_seconds)
        held = await self._database.run(
            lambda c: [key for key in ending if jobs.renew(c, key, self._owner, until)]
        )
        self._held_until.update(dict.fromkeys(held, until))
        for key in (set(ending) - set(held)) & self._running.keys():
            self._count("job_lease_lost", self._running[key][0])
            self._running[key][1].cancel()

    async def _loop(self) -> None:
        outages = 0
        while not self._stopping:
            self._wake.clear()
            try:
                await self.renew_leases()
                for job in await self._lease():
                    self._begin(job)
                wait = self._wait_seconds()
                outages = 0
            except Exception as error:  # whatever it is: a worker that ends is missed by nobody
                outages += 1
                is_outage = isinstance(error, StorageUnavailable)
                event = "worker_without_database" if is_outage else "worker_failed"
                name = type(error.__cause__ or error).__name__
                _log.warning("%s error=%s", event, name, exc_info=not is_outage)
                wait = min(_MAX_OUTAGE_WAIT_SECONDS, self._poll_seconds * 2**outages)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), wait)

    def _wait_seconds(self) -> float:
        """Until the next job is due, at most a poll: paced jobs run at their slot."""
        if self._next_due is None or self._is_busy():
            return self._poll_seconds
        seconds = (self._next_due - self._clock()).total_seconds()
        return min(self._poll_seconds, max(_MIN_WAIT_SECONDS, seconds))

    def _is_busy(self) -> bool:  # jobs of a rank may be waiting for a place
        return len(self._running) >= max(1, self._concurrency - 1)

    async def _lease(self) -> list[Job]:
        if len(self._running) >= self._concurrency:
            return []
        running = [job.rank for job, _ in self._running.values()]
        lease = partial(
            slots.lease_in_time,
            owner=self._owner,
            now=self._clock(),
            lease_now=self._lease_clock(),
            lease_seconds=self._lease_seconds,
            places=self._concurrency,
            running=running,
            kinds=self._handlers.keys(),
        )
        leased, self._next_due = await self._database.run(lease)
        return leased

    def _begin(self, job: Job) -> asyncio.Task[None]:
        task = asyncio.create_task(self._run(job), name=f"job {job.job_key}")
        self._running[job.job_key] = (job, task)
        self._held_until[job.job_key] = job.leased_until or self._lease_clock()
        task.add_done_callback(lambda _: self._ended(job.job_key))
        return task

    def _ended(self, job_key: str) -> None:
        if self._is_busy():
            self._wake.set()  # others may wait for its place
        self._running.pop(job_key, None)
        self._held_until.pop(job_key, None)

    async def _run(self, job: Job) -> None:
        outcome = await self._outcome(job)
        try:
            held = await self._settled(job, outcome)
        except StorageUnavailable:
            # the lease runs out and the job is run again
            self._count("job_not_settled", job)
            return
        self._count(f"job_{type(outcome).__name__.lower()}" if held else "job_lease_lost", job)
        if not isinstance(outcome, Done) or outcome.commit is not None:
            self._wake.set()  # it may have left more to do

    async def _settled(self, job: Job, outcome: JobOutcome) -> bool:
        """Whether the job was still ours. What cannot be written is a failure of the job."""
        try:
            return await self._database.run(lambda c: self._settle(c, job, outcome))
        except Exception as error:
            if isinstance(error, StorageUnavailable):
                raise
            outcome = self._failed(job, error)
        return await self._database.run(lambda c: self._settle(c, job, outcome))

    async def _outcome(self, job: Job) -> JobOutcome:
        if job.attempts > 1 and self._is_too_old(job):
            return Dead(f"too old after {job.attempts - 1} attempts: {job.last_error}")
        try:
            return await self._handlers[job.kind](job)
        except Exception as error:
            return self._failed(job, error)

    def _failed(self, job: Job, error: Exception) -> JobOutcome:
        expected = isinstance(error, BackendUnavailable | ConnectorError | StorageUnavailable)
        told = f"kind={job.kind} job_key={job.job_key} attempt={job.attempts}"
        _log.warning("job_failed %s error=%s", told, type(error).__name__, exc_info=not expected)
        return self._after(job, error)

    def _after(self, job: Job, error: Exception) -> JobOutcome:
        message = f"{type(error).__name__}: {error}"[:_MAX_ERROR_CHARS]
        if self._is_too_old(job):
            return Dead(message)
        pause = min(MAX_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** min(job.attempts - 1, 16))
        pause *= 0.75 + self._jitter() / 2  # replicas must not knock all at once
        demanded = getattr(error, "retry_after_seconds", None) or 0.0
        return RetryAt(self._clock() + timedelta(seconds=max(pause, demanded)), message)

    def _is_too_old(self, job: Job) -> bool:
        if getattr(self._handlers[job.kind], "never_ends", False):
            return False
        return self._clock() - job.planned_at > self._max_age

    def _settle(self, c: Connection, job: Job, outcome: JobOutcome) -> bool:
        match outcome:
            case Done(result=result):
                held = jobs.finish(c, job.job_key, self._owner, result)
            case RetryAt(run_at=run_at, error=error, result=result):
                held = jobs.retry_later(c, job.job_key, self._owner, run_at, error, result)
                if held:
                    slots.put_off(c, job, run_at, silent=outcome.silent)
            case Again(run_at=run_at):
                held = jobs.start_over(c, job.job_key, self._owner, run_at)
            case Dead(error=error):
                held = jobs.bury(c, job.job_key, self._owner, error)
                if held and self._on_dead is not None:
                    self._on_dead(c, job, error)
        if held and outcome.commit is not None:
            outcome.commit(c)
        return held

    async def _give_back(self, job_key: str) -> None:
        now = self._clock()
        with contextlib.suppress(StorageUnavailable):  # then its lease runs out
            await self._database.run(
                lambda c: jobs.give_back(c, job_key, self._owner, now, "worker stopped")
            )

    def _count(self, event: str, job: Job) -> None:
        self.counts[event] += 1
        _log.info("%s kind=%s job_key=%s attempt=%d", event, job.kind, job.job_key, job.attempts)
