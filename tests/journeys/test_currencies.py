"""The currency of a claim: chosen by code, name or sign, and refused where nobody is paid in it."""

from __future__ import annotations

import pytest

from tests.journeys.filing import PLAN
from tests.journeys.test_details import reaches


async def reaches_the_currency(partner):
    await reaches(partner, "claim_name")
    for text in ("Autumn campaign", "2026-09-03", "2026-10-02", PLAN["description"]):
        await partner.says(text)


@pytest.mark.parametrize(
    "typed", ["won and dollars", "$ or €", "all of it", "try again", "bitcoin"]
)
async def test_what_is_no_one_currency_is_told_with_the_choices(asha, typed):
    await reaches_the_currency(asha)
    await asha.says(typed)
    asha.sees("could not match this with one of the options", "Currency of the claim", "USD")
    await asha.says("KRW")

    asha.sees("Saved")


@pytest.mark.parametrize(
    ("typed", "code"), [("CLF", "CLF"), ("gold", ""), ("XAU", "XAU"), ("kpw", "KPW")]
)
async def test_a_currency_that_nobody_is_paid_in_is_refused_by_its_name(asha, typed, code):
    await reaches_the_currency(asha)
    await asha.says(typed)

    asha.sees(f"A claim cannot be in {code or 'XAU'}.", "Currency of the claim")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Kuwaiti dinars", "KWD"),
        ("kwd", "KWD"),
        ("오만 리얄", "OMR"),
        ("Thai baht", "THB"),
        ("ALL", "ALL"),
    ],
)
async def test_a_currency_is_chosen_by_code_or_by_name(asha, typed, code):
    await reaches_the_currency(asha)
    await asha.says(typed)
    asha.sees("Saved")
    await asha.says("10,000 views and 250 clicks")
    for text in ("agency", "Contoso", "1250.50"):
        await asha.says(text)

    asha.sees("Costs of this claim", f"{code} 1,250.50")
