"""The details: every error beside its field, amounts, days in every zone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.journeys.conftest import NOW
from tests.journeys.filing import PLAN, Filing, files

ZONES = ("America/Los_Angeles", "Asia/Seoul", "Pacific/Kiritimati")
DETAILS = {k: v for k, v in PLAN.items() if k in ("claim_name", "description", "currency")}
DETAILS |= {"activity_start": "2026-09-03", "activity_end": "2026-10-02"}
DETAILS |= {"metric_result_summary": "10,000 views and 250 clicks"}


async def reaches(partner, field, activity="DG_DIGITAL", **plan):
    """Go on by cards until a card has this input."""
    filing = Filing(partner, plan=plan)
    await filing.starts("CSP_IR", activity)
    while not filing._asks(field):
        await filing._step(filing._kinds())
    return filing


async def test_every_error_stands_beside_its_field_with_what_was_typed(asha):
    await reaches(asha, "claim_name")
    typed = {
        "claim_name": "x",
        "activity_start": "the day before",
        "activity_end": "2026-13-45",
        "description": "too short",
        "currency": "USD",
        "metric_result_summary": "y" * 501,
    }
    await asha.clicks("claim.form", **typed)

    problems = {
        "claim_name": "at least 3 characters; it has 1",
        "activity_start": "could not read this as one day",
        "activity_end": "could not read this as one day",
        "description": "at least 20 characters; it has 9",
        "metric_result_summary": "at most 500 characters; it has 501",
    }
    for field, problem in problems.items():
        value, words = asha.beside(field)
        assert (value, problem in words) == (typed[field], True), words


async def test_what_was_right_is_kept_when_something_else_was_wrong(asha):
    await reaches(asha, "claim_name")
    await asha.clicks("claim.form", **{**DETAILS, "description": "short"})
    assert asha.beside("claim_name")[0] == "Autumn campaign"
    await asha.says("cancel")
    await asha.says("continue")

    assert asha.beside("claim_name")[0] == "Autumn campaign"
    assert asha.beside("activity_start")[0] == "2026-09-03"


async def test_a_missing_answer_is_asked_for_beside_its_field(asha):
    await reaches(asha, "claim_name")
    await asha.clicks("claim.form", **{k: v for k, v in DETAILS.items() if k != "description"})

    assert "This is needed" in asha.beside("description")[1]


async def test_errors_are_told_in_korean_too(stage):
    hana = stage.person("하나", locale="ko-KR")
    await reaches(hana, "claim_name")
    await hana.clicks("claim.form", **{**DETAILS, "activity_end": "내년쯤", "claim_name": "가"})

    assert "3자" in hana.beside("claim_name")[1]
    assert hana.beside("activity_end")[0] == "내년쯤"
    assert "날짜" in hana.beside("activity_end")[1] or "하루" in hana.beside("activity_end")[1]


AMOUNTS = [
    ("USD", "-5", "more than zero"),
    ("USD", "0", "more than zero"),
    ("USD", "1e9", "could not read this as one amount"),
    ("USD", "NaN", "could not read this as one amount"),
    ("USD", "Infinity", "could not read this as one amount"),
    ("USD", "12 apples", "could not read this as one amount"),
    ("USD", "1200.505", "USD has 2 decimals"),
    ("KRW", "1200.5", "KRW has no decimals"),
    ("JPY", "0.5", "JPY has no decimals"),
    ("KWD", "1200.5055", "KWD has 3 decimals"),
    ("KWD", "1,234", "In KWD this may be KWD 1,234.000 or KWD 1.234. Please type 1234 if"),
    ("TND", "1.234", "type 1234 if you mean the first, 1.2340 if you mean the second"),
    ("USD", "99999999999", "too large"),
]


@pytest.mark.parametrize(("currency", "typed", "problem"), AMOUNTS)
async def test_an_impossible_amount_is_told_beside_it(asha, currency, typed, problem):
    await reaches(asha, "net", currency=currency)
    await asha.clicks("claim.form", expense_type="agency_fees", vendor_name="Contoso", net=typed)
    value, words = asha.beside("net")
    assert (value, problem in words) == (typed, True), words
    assert asha.beside("vendor_name")[0] == "Contoso"

    await asha.clicks("claim.form", net="1200")
    asha.sees("Costs of this claim", "1,200")


TAXES = [
    ("en-US", "EUR", "10.005", "The tax cannot be more than the net amount"),
    ("ko-KR", "KRW", "1,000", "세금은 공급가액보다 많을 수 없습니다"),
]


@pytest.mark.parametrize(("locale", "currency", "tax", "problem"), TAXES)
async def test_a_tax_above_the_net_amount_is_asked_about(stage, locale, currency, tax, problem):
    partner = stage.person("하나", locale=locale)
    await reaches(partner, "net", currency=currency)
    cost = {"expense_type": "agency_fees", "vendor_name": "Contoso", "net": "100"}
    await partner.clicks("claim.form", **cost, tax=tax)
    value, words = partner.beside("tax")
    assert (value, problem in words) == (tax, True), words
    await partner.clicks("claim.form", **cost, tax="100", tax_is_cost="yes")

    partner.sees("200.00" if currency == "EUR" else "200원")


@pytest.mark.parametrize("typed", ["-5", "1e9", "NaN", "0.123456789", "1200.5.5", "½"])
async def test_an_impossible_amount_is_told_in_korean_with_what_to_do(stage, typed):
    hana = stage.person("하나", locale="ko-KR")
    await reaches(hana, "net", currency="KRW")
    await hana.clicks("claim.form", expense_type="agency_fees", vendor_name="콘토소", net=typed)
    value, words = hana.beside("net")

    assert value == typed
    assert korean_in_words(words), words
    assert "0보다" in words or "소수" in words or "입력해 주세요" in words, words


def korean_in_words(words):
    return any("가" <= letter <= "힣" for letter in words)


async def test_an_impossible_amount_is_told_when_it_was_typed_into_the_chat(asha):
    await reaches(asha, "net")
    for text in ("agency", "Contoso", "-5"):
        await asha.says(text)
    asha.sees("more than zero", "Net amount")
    await asha.says("1200.50")

    asha.sees("Costs of this claim", "USD 1,200.50")


async def test_more_than_the_net_amount_cannot_be_claimed(asha):
    await reaches(asha, "net")
    line = {"expense_type": "agency_fees", "vendor_name": "Contoso"}
    await asha.clicks("claim.form", **line, net="100", tax="10", claimed="110")
    assert "more than the net amount of USD 100.00" in asha.beside("claimed")[1]
    await asha.clicks("claim.form", tax_is_cost="yes")

    asha.sees("Costs of this claim", "USD 110.00")


async def test_a_line_in_won_is_shown_and_sent_without_decimals(stage, asha):
    filing = await files(asha, plan={"currency": "KRW", "net": "1234567"})
    asha.sees("1,234,567", "About, at the monthly rate")
    await filing.submits()
    await asha.waits()
    [received] = await stage.received()

    assert received["claim"]["expense_lines"][0]["net"] == "1234567"


DAYS = [
    ("2026-10-02", "2026-09-03", "activity_end", "lies before the first day"),
    ("2026-06-20", "2026-07-03", "activity_start", "closed on 15 August 2026"),
    ("2026-11-20", "2026-11-25", "activity_end", "still to come"),
    ("2026-02-29", "2026-09-03", "activity_start", "could not read this as one day"),
]


@pytest.mark.parametrize(("first", "last", "field", "problem"), DAYS)
async def test_impossible_days_are_told_beside_them(asha, first, last, field, problem):
    await reaches(asha, "claim_name")
    days = {"activity_start": first, "activity_end": last}
    await asha.clicks("claim.form", **{**DETAILS, **days})

    value, words = asha.beside(field)
    assert (value, problem in words) == (days[field], True), words


async def test_an_activity_over_two_usage_periods_is_two_claims(stage_of):
    stage = await stage_of(now=datetime(2026, 7, 20, tzinfo=UTC))
    asha = stage.person("Asha")
    await reaches(asha, "claim_name")
    days = {"activity_start": "2026-06-20", "activity_end": "2026-07-03"}
    await asha.clicks("claim.form", **{**DETAILS, **days})

    assert "one claim for each" in asha.beside("activity_end")[1]


async def test_the_29th_of_february_counts_in_a_leap_year(stage_of):
    stage = await stage_of(now=datetime(2028, 3, 10, tzinfo=UTC))
    days = {"activity_start": "2028-02-29", "activity_end": "2028-02-29"}
    asha = stage.person("Asha")
    filing = await files(asha, plan=days)
    await filing.submits()
    await asha.waits()

    asha.sees("Receipt", "28 February 2030")


@pytest.mark.parametrize("zone", ZONES)
async def test_today_is_today_where_the_partner_is(stage_of, zone):
    stage = await stage_of(now=datetime(2026, 11, 23, 10, 30, tzinfo=UTC))
    today = "2026-11-24" if zone == "Pacific/Kiritimati" else "2026-11-23"
    tomorrow = "2026-11-25" if zone == "Pacific/Kiritimati" else "2026-11-24"
    asha = stage.person("Asha", zone=zone)
    await reaches(asha, "claim_name")
    await asha.clicks("claim.form", **{**DETAILS, "activity_end": tomorrow})
    assert "still to come" in asha.beside("activity_end")[1]
    await asha.clicks("claim.form", **{**DETAILS, "activity_end": today})

    asha.sees("One cost")


LAST_MINUTE = datetime(2027, 2, 16, 7, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize("zone", ZONES)
async def test_the_last_day_counts_until_its_last_minute_in_the_programs_zone(stage_of, zone):
    stage = await stage_of(now=NOW)
    asha = stage.person("Asha", zone=zone)
    filing = await files(asha)
    stage.clock.now = LAST_MINUTE
    await filing.submits()
    asha.sees("Sending")
    stage.clock.moves(hours=3)
    await asha.waits()

    asha.sees("Receipt")
    [received] = await stage.received()
    assert received["claim"]["submitted_at"].startswith("2027-02-16T07:59:59")


@pytest.mark.parametrize("zone", ZONES)
async def test_one_second_after_the_last_day_it_is_too_late_everywhere(stage_of, zone):
    stage = await stage_of(now=NOW)
    asha = stage.person("Asha", zone=zone)
    filing = await files(asha)
    stage.clock.now = LAST_MINUTE.replace(hour=8, minute=0, second=0)
    await filing.submits()

    asha.sees("closed on 15 February 2027")
    assert await stage.received() == []


async def test_costs_of_one_side_only_are_told_where_another_can_be_added(asha):
    filing = Filing(asha, plan={"condition_work_by": "both"})
    await filing.starts()
    await filing.goes_on(until="claim.lines_done")
    asha.sees("⚠ Check:", "the costs name only one of them", "Add another cost")
    await asha.clicks("Add another cost")
    await asha.clicks("claim.form", source="in_house", expense_type="agency_fees", net="100")

    asha.sees("Costs of this claim", "USD 1,300.50")
    asha.sees_not("only one of them")


async def test_a_conference_is_asked_whose_invoice_it_is(asha):
    filing = Filing(asha)
    await filing.starts(activity="PR_CONF")
    await filing.goes_on(until="claim.lines_done")
    words = "\n".join(message.words for message in asha.messages)

    assert "Whose invoice is it?" in words
    assert "Who did this work?" not in words


async def test_a_name_is_kept_without_marks_that_turn_its_direction(stage, asha):
    filing = await files(asha, plan={"claim_name": "\u202egpj.exe\u202c مرحبا "})
    asha.sees("Review: gpj.exe مرحبا")
    await filing.submits()
    await asha.waits()

    [held] = await stage.received()
    assert held["claim"]["claim_name"] == "gpj.exe مرحبا"
