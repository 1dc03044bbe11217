"""The way around a chat that is closed: a durable POST to a hook that sends an e-mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import aiohttp
from sqlalchemy import Connection

from bot.desk.reasons import Person
from bot.errors import BackendUnavailable
from bot.storage import jobs
from bot.storage import reminders as stored
from bot.storage.jobs import Job
from bot.storage.reminders import LogState
from bot.worker import Done, JobOutcome

KIND = "reminder_mail"
TIMEOUT_SECONDS = 10


def enqueue_mail(
    c: Connection, reminder_key: str, person: Person, text: str, why: str, now: datetime
) -> bool:
    """Write down a mail instead of a message, once per reminder."""
    contact = person.contact
    return jobs.enqueue(
        c,
        job_key=f"mail:{reminder_key}",
        kind=KIND,
        arguments={
            "reminder_key": reminder_key,
            "contact_id": contact.contact_id,
            "name": contact.name,
            "email": contact.email,
            "language": person.language,
            "text": text,
            "chat": why,
        },
        run_at=now,
    )


class MailHook:
    """Handler of `reminder_mail` jobs: JSON to the hook, with the reminder's key for idempotency.

    Anything but 2xx is tried again with growing pauses.
    """

    def __init__(
        self, session: aiohttp.ClientSession, url: str, *, clock: Callable[[], datetime]
    ) -> None:
        self._session, self._url, self._clock = session, url, clock

    async def __call__(self, job: Job) -> JobOutcome:
        """Hand one mail over."""
        if not self._url:
            return Done({"mail": "no hook"}, self._noting(job, LogState.FAILED, "no mail hook"))
        headers = {"Idempotency-Key": job.job_key}
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
        try:
            async with self._session.post(
                self._url,
                json=job.arguments,
                headers=headers,
                timeout=timeout,
                allow_redirects=False,
            ) as response:
                status = response.status
        except (aiohttp.ClientError, TimeoutError) as error:
            raise BackendUnavailable(f"mail hook: {type(error).__name__}") from error
        if status >= 300:
            raise BackendUnavailable(f"mail hook answered {status}")
        return Done({"mail": status}, self._noting(job, LogState.DELIVERED, job.arguments["chat"]))

    def _noting(self, job: Job, state: LogState, reason: str) -> Callable[[Connection], None]:
        key, now = job.arguments["reminder_key"], self._clock()

        def note(c: Connection) -> None:
            stored.settle_entry(c, key, state, now, reason=reason, via="email")

        return note
