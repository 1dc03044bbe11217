"""Several answers in one typed message: the sure ones are taken, the rest is told, none guessed."""

from __future__ import annotations

import pytest

from tests.journeys.stage import Persona, Stage
from tests.journeys.test_typed_costs import at_a_cost
from tests.journeys.test_typed_days import at_the_first_day

KOREAN = ("새 클레임", "CSP 간접 재판매인", "구글 광고", "시작", "외부 업체")
FIRST, LAST = "First day of the activity: ", "Last day of the activity: "


async def test_days_are_taken_and_a_sum_of_a_later_step_is_told(asha: Persona) -> None:
    await at_the_first_day(asha)
    await asha.says("it ran from 3 to 9 October, 4,200 USD, Fabrikam")

    asha.sees(f"{FIRST}3 October 2026", f"{LAST}9 October 2026", "Currency of the claim: USD")
    asha.sees("Not taken from your message", "“4,200 USD”", "“Fabrikam”", "What did you do")


@pytest.mark.parametrize(
    ("typed", "sees", "sees_not"),
    [
        ("3 October, USD", [FIRST + "3 October 2026", ": USD", "Last day"], ["Not taken"]),
        (
            "started 3 October; ended 9 October; euro",
            [FIRST + "3 October", LAST + "9 October", "EUR"],
            ["Not taken"],
        ),
        ("October 3, 2026, thanks", [FIRST + "3 October 2026", LAST[:-2]], ["Not taken", "thanks"]),
        ("3 October, 5 October", ["could not read this as one day"], ["✓ Saved"]),
        ("3 to 9 October, 3 to 10 October, USD", [": USD", "Not taken", FIRST[:-2]], [FIRST]),
        ("USD, Fabrikam", ["Currency of the claim: USD", "“Fabrikam”", FIRST[:-2]], [FIRST]),
        ("3 to 9 October, USD or EUR", [LAST + "9 October 2026", "“USD or EUR”"], [": USD"]),
        ("28 June to 5 July 2026, USD", [": USD", FIRST[:-2]], [FIRST, LAST]),
        ("mail me at asha@contoso.example, 3 October", ["“mail me at", LAST[:-2]], [LAST]),
    ],
)
async def test_only_what_is_sure_is_taken(
    asha: Persona, typed: str, sees: list[str], sees_not: list[str]
) -> None:
    await at_the_first_day(asha)
    await asha.says(typed)

    asha.sees(*sees)
    asha.sees_not(*sees_not)


async def test_a_question_behind_an_answer_is_answered_and_the_answer_kept(asha: Persona) -> None:
    await at_the_first_day(asha)
    await asha.says("3 October, what is a CSR")

    asha.sees("Certification Statement and Report", "Last day of the activity")


async def test_so_it_is_in_korean(stage: Stage) -> None:
    hana = stage.person("하나", locale="ko-KR")
    await at_the_first_day(hana, KOREAN)
    await hana.says("10월 3일부터 9일까지 진행했고 420만원, 업체는 파브리캄이에요")

    hana.sees("활동 첫날: 2026년 10월 3일", "활동 마지막 날: 2026년 10월 9일", "KRW")
    hana.sees("받지 않았습니다", "420만원", "파브리캄")


async def test_a_name_first_leaves_the_days_to_the_days(asha: Persona) -> None:
    for text in ("new claim", "CSP indirect reseller", "google ads", "start", "outside vendors"):
        await asha.says(text)
    await asha.says("Autumn ads, it ran from 3 to 9 October")

    asha.sees("Claim name: Autumn ads;", FIRST + "3 October 2026", "What did you do")


async def test_days_where_the_name_is_asked_are_no_name(asha: Persona) -> None:
    for text in ("new claim", "CSP indirect reseller", "google ads", "start", "outside vendors"):
        await asha.says(text)
    await asha.says("it ran from 3 to 9 October, 4,200 USD, Fabrikam")

    asha.sees(FIRST + "3 October 2026", "“4,200 USD” and “Fabrikam”", "Claim name")
    await asha.says("Autumn ads, Fabrikam and more")
    asha.sees("✓ Saved.", "What did you do")


@pytest.mark.parametrize("name", ["Ads, October", "Ads, print, radio", "Roadshow, 4,200 USD"])
async def test_a_name_with_commas_stays_a_name(asha: Persona, name: str) -> None:
    for text in ("new claim", "CSP indirect reseller", "google ads", "start", "outside vendors"):
        await asha.says(text)
    await asha.says(name)
    asha.sees("✓ Saved.", FIRST[:-2])
    await asha.says("cancel")
    await asha.says("continue")

    assert asha.beside("claim_name")[0] == name


