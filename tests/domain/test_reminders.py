"""Cadence, quiet hours, snooze: when somebody is reminded, and when not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.domain import reminders
from bot.domain.claim import Claim, ClaimStatus
from bot.domain.followup import AskedItem, Followup, MoreRequest
from bot.domain.periods import DeadlineSettings
from bot.domain.reminders import Policy, Reason, ReminderKind, SnoozeRefusal, Wishes
from bot.holidays import public_holidays

RULES = DeadlineSettings()
NOW = datetime(2027, 1, 4, 3, 0, tzinfo=UTC)
POLICY = Policy()
ZONES = sorted(zone for zone in available_timezones() if "/" in zone)


def a_draft(**changes: Any) -> Claim:
    values: dict[str, Any] = {
        "claim_id": "claim-1",
        "partner_id": "partner-1",
        "owner_id": "asha",
        "created_at": NOW,
        "changed_at": NOW,
        "activity_start": date(2026, 9, 3),
        "activity_end": date(2026, 10, 2),
    }
    return Claim(**values | changes)


def a_reason(now: datetime = NOW, **changes: Any) -> Reason:
    reason = reminders.draft_reason(a_draft(**changes), RULES, now)
    assert reason is not None
    return reason


NO_WISHES = Wishes()


def days_told(wishes: Wishes = NO_WISHES, holidays: frozenset[date] = frozenset()) -> list[str]:
    days = reminders.steps_for(a_reason(), wishes, POLICY, holidays)
    return [day.isoformat() for day in days]


def test_a_draft_is_told_on_the_days_of_the_cadence_moved_off_the_weekend() -> None:
    assert days_told() == [
        "2027-01-15",
        "2027-01-29",  # 31 January is a Sunday
        "2027-02-05",  # 7 February is a Sunday
        "2027-02-11",
        "2027-02-12",  # 13 February is a Saturday
        "2027-02-14",  # the day itself is a Sunday and stays
    ]


def test_a_public_holiday_moves_a_reminder_to_the_business_day_before() -> None:
    assert days_told(holidays=frozenset({date(2027, 2, 11)}))[3] == "2027-02-10"


def test_two_steps_that_move_to_the_same_day_are_told_once() -> None:
    holidays = frozenset({date(2027, 2, 11), date(2027, 2, 12)})

    assert days_told(holidays=holidays)[3:] == ["2027-02-10", "2027-02-14"]


def test_korean_new_year_is_a_day_off_in_korea() -> None:
    assert date(2027, 2, 8) in public_holidays("KR", 2027)


def test_reminders_aim_at_the_earlier_of_the_two_published_dates() -> None:
    assert a_reason().aim == date(2027, 2, 14)


def test_the_deadline_itself_is_the_end_of_the_later_one() -> None:
    assert a_reason().closes_at == datetime(2027, 2, 16, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize("status", [s for s in ClaimStatus if s is not ClaimStatus.DRAFT])
def test_a_claim_that_is_no_draft_gives_no_reason(status: ClaimStatus) -> None:
    assert reminders.draft_reason(a_draft(status=status), RULES, NOW) is None


def test_a_draft_whose_window_has_closed_gives_no_reason() -> None:
    late = datetime(2027, 2, 16, 8, 0, tzinfo=UTC)

    assert reminders.draft_reason(a_draft(), RULES, late) is None


def test_a_draft_without_dates_is_taken_for_the_period_that_can_be_claimed() -> None:
    assert a_reason(activity_start=None, activity_end=None).aim == date(2027, 2, 14)


def test_a_request_is_told_half_way_and_one_business_day_before() -> None:
    request = MoreRequest(
        request_id="r-1",
        created_at=datetime(2026, 11, 23, 18, 0, tzinfo=UTC),
        due_at=datetime(2026, 12, 1, 7, 59, tzinfo=UTC),
        items=(AskedItem(item_id="i-1", question="When?"),),
    )
    claim = a_draft(status=ClaimStatus.ACTION_REQUIRED, followup=Followup(requests=(request,)))
    reason = reminders.request_reason(claim, "America/Los_Angeles")

    assert reason is not None
    assert reminders.steps_of(reason, POLICY, ()) == (date(2026, 11, 26), date(2026, 11, 27))


def test_a_kind_that_is_off_is_not_told() -> None:
    assert days_told(Wishes(off=frozenset({ReminderKind.DRAFT_DEADLINE}))) == []


def test_another_kind_that_is_off_changes_nothing() -> None:
    assert len(days_told(Wishes(off=frozenset({ReminderKind.UNCLAIMED_FUNDS})))) == 6


def test_a_snooze_is_silent_until_its_day_and_then_goes_on() -> None:
    wishes = Wishes(snoozed={"draft:claim-1": date(2027, 2, 9)})

    assert days_told(wishes) == ["2027-02-09", "2027-02-11", "2027-02-12", "2027-02-14"]


def test_a_step_with_another_one_before_the_last_day_is_not_urgent() -> None:
    item = reminders.item_on(a_reason(), date(2027, 2, 11), Wishes(), POLICY, ())

    assert item is not None
    assert not item.is_urgent


@pytest.mark.parametrize("day", [date(2027, 2, 12), date(2027, 2, 14)])
def test_the_last_two_steps_are_urgent(day: date) -> None:
    item = reminders.item_on(a_reason(), day, Wishes(), POLICY, ())

    assert item is not None
    assert item.is_urgent


@pytest.mark.parametrize(
    ("until", "refusal"),
    [
        (date(2027, 1, 3), SnoozeRefusal.PAST),
        (date(2027, 1, 4), SnoozeRefusal.PAST),
        (date(2027, 1, 5), None),
        (date(2027, 2, 16), None),  # nine in Seoul, seven hours before the window closes
        (date(2027, 2, 17), SnoozeRefusal.BEYOND),
    ],
)
def test_a_snooze_into_the_past_or_beyond_the_deadline_is_refused(
    until: date, refusal: SnoozeRefusal | None
) -> None:
    found = reminders.check_snooze(until, date(2027, 1, 4), [a_reason()], "Asia/Seoul", POLICY)

    assert (found[0] if found else None) == refusal


def test_a_stand_in_stands_in_up_to_and_including_the_last_day() -> None:
    wishes = Wishes(stand_in="ben", stand_in_until=date(2027, 2, 12))

    assert [wishes.stand_in_on(date(2027, 2, day)) for day in (12, 13)] == ["ben", ""]


@pytest.mark.parametrize("year", [2026, 2027])
def test_in_every_zone_every_reminder_of_half_a_year_falls_into_working_hours(year: int) -> None:
    """Half a year of days, all zones, with their changes of daylight saving."""
    first = date(year, 1, 1)
    wrong = []
    for zone in ZONES:
        local = ZoneInfo(zone)
        for offset in range(184):
            day = first + timedelta(days=offset)
            opens, closes = reminders.speaking_hours(day, zone, POLICY)
            starts, ends = opens.astimezone(local), closes.astimezone(local)
            if not (
                opens < closes and starts.date() == day and reminders.may_speak(opens, zone, POLICY)
            ):
                wrong.append((zone, day))
            if (starts.hour, ends.hour) != (9, 17):
                wrong.append((zone, day))

    # Samoa had no 30 December 2011 and the like; no zone skips a day in these years
    assert wrong == []


def test_on_every_day_at_most_one_message_and_only_on_its_steps() -> None:
    reason, told = a_reason(), []
    for offset in range(60):
        day = date(2027, 1, 1) + timedelta(days=offset)
        if reminders.item_on(reason, day, Wishes(), POLICY, public_holidays("KR", 2027)):
            told.append(day)

    assert all(
        reminders.is_business_day(day, public_holidays("KR", 2027)) or day == reason.aim
        for day in told
    )
    assert len(told) == 6
