"""At the list of what will be needed partners go on answering: nothing they say there is lost, and
the list is not shown again and again.
"""

from __future__ import annotations

import pytest

from tests.journeys.stage import Persona, Stage
from tests.journeys.stored import claim_of

WHO = "Who did the work"


async def at_the_list(partner: Persona) -> None:
    await partner.says("new claim")
    await partner.says("CSP indirect reseller")
    await partner.says("trade show")
    partner.sees("What you will need")


@pytest.mark.parametrize("typed", ["our agency did it all", "outside vendors", "an agency"])
async def test_who_did_the_work_is_taken_at_once(stage: Stage, asha: Persona, typed: str) -> None:
    await at_the_list(asha)
    await asha.says(typed)

    asha.sees("About the activity")
    assert (await claim_of(stage))["conditions"] == {"work_by": ["third_party"]}


async def test_days_are_kept_before_they_are_asked(stage: Stage, asha: Persona) -> None:
    await at_the_list(asha)
    await asha.says("nov 10-12")
    asha.sees("✓ Saved: First day of the activity: 10 November 2026")
    await asha.says("start")
    await asha.says("third party")

    claim = await claim_of(stage)
    assert (claim["activity_start"], claim["activity_end"]) == ("2026-11-10", "2026-11-12")


async def test_days_outside_the_period_are_told_at_once(stage: Stage, asha: Persona) -> None:
    await at_the_list(asha)
    await asha.says("3 to 5 May 2026")

    asha.sees_not("✓ Saved")
    assert (await claim_of(stage))["activity_start"] is None


async def test_other_words_go_on_to_the_first_question(stage: Stage, asha: Persona) -> None:
    await at_the_list(asha)
    await asha.says("Booth at SmartFactory Expo 2026")

    asha.sees(WHO, "1\\. Outside vendors")
    asha.sees_not("What did you mean", "I cannot answer")


async def test_a_question_does_not_bring_the_whole_list_again(asha: Persona) -> None:
    await at_the_list(asha)
    await asha.says("how long do I have to keep the originals?")

    asha.sees("24 months", "Back to your claim:", "Type “start” to go on")
    asha.sees_not("What you will need")
    await asha.clicks("Start")
    asha.sees(WHO)


@pytest.mark.parametrize(
    ("typed", "vendor"),
    [
        ("webinar on 3 November, 4,000 EUR plus 400 VAT, vendor Contoso Media", "Contoso Media"),
        ("it was a webinar 3 nov, Contoso Media billed us 4,000 EUR + 400 VAT", "Contoso Media"),
        ("11월 3일 웨비나, 4,000유로에 부가세 400유로, 업체는 콘토소 미디어", "콘토소 미디어"),
    ],
)
async def test_a_claim_told_while_the_program_is_asked_is_kept(
    stage: Stage, asha: Persona, typed: str, vendor: str
) -> None:
    await asha.says("new claim")
    await asha.says(typed)
    assert vendor in asha.said
    assert "Which program and location?" in asha.said or "어떤 프로그램과 위치인가요?" in asha.said
    await asha.says("1")

    claim = await claim_of(stage)
    told = {name: claim["prefill"].get(name) for name in ("vendor_name", "net", "tax")}
    assert told == {"vendor_name": vendor, "net": "4000", "tax": "400"}
    held = (claim["incentive_activity"], claim["activity_start"], claim["currency"])
    assert held == ("MD_SEMINAR", "2026-11-03", "EUR")
