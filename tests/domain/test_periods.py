"""The calendar of claims: the published table, the worked examples, and every half-year to 2040."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import periods
from bot.domain.periods import DeadlineSettings, Period

SETTINGS = DeadlineSettings()
COUNTED = DeadlineSettings(deadline_mode="days_after_usage_end")
ZONES = (
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Europe/London",
    "Africa/Cairo",
    "Asia/Seoul",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "UTC",
)
USAGES = [
    periods.usage_period(date(year, month, 1)) for year in range(2019, 2041) for month in (1, 7)
]
DAYS = st.dates(date(2019, 1, 1), date(2040, 12, 31))


def seoul(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=ZoneInfo("Asia/Seoul"))  # type: ignore[misc,arg-type]


def pacific(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=ZoneInfo("America/Los_Angeles"))  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("label", "earned", "used", "claimed"),
    [
        ("FY21 H1", (2020, 7, 1), (2021, 1, 1, 2021, 6, 30), (2021, 2, 16, 2021, 8, 15)),
        ("FY21 H2", (2021, 1, 1), (2021, 7, 1, 2021, 12, 31), (2021, 8, 16, 2022, 2, 15)),
        ("FY22 H1", (2021, 7, 1), (2022, 1, 1, 2022, 6, 30), (2022, 2, 16, 2022, 8, 15)),
        ("FY22 H2", (2022, 1, 1), (2022, 7, 1, 2022, 12, 31), (2022, 8, 16, 2023, 2, 15)),
    ],
)
def test_the_published_table_is_generated(label, earned, used, claimed):
    usage = periods.usage_period(date(*used[:3]))

    assert usage == Period(first=date(*used[:3]), last=date(*used[3:]))
    assert periods.earning_period(usage).first == date(*earned)
    assert periods.fiscal_label(usage) == label
    window = periods.claim_window(usage, SETTINGS)
    assert window == Period(first=date(*claimed[:3]), last=date(*claimed[3:]))


def test_example_1_an_activity_of_may_2021():
    usage = periods.usage_period(date(2021, 5, 12))

    assert periods.fiscal_label(usage) == "FY21 H1"
    assert periods.earning_period(usage) == Period(first=date(2020, 7, 1), last=date(2020, 12, 31))
    assert periods.retain_until(date(2021, 5, 12)) == date(2023, 5, 12)


def test_example_2_an_activity_of_july_is_too_early_in_july():
    state = periods.window_state(date(2021, 7, 3), pacific(2021, 7, 20, 12), SETTINGS)

    assert state.state == "too_early"
    assert (state.opens, state.closes) == (date(2021, 8, 16), date(2022, 2, 15))


def test_example_3_an_activity_of_june_is_too_late_on_20_august():
    state = periods.window_state(date(2021, 6, 28), pacific(2021, 8, 20, 12), SETTINGS)

    assert state.state == "too_late"
    assert state.closes == date(2021, 8, 15)


def test_example_4_in_january_the_window_of_the_previous_half_is_open():
    now = pacific(2022, 2, 1, 12)
    state = periods.window_state(date(2022, 1, 10), now, SETTINGS)

    assert (state.state, state.opens) == ("too_early", date(2022, 2, 16))
    assert periods.open_usage_period(now, SETTINGS).code == "2021-H2"


def test_example_5_the_last_evening_in_seoul_is_still_open_under_pacific_time():
    day = date(2021, 11, 30)
    closes = seoul(2022, 2, 16, 16, 59)

    assert periods.window_state(day, seoul(2022, 2, 15, 20), SETTINGS).state == "open"
    assert periods.last_minute(date(2022, 2, 15), "America/Los_Angeles") == closes
    assert periods.window_state(day, closes, SETTINGS).state == "open"
    assert periods.window_state(day, closes + timedelta(seconds=59), SETTINGS).state == "open"
    assert periods.window_state(day, closes + timedelta(minutes=1), SETTINGS).state == "too_late"


def test_in_august_the_deadline_is_one_hour_earlier_in_seoul():
    shown = periods.last_minute(date(2021, 8, 15), "America/Los_Angeles")

    assert shown == seoul(2021, 8, 16, 15, 59)


def test_example_6_an_event_over_the_half_year_touches_two_usage_periods():
    touched = periods.usage_periods_between(date(2022, 6, 29), date(2022, 7, 2))

    assert [usage.code for usage in touched] == ["2022-H1", "2022-H2"]
    with pytest.raises(ValueError, match="not within one usage period"):
        periods.window_state(
            Period(first=date(2022, 6, 29), last=date(2022, 7, 2)), pacific(2022, 9, 1), SETTINGS
        )


def test_example_7_new_years_eve_and_the_rule_by_count():
    usage = periods.usage_period(date(2023, 12, 31))

    assert usage.code == "2023-H2"
    window = periods.claim_window(usage, SETTINGS)
    assert window == Period(first=date(2023, 8, 16), last=date(2024, 2, 15))
    assert periods.claim_window(usage, COUNTED).last == date(2024, 2, 14)
    assert periods.retain_until(date(2023, 12, 31)) == date(2025, 12, 31)


def test_example_8_originals_of_29_february_are_kept_until_28_february():
    assert periods.usage_period(date(2024, 2, 29)).code == "2024-H1"
    assert periods.retain_until(date(2024, 2, 29)) == date(2026, 2, 28)


def test_example_10_payment_is_due_45_business_days_after_approval():
    assert periods.payment_due(date(2022, 3, 7)) == date(2022, 5, 9)


@pytest.mark.parametrize("settings", [SETTINGS, COUNTED])
@pytest.mark.parametrize("usage", USAGES, ids=lambda usage: usage.code)
def test_windows_tile_the_years_without_gap_or_overlap(usage, settings):
    window = periods.claim_window(usage, settings)
    following = periods.usage_period(usage.last + timedelta(days=1))

    assert periods.claim_window(following, settings).first == window.last + timedelta(days=1)
    assert usage.first < window.first <= usage.last < window.last


@pytest.mark.parametrize("usage", USAGES, ids=lambda usage: usage.code)
def test_the_rule_by_count_closes_on_the_14th_and_both_rules_are_safe_then(usage):
    counted = periods.claim_window(usage, COUNTED).last

    assert counted.day == 14
    assert periods.claim_window(usage, SETTINGS).last.day == 15
    assert periods.safe_date(usage, SETTINGS) == counted
    assert periods.safe_date(usage, COUNTED) == counted


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("usage", USAGES, ids=lambda usage: usage.code)
def test_a_window_opens_and_closes_at_midnight_of_its_zone(usage, zone):
    settings = DeadlineSettings(time_zone=zone)
    window = periods.claim_window(usage, settings)
    end = periods.cutoff(window.last, zone)
    instant = timedelta(microseconds=1)
    state = periods.window_state(usage, end - instant, settings)

    assert (end - instant).astimezone(ZoneInfo(zone)).date() == window.last
    assert end.astimezone(ZoneInfo(zone)).date() == window.last + timedelta(days=1)
    assert state.state == "open"
    assert periods.window_state(usage, end, settings).state == "too_late"
    assert periods.window_state(usage, state.opens_at, settings).state == "open"
    assert periods.window_state(usage, state.opens_at - instant, settings).state == "too_early"
    assert periods.open_usage_period(end - instant, settings) == usage
    assert periods.earning_period(periods.open_usage_period(end, settings)) == usage


def test_a_midnight_that_daylight_saving_skips_ends_the_day_all_the_same():
    """Sao Paulo went from 23:59:59 on 3 November 2018 straight to 01:00."""
    end = periods.cutoff(date(2018, 11, 3), "America/Sao_Paulo")

    assert end == datetime(2018, 11, 4, 3, tzinfo=UTC)
    before = (end - timedelta(seconds=1)).astimezone(ZoneInfo("America/Sao_Paulo"))
    assert before.date() == date(2018, 11, 3)


@given(DAYS)
def test_a_code_leads_back_to_its_usage_period(day):
    usage = periods.usage_period(day)

    assert day in usage
    assert periods.usage_period_from_code(usage.code) == usage


@pytest.mark.parametrize("code", ["", "2026", "2026-H3", "26-H1", "2026-h1", "2026-H1 "])
def test_a_wrong_code_is_refused(code):
    with pytest.raises(ValueError, match="write it like"):
        periods.usage_period_from_code(code)


@given(DAYS)
def test_originals_are_kept_to_the_same_day_two_years_later(day):
    kept = periods.retain_until(day)

    assert (kept.year, kept.month) == (day.year + 2, day.month)
    assert kept.day == day.day or (day.month, day.day, kept.day) == (2, 29, 28)


def test_proof_can_be_approved_until_the_end_of_march_or_september():
    assert periods.poe_approval_date(periods.usage_period(date(2025, 8, 1))) == date(2026, 3, 31)
    assert periods.poe_approval_date(periods.usage_period(date(2026, 3, 1))) == date(2026, 9, 30)


def test_business_days_leave_out_weekends_and_holidays():
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)

    assert periods.add_business_days(friday, 1) == monday
    assert periods.add_business_days(friday, 1, {monday}) == date(2026, 11, 24)
    assert periods.add_business_days(monday, -1) == friday
    assert periods.add_business_days(date(2026, 11, 22), 0) == date(2026, 11, 22)


@given(DAYS, st.integers(1, 60))
def test_business_days_count_back_to_where_they_began(day, count):
    ahead = periods.add_business_days(day, count)
    between = [day + timedelta(days=n) for n in range(1, (ahead - day).days + 1)]

    assert sum(d.weekday() < 5 for d in between) == count
    assert ahead.weekday() < 5
