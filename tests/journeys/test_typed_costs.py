"""Costs typed in the words people have for them."""

from __future__ import annotations

import pytest

from tests.journeys.filing import Filing


async def at_a_cost(partner):
    """An event by outside vendors, up to its first cost."""
    filing = Filing(partner, plan={"condition_work_by": "third_party"})
    await filing.starts(activity="MD_SEMINAR")
    await filing.goes_on(until="claim.form")
    while not filing._asks("expense_type"):
        await filing._step(filing._kinds())


@pytest.mark.parametrize("words", ["hall hire", "lunch for the guests"])
async def test_the_kind_of_a_cost_is_understood_in_other_words(asha, words):
    await at_a_cost(asha)
    await asha.says(words)

    asha.sees("✓ Saved.", "Vendor")


@pytest.mark.parametrize("words", ["대관료", "강사료"])
async def test_the_kind_of_a_cost_is_understood_in_korean(stage, words):
    hana = stage.person("하나", locale="ko-KR")
    await at_a_cost(hana)
    await hana.says(words)

    hana.sees("저장했습니다", "업체")


@pytest.mark.parametrize("words", ["Google search ads", "Hotel Shilla", "hall hire and lunch"])
async def test_a_cost_that_is_not_paid_for_or_unclear_is_asked_again(asha, words):
    await at_a_cost(asha)
    await asha.says(words)

    asha.sees("Kind of cost")
    asha.sees_not("✓ Saved.")


@pytest.mark.parametrize(
    ("typed", "vendor"),
    [
        ("hall hire, Alpha Events, invoice A-100, net 1500, tax 150", "Alpha Events"),
        ("Fabrikam Ltd, hall hire, invoice no. A-100, net 1,500, VAT 150", "Fabrikam Ltd"),
    ],
)
async def test_a_name_among_labels_is_the_vendor(asha, typed, vendor):
    await at_a_cost(asha)
    await asha.says(typed)

    asha.sees(f"{vendor} (A-100)", "USD 1,500.00", "USD 150.00", "Is there another cost")


@pytest.mark.parametrize(
    "typed",
    [
        "hall hire, maybe Alpha or Beta, invoice A-100, net 1500",
        "hall hire, for the seminar, invoice A-100, net 1500",
        "hall hire, Alpha Events, Beta Foods, invoice A-100, net 1500",
    ],
)
async def test_other_words_among_labels_are_no_vendor(asha, typed):
    await at_a_cost(asha)
    await asha.says(typed)

    asha.sees("Please say it when I ask.")
    asha.sees_not("Is there another cost")


async def test_another_cost_told_while_a_vendor_is_asked_is_no_name(asha):
    await at_a_cost(asha)
    await asha.says("hall hire, invoice A-100, net 1500, tax 150")
    asha.sees("Vendor, as on the invoice")
    await asha.says("next: catering by Beta Foods, invoice B-200, net 800, tax 80")
    asha.sees("another cost", "Vendor, as on the invoice")
    await asha.says("Alpha Events")

    asha.sees("Alpha Events (A-100)", "USD 1,500.00")
    asha.sees_not("Beta Foods")


@pytest.mark.parametrize("vendor", ["전자신문사", "(주)한국미디어", "애드 플러스"])
async def test_a_korean_name_among_labels_is_the_vendor(stage, vendor):
    hana = stage.person("하나", locale="ko-KR")
    await at_a_cost(hana)
    await hana.says(f"대관료, {vendor}, 송장번호 ET-1103, 공급가 3300, 세금 330")

    hana.sees(f"{vendor} (ET-1103)")


@pytest.mark.parametrize("typed", ["네 끝이에요", "제출할게요"])
async def test_the_end_is_no_vendor(stage, typed):
    hana = stage.person("하나", locale="ko-KR")
    await at_a_cost(hana)
    await hana.says("대관료, 송장번호 ET-1103, 공급가 3300")
    await hana.says(typed)
    hana.sees("업체(송장에 적힌 대로)", "비용")
    await hana.says("전자신문사")

    hana.sees("전자신문사 (ET-1103)")
