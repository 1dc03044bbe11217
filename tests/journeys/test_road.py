"""The whole road over HTTP for every activity, with the answers that ask most: from "new claim" to
a claim in the backend.
"""

from __future__ import annotations

import pytest

from bot.catalog import load_catalog
from tests.journeys.most_asking import AskingMost, backend_has_it_whole, needed

CATALOG = load_catalog()


@pytest.mark.parametrize("activity", sorted(CATALOG.activities))
async def test_every_activity_can_be_filed_to_its_receipt(stage, asha, activity):
    filing = AskingMost(asha)
    await filing.starts("CSP_IR", activity)
    await filing.goes_on()
    await filing.submits()
    await asha.waits()

    asha.sees("Receipt: your claim is accepted for review", "CL-2026-")
    claim = await backend_has_it_whole(stage, filing.sent)
    assert claim["incentive_activity"] == activity
    brought = {document["requirement_id"] for document in claim["documents"]}
    assert brought == {requirement.requirement_id for requirement in needed(CATALOG, activity)}