async def test_the_rest_of_the_details_stays_as_it_was_taken(asha: Persona) -> None:
    await at_the_first_day(asha)
    await asha.says("from 3 to 9 October, USD")
    await asha.says("We ran Google ads for Microsoft 365 and Azure in Korea.")

    asha.sees_not("Currency of the claim")
    await asha.says("10,000 views and 250 clicks")
    asha.sees("Kind of cost")


async def test_an_activity_with_its_days_tells_that_they_come_later(asha: Persona) -> None:
    await asha.says("new claim")
    await asha.says("CSP indirect reseller")
    await asha.says("google ads, 3 to 9 October, 4,200 USD")

    asha.sees("Digital advertising", "“3 to 9 October” and “4,200 USD”")


async def test_conditions_are_taken_together(asha: Persona) -> None:
    for text in ("new claim", "CSP indirect reseller", "webinar", "start"):
        await asha.says(text)
    await asha.says("outside vendors, it was held online")

    asha.sees("✓ Saved:", "Outside vendors", "Was it held online: Yes")


@pytest.mark.parametrize(
    ("typed", "sees", "sees_not"),
    [
        (
            "hall hire, vendor: Contoso Halls, invoice no. A-17, net 4,200, VAT 420",
            ["USD 4,200.00", "Contoso Halls", "A-17", "USD 420.00"],
            ["Not taken", "Net amount, without tax\n"],
        ),
        (
            "hall hire, 4,200 USD, Contoso",
            ["Kind of cost: ", "“4,200 USD” and “Contoso”", "Vendor, as on the invoice"],
            ["Vendor, as on the invoice: ", "Net amount"],
        ),
        ("hall hire, VAT 20", ["“VAT 20”"], ["Tax amount"]),
        ("hall hire, VAT 20%", ["“VAT 20%”"], ["Tax amount"]),
        ("hall hire, 4,620 including VAT", ["“4,620 including VAT”"], ["Net amount", "Tax amount"]),
        ("hall hire, invoice 4200 USD", ["“invoice 4200 USD”"], ["Invoice number:"]),
        ("hall hire, net 2,200, catering net 2,000", ["“net 2,200”", "Kind of cost"], ["USD 2,2"]),
        ("catering 2,000, hall 2,200", ["“catering 2,000” and “hall 2,200”"], ["USD 2,000"]),
        ("hall hire, net 4,200, net 4,300", ["net 4,200", "Not taken"], ["USD 4,200.00"]),
    ],
)
async def test_a_cost_in_one_message(
    asha: Persona, typed: str, sees: list[str], sees_not: list[str]
) -> None:
    await at_a_cost(asha)
    await asha.says(typed)

    asha.sees(*sees)
    asha.sees_not(*sees_not)


async def test_a_vendor_is_what_stands_before_the_figures(asha: Persona) -> None:
    await at_a_cost(asha)
    await asha.says("hall hire")
    await asha.says("Contoso Halls, Inc., invoice A-17, 4,200 USD")

    asha.sees("Vendor, as on the invoice: Contoso Halls, Inc", "A-17", "“4,200 USD”")
    asha.sees("Net amount, without tax")
    await asha.says("4,200 USD, VAT 420")
    asha.sees("USD 4,200.00", "Contoso Halls, Inc")


@pytest.mark.parametrize(
    "typed",
    ["4,200, of which VAT 420", "4,620 gross", "4,200 EUR, VAT 420", "1,200 deposit, 3,000"],
)
async def test_a_sum_that_may_not_be_the_net_amount_is_asked_again(
    asha: Persona, typed: str
) -> None:
    await at_a_cost(asha)
    await asha.says("hall hire, vendor: Contoso")
    await asha.says(typed)

    asha.sees("Net amount, without tax")
    asha.sees_not("Net amount, without tax: ", "That is all")


@pytest.mark.parametrize(
    ("typed", "sees"),
    [("agency, not online", "“not online”"), ("an agency, maybe online", "“maybe")],
)
async def test_what_is_denied_or_supposed_is_asked(asha: Persona, typed: str, sees: str) -> None:
    for text in ("new claim", "CSP indirect reseller", "webinar", "start"):
        await asha.says(text)
    await asha.says(typed)

    asha.sees("Outside vendors", sees, "Was it held online?")


async def test_a_cost_in_korean(stage: Stage) -> None:
    hana = stage.person("하나", locale="ko-KR")
    await at_a_cost(hana)
    await hana.says("대관료, 업체: 파브리캄, 송장 번호 A-17, 공급가 4,200, 부가세 420")

    hana.sees("파브리캄", "A-17", "USD 4,200.00", "USD 420.00")
