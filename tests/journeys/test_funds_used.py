"""The balance that a partner sees after some of it was used."""

from __future__ import annotations

from tests.journeys.filing import files


async def test_funds_are_asked_again_once_a_claim_has_used_some(stage, asha):
    first = await files(asha)
    before = asha.said.partition("Remaining funds:")[2].split()[:2]
    await first.submits()
    await asha.waits()
    await files(asha, plan={"claim_name": "Winter campaign", "invoice_number": "A-2"})
    after = asha.said.partition("Remaining funds:")[2].split()[:2]

    assert before == ["USD", "20,000.00"]
    assert after == ["USD", "18,799.50"]
