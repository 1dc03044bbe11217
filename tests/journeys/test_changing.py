"""Back, change, and what was said before: nothing that still fits is asked again."""

from __future__ import annotations

import pytest

from tests import samples
from tests.journeys.fake_channel import actions
from tests.journeys.filing import Filing, files


def changes_of(partner):
    """The "Change" buttons of the review, by what they open."""
    found = [a for a in actions(partner.new[-1].card) if a["title"] == "Change"]
    return {a["data"]["act"].get("part", a["data"]["act"]["kind"]): a for a in found}


async def presses(partner, action):
    message = partner.new[-1]
    await partner.sends(partner._pressed(message, action, {}))


@pytest.mark.parametrize("part", ["program", "conditions", "details"])
async def test_a_part_opened_from_the_review_leads_back_to_it(asha, part):
    await files(asha)
    await presses(asha, changes_of(asha)[part])
    await asha.clicks("claim.form")

    asha.sees("Review: Autumn campaign", "USD 1,200.50", "invoice.pdf")


async def test_costs_opened_from_the_review_lead_back_to_it(asha):
    filing = await files(asha)
    await presses(asha, changes_of(asha)["expenses"])
    await asha.clicks("claim.line")
    assert asha.beside("net")[0] == "1200.50"
    await asha.clicks("claim.form", net="900")
    await asha.clicks("claim.lines_done")
    await filing.goes_on()

    asha.sees("Review: Autumn campaign", "USD 900.00", "invoice.pdf")


async def test_documents_opened_from_the_review_lead_back_to_it(asha):
    await files(asha)
    await presses(asha, changes_of(asha)["claim.documents"])
    asha.sees("Documents of this claim", "invoice.pdf")
    await asha.clicks("claim.documents_done")

    asha.sees("Review: Autumn campaign")


@pytest.mark.parametrize("part", ["program", "conditions", "details", "activity"])
async def test_back_from_a_part_opened_from_the_review_leads_back_to_it(asha, part):
    await files(asha)
    await presses(asha, changes_of(asha)["conditions" if part == "activity" else part])
    if part == "activity":
        await asha.clicks("Other activity")
        asha.sees("What was the money spent on?")
    await asha.clicks_on(asha.new[-1], "Back")

    asha.sees("Review: Autumn campaign", "USD 1,200.50", "invoice.pdf")


async def test_back_from_a_cost_leads_to_the_costs_and_from_there_to_the_review(asha):
    await files(asha)
    await presses(asha, changes_of(asha)["expenses"])
    await asha.clicks("Add another cost")
    await asha.clicks_on(asha.new[-1], "Back")
    asha.sees("Costs of this claim", "USD 1,200.50")
    await asha.clicks_on(asha.new[-1], "Back")

    asha.sees("Review: Autumn campaign", "USD 1,200.50", "invoice.pdf")


@pytest.mark.parametrize("by_typing", [True, False])
async def test_back_leads_through_the_parts_and_each_keeps_its_answers(asha, by_typing):
    filing = Filing(asha)
    await filing.starts()
    await filing.goes_on(until="claim.lines_done")
    titles = []
    for _ in range(3):
        await (asha.says("back") if by_typing else asha.clicks("claim.back"))
        titles.append(asha.said.split("\n")[2])
    assert titles == ["About the activity", "A few questions first", "What was the money spent on?"]
    await asha.clicks("claim.form", incentive_activity="DG_DIGITAL")

    asha.sees("Costs of this claim", "USD 1,200.50")


async def test_another_activity_keeps_the_invoice_and_asks_only_what_is_new(asha):
    filing = await files(asha)
    await presses(asha, changes_of(asha)["conditions"])
    await asha.clicks("Other activity")
    await asha.clicks("claim.form", incentive_activity="DG_PRINT")
    asha.sees("What you will need: Print advertising")
    before = len(filing.went_by)
    await filing.goes_on()
    asha.sees("Review: Autumn campaign", "invoice.pdf", "Print advertising")

    assert filing.went_by[before:] == ["conditions", "details", "final_piece"]


async def test_what_was_said_in_the_first_sentence_is_not_asked_again(asha):
    await asha.says("new claim")
    await asha.says("CSP indirect reseller")
    await asha.says("cancel")
    await asha.says(
        "I want to claim 1200 USD for google ads from 3 September 2026 to 2 October 2026"
    )
    asha.sees("I noted", "Digital advertising")
    filing = Filing(asha)
    while not filing._asks("claim_name"):
        await filing._step(filing._kinds())
    assert asha.beside("activity_start")[0] == "2026-09-03"
    assert asha.beside("activity_end")[0] == "2026-10-02"
    filing._plan.pop("net")
    await filing._form()

    assert asha.beside("net")[0] == "1200"


async def test_several_costs_are_added_changed_and_removed(asha):
    filing = Filing(asha)
    await filing.starts()
    await filing.goes_on(until="claim.lines_done")
    await asha.clicks("Add another cost")
    line = {"expense_type": "agency_fees", "vendor_name": "Fabrikam", "net": "300"}
    await asha.clicks("claim.form", **line)
    asha.sees("USD 1,500.50", "Contoso Media", "Fabrikam")
    second = [a for a in actions(asha.new[-1].card) if a["title"] == "Change"][1]
    await presses(asha, second)
    await asha.clicks("Remove this cost")

    asha.sees("USD 1,200.50", "“Fabrikam: USD 300.00” was taken out of the claim.")
    asha.sees_not("Cost 2")


