"""A choice that stands in a sentence only to be denied is not chosen."""

from __future__ import annotations

import pytest

from tests.journeys.stage import Persona
from tests.journeys.test_typed_days import TO_THE_NAME, at_the_first_day


@pytest.mark.parametrize("typed", ["not USD", "it was not in USD", "anything but USD"])
async def test_a_currency_that_is_denied_is_asked_again(asha: Persona, typed: str) -> None:
    await at_the_first_day(asha)
    await asha.says("3 to 9 October")
    await asha.says("We ran Google ads for Microsoft 365 and Azure in Korea.")
    await asha.says(typed)

    asha.sees("Currency of the claim")
    asha.sees_not("✓ Saved")


async def test_who_did_not_do_the_work_is_asked_again(asha: Persona) -> None:
    for text in TO_THE_NAME[:-1]:
        await asha.says(text)
    await asha.says("not outside vendors")

    asha.sees("Who did the work")
    asha.sees_not("✓ Saved", "Claim name")


async def test_a_currency_is_still_found_in_a_sentence(asha: Persona) -> None:
    await at_the_first_day(asha)
    await asha.says("3 to 9 October")
    await asha.says("We ran Google ads for Microsoft 365 and Azure in Korea.")
    await asha.says("we paid in USD")

    asha.sees("✓ Saved")


@pytest.mark.parametrize("typed", ["EUR, not USD", "not USD but EUR"])
async def test_what_stands_for_a_denied_choice_is_taken(asha: Persona, typed: str) -> None:
    await at_the_first_day(asha)
    await asha.says("3 to 9 October")
    await asha.says("We ran Google ads for Microsoft 365 and Azure in Korea.")
    await asha.says(typed)
    asha.sees("✓ Saved")
    await asha.says("cancel")
    await asha.says("continue")

    assert asha.beside("currency")[0] == "EUR"


async def test_who_did_the_work_beside_who_did_not_is_taken(asha: Persona) -> None:
    for text in TO_THE_NAME[:-1]:
        await asha.says(text)
    await asha.says("the agency did it, not our own staff")

    asha.sees("Claim name")
