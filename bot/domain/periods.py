"""Earning, usage and claim periods; deadlines as days and as instants; business days; retention."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from bot.domain.claim import Value

REMINDER_DAYS_BEFORE = (30, 14, 7, 3, 1, 0)
"""Days before the safe date on which a reminder is due. Assumed: no cadence is published."""

PAYMENT_BUSINESS_DAYS = 45
RETENTION_MONTHS = 24
_CODE = re.compile(r"(\d{4})-H([12])")


class DeadlineSettings(Value):
    """How a program reads its claim deadline.

    Shape: "fixed_dates" closes on 15 February and 15 August, "days_after_usage_end" that many
    calendar days after the usage period. Published texts name both; see the contradictions.
    """

    deadline_mode: Literal["fixed_dates", "days_after_usage_end"] = "fixed_dates"
    days_after_usage_end: int = Field(default=45, ge=1, le=120)
    time_zone: str = Field(
        default="America/Los_Angeles", description="Zone of deadlines, IANA name"
    )


class Period(Value):
    """Calendar days from `first` to `last`, both inclusive."""

    first: date
    last: date

    @property
    def code(self) -> str:
        """Calendar half in which it begins: "2026-H1" or "2026-H2"."""
        return f"{self.first.year}-H{1 if self.first.month <= 6 else 2}"

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


class Window(StrEnum):
    """Whether a claim may be submitted now."""

    OPEN = "open"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"


class WindowState(Value):
    """The claim window of a usage period, seen from one instant.

    Units: `window` holds days in the program's zone, inclusive; `opens_at` is the first instant
    accepted, `closes_at` the first no longer accepted, both UTC.
    """

    state: Window
    usage: Period
    window: Period
    opens_at: datetime
    closes_at: datetime

    @property
    def opens(self) -> date:
        """First day of the window."""
        return self.window.first

    @property
    def closes(self) -> date:
        """Last day of the window."""
        return self.window.last


def usage_period(day: date) -> Period:
    """The calendar half in which an activity on `day` uses funds.

    >>> usage_period(date(2021, 5, 12)).code
    '2021-H1'

    Source: "Earn cooperative marketing funds", Partner Center, 2021-03-10 (S3, S4).
    """
    return _half(day.year, is_first=day.month <= 6)


def usage_period_from_code(code: str) -> Period:
    """The usage period of a code such as "2026-H2".

    Raises: ValueError for anything else.
    """
    match = _CODE.fullmatch(code)
    if not match:
        raise ValueError(f'usage period {code!r}: write it like "2026-H2"')
    return usage_period(date(int(match[1]), 1 if match[2] == "1" else 7, 1))


def usage_periods_between(first: date, last: date) -> tuple[Period, ...]:
    """Every usage period an activity touches; more than one means one claim for each."""
    periods = [usage_period(first)]
    while periods[-1].last < last:
        periods.append(usage_period(periods[-1].last + timedelta(days=1)))
    return tuple(periods)


def earning_period(usage: Period) -> Period:
    """The calendar half before `usage`, in which its funds were earned. Source: S3, S4."""
    return usage_period(usage.first - timedelta(days=1))


def fiscal_label(usage: Period) -> str:
    """Fiscal half of the earning period.

    >>> fiscal_label(usage_period(date(2021, 5, 12)))
    'FY21 H1'
    """
    earned = earning_period(usage).first
    year, half = (earned.year + 1, 1) if earned.month == 7 else (earned.year, 2)
    return f"FY{year % 100:02d} H{half}"


def claim_window(usage: Period, program: DeadlineSettings) -> Period:
    """Days on which claims for `usage` are accepted, in the program's zone; windows tile the year.

    Source: period table of "Earn cooperative marketing funds", 2020-09-18 (S4); the 45 days from
    the claims overview, 2019-11-25 (S1).
    """
    return Period(
        first=_last_claim_day(earning_period(usage), program) + timedelta(days=1),
        last=_last_claim_day(usage, program),
    )


def open_usage_period(now: datetime, program: DeadlineSettings) -> Period:
    """The one usage period that can be claimed at this instant."""
    today = now.astimezone(ZoneInfo(program.time_zone)).date()
    usage = usage_period(today)
    return usage if today in claim_window(usage, program) else earning_period(usage)


def cutoff(window_last_day: date, time_zone: str) -> datetime:
    """First instant no longer accepted: the midnight that ends the last day in `time_zone`, as UTC.

    Source: assumed; no clock time is published for the claim deadline.
    """
    return _midnight(window_last_day + timedelta(days=1), time_zone)


def last_minute(window_last_day: date, time_zone: str) -> datetime:
    """The minute to show for a deadline: 23:59 of the last day, as UTC."""
    return cutoff(window_last_day, time_zone) - timedelta(minutes=1)


def safe_date(usage: Period, program: DeadlineSettings) -> date:
    """The last day that is in time under either published rule; reminders aim at it."""
    by_count = usage.last + timedelta(days=program.days_after_usage_end)
    return min(by_count, _fixed_claim_day(usage))


def window_state(when: date | Period, now: datetime, program: DeadlineSettings) -> WindowState:
    """Whether an activity (on a day, or in a usage period) can be claimed at `now`.

    Raises: ValueError for a period that is not within one usage period.
    """
    usage = _usage_of(when)
    window = claim_window(usage, program)
    opens_at = _midnight(window.first, program.time_zone)
    closes_at = cutoff(window.last, program.time_zone)
    state = Window.OPEN if now < closes_at else Window.TOO_LATE
    return WindowState(
        state=Window.TOO_EARLY if now < opens_at else state,
        usage=usage,
        window=window,
        opens_at=opens_at,
        closes_at=closes_at,
    )


def poe_approval_date(usage: Period) -> date:
    """Last day on which proof of execution can still be approved: 30 September, 31 March.

    Source: third-party guide of 2025 for March (S22); September is assumed by analogy.
    """
    if usage.first.month == 1:
        return date(usage.first.year, 9, 30)
    return date(usage.first.year + 1, 3, 31)


def retain_until(activity_end: date) -> date:
    """Last day on which originals must be kept: 24 months later, never past the end of that month.

    >>> retain_until(date(2024, 2, 29))
    datetime.date(2026, 2, 28)

    Source: claims overview, 2019-11-25 (S1); clamping to the month's end is assumed.
    """
    return _add_months(activity_end, RETENTION_MONTHS)


def add_business_days(day: date, count: int, holidays: Collection[date] = ()) -> date:
    """The business day `count` after `day`; before it for a negative count.

    Shape: business days are Monday to Friday without `holidays`; `day` itself is not counted,
    and is returned unchanged for 0.
    """
    step = timedelta(days=1 if count >= 0 else -1)
    left = abs(count)
    while left:
        day += step
        if day.weekday() < 5 and day not in holidays:
            left -= 1
    return day


def payment_due(approved: date, holidays: Collection[date] = ()) -> date:
    """Day by which an approved claim is paid: 45 business days.

    Source: "Manage incentives co-op claims", Partner Center, 2020-10-29 (S8).
    """
    return add_business_days(approved, PAYMENT_BUSINESS_DAYS, holidays)


def _usage_of(when: date | Period) -> Period:
    if isinstance(when, date):
        return usage_period(when)
    usage = usage_period(when.first)
    if when.last not in usage:
        raise ValueError(f"{when.first} to {when.last} is not within one usage period")
    return usage


def _last_claim_day(usage: Period, program: DeadlineSettings) -> date:
    if program.deadline_mode == "fixed_dates":
        return _fixed_claim_day(usage)
    return usage.last + timedelta(days=program.days_after_usage_end)


def _fixed_claim_day(usage: Period) -> date:
    if usage.first.month == 1:
        return date(usage.first.year, 8, 15)
    return date(usage.first.year + 1, 2, 15)


@lru_cache(maxsize=64)
def _half(year: int, *, is_first: bool) -> Period:
    if is_first:
        return Period(first=date(year, 1, 1), last=date(year, 6, 30))
    return Period(first=date(year, 7, 1), last=date(year, 12, 31))


def _midnight(day: date, time_zone: str) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(time_zone)).astimezone(UTC)


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(
        date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1)
    )
