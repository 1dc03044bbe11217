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
