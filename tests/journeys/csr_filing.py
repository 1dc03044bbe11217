"""Steps of a partner who makes a CSR in the chat."""

from __future__ import annotations

import hashlib
import io
import zipfile

from tests.journeys.fake_channel import actions
from tests.journeys.filing import Filing

WORK = {
    "person": "Dana Lee",
    "task": "Set up the campaign",
    "first_day": "2026-09-03",
    "last_day": "2026-09-04",
    "hours": "16",
    "hourly_cost": "60",
}
POSTERS = {"item": "Posters", "quantity": "481", "unit_cost": "0.50"}
SIGNATURE = {"signatory_name": "Jane Park", "signatory_title": "Director", "is_true": "true"}
OWN_WORK = {"condition_work_by": "in_house"}


async def at_the_csr(partner, **plan):
    """A claim for own work, up to the request for its CSR."""
    filing = Filing(partner, plan={**OWN_WORK, **plan})
    await filing.starts()
    await filing.goes_on(until="claim.csr")
    return filing


async def with_lines(partner):
    """Lines that come to what the claim's costs are."""
    filing = await at_the_csr(partner)
    await partner.clicks("Create it here")
    await partner.clicks("Save and continue", **WORK)
    await partner.clicks("Add material")
    await partner.clicks("Save and continue", **POSTERS)
    return filing


async def with_csr(partner):
    """A CSR that is made and attached."""
    filing = await with_lines(partner)
    await partner.clicks("That is all")
    await partner.clicks("Create the CSR", **SIGNATURE)
    return filing


async def the_csrs(stage):
    """The CSRs of the newest claim that the backend received, as bytes."""
    claim = (await stage.received())[-1]["claim"]
    found = [d for d in claim["documents"] if d["name"].startswith("CSR")]
    held = [await stage.held(document["sha256"]) for document in found]
    assert [hashlib.sha256(body).hexdigest() for body in held] == [d["sha256"] for d in found]
    return held


async def opens(partner, part):
    """Press the part on the newest card."""
    [act] = [a for a in actions(partner.messages[-1].card) if a["data"]["act"].get("part") == part]
    await partner.sends(partner.activity(value=act["data"]))


def words_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


async def submits(filing):
    await filing.goes_on()
    await filing.submits()
    await filing.partner.waits()
    filing.partner.sees("Receipt: your claim is accepted for review")