async def test_a_draft_is_continued_on_another_device(stage, asha):
    filing = Filing(asha)
    await filing.starts()
    await filing.goes_on(until="claim.later")
    phone = stage.person("Asha", device="phone")
    await phone.says("continue")
    phone.sees("Third-party invoice", "Document 1 of 4")
    await phone.uploads(("photo.jpg", samples.jpg()))
    phone.sees("Document 2 of 4")
    await asha.says("continue")

    asha.sees("Document 2 of 4")


async def test_of_several_drafts_the_one_changed_last_is_continued(stage, asha):
    for name, activity in (("First", "DG_DIGITAL"), ("Second", "DG_PRINT")):
        filing = Filing(asha, plan={"claim_name": name})
        await filing.starts(activity=activity)
        await filing.goes_on(until="claim.later")
        stage.clock.moves(minutes=1)
    phone = stage.person("Asha", device="phone")
    await phone.says("continue")

    phone.sees("Second")
    phone.sees_not("First")


async def test_a_discarded_draft_is_gone_after_a_second_question(asha):
    await files(asha)
    await asha.clicks("Discard draft")
    asha.sees("Discard this draft?", "cannot be undone")
    await asha.clicks("Discard")
    asha.sees("The draft is discarded.")
    await asha.says("continue")

    asha.sees("There is no open draft")


async def test_another_currency_shows_the_costs_again_and_refuses_what_it_cannot_have(stage, asha):
    filing = await files(asha)
    await presses(asha, changes_of(asha)["details"])
    await asha.clicks("claim.form", currency="KRW")
    asha.sees(
        "Costs of this claim", "⛔ Must be put right:", "Cost 1 has more decimals than KRW has"
    )
    await asha.clicks("That is all")
    await filing.goes_on(until="claim.discard")
    asha.sees("Review:", "Cost 1 has more decimals than KRW has")
    assert "claim.submit" not in filing._kinds()
    await asha.clicks("Put it right")
    await asha.clicks("claim.line")
    await asha.clicks("claim.form", net="1500000")
    await asha.clicks("That is all")
    await filing.goes_on()
    asha.sees("Review:", "KRW 1,500,000")
    await filing.submits()
    await asha.waits()

    [held] = await stage.received()
    assert (held["claim"]["claim_amount"], held["claim"]["currency"]) == ("1500000", "KRW")


async def test_a_vendors_cost_is_told_where_own_staff_is_said_to_have_worked(asha):
    await files(asha)
    await presses(asha, changes_of(asha)["conditions"])
    await asha.clicks("claim.form", condition_work_by="in_house")
    await asha.clicks("Go to review")

    asha.sees("⚠ Check:", "Cost 1 does not agree with your answer about who did the work")


async def test_costs_that_another_activity_does_not_pay_for_are_told(stage, asha):
    filing = Filing(asha)
    await filing.starts(activity="MD_SEMINAR")
    await filing.goes_on()
    await presses(asha, changes_of(asha)["conditions"])
    await asha.clicks("Other activity")
    await asha.clicks("claim.form", incentive_activity="DG_DIGITAL")
    await filing.goes_on(until="claim.discard")

    asha.sees("⛔ Must be put right:", "Cost 1 is of a kind that this activity does not pay for")
    assert "claim.submit" not in filing._kinds()


async def test_however_many_costs_there_are_each_can_be_changed(stage, asha):
    filing = Filing(asha)
    await filing.starts()
    await filing.goes_on(until="claim.lines_done")
    for number in range(2, 20):
        await asha.clicks("Add another cost")
        vendor = f"{number} " + "Ä" * 190
        await asha.clicks(
            "claim.form", expense_type="agency_fees", vendor_name=vendor, net=f"{number}"
        )
    asha.sees("Costs 17 to 19 of 19.", "Cost 19")
    seen = set()
    for _ in range(3):
        await asha.clicks_on(asha.new[-1], "More costs")
        seen |= {w for w in asha.said.split("\n") if w.startswith("Cost ")}
    assert seen == {f"Cost {number}" for number in range(1, 20)}
    [change] = [a for a in actions(asha.new[-1].card) if a["data"]["act"].get("line")][2:3]
    await presses(asha, change)
    assert asha.beside("net")[0] == "19"
    await asha.clicks("Remove this cost")
    await filing.goes_on()

    asha.sees("Review:", "USD 1,370.50")


async def test_a_file_that_nothing_asked_for_is_on_the_review_and_can_be_removed(stage, asha):
    filing = await files(asha)
    await asha.uploads(("payroll.pdf", samples.pdf("payroll")))
    asha.sees("Review:", "Other documents", "payroll.pdf")
    await presses(asha, changes_of(asha)["claim.documents"])
    asha.sees("Other documents", "1 file received")
    others = [a for a in actions(asha.new[-1].card) if a["data"]["act"].get("requirement")][-1]
    await presses(asha, others)
    asha.sees("Other documents", "payroll.pdf", "✎ Remove")
    await asha.clicks_on(asha.new[-1], "Remove")
    asha.sees_not("Other documents")
    await asha.clicks("Go to review")
    await filing.submits()
    await asha.waits()

    [held] = await stage.received()
    assert "payroll" not in str(held["claim"])


async def test_documents_that_are_no_longer_needed_are_told_on_the_review(asha):
    filing = await files(asha)
    await presses(asha, changes_of(asha)["conditions"])
    await asha.clicks("Other activity")
    await asha.clicks("claim.form", incentive_activity="DG_PRINT")
    await filing.goes_on()

    asha.sees("Review:", "Other documents: \nad_shot.pdf, landing.pdf, results.pdf")
