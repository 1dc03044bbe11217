"""Dates to which the page moves the clock: the days on which a deadline is told."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from bot.domain import periods, reminders
from bot.domain.periods import DeadlineSettings

DAYS_BEFORE = (30, 14, 7, 3, 1, 0)
SPEAKING_HOUR = time(1, tzinfo=UTC)
"""Ten in Seoul, where the sandbox's people are: within working hours."""


def days_to_step(now: datetime, days_before: int) -> float:
    """Days from now to the step that is so many days before the safe date of the open window.

    A step on a weekend is told on the Friday before, so that is where the clock goes.

    >>> days_to_step(datetime(2027, 2, 1, 1, tzinfo=UTC), 7)  # the seventh is a Sunday
    4.0
    """
    program = DeadlineSettings()
    aim = periods.safe_date(periods.open_usage_period(now, program), program)
    moment = datetime.combine(_step(aim, days_before), SPEAKING_HOUR)
    return (moment - now) / timedelta(days=1)


def _step(aim: date, days_before: int) -> date:
    if not days_before:
        return aim
    return reminders.business_day_up_to(aim - timedelta(days=days_before), ())
