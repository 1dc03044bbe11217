"""Which figures there are, under which names; docs/operations.md says what to do about them.

Every label has few values, known beforehand, and each is there from the start with 0: an alert upon
growth would miss the first one otherwise. None names a person, a company, a tenant or a claim.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.backend import transport
from bot.channel import connector
from bot.channel.http import ActivityEndpoint
from bot.counting import Histogram
from bot.desk import papers
from bot.domain.claim import ClaimStatus
from bot.lifecycle import webhook
from bot.metrics.exposition import Family, Sample, counter, gauge, histogram, single
from bot.metrics.readings import Reading
from bot.storage import figures
from bot.storage.figures import Figures
from bot.storage.reminders import LogState

ATTEMPTS = {
    "done": "job_done",
    "retried": "job_retryat",
    "again": "job_again",
    "dead": "job_dead",
    "lost": "job_lease_lost",
    "not_settled": "job_not_settled",
}
"""Result of an attempt → what the worker calls it."""
OTHER = "other"
"""Kinds of jobs that this version has no handler for."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What the parts of this process count."""

    endpoint: ActivityEndpoint
    channel: Counter[str]
    uploads: Counter[str]
    backend: Counter[str]
    events: Counter[str]
    attempts: Counter[str]
    job_kinds: tuple[str, ...]


def process_counts(counts: Counts, late_seconds: Histogram) -> Iterator[Family]:
    """What this process did since its start."""
    yield counter(
        "claims_bot_turns_total",
        "Activities that were received, by what became of them.",
        "outcome",
        counts.endpoint.turns(),
    )
    yield histogram(
        "claims_bot_turn_duration_seconds",
        "From an activity's arrival to its answer; of turns answered, seen before or failed.",
        counts.endpoint.turn_seconds,
    )
    for name, meaning, known, found in (
        ("channel_calls", "Calls to the channel.", connector.RESULTS, counts.channel),
        ("uploads", "Documents that partners sent.", papers.UPLOADS, counts.uploads),
        ("backend_calls", "Calls to the claims API.", transport.RESULTS, counts.backend),
        ("event_posts", "Events that the claims API posted.", webhook.RESULTS, counts.events),
    ):
        values = {result: found[result] for result in known}
        yield counter(f"claims_bot_{name}_total", meaning, "result", values)
    yield counter(
        "claims_bot_job_attempts_total",
        "Attempts of jobs.",
        "result",
        {result: counts.attempts[name] for result, name in ATTEMPTS.items()},
    )
    yield histogram(
        "claims_bot_loop_late_seconds",
        "How late a timer of the event loop fired, ten times a second since the first scrape.",
        late_seconds,
    )


def database_figures(
    reading: Reading, kinds: Iterable[str], *, now: datetime, real: datetime, started: datetime
) -> Iterator[Family]:
    """What stands in the database, for all processes; without one only that it cannot be used.

    Units: `now` and `started` by the clock of the jobs; `real` by the clock of the reading.
    """
    found = reading.figures
    yield single(
        "claims_bot_database_up", "Whether the database could be read.", int(found is not None)
    )
    if found is None:
        return
    age = max(0.0, (real - reading.read_at).total_seconds())
    yield single("claims_bot_database_read_age_seconds", "Since what follows was read.", age)
    yield single(
        "claims_bot_database_read_seconds", "How long that took.", round(reading.took_seconds, 6)
    )
    then = now - timedelta(seconds=age)  # what was settled since does not grow older
    yield from _job_figures(found, (*kinds, OTHER), then)
    yield gauge("claims_bot_claims", "Claims.", "status", _known(found.claims, list(ClaimStatus)))
    yield gauge(
        "claims_bot_events",
        "Events of the claims API that are not applied; parked ones gave up waiting for a claim.",
        "state",
        _known(found.events, figures.OPEN_EVENTS),
    )
    yield gauge(
        "claims_bot_reminders_last_day",
        "Reminders of the last 24 hours, by what became of them.",
        "state",
        _known(found.reminders, list(LogState)),
    )
    yield single(
        "claims_bot_feed_age_seconds",
        "Since the feed of the claims API was last read.",
        _seconds(then, found.feed_read_at or started),
    )


def _job_figures(found: Figures, kinds: tuple[str, ...], now: datetime) -> Iterator[Family]:
    numbers: Counter[tuple[str, str]] = Counter()
    oldest = dict.fromkeys(kinds, 0.0)
    for (kind, state), number in found.jobs.items():
        numbers[kind if kind in oldest else OTHER, state] += number
    for kind, planned_at in found.oldest.items():
        known = kind if kind in oldest else OTHER
        oldest[known] = max(oldest[known], _seconds(now, planned_at))
    samples = tuple(
        Sample(numbers[kind, state], {"kind": kind, "state": state})
        for kind in kinds
        for state in figures.JOB_STATES
    )
    yield Family("claims_bot_jobs", "gauge", "Jobs whose moment has come.", samples)
    yield gauge(
        "claims_bot_job_oldest_seconds",
        "Since the moment for which the oldest job that is not settled was planned.",
        "kind",
        oldest,
    )
    yield single(
        "claims_bot_job_wait_seconds",
        "How long the job that waits longest could have been begun.",
        _seconds(now, found.due_since) if found.due_since else 0.0,
    )


def _known(found: Mapping[str, int], states: Iterable[str]) -> dict[str, float]:
    return {str(state): found.get(str(state), 0) for state in states}


def _seconds(now: datetime, since: datetime) -> float:
    return max(0.0, (now - since).total_seconds())
