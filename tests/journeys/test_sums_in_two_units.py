"""Sums said in two units, dollars and cents: read as one sum, or asked; never by half."""

from __future__ import annotations

import pytest

from tests.journeys.filing import Filing
from tests.journeys.stage import Persona, Stage
from tests.journeys.test_labelled_costs import at_the_vendor
from tests.journeys.test_several_answers_kept_apart import NET


@pytest.mark.parametrize(
    "typed",
    [
        "4,200 dollars and 50 cents",
        "4,200 dollars, 50 cents",
        "$4,200 and 50 cents",
        "4200 USD 50 cents",
        "four thousand two hundred dollars and fifty cents",
        "4,200달러 50센트",
        "4,200달러하고 50센트요",
        "사천이백 달러 오십 센트",
    ],
)
async def test_dollars_and_cents_are_one_sum(asha: Persona, typed: str) -> None:
    await at_the_vendor(asha)
    await asha.says("Contoso")
    await asha.says(typed)

    asha.sees("USD 4,200.50", "That is all")
    asha.sees_not("Not taken")


async def test_so_they_are_among_other_answers(asha: Persona) -> None:
    await at_the_vendor(asha)
    await asha.says("Contoso, net 4,200 dollars, 50 cents; tax 420 dollars and 5 cents")

    asha.sees("Contoso", f"{NET}: USD 4,200.50", "Tax amount: USD 420.05")
    asha.sees_not("Not taken")


async def test_so_they_are_when_taken_back(asha: Persona) -> None:
    await at_the_vendor(asha)
    for text in ("Contoso", "4,200", "no, 4,300 dollars and 50 cents"):
        await asha.says(text)

    asha.sees("USD 4,200.00 → USD 4,300.50")


@pytest.mark.parametrize(
    "typed",
    [
        "4,200 dollars 50",
        "4,200 dollars and 150 cents",
        "4,200.10 dollars and 50 cents",
        "4,200 euros and 50 cents",
        "4,200 dollars and 50 pence",
        "about 4,200 dollars and 50 cents",
        "4,200 dollars 50 cents or so",
        "4,200 and 50 cents",
        "4,200달러 50",
    ],
)
async def test_what_is_not_clear_is_asked(asha: Persona, typed: str) -> None:
    await at_the_vendor(asha)
    await asha.says("Contoso")
    await asha.says(typed)

    asha.sees(NET)
    asha.sees_not("That is all", "✓ Saved")


@pytest.mark.parametrize(
    ("typed", "sees"), [("12만 5천원 50전", "소수"), ("12만 5천원 0전", "125,000원")]
)
async def test_a_part_of_a_won_is_asked_about(stage: Stage, typed: str, sees: str) -> None:
    hana = stage.person("하나", locale="ko-KR")
    filing = Filing(hana, plan={"condition_work_by": "third_party", "currency": "KRW"})
    await filing.starts(activity="MD_SEMINAR")
    await filing.goes_on(until="claim.form")
    while not filing._asks("expense_type"):
        await filing._step(filing._kinds())
    for text in ("대관료", "콘토소", typed):
        await hana.says(text)

    hana.sees(sees)
