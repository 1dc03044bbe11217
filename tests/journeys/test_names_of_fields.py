"""A field is called the same before its value and in a correction, in both languages."""

from __future__ import annotations

import pytest

from tests.journeys.stage import Persona, Stage
from tests.journeys.stored import claims_of
from tests.journeys.test_corrections import TO_A_COST, TO_THE_NET, at
from tests.journeys.test_road_in_words import KOREAN

TO_THE_VENDOR_KO = (*KOREAN[: KOREAN.index("매체 집행비")], "매체 집행비")


@pytest.mark.parametrize(
    ("typed", "sees"),
    [
        ("the subtotal should be 4,300", "Net amount, without tax: USD 4,200.00 → USD 4,300.00"),
        ("amount before tax should be 4,300", "USD 4,200.00 → USD 4,300.00"),
        ("the bill number is A-18", "✓ Saved: Invoice number: A-18"),
        ("the event name should be Winter ads", "Claim name: Autumn ads → Winter ads"),
        ("the campaign should begin 2 October, not 3", "3 October 2026 → 2 October 2026"),
        ("vendor는 Fabrikam이에요", "Vendor, as on the invoice: Contoso → Fabrikam"),
        ("supplier's name should be Fabrikam", "Contoso → Fabrikam"),
    ],
)
async def test_a_correction_knows_what_a_label_is_called(
    asha: Persona, typed: str, sees: str
) -> None:
    await at(asha, *TO_THE_NET, "4,200")
    await asha.says(typed)

    asha.sees(sees)


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ("공급자는 패브리캄으로 바꿔주세요", "vendor_name", "패브리캄"),
        ("회사 이름은 패브리캄이에요", "vendor_name", "패브리캄"),
        ("상호명은 패브리캄이에요", "vendor_name", "패브리캄"),
        ("품목은 대행사 수수료로 바꿔주세요", "expense_type", "agency_fees"),
    ],
)
async def test_so_does_one_of_a_cost_in_korean(
    stage: Stage, typed: str, field: str, value: str
) -> None:
    hana = stage.person("하나", locale="ko-KR")
    for text in (*TO_THE_VENDOR_KO, "콘토소", "4,200"):
        await hana.says(text)
    await hana.says(typed)

    hana.sees("변경했습니다")
    claim = (await claims_of(stage))[0]
    assert claim["expense_lines"][0][field] == value
    assert claim["claim_name"] == "가을 캠페인"


@pytest.mark.parametrize("typed", ["행사명은 겨울 광고로 바꿔주세요", "캠페인명은 겨울 광고예요"])
async def test_so_does_one_of_the_title_in_korean(stage: Stage, typed: str) -> None:
    hana = stage.person("하나", locale="ko-KR")
    for text in (*TO_THE_VENDOR_KO, "콘토소", "4,200"):
        await hana.says(text)
    await hana.says(typed)

    assert (await claims_of(stage))[0]["claim_name"] == "겨울 광고"


@pytest.mark.parametrize(
    ("typed", "sees"),
    [
        ("Contoso, invoice num: A-17", "Invoice number: A-17"),
        ("Contoso, number on the invoice: A-17", "Invoice number: A-17"),
        ("Contoso, inv no. A-17", "Invoice number: A-17"),
        ("Contoso, net 4,200, VAT sum: 420", "Tax amount: USD 420.00"),
        ("Contoso, net 4,200, tax sum 420", "Tax amount: USD 420.00"),
        ("Contoso, net 4,200, we claim: 4,000", "Amount you claim: USD 4,000.00"),
        ("벤더: Contoso, 세전: 4,200", "Net amount, without tax: USD 4,200.00"),
        ("Contoso, 순액 4,200", "Net amount, without tax: USD 4,200.00"),
        ("Contoso, subtotal 4,200", "Net amount, without tax: USD 4,200.00"),
    ],
)
async def test_a_label_knows_what_a_correction_is_called(
    asha: Persona, typed: str, sees: str
) -> None:
    await at(asha, *TO_A_COST, "media placement")
    await asha.says(typed)

    asha.sees("Vendor, as on the invoice: Contoso", sees)
    asha.sees_not("Not taken")


@pytest.mark.parametrize("typed", ["category: agency fees, vendor: Contoso", "유형: 대행사 수수료"])
async def test_the_kind_of_a_cost_has_its_label(asha: Persona, typed: str) -> None:
    await at(asha, *TO_A_COST)
    await asha.says(typed)

    asha.sees("Kind of cost: ")
    asha.sees_not("Not taken")


@pytest.mark.parametrize(
    "typed",
    ["began: 3 October, finished: 9 October", "시작: 10월 3일, 끝: 10월 9일"],
)
async def test_the_days_have_their_labels(asha: Persona, typed: str) -> None:
    await at(asha)
    await asha.says(typed)

    asha.sees(
        "First day of the activity: 3 October 2026", "Last day of the activity: 9 October 2026"
    )


@pytest.mark.parametrize(
    "typed",
    ["sum: 4,200, vendor: Contoso", "가격: 4,200, 업체: Contoso", "price: 4,200, vendor: Contoso"],
)
async def test_a_sum_that_may_have_its_tax_in_it_is_no_net_amount(
    asha: Persona, typed: str
) -> None:
    await at(asha, *TO_A_COST, "media placement")
    await asha.says(typed)

    asha.sees("Vendor, as on the invoice: Contoso", "Not taken", "Net amount, without tax")
    asha.sees_not("Net amount, without tax: ")


@pytest.mark.parametrize(
    "typed",
    [
        "the agency did it all",
        "the bill was fine",
        "we got the item in the mail",
        "회사가 바빠요",
        "상호 협의했어요",
    ],
)
async def test_words_of_any_talk_change_nothing(stage: Stage, asha: Persona, typed: str) -> None:
    await at(asha, *TO_THE_NET, "4,200")
    before = await claims_of(stage)
    await asha.says(typed)

    asha.sees_not("✓ Saved", "Changed")
    assert await claims_of(stage) == before


@pytest.mark.parametrize("typed", ["대행사 이름 틀렸어요", "the vendor name is wrong"])
async def test_what_is_the_matter_with_a_name_is_no_name(asha: Persona, typed: str) -> None:
    await at(asha, *TO_A_COST, "media placement")
    await asha.says(typed)

    asha.sees("Vendor, as on the invoice")
    asha.sees_not(": 틀렸어요", ": wrong")
