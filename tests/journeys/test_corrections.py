"""An answer that is taken back: the right one is changed, told from what to what, and the step
that was open stays open.
"""

from __future__ import annotations

import pytest

from tests.journeys.stage import Persona, Stage
from tests.journeys.stored import claims_of
from tests.journeys.test_typed_days import at_the_first_day

KOREAN = ("새 클레임", "CSP 간접 재판매인", "구글 광고", "시작", "외부 업체")
FIRST, LAST = "First day of the activity", "Last day of the activity"
DESCRIPTION = "We ran Google ads for Microsoft 365 and Azure in Korea."
TO_A_COST = ("3 October", "9 October", DESCRIPTION, "USD", "10,000 impressions and 250 clicks")
TO_THE_NET = (*TO_A_COST, "media placement", "Contoso")


async def at(partner: Persona, *words: str) -> None:
    """The first day of an advertising claim, and further answers."""
    await at_the_first_day(partner)
    for text in words:
        await partner.says(text)


@pytest.mark.parametrize(
    "typed",
    [
        "no, 4 October",
        "oh wait it was the 4th of october",
        "4th not 3rd",
        "not 3 October but 4 October",
        "typo - 4 October",
        "change the start to 4 october pls",
        "scratch that, 4 Oct",
        "october 3 should be october 4",
        "ugh wrong, 4 oct",
    ],
)
async def test_the_day_just_given_is_changed_and_the_next_asked(asha: Persona, typed: str) -> None:
    await at(asha, "3 October")
    await asha.says(typed)

    asha.sees(f"Changed: {FIRST}: 3 October 2026 → 4 October 2026.", LAST)
    await asha.says("9 October")
    asha.sees("✓ Saved", "What did you do")


@pytest.mark.parametrize(
    ("typed", "sees"),
    [
        ("sorry, last day was 10 October", f"{LAST}: 9 October 2026 → 10 October 2026."),
        ("the campaign ended 10 Oct not 9 Oct", f"{LAST}: 9 October 2026 → 10 October 2026."),
        ("oops, it started 2 October", f"{FIRST}: 3 October 2026 → 2 October 2026."),
        ("it wasn't 3 October, it was 2 October", f"{FIRST}: 3 October 2026 → 2 October 2026."),
        ("I meant the 10th of October", f"{LAST}: 9 October 2026 → 10 October 2026."),
    ],
)
async def test_a_correction_is_no_description(asha: Persona, typed: str, sees: str) -> None:
    await at(asha, "3 October", "9 October")
    await asha.says(typed)

    asha.sees(sees, "What did you do")
    asha.sees_not("Currency of the claim")


async def test_both_days_are_changed_at_once(asha: Persona) -> None:
    await at(asha, "3 October", "9 October")
    await asha.says("correction: 4 to 10 October")

    asha.sees("3 October 2026 → 4 October 2026", "9 October 2026 → 10 October 2026")


@pytest.mark.parametrize(
    "typed", ["sorry EUR not USD", "oops, wrong currency, should be euros", "change it to EUR"]
)
async def test_the_currency_just_given_is_changed(asha: Persona, typed: str) -> None:
    await at(asha, *TO_A_COST[:-1])
    await asha.says(typed)

    asha.sees("Changed: Currency of the claim: USD → EUR.", "Summary of results")


@pytest.mark.parametrize(
    ("typed", "vendor"),
    [
        ("the vendor is Fabrikam, not Contoso", "Fabrikam"),
        ("sorry, vendor should be Fabrikam Media Ltd", "Fabrikam Media Ltd"),
        ("vendor: Fabrikam Inc.", "Fabrikam Inc."),
        ("no, Fabrikam", "Fabrikam"),
        ("not Contoso, Fabrikam", "Fabrikam"),
        ("I spelled the vendor wrong, it's Contozo", "Contozo"),
    ],
)
async def test_the_vendor_of_the_cost_that_is_typed_is_changed(
    asha: Persona, typed: str, vendor: str
) -> None:
    await at(asha, *TO_THE_NET)
    await asha.says(typed)

    asha.sees(f"Vendor, as on the invoice: Contoso → {vendor}", "Net amount, without tax")
    await asha.says("4,200")
    asha.sees(vendor, "USD 4,200.00", "That is all")
    asha.sees_not("Vendor: \nContoso\n")


