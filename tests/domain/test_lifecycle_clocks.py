"""The limits of an accepted claim, counted where deadlines are kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain import clocks
from bot.domain.claim import ClaimStatus
from bot.domain.clocks import Waiting, clock_of
from bot.domain.followup import Followup
from bot.holidays import holidays_around
from tests.domain.followups import NOW, a_claim, a_request

THANKSGIVING = frozenset({date(2026, 11, 26)})


def test_a_review_takes_two_business_days() -> None:
    clock = clock_of(a_claim(), NOW)

    assert clock is not None
    assert (clock.waiting, clock.day) == (Waiting.REVIEW, date(2026, 11, 25))


def test_holidays_are_no_business_days() -> None:
    claim = a_claim(accepted_at=NOW + timedelta(days=2))

    clock = clock_of(claim, NOW, THANKSGIVING)

    assert clock is not None
    assert clock.day == date(2026, 11, 30)


def test_the_day_is_counted_where_deadlines_are_kept() -> None:
    sunday_evening_there = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)

    clock = clock_of(a_claim(accepted_at=sunday_evening_there), NOW)

    assert clock is not None
    assert clock.day == date(2026, 11, 24)


def test_a_review_is_overdue_only_when_its_last_day_is_over() -> None:
    end = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)  # midnight of the 25th in Los Angeles

    before = clock_of(a_claim(), end - timedelta(seconds=1))
    after = clock_of(a_claim(), end)

    assert before is not None
    assert after is not None
    assert (before.is_overdue, after.is_overdue) == (False, True)


def test_the_review_starts_anew_when_answers_arrive() -> None:
    later = NOW + timedelta(days=14)
    claim = a_claim(followup=Followup(resubmitted_at=later))

    clock = clock_of(claim, later)

    assert clock is not None
    assert clock.day == date(2026, 12, 9)


def test_a_request_runs_to_the_instant_the_reviewer_set() -> None:
    request = a_request()
    claim = a_claim(ClaimStatus.ACTION_REQUIRED, followup=Followup(requests=(request,)))

    clock = clock_of(claim, NOW)

    assert clock is not None
    assert (clock.waiting, clock.until) == (Waiting.ANSWER, request.due_at)


@pytest.mark.parametrize(("days", "may"), [(0, True), (30, True), (31, False)])
def test_a_rejection_may_be_disputed_for_thirty_days(days: int, may: bool) -> None:
    claim = a_claim(ClaimStatus.REJECTED, followup=Followup(rejected_at=NOW))

    assert clocks.may_still_dispute(claim, NOW + timedelta(days=days)) is may


def test_a_dispute_is_answered_within_five_business_days() -> None:
    claim = a_claim(ClaimStatus.DISPUTED, followup=Followup(disputed_at=NOW))

    clock = clock_of(claim, NOW, THANKSGIVING)

    assert clock is not None
    assert clock.day == date(2026, 12, 1)


def test_payment_is_due_forty_five_business_days_after_approval() -> None:
    approved = datetime(2022, 3, 7, 20, 0, tzinfo=UTC)
    claim = a_claim(ClaimStatus.APPROVED, followup=Followup(approved_at=approved))

    clock = clock_of(claim, approved)

    assert clock is not None
    assert clock.day == date(2022, 5, 9)


@pytest.mark.parametrize(
    ("approved", "run"),
    [
        (datetime(2026, 12, 15, 7, 58, tzinfo=UTC), date(2026, 12, 14)),
        (datetime(2026, 12, 15, 7, 59, tzinfo=UTC), date(2027, 1, 14)),
        (datetime(2026, 7, 1, 12, 0, tzinfo=UTC), date(2026, 7, 14)),
    ],
)
def test_an_approval_makes_the_run_that_closes_on_the_next_fourteenth(
    approved: datetime, run: date
) -> None:
    assert clocks.payment_run(approved) == run


def test_a_payment_is_held_for_a_hundred_and_eighty_days() -> None:
    assert clocks.hold_ends(NOW) == date(2027, 5, 22)


@pytest.mark.parametrize(
    "status", [ClaimStatus.DRAFT, ClaimStatus.PAID, ClaimStatus.WITHDRAWN, ClaimStatus.EXPIRED]
)
def test_no_clock_runs_when_nothing_is_waited_for(status: ClaimStatus) -> None:
    assert clock_of(a_claim(status), NOW) is None


def test_business_days_left_leave_out_weekends_and_holidays() -> None:
    left = clocks.business_days_left(NOW, NOW + timedelta(days=7), THANKSGIVING, "UTC")

    assert left == 4


def test_holidays_of_both_countries_come_from_data() -> None:
    day = date(2026, 11, 23)

    assert date(2026, 11, 26) in holidays_around("US", day)
    assert date(2026, 10, 9) in holidays_around("KR", day)
