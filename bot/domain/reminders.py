"""When to remind whom of what: cadence, quiet hours, snooze; what ends a reason by itself.

A reason is a fact that makes us speak (an open draft, unclaimed funds, an open request). Each has
steps: days on which it is told again. All reasons of one contact that have a step on the same day
go into one message.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain import periods
from bot.domain.claim import Claim, ClaimStatus
from bot.domain.followup import RequestState
from bot.domain.partner import Funds

MAX_MOVED_DAYS = 12
"""A reminder on a day off moves to the business day before; no chain of days off is longer."""

SNOOZE_ALL = "*"
"""Subject of a snooze that was meant for everything."""


class ReminderKind(StrEnum):
    """What can be switched off by itself."""

    DRAFT_DEADLINE = "draft_deadline"
    UNCLAIMED_FUNDS = "unclaimed_funds"
    DOCUMENT_REQUEST = "document_request"


@dataclass(frozen=True, slots=True)
class Policy:
    """When the bot may speak first.

    Shape: `days_before` the safe date, most first. Working hours are local clock hours, the end
    exclusive. `countries` ISO 3166 codes whose public holidays count; elsewhere only weekends do.
    Assumed: neither cadence nor hours are published.
    """

    days_before: tuple[int, ...] = periods.REMINDER_DAYS_BEFORE
    from_hour: int = 9
    until_hour: int = 17
    countries: frozenset[str] = frozenset({"KR", "US"})


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact to remind of.

    Shape: `subject` is unique per contact: "draft:<claim id>", "funds:<location>|<program>|<usage>"
    or "request:<request id>"; `claim` is absent for funds. `created` is the day a request was made.
    Units: `aim` is the day to be done by (the safe date), `closes_at` the first instant too late;
    `zone` the zone in which the deadline is defined.
    """

    kind: ReminderKind
    subject: str
    aim: date
    closes_at: datetime
    zone: str
    claim: Claim | None = None
    funds: Funds | None = None
    created: date | None = None
    usage: periods.Period | None = None
    location: str = ""
    program: str = ""

    @property
    def claim_id(self) -> str:
        """Id of the claim it is about, or ""."""
        return self.claim.claim_id if self.claim else ""


@dataclass(frozen=True, slots=True)
class Item:
    """A reason that is told on one day. `next_days` are the steps still to come, soonest first."""

    reason: Reason
    days_left: int
    next_days: tuple[date, ...] = ()

    @property
    def is_urgent(self) -> bool:
        """Whether no further step comes before the last day: it rather comes twice than never."""
        return not any(day < self.reason.aim for day in self.next_days)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one contact chose.

    Shape: `off` kinds switched off; `snoozed` subject → day until which it is silent, on which it
    comes back; `stand_in` contact id of who gets the messages up to and including `stand_in_until`.
    """

    off: frozenset[ReminderKind] = frozenset()
    snoozed: Mapping[str, date] = field(default_factory=dict)
    stand_in: str = ""
    stand_in_until: date | None = None

    def stand_in_on(self, day: date) -> str:
        """Contact id of the stand-in on a day, or ""."""
        active = self.stand_in_until is not None and day <= self.stand_in_until
        return self.stand_in if active else ""


def draft_reason(claim: Claim, program: periods.DeadlineSettings, now: datetime) -> Reason | None:
    """Why to remind of a claim: an open draft whose window has not closed, else None.

    A draft without an activity date is taken for the usage period that can be claimed now.
    """
    if claim.status is not ClaimStatus.DRAFT:
        return None
    usage = periods.open_usage_period(now, program)
    if claim.activity_end:
        usage = periods.usage_period(claim.activity_end)
    window = periods.window_state(usage, now, program)
    if window.state is periods.Window.TOO_LATE:
        return None
    return Reason(
        ReminderKind.DRAFT_DEADLINE,
        f"draft:{claim.claim_id}",
        periods.safe_date(usage, program),
        window.closes_at,
        program.time_zone,
        claim=claim,
        usage=usage,
        location=claim.location_id,
        program=claim.program,
    )


def funds_reason(funds: Funds, program: periods.DeadlineSettings, now: datetime) -> Reason | None:
    """Why to remind of funds: something is left of those that can be claimed now, else None."""
    usage = periods.open_usage_period(now, program)
    if funds.remaining <= 0 or funds.usage_period != usage.code:
        return None
    return Reason(
        ReminderKind.UNCLAIMED_FUNDS,
        f"funds:{funds.location_id}|{funds.program}|{usage.code}",
        periods.safe_date(usage, program),
        periods.window_state(usage, now, program).closes_at,
        program.time_zone,
        funds=funds,
        usage=usage,
        location=funds.location_id,
        program=funds.program,
    )


def request_reason(claim: Claim, zone: str) -> Reason | None:
    """Why to remind of a claim: a reviewer's request waits for its answer, else None."""
    request = claim.followup.request
    if claim.status is not ClaimStatus.ACTION_REQUIRED or request is None:
        return None
    if request.state is not RequestState.OPEN:
        return None
    local = ZoneInfo(zone)
    return Reason(
        ReminderKind.DOCUMENT_REQUEST,
        f"request:{request.request_id}",
        request.due_at.astimezone(local).date(),
        request.due_at,
        zone,
        claim=claim,
        created=request.created_at.astimezone(local).date(),
        location=claim.location_id,
        program=claim.program,
    )


