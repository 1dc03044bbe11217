"""A tax that is told as a rate: worked out where it is clear of which sum, else asked."""

from __future__ import annotations

import pytest

from tests.journeys.stage import Persona, Stage
from tests.journeys.stored import lines_of
from tests.journeys.test_corrections import TO_THE_NET, at
from tests.journeys.test_costs_completed import SECOND
from tests.journeys.test_labelled_costs import at_the_vendor
from tests.journeys.test_several_answers_kept_apart import NET, VENDOR

TAX = "Tax amount: USD 420.00"


@pytest.mark.parametrize(
    "typed",
    [
        "net 4,200, VAT 10%",
        "net: 4,200, VAT: 10%",
        "net 4,200 (VAT 10%)",
        "net 4,200 / VAT 10%",
        "VAT 10%, net 4,200",
        "VAT 10% net 4,200",
        "4,200 plus 10% VAT",
        "4,200 + VAT 10%",
        "4,200 + 10 percent tax",
        "4,200 excl. 10% VAT",
        "4,200, VAT 10% extra",
        "4,620 including 10% VAT",
        "4,620 incl. VAT (10%)",
        "4,620 (10% VAT included)",
        "gross 4,620, VAT 10%",
        "total 4,620 incl. 10% VAT",
        "price: 4,200 plus 10% VAT",
        "4,200에다가 부가세 10% 추가",
        "합계 4,620, 부가세 10% 포함",
        "net 4,200, VAT 10% 420",
        "net 4,200, VAT (10%): 420",
        "공급가액 4,200, 부가세 10%",
        "4,200, 부가세 10% 별도",
        "4,200 (부가세 10% 별도)",
        "부가세 10% 포함 4,620",
        "4,620 (부가세 10퍼센트 포함)",
        "공급대가 4,620, 부가세율 10%",
    ],
)
async def test_a_tax_is_worked_out_where_it_is_clear(asha: Persona, typed: str) -> None:
    await at_the_vendor(asha)
    await asha.says("Contoso")
    await asha.says(typed)

    asha.sees(f"✓ Saved: {NET}: USD 4,200.00; {TAX}.", "That is all")
    asha.sees_not("Not taken")


@pytest.mark.parametrize(
    "typed",
    [
        "4,200, VAT 10%",
        "4,200 VAT 10%",
        "4,200 with 10% tax",
        "total 4,620, VAT 10%",
        "4,200, 부가세 10%",
        "4,200에 부가세 10%",
        "합계 4,620, 부가세 10%",
        "5,000 incl. 19% VAT",
        "VAT 10%",
        "net 4,620 incl. 10% VAT",
        "4,620 incl. 110% VAT",
        "2,100, 2,100 plus 10% VAT",
    ],
)
async def test_else_the_sums_are_asked(asha: Persona, typed: str) -> None:
    await at_the_vendor(asha)
    await asha.says("Contoso")
    await asha.says(typed)

    asha.sees(NET)
    asha.sees_not("✓ Saved", f"{NET}: ", "Tax amount: ", "That is all")


async def test_it_is_asked_whether_the_tax_is_in_the_sum(asha: Persona) -> None:
    await at_the_vendor(asha)
    await asha.says("Contoso")
    await asha.says("4,200, VAT 10%")
    asha.sees("“net 4,200, VAT 10%”", "“4,200 incl. VAT 10%”")
    await asha.says("net 4,200, VAT 10%")

    asha.sees(f"✓ Saved: {NET}: USD 4,200.00; {TAX}.")


@pytest.mark.parametrize(
    ("typed", "sees"),
    [
        ("net 1,234.56, VAT 7.5%", "“VAT 7.5%”"),
        ("net 4,200, VAT 10% 400", "“VAT 10%”"),
        ("net 4,200, VAT 10% or 20%", "10%"),
        ("net 4,200, VAT 10%, VAT 5%", "10%"),
        ("net 4,200, VAT 45%", "“VAT 45%”"),
    ],
)
async def test_a_rate_that_gives_no_sure_amount_leaves_the_net_amount(
    stage: Stage, asha: Persona, typed: str, sees: str
) -> None:
    await at_the_vendor(asha)
    await asha.says("Contoso")
    await asha.says(typed)

    asha.sees(sees)
    asha.sees_not("Tax amount: ")
    await asha.says("net 4,200")
    assert [line["tax"] for line in await lines_of(stage)] == ["0"]


async def test_a_whole_cost_is_told_with_its_rate(asha: Persona) -> None:
    await at_the_vendor(asha)
    await asha.says("vendor: Contoso (net 4,200, VAT 10%), invoice A-17")

    asha.sees(f"{VENDOR}: Contoso", "Invoice number: A-17", f"{NET}: USD 4,200.00; {TAX}.")


@pytest.mark.parametrize(
    "typed",
    [
        "Contoso (4,620 incl. 10% VAT)",
        "Contoso, 4,200 + 10% VAT",
        "4,200 USD plus 10% VAT, vendor: Contoso",
    ],
)
async def test_so_is_a_vendor_with_its_sum(asha: Persona, typed: str) -> None:
    await at_the_vendor(asha)
    await asha.says(typed)

    asha.sees(f"✓ Saved: {VENDOR}: Contoso; {NET}: USD 4,200.00; {TAX}.")
    asha.sees_not("Not taken")