@pytest.mark.parametrize(
    ("typed", "net"),
    [
        ("sorry, I meant 5,200", "5,200"),
        ("i typed 4200 but its 2400", "2,400"),
        ("4.2k was wrong, it's 4.8k", "4,800"),
        ("net should be 4,100", "4,100"),
        ("4020 sorry", "4,020"),
    ],
)
async def test_the_sum_of_the_cost_just_saved_is_changed(
    stage: Stage, asha: Persona, typed: str, net: str
) -> None:
    await at(asha, *TO_THE_NET, "4,200")
    await asha.says(typed)

    asha.sees(f"Net amount, without tax: USD 4,200.00 → USD {net}.00.", "Is there another cost")
    (line,) = (await claims_of(stage))[0]["expense_lines"]
    assert line["net"] == line["claimed"] == net.replace(",", "")


@pytest.mark.parametrize(
    ("typed", "sees"),
    [
        ("the Contoso one was 4,500", "Cost 1, Net amount, without tax: USD 4,200.00 → USD 4,5"),
        ("no, 850", "Cost 2, Net amount, without tax: USD 800.00 → USD 850.00."),
        ("Contoso's net is 4,400, not 4,200", "Cost 1, Net amount, without tax: USD 4,200.00 →"),
        ("second vendor is Northwind", "Cost 2, Vendor, as on the invoice: Fabrikam → Northwind."),
        ("the vendor is Northwind, not Contoso", "Cost 1, Vendor, as on the invoice: Contoso →"),
    ],
)
async def test_of_several_costs_the_one_that_is_meant_is_changed(
    asha: Persona, typed: str, sees: str
) -> None:
    second = ("add another cost", "media placement", "Fabrikam", "800")
    await at(asha, *TO_THE_NET, "4,200", *second)
    await asha.says(typed)

    asha.sees(f"Changed: {sees}", "Is there another cost")


async def test_an_answer_of_an_earlier_step_is_changed_by_its_name(asha: Persona) -> None:
    await at(asha, *TO_THE_NET)
    await asha.says("sorry, the last day was 10 October")

    asha.sees(f"Changed: {LAST}: 9 October 2026 → 10 October 2026.", "Net amount, without tax")
    await asha.says("4,200")
    asha.sees("Contoso", "USD 4,200.00")


async def test_what_a_correction_would_make_wrong_is_told_and_not_done(
    stage: Stage, asha: Persona
) -> None:
    await at(asha, "3 October", "9 October")
    await asha.says("sorry, the last day was 1 October")

    asha.sees("The last day lies before the first day.", "What did you do")
    asha.sees_not("Changed")
    assert (await claims_of(stage))[0]["activity_end"] == "2026-10-09"


@pytest.mark.parametrize("typed", ["Not Just Ads Ltd", "Actually Media GmbH", "No Limits Agency"])
async def test_a_name_that_begins_like_a_correction_is_a_name(asha: Persona, typed: str) -> None:
    await at(asha, *TO_A_COST, "media placement")
    await asha.says(typed)
    await asha.says("4,200")

    asha.sees(typed, "USD 4,200.00")


@pytest.mark.parametrize(
    "typed",
    [
        "No agency was used, we ran ads for Microsoft 365 instead of print",
        "We corrected the wrong landing page and ran Google ads for Azure",
        "Actually a campaign about Copilot from 3 to 9 October",
    ],
)
async def test_a_description_with_such_words_is_a_description(
    stage: Stage, asha: Persona, typed: str
) -> None:
    await at(asha, "3 October", "9 October")
    await asha.says(typed)

    asha.sees("✓ Saved.", "Currency of the claim")
    assert (await claims_of(stage))[0]["description"] == typed


