"""Post a hand-over to the address the operator named: a help desk, a mail gateway, a channel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import aiohttp

from bot.storage import answers
from bot.storage.database import Database
from bot.storage.jobs import Job
from bot.worker import Dead, Done, JobOutcome, RetryAt

REFUSED_FOR_GOOD = frozenset({400, 401, 403, 404, 405, 410, 413, 415, 422})
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=30)


class SupportHook:
    """Handler of `support` jobs: posts JSON, marks it delivered, tries again with growing pauses.

    Shape: the body is what the partner saw, with `handover_id`, which stays the same when it is
    posted again, so that the receiver can tell a repetition.
    """

    def __init__(
        self,
        database: Database,
        session: aiohttp.ClientSession,
        url: str,
        *,
        clock: Callable[[], datetime],
        timeout_seconds: float = 10.0,
    ) -> None:
        self._database, self._session, self._url = database, session, url
        self._clock = clock
        self._timeout = aiohttp.ClientTimeout(total=timeout_seconds)

    async def __call__(self, job: Job) -> JobOutcome:
        """Post one hand-over."""
        key = str(job.arguments["handover_id"])
        found = await self._database.run(lambda c: answers.load_handover(c, key), write=False)
        if found is None or found.delivered_at is not None:
            return Done({"delivered": found is not None})
        body = {"handover_id": key, "at": found.at.isoformat(), **found.body}
        if not self._url:
            return self._again(job, "SUPPORT_HOOK_URL is empty")
        try:
            async with self._session.post(
                self._url, json=body, timeout=self._timeout, allow_redirects=False
            ) as response:
                status = response.status
        except (aiohttp.ClientError, TimeoutError) as error:
            return self._again(job, type(error).__name__)
        if status in REFUSED_FOR_GOOD:
            return Dead(f"the support hook answered {status}")
        if not 200 <= status < 300:
            return self._again(job, f"the support hook answered {status}")
        await self._database.run(lambda c: answers.mark_delivered(c, key, self._clock()))
        return Done({"delivered": True})

    def _again(self, job: Job, error: str) -> JobOutcome:
        pause = min(FIRST_PAUSE * 2 ** min(job.attempts, 12), LONGEST_PAUSE)
        return RetryAt(self._clock() + pause, error)