async def test_a_net_amount_told_before_is_taken(asha: Persona) -> None:
    await at_the_vendor(asha)
    await asha.says("net 4,200")
    await asha.says("Contoso, VAT 10%")

    asha.sees(f"{VENDOR}: Contoso; {TAX}.", "That is all")


@pytest.mark.parametrize("typed", ["VAT 10%", "10% VAT", "tax 10 percent", "부가세 10%"])
async def test_a_rate_is_no_vendor(asha: Persona, typed: str) -> None:
    await at_the_vendor(asha)
    await asha.says(typed)

    asha.sees(f"“{typed}”", VENDOR)
    asha.sees_not("✓ Saved", NET)


@pytest.mark.parametrize("vendor", ["10% Tax Advisors", "VAT 20 Partners", "3% Media"])
async def test_a_vendor_called_like_a_rate_stays_one(asha: Persona, vendor: str) -> None:
    await at_the_vendor(asha)
    await asha.says(vendor)
    await asha.says("4,200")

    asha.sees(vendor, "That is all")


@pytest.mark.parametrize(
    ("typed", "tax"),
    [
        ("VAT 10%", "420"),
        ("the VAT was 10 percent", "420"),
        ("tax rate 10%", "420"),
        ("plus 20% VAT", "840"),
        ("VAT should be 10%", "420"),
        ("set the VAT to 10% please", "420"),
        ("부가세율 10%로 해주세요", "420"),
        ("VAT 0%", "0"),
        ("부가세 10%", "420"),
        ("부가세는 10%예요", "420"),
        ("세율은 10%입니다", "420"),
    ],
)
async def test_the_rate_of_a_stored_cost_is_worked_out(
    stage: Stage, asha: Persona, typed: str, tax: str
) -> None:
    await at(asha, *TO_THE_NET, "4,200")
    await asha.says(typed)

    asha.sees("✓", f"USD {tax}.00")
    assert [float(line["tax"]) for line in await lines_of(stage)] == [float(tax)]


@pytest.mark.parametrize(
    "typed",
    [
        "VAT 10% was included",
        "VAT 10% or 20%",
        "부가세 10% 포함이에요",
        "withholding tax 10%",
        "VAT 45%",
        "tax 7.77%",
        "VAT 20",
    ],
)
async def test_what_is_not_sure_of_a_stored_cost_is_not_taken(
    stage: Stage, asha: Persona, typed: str
) -> None:
    await at(asha, *TO_THE_NET, "4,201")
    before = await lines_of(stage)
    await asha.says(typed)

    asha.sees_not("✓ Saved", "Changed")
    assert await lines_of(stage) == before


async def test_a_net_amount_put_right_beside_its_rate_is_the_one_that_counts(
    stage: Stage, asha: Persona
) -> None:
    await at(asha, *TO_THE_NET, "4,200")
    await asha.says("VAT 10%, net should be 5,000")

    (line,) = await lines_of(stage)
    assert (line["net"], line["tax"]) == ("5000", "500")


@pytest.mark.parametrize(
    ("typed", "tax"), [("VAT 10% 420", "420"), ("VAT (10%): 420", "420"), ("VAT 10% 400", "0")]
)
async def test_an_amount_beside_the_rate_must_agree_with_it(
    stage: Stage, asha: Persona, typed: str, tax: str
) -> None:
    await at(asha, *TO_THE_NET, "4,200")
    await asha.says(typed)

    assert [line["tax"] for line in await lines_of(stage)] == [tax]


@pytest.mark.parametrize("typed", ["net 5,000, VAT 10%", "Contoso, 5,000, VAT 10%"])
async def test_another_sum_than_the_one_told_before_is_asked(asha: Persona, typed: str) -> None:
    await at_the_vendor(asha)
    await asha.says("net 4,200")
    await asha.says(typed)

    asha.sees_not("Tax amount: ")


async def test_two_amounts_of_the_tax_are_asked(stage: Stage, asha: Persona) -> None:
    await at_the_vendor(asha)
    await asha.says("Contoso, net 4,200, tax 400, VAT 10%")

    asha.sees_not("Tax amount: USD")
    assert [line["tax"] for line in await lines_of(stage)] == ["0"]


async def test_of_two_costs_the_one_told_last_is_meant(stage: Stage, asha: Persona) -> None:
    await at(asha, *TO_THE_NET, "4,200", *SECOND)
    await asha.says("VAT 10%")

    assert [line["tax"] for line in await lines_of(stage)] == ["0", "80"]


async def test_a_title_keeps_its_rate(asha: Persona) -> None:
    for text in ("new claim", "CSP indirect reseller", "google ads", "start", "outside vendors"):
        await asha.says(text)
    await asha.says("Winter sale, VAT 10% off")

    asha.sees("First day of the activity")


async def test_so_it_is_asked_in_korean(stage: Stage) -> None:
    hana = stage.person("하나", locale="ko-KR")
    await at_the_vendor(hana)
    await hana.says("콘토소")
    await hana.says("4,200, 부가세 10%")

    hana.sees("“공급가액 4,200, 부가세 10%”", "“4,200, 부가세 10% 포함”")
    await hana.says("4,620, 부가세 10% 포함")
    hana.sees("USD 4,200.00", "USD 420.00")
