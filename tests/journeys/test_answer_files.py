"""Files that answer a reviewer: what is refused stands out, in a request as in a dispute."""

from __future__ import annotations

import pytest

from tests import samples
from tests.journeys.afterwards import ITEMS, Reviewer, files_claim, hears

REASONS = [{"code": "insufficient_evidence", "text": "The invoice shows no dates."}]
GOOD, BAD = ("plan.pdf", samples.pdf("plan")), ("plan.exe", b"MZ" + bytes(200))
REFUSED = "⛔ Must be put right: \nplan.exe is a program or script"


@pytest.mark.parametrize("files", [(BAD,), (GOOD, BAD)])
@pytest.mark.parametrize("action", ["request", "last item", "reject"])
async def test_a_refused_file_stands_out(asha, files, action):
    await files_claim(asha)
    reviewer = Reviewer(asha.stage)
    await reviewer.presses("start_review")
    if action == "reject":
        await reviewer.presses("reject", reasons=REASONS)
    else:
        items = ITEMS[:1] if action == "last item" else ITEMS
        await reviewer.presses("request", items=items)
    await hears(asha)
    await asha.clicks("claim.dispute" if action == "reject" else "claim.open")
    await asha.uploads(*files)

    is_list = action == "last item" and len(files) > 1
    asha.sees(REFUSED.replace("\n", "") if is_list else REFUSED)
    if len(files) > 1:
        asha.sees("✔ “plan.pdf” received: checked and stored.")


@pytest.mark.parametrize("action", ["request", "reject"])
async def test_a_link_is_noted_and_not_called_a_file(asha, action):
    await files_claim(asha)
    reviewer = Reviewer(asha.stage)
    await reviewer.presses("start_review")
    more = {"items": ITEMS} if action == "request" else {"reasons": REASONS}
    await reviewer.presses(action, **more)
    await hears(asha)
    await asha.clicks("claim.dispute" if action == "reject" else "claim.open")
    await asha.says("https://contoso.example/plan")

    asha.sees("✔ https://contoso.example/plan is noted.")
