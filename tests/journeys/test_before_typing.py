"""What is told before anything has to be typed: the window, the funds, other routes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.journeys.filing import Filing, files


async def test_the_window_is_told_in_both_zones_with_rule_and_source(asha):
    await Filing(asha).starts()
    said = "\n".join(message.words for message in asha.messages)

    assert "from 1 July 2026 to 31 December 2026" in said
    assert "15 February 2027, 23:59 (Los Angeles, PST)" in said
    assert "16 February 2027, 16:59 (Seoul, KST) for you" in said
    assert "Aim for 14 February 2027" in said
    assert "“Incentives co-op claims overview”, “Earn cooperative marketing funds, with" in said
    assert "published; the clock time is our assumption" in said


async def test_the_remaining_funds_are_told_with_the_activities(asha):
    await asha.says("new claim")
    await asha.says("CSP indirect reseller")

    asha.sees("Remaining funds: USD 20,000.00 of USD 20,000.00")


@pytest.mark.parametrize("funds", ["zero", "small"])
async def test_funds_below_the_threshold_are_told_at_once_and_hold_the_claim_back(
    stage, asha, funds
):
    await stage.control(funds=funds)
    await asha.says("new claim")
    await asha.says("CSP indirect reseller")
    asha.sees("⚠ Check:", "less than the USD 10,000.00 from which co-op funds are kept", "rebate")
    await asha.clicks("Other program")
    await asha.clicks("claim.form")
    asha.sees("less than the USD 10,000.00")
    await asha.says("google ads")
    filing = Filing(asha)
    await filing.goes_on(until="claim.discard")

    asha.sees("below the threshold", "paid as a rebate")
    assert "claim.submit" not in filing._kinds()


async def test_used_up_funds_are_told_before_anything_is_typed(stage, asha):
    filing = await files(asha, plan={"net": "20000"})
    await filing.submits()
    await asha.waits()
    stage.clock.moves(minutes=5)
    await asha.says("new claim")

    asha.sees("⚠ Check:", "No co-op funds are left for this usage period")


async def test_funds_that_cannot_be_asked_are_said_so_and_hold_nobody_up(stage, asha):
    await asha.says("new claim")
    await stage.control(outage="unavailable", outage_on="directory")
    await asha.says("CSP indirect reseller")

    asha.sees("I could not ask for your remaining funds just now", "Digital advertising")


IN_ONE_SENTENCE = [
    (
        "en-US",
        "I want to claim 1200 USD for google ads",
        "CSP indirect reseller",
        ("15 February 2027, 23:59 (Los Angeles, PST)", "Remaining funds: USD 20,000.00 of"),
        "What you will need: Digital advertising",
        "bank and tax profile is not ready",
    ),
    (
        "ko-KR",
        "구글 광고 1200달러 클레임하고 싶어요",
        "CSP 간접 재판매인",
        ("2027년 2월 15일", "남은 자금: USD 20,000.00 중 USD 20,000.00"),
        "준비 사항: 디지털 광고",
        "지급/세금 프로필이 아직 준비되지 않았습니다",
    ),
]


@pytest.mark.parametrize(
    ("locale", "sentence", "program", "told", "list_of", "profile"), IN_ONE_SENTENCE
)
async def test_window_funds_and_profile_are_told_also_when_the_activity_was_said_first(
    stage, locale, sentence, program, told, list_of, profile
):
    partner = stage.person("Asha", locale=locale)
    await partner.says(sentence)
    await partner.says(program)
    partner.sees(list_of, *told)
    await partner.clicks("claim.pause")
    await stage.control(funds="zero")
    stage.clock.moves(days=2)
    await partner.says(sentence)
    partner.sees(list_of, "⚠", "USD 10,000.00")
    colleague = stage.person("Bora", locale=locale)
    await stage.control(profile_ready=False)
    await colleague.says(sentence)
    await colleague.says(program)

    colleague.sees(profile)
    colleague.sees_not(list_of)


async def test_without_a_profile_no_draft_is_begun(stage, asha):
    await asha.says("new claim")
    await asha.says("CSP indirect reseller")
    await asha.clicks("claim.pause")
    await asha.says("delete this draft")
    await asha.says("yes")
    await stage.control(profile_ready=False)
    stage.clock.moves(days=2)
    await asha.says("I want to claim 1200 USD for google ads")
    asha.sees("bank and tax profile is not ready")
    await asha.says("continue")

    asha.sees("There is no open draft")


async def test_window_and_funds_are_told_once_where_the_activity_was_asked(asha):
    await Filing(asha).starts()
    said = "\n".join(message.words for message in asha.messages)

    assert (said.count("Claims close on"), said.count("Remaining funds:")) == (1, 1)
    asha.sees("What you will need")


EARLY = {"activity_start": "2026-07-03", "activity_end": "2026-07-15"}


async def test_too_early_keeps_the_draft_until_the_window_opens(stage_of):
    stage = await stage_of(now=datetime(2026, 7, 20, 3, 0, tzinfo=UTC))
    asha = stage.person("Asha")
    filing = Filing(asha, plan=EARLY)
    await filing.starts()
    await filing.goes_on(until="claim.discard")
    asha.sees("opens on 16 August 2026", "Your draft is kept")
    assert "claim.submit" not in filing._kinds()

    stage.clock.now = datetime(2026, 8, 16, 7, 0, tzinfo=UTC)
    await asha.says("continue")
    asha.sees_not("opens on")
    await filing.submits()
    await asha.waits()
    asha.sees("Receipt")


async def test_too_late_is_refused_beside_the_day_with_what_then(asha):
    filing = Filing(asha, plan={"activity_start": "2026-06-01", "activity_end": "2026-06-20"})
    await filing.starts()
    await filing.goes_on(until="claim.checklist")
    await filing._step(filing._kinds())
    await filing._step(filing._kinds())
    await filing._form()

    value, words = asha.beside("activity_start")
    assert value == "2026-06-01"
    assert "closed on 15 August 2026" in words
    assert "contact program support" in words


@pytest.mark.parametrize(
    "text",
    [
        "I want to claim for OSA business apps",
        "how do I claim my OSU M365 incentive",
        "OSA 클레임은 어떻게 하나요?",
    ],
)
async def test_programs_of_customer_associations_are_sent_to_cpor(asha, text):
    await asha.says(text)

    asha.sees("CPOR")
