"""A cost typed with the words that stand on an invoice, with or without marks, in any order."""

from __future__ import annotations

import pytest

from tests.journeys.stage import Persona, Stage
from tests.journeys.test_several_answers_kept_apart import NET, VENDOR
from tests.journeys.test_typed_costs import at_a_cost

TAX, NUMBER = "Tax amount: USD 420.00", "Invoice number: A-17"


async def at_the_vendor(partner: Persona) -> None:
    await at_a_cost(partner)
    await partner.says("대관료" if partner.locale.startswith("ko") else "hall hire")


@pytest.mark.parametrize(
    ("typed", "vendor"),
    [
        ("vendor: Contoso (net 4,200)", "Contoso"),
        ("Contoso (net: 4,200)", "Contoso"),
        ("vendor Contoso, net 4,200", "Contoso"),
        ("vendor = AT&T, net = 4200", "AT&T"),
        ("vendor - Contoso, net - 4,200", "Contoso"),
        ("Vendor - Contoso - Net 4,200", "Contoso"),
        ("vendor: Contoso net: 4,200", "Contoso"),
        ("net: 4,200; vendor: Contoso", "Contoso"),
        ("vendor: Contoso [net: 4,200]", "Contoso"),
        ("vendor: Contoso (Korea) Ltd, net: 4,200 (excl. VAT)", "Contoso (Korea) Ltd"),
        ("supplier: Smith, Jones & Partners, net: 4,200", "Smith, Jones & Partners"),
        ('vendor: "Smith, Jones & Co", net 4,200', "Smith, Jones & Co"),
        ("vendor: Contoso, S.A., net 4,200", "Contoso, S.A."),
        ("Seoul Media, Seoul, net 4,200", "Seoul Media, Seoul"),
        ("Ernst & Young, R&D, net 4,200", "Ernst & Young, R&D"),
        ("vendor: Think Media, net 4,200", "Think Media"),
    ],
)
async def test_a_vendor_is_kept_apart_from_its_sum(asha: Persona, typed: str, vendor: str) -> None:
    await at_the_vendor(asha)
    await asha.says(typed)

    asha.sees(f"✓ Saved: {VENDOR}: {vendor}; {NET}: USD 4,200.00.")


@pytest.mark.parametrize(
    "typed",
    [
        "vendor: Contoso (invoice A-17, net 4,200, VAT 420)",
        "vendor: Contoso / invoice no. A-17 / net: 4,200 / tax: 420",
        "vendor: Contoso | invoice: A-17 | net: 4,200 | tax: 420",
        "net: 4,200 (VAT 420), invoice number: A-17, vendor: Contoso",
        "• Vendor: Contoso\n• Invoice no.: A-17\n• Net amount, without tax: 4,200\n• VAT: 420",
    ],
)
async def test_all_that_an_invoice_says_is_taken(asha: Persona, typed: str) -> None:
    await at_the_vendor(asha)
    await asha.says(typed)

    asha.sees(f"{VENDOR}: Contoso; {NUMBER}; {NET}: USD 4,200.00; {TAX}.")
    asha.sees_not("Not taken")


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("vendor: Contoso, total: 4,620", "“total: 4,620”"),
        ("Contoso (4,200 USD)", "“4,200 USD”"),
        ("vendor: Contoso, net: about 4,200", "“net: about 4,200”"),
        ("vendor: Contoso, tax 30", "“tax 30”"),
        ("vendor: Contoso, price 4,200", "“price 4,200”"),
    ],
)
async def test_a_sum_that_is_not_sure_is_told_and_asked(
    asha: Persona, typed: str, left: str
) -> None:
    await at_the_vendor(asha)
    await asha.says(typed)

    asha.sees(f"✓ Saved: {VENDOR}: Contoso.", left)
    asha.sees_not(f"{NET}: ", "Tax amount: ")


@pytest.mark.parametrize(
    "typed", ["vendor name is Contoso", "The vendor is Contoso", "it was Contoso", "it's Contoso"]
)
async def test_a_vendor_in_a_sentence_is_its_name(asha: Persona, typed: str) -> None:
    await at_the_vendor(asha)
    await asha.says(typed)

    asha.sees(f"✓ Saved: {VENDOR}: Contoso.", NET)


@pytest.mark.parametrize(
    "typed", ["TBD", "I don't know yet", "vendor: unknown", "vendor: A or B", "거래처: 미정"]
)
async def test_a_vendor_that_is_not_known_is_asked_again(asha: Persona, typed: str) -> None:
    await at_the_vendor(asha)
    await asha.says(typed)

    asha.sees(VENDOR)
    asha.sees_not("✓ Saved", NET)


@pytest.mark.parametrize("vendor", ["Net Media GmbH", "Contoso (Korea) Ltd", "3M", "Total Events"])
async def test_a_vendor_called_like_a_label_stays_one(asha: Persona, vendor: str) -> None:
    await at_the_vendor(asha)
    await asha.says(vendor)
    await asha.says("4,200")

    asha.sees(vendor)


@pytest.mark.parametrize(
    ("typed", "vendor"),
    [
        ("거래처: 파브리캄(주) (공급가 4,200)", "파브리캄(주)"),
        ("거래처는 (주)파브리캄입니다, 공급가액 4,200", "(주)파브리캄"),
        ("업체명 = 파브리캄, 공급가액 = 4,200", "파브리캄"),
        ("공급자는 파브리캄이고 공급가액은 4,200이에요", "파브리캄"),
        ("상호: 주식회사 파브리캄, 공급가액 4,200", "주식회사 파브리캄"),
        ("거래처명은 ‘한국, 광고’이고 공급가는 4,200", "한국, 광고"),
        ("업체명: R&D 파트너스\n공급가: 4,200", "R&D 파트너스"),
        ("업체 굿콜, 공급가 4,200", "굿콜"),
        ("공급가 4,200, 벤더 콘토소 미디어입니다", "콘토소 미디어"),
        ("거래처는 가나다 주식회사고 공급가는 4,200입니다", "가나다 주식회사"),
    ],
)
async def test_so_it_is_in_korean(stage: Stage, typed: str, vendor: str) -> None:
    hana = stage.person("하나", locale="ko-KR")
    await at_the_vendor(hana)
    await hana.says(typed)

    hana.sees(f"업체(송장에 적힌 대로): {vendor}; 공급가액(세금 제외): USD 4,200.00.")


@pytest.mark.parametrize(
    "typed",
    [
        "net: 4,200",
        "Net amount, without tax: 4,200",
        "4,200 + VAT",
        "4,200 (net)",
        "net - 4,200",
        "4,200 ex VAT",
        "net of tax: 4,200",
        "the net is 4,200",
    ],
)
async def test_a_net_amount_is_read_with_what_it_is_called(asha: Persona, typed: str) -> None:
    await at_the_vendor(asha)
    await asha.says("Contoso")
    await asha.says(typed)

    asha.sees(f"✓ Saved: {NET}: USD 4,200.00.", "Is there another cost")


async def test_words_that_repeat_a_vendor_are_no_part_of_its_name(asha: Persona) -> None:
    await at_the_vendor(asha)
    await asha.says("net 4,200, vendor Lotte Hotel as well")

    asha.sees("Vendor, as on the invoice: Lotte Hotel;")
