"""The clocks of an accepted claim: what comes next, by when, and whether the limit has passed.

Days are counted where deadlines are kept (the program's zone). Business days leave out the holidays
handed in: assumed to be those of the United States and of the partner's country together.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain import periods
from bot.domain.claim import Claim, ClaimStatus
from bot.domain.followup import DisputeState

PROGRAM_ZONE = "America/Los_Angeles"
REVIEW_BUSINESS_DAYS = 2
"""Source: S8 published."""
DISPUTE_REVIEW_BUSINESS_DAYS = 5
"""Source: S8, S19 published."""
DISPUTE_DAYS = 30
"""Assumed, by analogy with customer associations (S11)."""
PAYMENT_HOLD_DAYS = 180
"""Source: S21 published."""
CUTOFF_DAY = 14
"""Source: S27 published, old."""


class Waiting(StrEnum):
    """What a claim waits for."""

    REVIEW = "review"
    ANSWER = "answer"
    DISPUTE = "dispute"
    DISPUTE_REVIEW = "dispute_review"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Clock:
    """A limit that runs. Units: `until` is the last moment in time, UTC; `day` the same as a day
    in the program's zone. `started_at` is what it counts from.
    """

    waiting: Waiting
    started_at: datetime
    until: datetime
    day: date
    is_overdue: bool


def clock_of(
    claim: Claim, now: datetime, holidays: Collection[date] = (), zone: str = PROGRAM_ZONE
) -> Clock | None:
    """The limit that runs for the claim now, None when none does."""
    since = claim.status_since or claim.changed_at
    followup = claim.followup
    if claim.status in (ClaimStatus.SUBMITTED, ClaimStatus.IN_REVIEW):
        began = followup.resubmitted_at or claim.accepted_at or since
        return _business(Waiting.REVIEW, began, REVIEW_BUSINESS_DAYS, now, holidays, zone)
    if claim.status is ClaimStatus.ACTION_REQUIRED and followup.request:
        request = followup.request
        return _until(Waiting.ANSWER, request.created_at, request.due_at, now, zone)
    if claim.status is ClaimStatus.DISPUTED:
        days = DISPUTE_REVIEW_BUSINESS_DAYS
        began = followup.disputed_at or since
        return _business(Waiting.DISPUTE_REVIEW, began, days, now, holidays, zone)
    if claim.status is ClaimStatus.REJECTED:
        rejected = followup.rejected_at or since
        until = rejected + timedelta(days=DISPUTE_DAYS)
        return _until(Waiting.DISPUTE, rejected, until, now, zone)
    if claim.status in (ClaimStatus.APPROVED, ClaimStatus.APPROVED_PARTIAL):
        began = followup.approved_at or since
        days = periods.PAYMENT_BUSINESS_DAYS
        return _business(Waiting.PAYMENT, began, days, now, holidays, zone)
    return None


def may_still_dispute(claim: Claim, now: datetime) -> bool:
    """Whether a rejection is within its thirty days."""
    clock = clock_of(claim, now)
    return clock is not None and clock.waiting is Waiting.DISPUTE and not clock.is_overdue


def is_contested(claim: Claim) -> bool:
    """Whether an objection was sent that is not answered yet, from here or elsewhere."""
    case = claim.followup.dispute
    sent = case is not None and case.state is not DisputeState.DRAFT
    return claim.status is ClaimStatus.DISPUTED or (claim.status is ClaimStatus.REJECTED and sent)


def payment_run(approved_at: datetime, zone: str = PROGRAM_ZONE) -> date:
    """The cut-off day of the monthly run that an approval makes: the next 14th, 23:59 Pacific.

    >>> payment_run(datetime(2026, 12, 15, 7, 58, tzinfo=UTC))
    datetime.date(2026, 12, 14)
    """
    local = approved_at.astimezone(ZoneInfo(zone))
    this_month = local.replace(day=CUTOFF_DAY, hour=23, minute=59, second=0, microsecond=0)
    if local < this_month:
        return this_month.date()
    following = local.replace(day=1) + timedelta(days=32)
    return date(following.year, following.month, CUTOFF_DAY)


def hold_ends(approved_at: datetime, zone: str = PROGRAM_ZONE) -> date:
    """Last day on which a payment without complete bank, tax or invoice data is held."""
    return approved_at.astimezone(ZoneInfo(zone)).date() + timedelta(days=PAYMENT_HOLD_DAYS)


def business_days_left(
    now: datetime, until: datetime, holidays: Collection[date], zone: str
) -> int:
    """Business days from today (not counted) to the day of `until` (counted); 0 when it is over."""
    here = ZoneInfo(zone)
    day, last = now.astimezone(here).date(), until.astimezone(here).date()
    count = 0
    while day < last:
        day += timedelta(days=1)
        count += day.weekday() < 5 and day not in holidays
    return count


def _business(
    waiting: Waiting,
    began: datetime,
    days: int,
    now: datetime,
    holidays: Collection[date],
    zone: str,
) -> Clock:
    first = began.astimezone(ZoneInfo(zone)).date()
    last = periods.add_business_days(first, days, holidays)
    end = datetime.combine(last + timedelta(days=1), time.min, ZoneInfo(zone)).astimezone(UTC)
    return Clock(waiting, began, end - timedelta(minutes=1), last, now >= end)


def _until(waiting: Waiting, began: datetime, until: datetime, now: datetime, zone: str) -> Clock:
    day = until.astimezone(ZoneInfo(zone)).date()
    return Clock(waiting, began, until, day, now > until)
