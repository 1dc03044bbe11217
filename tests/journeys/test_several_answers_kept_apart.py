"""Messages that look like several answers and are none, or take something back: nothing is put
into the wrong field, and a name stays as it was typed.
"""

from __future__ import annotations

import pytest

from tests.journeys.stage import Persona, Stage
from tests.journeys.test_typed_costs import at_a_cost
from tests.journeys.test_typed_days import TO_THE_NAME, at_the_first_day

VENDOR, NET = "Vendor, as on the invoice", "Net amount, without tax"


@pytest.mark.parametrize("typed", ["3 October, not USD", "3 October, no dollars"])
async def test_a_currency_that_is_denied_is_not_taken(asha: Persona, typed: str) -> None:
    await at_the_first_day(asha)
    await asha.says(typed)

    asha.sees("3 October 2026", "Not taken")
    asha.sees_not("Currency of the claim: USD")


@pytest.mark.parametrize(
    "typed",
    [
        "no, 4 October",
        "sorry, 4 October",
        "wait, 4 October",
        "actually, 4 October",
        "아니요, 10월 4일",
    ],
)
async def test_a_correction_of_the_first_day_is_not_the_last_day(asha: Persona, typed: str) -> None:
    await at_the_first_day(asha)
    await asha.says("3 October")
    await asha.says(typed)

    asha.sees("3 October 2026 → 4 October 2026", "Last day of the activity")
    asha.sees_not("Last day of the activity: ", "✓ Saved")


@pytest.mark.parametrize(
    "typed",
    [
        "no, 4,300",
        "4,200, maybe",
        "about 4,200, I think",
        "4,200, EUR",
        "4,200, in euros",
        "4,200, minus VAT",
        "net 4,200, tax included",
        "net: 4,200, VAT is included",
        "공급가액 4,200, 부가세 포함",
        "4,200, less tax",
    ],
)
async def test_a_sum_that_is_not_sure_is_asked_again(asha: Persona, typed: str) -> None:
    await at_a_cost(asha)
    await asha.says("hall hire, vendor: Contoso")
    await asha.says(typed)

    asha.sees(NET)
    asha.sees_not(f"{NET}: ", "Is there another cost")


@pytest.mark.parametrize(
    "typed",
    [
        "catering, vendor: not sure",
        "catering, vendor is unknown",
        "catering, vendor: Fabrikam or Contoso",
        "catering, vendor is to be confirmed",
    ],
)
async def test_a_vendor_that_is_not_known_is_asked(asha: Persona, typed: str) -> None:
    await at_a_cost(asha)
    await asha.says(typed)

    asha.sees(VENDOR)
    asha.sees_not(f"{VENDOR}: ", NET)


@pytest.mark.parametrize("typed", ["I don't know, net 4,200", "unknown, net 4,200"])
async def test_no_name_is_taken_where_it_is_not_known(asha: Persona, typed: str) -> None:
    await at_a_cost(asha)
    await asha.says("hall hire")
    await asha.says(typed)

    asha.sees(f"{NET}: USD 4,200.00", "Not taken", VENDOR)
    asha.sees_not(f"{VENDOR}: ", "Is there another cost")


@pytest.mark.parametrize(
    ("typed", "vendor"),
    [
        ("Vendor Solutions, Inc., net 300", "Vendor Solutions, Inc."),
        ("vendor: Contoso, Inc., net 300", "Contoso, Inc."),
        ("Contoso Co., Ltd., net 300", "Contoso Co., Ltd."),
        ("May & June Ltd, net 300", "May & June Ltd"),
        ("USD Media, net 300", "USD Media"),
        ("최고 미디어, 공급가 300", "최고 미디어"),
        ("업체는 한국 광고 주식회사, 공급가 300", "한국 광고 주식회사"),
        ("파브리캄이고 공급가는 300이에요", "파브리캄"),
        ("Smith; Jones, net 300", "Smith; Jones"),
        ("Fabrikam\nSeoul\nnet 300", "Fabrikam, Seoul"),
    ],
)
async def test_a_vendor_is_kept_as_it_was_typed(asha: Persona, typed: str, vendor: str) -> None:
    await at_a_cost(asha)
    await asha.says("hall hire")
    await asha.says(typed)

    asha.sees(f"{VENDOR}: {vendor}; {NET}: USD 300.00")
    asha.sees_not("Not taken")


@pytest.mark.parametrize(
    "typed", ["hall hire, 4,200, excluding VAT 420", "hall hire, 4,200, 부가세 별도 420"]
)
async def test_a_tax_that_comes_on_top_is_no_net_amount(asha: Persona, typed: str) -> None:
    await at_a_cost(asha)
    await asha.says(typed)

    asha.sees("Not taken", VENDOR)
    asha.sees_not(f"{NET}: ")


async def test_an_invoice_number_behind_a_colon_is_taken(asha: Persona) -> None:
    await at_a_cost(asha)
    await asha.says("hall hire\nvendor: Contoso\ninvoice: A-17\nnet: 4,200\nVAT: 420")

    asha.sees("Invoice number: A-17", f"{NET}: USD 4,200.00", "Tax amount: USD 420.00")
    asha.sees_not("Not taken")


@pytest.mark.parametrize(
    "typed", ["Vendor Solutions, Inc.", "Supplier One, Ltd.", "The Vendor Co., Ltd."]
)
async def test_a_vendor_alone_is_one_answer(asha: Persona, typed: str) -> None:
    await at_a_cost(asha)
    await asha.says("hall hire")
    await asha.says(typed)

    asha.sees("✓ Saved.", NET)
    asha.sees_not("Not taken", f"{VENDOR}: ")


@pytest.mark.parametrize(
    "name",
    ["Name your price, October", "Called to the cloud, October", "구글 광고 10월 3일부터 9일까지"],
)
async def test_a_name_with_words_of_a_form_stays_a_name(asha: Persona, name: str) -> None:
    for text in TO_THE_NAME:
        await asha.says(text)
    await asha.says(name)
    asha.sees("✓ Saved.", "First day of the activity")
    await asha.says("cancel")
    await asha.says("continue")

    assert asha.beside("claim_name")[0] == name


@pytest.mark.parametrize("typed", ["yes, no", "yes, in a hotel"])
async def test_a_yes_against_what_follows_is_asked_again(asha: Persona, typed: str) -> None:
    for text in ("new claim", "CSP indirect reseller", "webinar", "start", "outside vendors"):
        await asha.says(text)
    await asha.says(typed)

    asha.sees("Was it held online?")
    asha.sees_not("✓ Saved")


async def test_a_yes_with_what_it_means_is_taken(asha: Persona) -> None:
    for text in ("new claim", "CSP indirect reseller", "webinar", "start", "outside vendors"):
        await asha.says(text)
    await asha.says("yes, online")

    asha.sees("Was it held online: Yes")


async def test_a_vendor_that_is_not_known_is_asked_in_korean(stage: Stage) -> None:
    hana = stage.person("하나", locale="ko-KR")
    await at_a_cost(hana)
    await hana.says("대관료, 업체는 모르겠어요")

    hana.sees("업체(송장에 적힌 대로)", "받지 않았습니다")
    hana.sees_not("업체(송장에 적힌 대로): ")