@pytest.mark.parametrize(
    ("words", "typed", "sees"),
    [
        (("10월 3일",), "아니요 10월 4일이요", "활동 첫날: 2026년 10월 3일 → 2026년 10월 4일"),
        (("10월 3일",), "3일 아니고 4일이요", "활동 첫날: 2026년 10월 3일 → 2026년 10월 4일"),
        (("10월 3일",), "시작일 10월 5일로 바꿔주세요", "→ 2026년 10월 5일"),
        (("10월 3일", "10월 9일"), "아니 마지막 날은 10월 10일이에요", "→ 2026년 10월 10일"),
    ],
)
async def test_so_it_is_in_korean(
    stage: Stage, words: tuple[str, ...], typed: str, sees: str
) -> None:
    hana = stage.person("하나", locale="ko-KR")
    await at_the_first_day(hana, KOREAN)
    for text in words:
        await hana.says(text)
    await hana.says(typed)

    hana.sees("변경했습니다", sees)


@pytest.mark.parametrize(
    ("typed", "sees"),
    [
        ("벤더는 패브리캄이에요, 콘토소 아니고요", "콘토소 → 패브리캄"),
        ("업체를 패브리캄으로 바꿔주세요", "콘토소 → 패브리캄"),
        ("콘토소 말고 콘토소 코리아", "콘토소 → 콘토소 코리아"),
        ("통화는 유로예요 달러 아니고", "USD → EUR"),
    ],
)
async def test_a_vendor_is_changed_in_korean(stage: Stage, typed: str, sees: str) -> None:
    hana = stage.person("하나", locale="ko-KR")
    await at_the_first_day(hana, KOREAN)
    description = "한국 고객을 대상으로 마이크로소프트 365 광고를 진행했습니다."
    rest = (description, "USD", "노출 10,000회, 클릭 250회", "매체 집행비", "콘토소")
    for text in ("10월 3일", "10월 9일", *rest):
        await hana.says(text)
    await hana.says(typed)

    hana.sees("변경했습니다", sees, "공급가액")


@pytest.mark.parametrize(
    "typed", ["no, both", "no wait, our own staff did it", "sorry I meant both"]
)
async def test_who_did_the_work_is_changed_where_yes_or_no_is_asked(
    asha: Persona, typed: str
) -> None:
    for text in ("new claim", "CSP indirect reseller", "webinar", "start", "outside vendors"):
        await asha.says(text)
    await asha.says(typed)

    asha.sees("Changed: Who did the work", "Was it held online?")


async def test_a_no_with_its_reason_stays_a_no(asha: Persona) -> None:
    for text in ("new claim", "CSP indirect reseller", "webinar", "start", "outside vendors"):
        await asha.says(text)
    await asha.says("no, in person")

    asha.sees("✓ Saved", "Was it held online: No")


@pytest.mark.parametrize(
    ("typed", "sees"),
    [
        (
            "1번 비용 4,400으로 바꿔주세요",
            "비용 1, 공급가액(세금 제외): USD 4,200.00 → USD 4,400.00",
        ),
        ("콘토소 건은 4,500이에요", "비용 1, 공급가액(세금 제외): USD 4,200.00 → USD 4,500.00"),
        ("패브리캄은 820이에요", "비용 2, 공급가액(세금 제외): USD 800.00 → USD 820.00"),
    ],
)
async def test_of_several_costs_the_one_that_is_meant_is_changed_in_korean(
    stage: Stage, typed: str, sees: str
) -> None:
    hana = stage.person("하나", locale="ko-KR")
    await at_the_first_day(hana, KOREAN)
    description = "한국 고객을 대상으로 마이크로소프트 365 광고를 진행했습니다."
    rest = (description, "USD", "노출 10,000회, 클릭 250회", "매체 집행비", "콘토소", "4,200")
    for text in ("10월 3일", "10월 9일", *rest, "비용 추가", "매체 집행비", "패브리캄", "800"):
        await hana.says(text)
    await hana.says(typed)

    hana.sees(f"변경했습니다. {sees}")


@pytest.mark.parametrize("typed", ["hang on, it was until 12 October", "아니요 12일까지 했어요"])
async def test_until_names_the_last_day(asha: Persona, typed: str) -> None:
    await at(asha, "3 October", "9 October")
    await asha.says(typed)

    asha.sees("9 October 2026 → 12 October 2026")
