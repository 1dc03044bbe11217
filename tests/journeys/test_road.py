"""The whole road over HTTP, for every activity: from "new claim" to a claim in the backend."""

from __future__ import annotations

import hashlib

import pytest

from bot.catalog import load_catalog
from tests.journeys.filing import files
from tests.journeys.stage import Stage

CATALOG = load_catalog()


async def backend_has_it_whole(stage: Stage, sent: dict[str, bytes]) -> dict:
    """The one claim in the backend, after comparing its documents byte for byte."""
    received = await stage.received()
    assert len(received) == 1
    claim = received[0]["claim"]
    names = {d["requirement_id"]: d["sha256"] for d in claim["documents"] if d.get("sha256")}
    assert names == {rid: hashlib.sha256(body).hexdigest() for rid, body in sent.items()}
    for rid, body in sent.items():
        assert await stage.held(names[rid]) == body
    return claim


@pytest.mark.parametrize("activity", sorted(CATALOG.activities))
async def test_every_activity_can_be_filed_to_its_receipt(stage, asha, activity):
    filing = await files(asha, activity)
    await filing.submits()
    await asha.waits()

    asha.sees("Receipt: your claim is accepted for review", "CL-2026-")
    claim = await backend_has_it_whole(stage, filing.sent)
    assert claim["incentive_activity"] == activity
