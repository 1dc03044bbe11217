"""A partner's own claims and months, where a colleague's claim could be meant."""

from __future__ import annotations

import pytest

from tests.journeys.afterwards import files_claim
from tests.journeys.stage import Stage


@pytest.mark.parametrize("words", ["delete it", "withdraw it", "is it paid?"])
async def test_a_claim_of_one_s_own_that_was_begun_since_is_meant(stage: Stage, words: str) -> None:
    anna, asha = stage.person("Anna"), stage.person("Asha")
    await files_claim(anna, "Winter fair")
    await asha.says("what is the status of Anna's claim")
    for text in ("new claim", "CSP indirect reseller", "google ads", words):
        await asha.says(text)

    asha.sees_not("Winter fair", "Claims that you can see")


@pytest.mark.parametrize(
    "words", ["May's payout", "payout of May", "did the claims from May get paid"]
)
async def test_a_month_is_no_colleague(stage: Stage, words: str) -> None:
    may, asha = stage.person("May Kim"), stage.person("Asha")
    await files_claim(may, "Winter fair")
    await asha.says(words)

    asha.sees_not("Winter fair", "Claims that you can see")
    await asha.says("May Kim's claim")
    asha.sees("Winter fair", "Claims that you can see by this name")
