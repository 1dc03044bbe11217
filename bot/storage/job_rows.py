"""A job as a value, and as a row."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any, NamedTuple

from bot.storage.tables import jobs

_c = jobs.c


class JobState(StrEnum):
    """Where a job stands; `DEAD` waits for an operator."""

    READY = "ready"
    LEASED = "leased"
    DONE = "done"
    DEAD = "dead"


class Rank(IntEnum):
    """Which jobs are taken before others: those whose outcome somebody waits for at the chat."""

    FIRST = 0
    REST = 1


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of durable work.

    Shape: `planned_at` is the moment given when it was enqueued; `run_at` the next moment it may be
    leased: for a leased job the end of its lease, None for a settled one. `lane` is the
    conversation and `tenant` the tenant whose limits it was paced by, empty for work that is not
    paced.
    """

    job_key: str
    kind: str
    arguments: dict[str, Any]
    planned_at: datetime
    run_at: datetime | None
    state: JobState
    attempts: int
    owner: str | None
    lane: str
    tenant: str
    last_error: str
    result: Any = None
    rank: Rank = Rank.REST

    @property
    def leased_until(self) -> datetime | None:
        """End of the lease, None without one."""
        return self.run_at if self.state is JobState.LEASED else None

    def paced(self, earliest: datetime) -> Paced:
        """The job as one that needs a slot from then on."""
        return Paced(self.job_key, self.lane, self.tenant, self.rank, earliest)


class Paced(NamedTuple):
    """A job that needs a slot, from `earliest` on. Its row is locked by this transaction."""

    job_key: str
    lane: str
    tenant: str
    rank: Rank
    earliest: datetime


COLUMNS = (
    _c.job_key,
    _c.kind,
    _c.arguments,
    _c.planned_at,
    _c.run_at,
    _c.state,
    _c.attempts,
    _c.owner,
    _c.lane,
    _c.tenant,
    _c.last_error,
    _c.result,
    _c.rank,
)
_NAMES = tuple(column.name for column in COLUMNS)


def job_of(row: Sequence[Any]) -> Job:
    """The job of a row of COLUMNS."""
    values = dict(zip(_NAMES, row, strict=True))
    values["arguments"] = json.loads(values["arguments"])
    values["state"] = JobState(values["state"])
    values["rank"] = Rank(values["rank"])
    values["result"] = None if values["result"] is None else json.loads(values["result"])
    return Job(**values)


def paced_of(row: Sequence[Any], earliest: datetime) -> Paced:
    """The job of a row of key, lane, tenant and rank, as one that needs a slot from then on."""
    job_key, lane, tenant, rank = row
    return Paced(job_key, lane, tenant, Rank(rank), earliest)
