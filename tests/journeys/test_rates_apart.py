"""A rate of tax apart from the word tax: worked out where the message has one reading."""

from __future__ import annotations

import pytest

from tests.journeys.stage import Persona, Stage
from tests.journeys.stored import lines_of
from tests.journeys.test_corrections import TO_THE_NET, at
from tests.journeys.test_labelled_costs import at_the_vendor

APART = (
    "VAT included at 21%: 3,630",
    "3,630 with 21% VAT included",
    "21% VAT included: 3,630",
    "3,630, VAT is included at 21%",
    "the total of 3,630 includes 21% VAT",
    "3,630 (21% VAT inside)",
    "gross 3,630 at 21% VAT",
    "total 3,630 including VAT at 21 %",
    "VAT of 21% is already in the 3,630",
    "3,630 of which 21% VAT",
    "3,630, that includes VAT at 21%",
    "VAT (21%) included, 3,630",
    "3,630 VAT incl. at 21%",
    "it was 3,630 with VAT at 21% included",
    "3,000, VAT 21% excluded",
    "net 3,000 with VAT at 21% on top",
    "VAT at 21% comes on top of 3,000",
    "VAT is 21%, not included, 3,000",
    "3,000 and VAT of 21% is added",
    "VAT excluded at 21%: 3,000",
    "3,000 without VAT, the rate is 21%",
    "3,000 before VAT, VAT is 21%",
)
APART_KO = (
    "부가세 10% 포함 3,300",
    "3,300 부가세 포함(10%)",
    "부가세 포함 3,300 세율 10%",
    "세율 10% 포함해서 3,300이에요",
    "총 3,300이고 부가세 10% 포함이에요",
    "부가세 10%가 포함된 금액은 3,300",
    "10% 부가세 포함가 3,300",
    "3,300(VAT 10% 포함)",
    "부가세가 10% 포함돼 있고 3,300",
    "합계 3,300 (부가세 10% 포함)",
    "3,300에 부가세 10%가 포함돼 있어요",
    "부가세 포함해서 3,300, 부가세율은 10%",
    "3,000에 10% 부가세 별도",
    "부가세 10%는 별도로 3,000",
    "부가세 별도 3,000 세율 10%",
    "3,000이고 부가세는 10% 별도예요",
    "부가세 10% 제외한 금액이 3,000",
    "3,000 별도로 부가세 10%",
)
NOT_ONE_READING = (
    "3,000 at 21% VAT",
    "3,000, the VAT rate is 21%",
    "VAT may be included at 21%: 3,630",
    "VAT included at 21% or 19%: 3,630",
    "VAT included, 3,630",
    "3,000에 부가세 10%",
    "부가세 10%나 20% 포함 3,300",
    "부가세 포함일 수도 있고 10%, 3,300",
    "VAT included at 21%: 3,630 or 3,360",
)


@pytest.mark.parametrize("typed", [*APART, *APART_KO])
async def test_a_rate_apart_from_its_tax_is_worked_out(
    stage: Stage, asha: Persona, typed: str
) -> None:
    await at_the_vendor(asha)
    await asha.says("Contoso")
    await asha.says(typed)

    (line,) = await lines_of(stage)
    assert (line["net"], line["tax"]) in (("3000", "630"), ("3000", "300"))


@pytest.mark.parametrize("typed", NOT_ONE_READING)
async def test_a_rate_with_two_readings_is_asked(asha: Persona, typed: str) -> None:
    await at_the_vendor(asha)
    await asha.says("Contoso")
    await asha.says(typed)

    asha.sees_not("Tax amount: ", "That is all")


async def test_a_whole_cost_is_told_with_a_rate_apart(stage: Stage, asha: Persona) -> None:
    await at_the_vendor(asha)
    await asha.says("vendor: Contoso, VAT included at 21%: 3,630, invoice A-17")

    (line,) = await lines_of(stage)
    names = ("vendor_name", "invoice_number", "net", "tax")
    assert [line[name] for name in names] == ["Contoso", "A-17", "3000", "630"]


@pytest.mark.parametrize(
    "typed",
    ["I forgot the tax, it's 5%", "sorry, I missed the VAT: 5%", "부가세를 빠뜨렸어요, 5%예요"],
)
async def test_a_forgotten_tax_is_added_by_its_rate(
    stage: Stage, asha: Persona, typed: str
) -> None:
    await at(asha, *TO_THE_NET, "4,200")
    await asha.says(typed)

    assert [line["tax"] for line in await lines_of(stage)] == ["210"]
