"""A CSR after it was made: changed costs and days, other signatures, other files, forged cards."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from tests import samples
from tests.journeys.csr_filing import (
    SIGNATURE,
    WORK,
    at_the_csr,
    opens,
    submits,
    the_csrs,
    with_csr,
    with_lines,
    words_of,
)
from tests.journeys.filing import Filing


async def test_lines_that_the_activitys_days_left_behind_are_marked(asha):
    filing = await with_csr(asha)
    await filing.goes_on()
    await opens(asha, "details")
    await asha.clicks("Save and continue", activity_start="2026-09-04")
    asha.sees("The CSR no longer matches the claim: the first day has changed.")
    await asha.clicks("Put it right")

    asha.sees("1. Work: Dana Lee", "3 September 2026 lies outside the activity")
    await asha.clicks("That is all")
    asha.sees("lies outside the activity")
    await asha.says("change 1")
    await asha.clicks("Save and continue", first_day="2026-09-04")
    await asha.clicks("That is all")
    await asha.clicks("Create the CSR", is_true="true")
    asha.sees("Review: Autumn campaign")
    asha.sees_not("The CSR no longer matches")


async def test_a_cost_changed_afterwards_is_a_finding_until_the_csr_is_made_again(stage, asha):
    filing = await with_csr(asha)
    await filing.goes_on()
    asha.sees_not("The CSR no longer matches")
    await opens(asha, "expenses")
    await asha.clicks("Change")
    await asha.clicks("Save and continue", net="960", claimed="960")
    await asha.clicks("That is all")
    asha.sees("The CSR no longer matches the costs", "USD 1,200.50", "USD 960.00")
    await asha.clicks("Put it right")
    asha.sees("2. Material: Posters", "they differ by USD 240.50")
    await asha.says("remove 2")
    await asha.clicks("That is all")
    asha.sees("Jane Park")
    await asha.clicks("Create the CSR", is_true="true")
    asha.sees("Review: Autumn campaign")
    asha.sees_not("The CSR no longer matches")
    await submits(filing)

    [body] = await the_csrs(stage)
    assert "Posters" not in words_of(body)


async def test_a_signatory_who_is_the_only_one_listed_is_told_and_may_give_a_reason(stage, asha):
    filing = await with_lines(asha)
    await asha.clicks("That is all")
    await asha.clicks("Create the CSR", **{**SIGNATURE, "signatory_name": "Dana Lee"})
    asha.sees("signed by the only person whose hours it lists")
    await filing.goes_on()
    asha.sees("signed by the only person whose hours it lists")
    await filing.submits(reason="She is the owner of the company.")
    await asha.waits()

    asha.sees("Receipt")


async def test_a_file_may_be_sent_instead_at_any_time(stage, asha):
    filing = await with_lines(asha)
    await asha.clicks("Send a file instead")
    asha.sees("Continue the CSR")
    await asha.clicks("Continue the CSR")
    asha.sees("2. Material: Posters")
    content = samples.pdf("our own CSR")
    await asha.uploads(("our CSR.pdf", content))
    asha.sees("“our CSR.pdf” received")
    await asha.clicks("All documents")
    await asha.clicks("Open")
    await asha.clicks("Send another")
    asha.sees("A reviewer looks at:", "Continue the CSR")
    await asha.clicks("Next")
    await submits(filing)

    claim = (await stage.received())[-1]["claim"]
    assert hashlib.sha256(content).hexdigest() in {d["sha256"] for d in claim["documents"]}


async def test_a_store_that_is_down_loses_nothing(stage, asha, caplog):
    filing = await with_lines(asha)
    await asha.clicks("That is all")
    folder = Path(stage.bot.settings.documents)
    shutil.rmtree(folder, ignore_errors=True)
    folder.write_text("in the way")
    await asha.clicks("Create the CSR", **SIGNATURE)
    asha.sees("I could not store the CSR just now", "Jane Park", "Director")
    folder.unlink()
    await asha.clicks("Create the CSR", is_true="true")
    asha.sees("“CSR Autumn campaign.docx” is made")
    await submits(filing)

    assert caplog.records == []


async def test_fifty_lines_are_the_most_and_all_can_be_reached(stage, asha):
    await at_the_csr(asha, net="3000")
    await asha.clicks("Create it here")
    for _ in range(50):
        await asha.clicks("Save and continue", **WORK)
        asha.sees("CSR: work and material")
        if "Add work" in asha.said:
            await asha.clicks("Add work")
    asha.sees("Lines 1 to 12 of 50.")
    asha.sees_not("Add work")
    await asha.says("add work")
    asha.sees("at most 50 lines")
    for expected in ("Lines 13 to 24 of 50.", "Lines 25 to 36 of 50."):
        await asha.clicks("More lines")
        asha.sees(expected)


@pytest.mark.parametrize(
    "act",
    [
        {"kind": "claim.csr"},
        {"kind": "claim.csr_form", "part": "work", "line": "x"},
        {"kind": "claim.csr_form", "part": "nonsense"},
        {"kind": "claim.csr_add", "part": "signature"},
        {"kind": "claim.csr_line", "line": "x"},
        {"kind": "claim.csr_drop", "line": "x"},
        {"kind": "claim.csr_done"},
        {"kind": "claim.csr_back"},
        {"kind": "claim.csr_upload"},
        {"kind": "claim.csr_page", "page": "-1"},
        {"kind": "claim.edit", "part": "csr"},
    ],
    ids=lambda act: act["kind"],
)
async def test_a_forged_press_changes_nothing(asha, caplog, act):
    filing = Filing(asha)
    await filing.starts()
    await filing.goes_on(until="claim.lines_done")
    genuine = asha.press("claim.lines_done")["value"]["act"]
    await asha.sends(asha.activity(value={"act": {**genuine, **act}}))

    asha.sees("That card has moved on")
    assert caplog.records == []
