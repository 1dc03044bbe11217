"""A vendor that may be one of two, or is only supposed, is asked and never saved."""

from __future__ import annotations

import pytest

from tests.journeys.stage import Persona, Stage
from tests.journeys.stored import claim_of, claims_of, lines_of
from tests.journeys.test_corrections import TO_THE_NET, at
from tests.journeys.test_labelled_costs import at_the_vendor
from tests.journeys.test_several_answers_kept_apart import NET, VENDOR
from tests.journeys.test_typed_days import TO_THE_NAME


@pytest.mark.parametrize(
    "typed",
    [
        "Fabrikam or Contoso",
        "Fabrikam, or Contoso",
        "either Fabrikam or Contoso",
        "Fabrikam OR Contoso",
        "one of Fabrikam and Contoso",
        "neither Fabrikam nor Contoso",
        "maybe Fabrikam",
        "I think Fabrikam",
        "vendor: Fabrikam, or Contoso",
        "패브리캄이나 콘토소",
        "콘토소나 패브리캄",
        "Fabrikam이나 Contoso",
        "패브리캄 또는 콘토소",
        "패브리캄, 아니면 콘토소",
        "패브리캄 혹은 콘토소",
        "패브리캄인지 콘토소인지 몰라요",
        "거래처: 패브리캄이나 콘토소",
        "업체는 패브리캄이나 콘토소예요",
        "아마 패브리캄",
        "패브리캄인지 콘토소인지",
        "Fabrikam or Contoso?",
        "Contoso?",
    ],
)
async def test_one_of_two_vendors_is_asked(asha: Persona, typed: str) -> None:
    await at_the_vendor(asha)
    await asha.says(typed)

    asha.sees(VENDOR)
    asha.sees_not("✓ Saved", NET)


async def test_what_stands_beside_the_doubt_is_taken(asha: Persona) -> None:
    await at_the_vendor(asha)
    await asha.says("Fabrikam or Contoso, net 4,200")

    asha.sees(f"✓ Saved: {NET}: USD 4,200.00.", "“Fabrikam or Contoso”", VENDOR)
    asha.sees_not(f"{VENDOR}: ")


@pytest.mark.parametrize("typed", ["net 4,200, or 4,300", "순액 4,200, 아니면 4,300"])
async def test_one_of_two_sums_is_asked(asha: Persona, typed: str) -> None:
    await at_the_vendor(asha)
    await asha.says("Contoso")
    await asha.says(typed)

    asha.sees(NET)
    asha.sees_not("That is all", f"{NET}: ")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("“Trick or Treat Events”", "Trick or Treat Events"),
        ('"truth or dare"', "truth or dare"),
        ('vendor: "Trick or Treat Events"', "Trick or Treat Events"),
        ("Orchid Media", "Orchid Media"),
        ("Think Media", "Think Media"),
        ("Tailor & Corr", "Tailor & Corr"),
        ("하나 미디어", "하나 미디어"),
        ("차이나 애드", "차이나 애드"),
        ("나라 기획", "나라 기획"),
    ],
)
async def test_a_name_with_such_a_word_is_one(asha: Persona, typed: str, name: str) -> None:
    await at_the_vendor(asha)
    await asha.says(typed)
    asha.sees(NET)
    await asha.says("4,200")

    asha.sees(f"Vendor: \n{name}\n")


async def test_a_name_in_doubt_says_how_to_be_sure(asha: Persona) -> None:
    await at_the_vendor(asha)
    await asha.says("truth or dare")

    asha.sees("in quotes", VENDOR)


async def test_so_it_is_in_a_correction(asha: Persona) -> None:
    await at(asha, *TO_THE_NET, "4,200")
    await asha.says("업체는 패브리캄이나 다른 곳이에요")

    asha.sees_not("✓ Saved", "Changed")


async def test_so_it_is_in_korean(stage: Stage) -> None:
    hana = stage.person("하나", locale="ko-KR")
    await at_the_vendor(hana)
    await hana.says("패브리캄이나 콘토소")

    hana.sees("따옴표", "업체(송장에 적힌 대로)")
    hana.sees_not("저장했습니다")


@pytest.mark.parametrize("typed", ["yes", "Yes!", "no", "okay", "네", "아니요"])
async def test_yes_and_no_are_no_names(stage: Stage, asha: Persona, typed: str) -> None:
    for text in ("new claim", "CSP indirect reseller", "google ads", "start", "outside vendors"):
        await asha.says(text)
    await asha.says(typed)

    asha.sees("I asked for a name here", "Claim name")
    assert (await claims_of(stage))[0]["claim_name"] == ""


async def test_yes_is_no_vendor(asha: Persona) -> None:
    await at_the_vendor(asha)
    await asha.says("yes")

    asha.sees("I asked for a name here", VENDOR)
    await asha.says("Contoso")
    asha.sees("✓ Saved")


TWO = (
    "Contoso / Fabrikam",
    "Contoso/Fabrikam",
    "Contoso Media / Fabrikam Events",
    "Contoso Media/Fabrikam",
    "contoso / fabrikam",
    "TBWA/Chiat/Day",
    "Contoso GmbH / Fabrikam Ltd",
    "3M / Contoso",
    "contoso/fabrikam",
    "Contoso / Fabrikam / Adatum",
    "콘토소/패브리캄",
    "콘토소 / 패브리캄",
    "콘토소미디어/패브리캄이벤트",
    "(주)콘토소/(주)패브리캄",
    "콘토소 Contoso / 패브리캄 Fabrikam",
    "콘토소 주식회사 / 패브리캄 주식회사",
    "주식회사 콘토소/주식회사 패브리캄",
    "콘토소 / Contoso",
    "㈜콘토소 / ㈜패브리캄",
)
ONE = (
    "A/S Nordic",
    "Nordic Media A/S",
    "24/7 Media",
    "AC/DC Events",
    "Contoso c/o Fabrikam",
    "I/O Partners",
    "Contoso (Seoul/Busan)",
    '"Contoso / Fabrikam"',
    "Contoso d/b/a Fabrikam",
    "24 / 7 Media",
    "Media 1/2 Ltd",
    "J/K Design",
    "K/S Havn",
    "Contoso t/a Bright Ads",
    "S/4 Consulting",
    "TCP/IP Media",
    "24/7 미디어",
    "콘토소 (서울/부산)",
    "“콘토소/패브리캄”",
    "아이/오 파트너스",
    "A/S 미디어",
)


@pytest.mark.parametrize("typed", [*TWO, "vendor: Contoso / Fabrikam", "거래처: 콘토소/패브리캄"])
async def test_two_names_with_a_stroke_between_are_asked(asha: Persona, typed: str) -> None:
    await at_the_vendor(asha)
    await asha.says(typed)

    assert VENDOR in asha.said or "업체(송장에 적힌 대로)" in asha.said, asha.said
    asha.sees_not("✓", NET)


@pytest.mark.parametrize("typed", ONE)
async def test_a_stroke_within_a_name_belongs_to_it(
    stage: Stage, asha: Persona, typed: str
) -> None:
    await at_the_vendor(asha)
    await asha.says(typed)
    await asha.says("4,200")

    assert [line["vendor_name"] for line in await lines_of(stage)] == [typed.strip('"“”')]


async def test_a_title_with_a_stroke_is_no_doubt(stage: Stage, asha: Persona) -> None:
    for words in (*TO_THE_NAME, "Webinar / Roadshow"):
        await asha.says(words)

    assert (await claim_of(stage))["claim_name"] == "Webinar / Roadshow"
