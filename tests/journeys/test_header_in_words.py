"""Program, location and activity of a draft are changed in words, wherever the claim stands."""

from __future__ import annotations

import pytest

from tests.journeys.stage import Persona, Stage
from tests.journeys.stored import claim_of, claims_of
from tests.journeys.test_corrections import TO_THE_NET, at


@pytest.mark.parametrize(
    "typed", ["actually no, it was a customer seminar", "a customer seminar", "sorry, seminar"]
)
async def test_the_activity_is_corrected_while_the_program_is_asked(
    stage: Stage, asha: Persona, typed: str
) -> None:
    await asha.says("I want to claim a trade show")
    await asha.says(typed)

    asha.sees("Trade show, exhibition → Customer seminar", "Which program and location?")
    assert (await claim_of(stage))["incentive_activity"] == "MD_SEMINAR"


@pytest.mark.parametrize(
    "typed",
    [
        "and the program should be CSP indirect reseller, not surface",
        "CSP indirect reseller",
        "wrong program, CSP indirect reseller please",
    ],
)
async def test_the_program_is_corrected_while_the_surface_item_is_asked(
    stage: Stage, asha: Persona, typed: str
) -> None:
    await asha.says("I want to claim a trade show")
    await asha.says("surface")
    asha.sees("Which Surface item?")
    await asha.says(typed)

    asha.sees("What you will need")
    assert (await claim_of(stage))["program"] == "CSP_IR"


@pytest.mark.parametrize(
    "typed",
    [
        "change program to managed reseller",
        "the program should be managed reseller",
        "프로그램을 관리형 재판매인으로 바꿔주세요",
    ],
)
async def test_the_program_is_changed_from_the_documents(
    stage: Stage, asha: Persona, typed: str
) -> None:
    await at(asha, *TO_THE_NET, "4,200", "that is all")
    asha.sees("Third-party invoice")
    await asha.says(typed)

    asha.sees("Managed reseller" if typed.isascii() else "관리형 재판매인")
    claim = await claim_of(stage)
    assert claim["program"] == "MANAGED_RESELLER"
    assert len(claim["expense_lines"]) == 1
    await stage.person("Asha", device="phone").says("new claim")
    assert [one["program"] for one in await claims_of(stage)] == ["MANAGED_RESELLER"] * 2


@pytest.mark.parametrize(
    "typed", ["change the activity to print advertising", "oh sorry, it was a print advertising"]
)
async def test_the_activity_is_changed_from_the_costs(
    stage: Stage, asha: Persona, typed: str
) -> None:
    await at(asha, *TO_THE_NET, "4,200")
    await asha.says(typed)

    asha.sees("Digital advertising → Print advertising", "What you will need")
    claim = await claim_of(stage)
    assert (claim["incentive_activity"], len(claim["expense_lines"])) == ("DG_PRINT", 1)


async def test_the_form_is_opened_where_the_new_one_is_not_said(asha: Persona) -> None:
    await at(asha, *TO_THE_NET, "4,200", "that is all")
    await asha.says("change the location")

    asha.sees("Which program and location?")


async def test_a_description_may_speak_of_a_program(stage: Stage, asha: Persona) -> None:
    await at(asha, "3 October", "9 October")
    await asha.says("Print advertising for our Azure migration program in Korea.")

    asha.sees("Currency of the claim")
    assert (await claim_of(stage))["incentive_activity"] == "DG_DIGITAL"


async def test_a_question_changes_nothing(stage: Stage, asha: Persona) -> None:
    await at(asha, *TO_THE_NET, "4,200", "that is all")
    await asha.says("can I change the program to managed reseller?")

    assert (await claim_of(stage))["program"] == "CSP_IR"


async def test_a_product_is_no_activity(stage: Stage, asha: Persona) -> None:
    await asha.says("new claim")
    await asha.says("CSP indirect reseller")
    await asha.says("Microsoft 365 Business Standard")

    asha.sees_not("What you will need")
    assert (await claim_of(stage))["incentive_activity"] == ""
