"""Where it is not sure which answer is taken back, or what it should be, the partner is asked; what
was typed so far is kept, and no answer is changed unasked.
"""

from __future__ import annotations

import pytest

from tests.journeys.stage import Persona, Stage
from tests.journeys.stored import claim_of
from tests.journeys.test_corrections import FIRST, LAST, TO_A_COST, TO_THE_NET, at

WHICH = "Which answer shall be “4 October”?"


async def test_a_day_that_may_be_either_is_asked_with_the_cost_kept(
    stage: Stage, asha: Persona
) -> None:
    await at(asha, *TO_THE_NET)
    before = await claim_of(stage)
    await asha.says("no, 4 October")

    asha.sees(WHICH, f"1. {FIRST}: 3 October 2026", f"2. {LAST}: 9 October 2026", "Net amount")
    assert await claim_of(stage) == before
    await asha.says("4,200")
    asha.sees("Contoso", "USD 4,200.00")


@pytest.mark.parametrize("answer", ["1", "first day of the activity"])
async def test_the_answer_that_was_meant_is_typed(asha: Persona, answer: str) -> None:
    await at(asha, *TO_THE_NET)
    await asha.says("no, 4 October")
    await asha.says(answer)

    asha.sees(f"Changed: {FIRST}: 3 October 2026 → 4 October 2026.", "Net amount")


async def test_the_answer_that_was_meant_is_pressed(asha: Persona) -> None:
    await at(asha, *TO_THE_NET)
    await asha.says("no, 4 October")
    await asha.clicks("1. First day of the…")

    asha.sees(f"Changed: {FIRST}: 3 October 2026 → 4 October 2026.", "Net amount")
    await asha.says("4,200")
    asha.sees("Contoso", "USD 4,200.00")


async def test_none_of_them_leaves_all_as_it_is(stage: Stage, asha: Persona) -> None:
    await at(asha, *TO_THE_NET)
    before = await claim_of(stage)
    await asha.says("no, 4 October")
    await asha.clicks("None of these")

    asha.sees("Net amount, without tax")
    assert await claim_of(stage) == before


@pytest.mark.parametrize("typed", ["not USD", "the currency isn't USD"])
async def test_a_currency_that_is_denied_is_asked_and_then_changed(
    stage: Stage, asha: Persona, typed: str
) -> None:
    await at(asha, *TO_A_COST[:-1])
    await asha.says(typed)

    asha.sees("Currency of the claim is USD now. What should it be?")
    assert (await claim_of(stage))["currency"] == "USD"
    await asha.says("EUR")
    asha.sees("Changed: Currency of the claim: USD → EUR.", "Summary of results")


async def test_what_was_denied_may_stay(stage: Stage, asha: Persona) -> None:
    await at(asha, *TO_THE_NET)
    await asha.says("the vendor isn't Contoso")
    asha.sees("Vendor, as on the invoice is Contoso now")
    await asha.clicks("Leave it")

    asha.sees("Net amount, without tax")
    await asha.says("4,200")
    asha.sees("Contoso", "USD 4,200.00")


@pytest.mark.parametrize(
    "typed", ["no, 4,300 EUR", "not 4,200", "it's 4,200 gross not net", "should be 420 less"]
)
async def test_a_sum_that_is_not_sure_changes_nothing(
    stage: Stage, asha: Persona, typed: str
) -> None:
    await at(asha, *TO_THE_NET, "4,200")
    before = await claim_of(stage)
    await asha.says(typed)

    asha.sees_not("Changed")
    assert await claim_of(stage) == before


async def test_a_vendor_of_two_costs_is_asked(stage: Stage, asha: Persona) -> None:
    second = ("add another cost", "media placement", "Fabrikam", "800")
    await at(asha, *TO_THE_NET, "4,200", *second)
    before = await claim_of(stage)
    await asha.says("vendor should be Northwind")

    asha.sees("Which answer shall be", "1. Cost 1, Vendor", "2. Cost 2, Vendor")
    assert await claim_of(stage) == before


async def test_a_name_that_may_be_a_kind_of_cost_is_asked(asha: Persona) -> None:
    await at(asha, *TO_THE_NET)
    await asha.says("oops I meant agency fees")

    asha.sees("Which answer shall be “agency fees”?", "Vendor, as on the invoice", "Kind of cost")


async def test_an_old_value_that_is_none_of_ours_is_not_put_right_unasked(
    stage: Stage, asha: Persona
) -> None:
    await at(asha, *TO_THE_NET)
    before = await claim_of(stage)
    await asha.says("the vendor is Fabrikam, not Northwind")

    asha.sees("Which answer shall be", "1. Vendor, as on the invoice: Contoso")
    assert await claim_of(stage) == before


async def test_a_press_on_an_older_card_changes_nothing(asha: Persona) -> None:
    await at(asha, *TO_THE_NET)
    await asha.says("no, 4 October")
    card = asha.new[-1]
    await asha.says("sorry, the last day was 10 October")
    await asha.clicks_on(card, "1. First day of the…")

    asha.sees_not("Changed")


@pytest.mark.parametrize(
    "typed",
    [
        "do I need the vendor address",
        "the vendor has not paid us yet",
        "the vendor is on holiday",
        "it was paid on 4 October",
        "actually the agency never sent an invoice",
        "the currency looks wrong",
        "change it",
        "업체가 사진을 갖고 있어요",
        "금액이 틀린 것 같아요",
    ],
)
async def test_what_is_only_told_about_an_answer_changes_nothing(
    stage: Stage, asha: Persona, typed: str
) -> None:
    await at(asha, *TO_THE_NET, "4,200")
    before = await claim_of(stage)
    await asha.says(typed)

    asha.sees_not("Changed", "✓ Saved", "변경했습니다")
    assert await claim_of(stage) == before


@pytest.mark.parametrize(
    "typed",
    [
        "Not an agency but our own staff ran the Azure ads for Korean customers",
        "Sorry, the campaign started late and we promoted Azure to all our customers",
        "외부 업체가 아니라 우리 직원이 직접 Microsoft 365 광고를 집행했습니다",
    ],
)
async def test_a_description_changes_no_answer(stage: Stage, asha: Persona, typed: str) -> None:
    await at(asha, "3 October", "9 October")
    before = await claim_of(stage)
    await asha.says(typed)

    assert await claim_of(stage) == {**before, "description": typed}


async def test_a_cost_of_before_is_told_by_its_number_while_another_is_typed(
    asha: Persona,
) -> None:
    await at(asha, *TO_THE_NET, "4,200", "add another cost", "media placement", "Fabrikam")
    await asha.says("the vendor is Northwind, not Contoso")

    asha.sees("Changed: Cost 1, Vendor, as on the invoice: Contoso → Northwind.", "Net amount")
    await asha.says("800")
    asha.sees("Northwind", "Fabrikam", "USD 800.00")