def is_business_day(day: date, holidays: Collection[date]) -> bool:
    """Monday to Friday, and no public holiday."""
    return day.weekday() < 5 and day not in holidays


def business_day_up_to(day: date, holidays: Collection[date]) -> date:
    """The day itself, or the last business day before it."""
    for back in range(MAX_MOVED_DAYS + 1):
        candidate = day - timedelta(days=back)
        if is_business_day(candidate, holidays):
            return candidate
    return day


def deadline_steps(aim: date, policy: Policy, holidays: Collection[date]) -> tuple[date, ...]:
    """Days on which a deadline is told, earliest first, each once; the day itself is never moved.

    >>> [str(d) for d in deadline_steps(date(2027, 2, 14), Policy(days_before=(3, 1, 0)), ())]
    ['2027-02-11', '2027-02-12', '2027-02-14']
    """
    days = {
        business_day_up_to(aim - timedelta(days=before), holidays) if before else aim
        for before in policy.days_before
    }
    return tuple(sorted(days))


def request_steps(created: date, due: date, holidays: Collection[date]) -> tuple[date, ...]:
    """Half-way and one business day before an answer is due; the notice at once is not among them.

    >>> [str(d) for d in request_steps(date(2026, 11, 23), date(2026, 11, 30), ())]
    ['2026-11-26', '2026-11-27']
    """
    half = business_day_up_to(created + (due - created) / 2, holidays)
    last = periods.add_business_days(due, -1, holidays)
    return tuple(sorted(day for day in {half, last} if created < day <= due))


def steps_of(reason: Reason, policy: Policy, holidays: Collection[date]) -> tuple[date, ...]:
    """Every day on which this reason is told, earliest first."""
    if reason.created is not None:
        return request_steps(reason.created, reason.aim, holidays)
    return deadline_steps(reason.aim, policy, holidays)


def steps_for(
    reason: Reason, wishes: Wishes, policy: Policy, holidays: Collection[date]
) -> tuple[date, ...]:
    """The days that are left after this contact's wishes: off, or silent until a day."""
    if reason.kind in wishes.off:
        return ()
    until = wishes.snoozed.get(reason.subject) or wishes.snoozed.get(SNOOZE_ALL)
    days = steps_of(reason, policy, holidays)
    if until is None:
        return days
    return tuple(sorted({until, *(day for day in days if day > until)}))


def item_on(
    reason: Reason, day: date, wishes: Wishes, policy: Policy, holidays: Collection[date]
) -> Item | None:
    """The reason as it is told on a day, or None when that day is none of its steps."""
    days = steps_for(reason, wishes, policy, holidays)
    if day not in days:
        return None
    return Item(reason, (reason.aim - day).days, tuple(later for later in days if later > day))


def speaking_hours(day: date, zone: str, policy: Policy) -> tuple[datetime, datetime]:
    """First and past-the-last instant (UTC) at which we may speak on a local day.

    A local time that daylight saving skips is taken as the instant it would have been.
    """
    local = ZoneInfo(zone)
    opens = datetime.combine(day, time(policy.from_hour), local)
    closes = datetime.combine(day, time(policy.until_hour), local)
    return opens.astimezone(UTC), closes.astimezone(UTC)


def may_speak(now: datetime, zone: str, policy: Policy) -> bool:
    """Whether it is within working hours where the partner is; which day is the plan's affair."""
    return policy.from_hour <= now.astimezone(ZoneInfo(zone)).hour < policy.until_hour


class SnoozeRefusal(StrEnum):
    """Why a snooze is not possible."""

    PAST = "past"
    BEYOND = "beyond"


def check_snooze(
    until: date, today: date, reasons: Collection[Reason], zone: str, policy: Policy
) -> tuple[SnoozeRefusal, Reason | None] | None:
    """Why silence until that day is refused, with the reason it would miss; None when it is fine.

    The bot must still be able to speak that day before the earliest deadline.
    """
    if until <= today:
        return SnoozeRefusal.PAST, None
    opens, _ = speaking_hours(until, zone, policy)
    first = min(reasons, key=lambda reason: reason.closes_at, default=None)
    if first is not None and opens >= first.closes_at:
        return SnoozeRefusal.BEYOND, first
    return None
