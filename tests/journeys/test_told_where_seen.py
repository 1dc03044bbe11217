"""What is wrong stands beside its field, and is named at the head, which is what one sees."""

from __future__ import annotations

from tests.journeys.filing import files
from tests.journeys.test_details import DETAILS, reaches


async def test_an_amount_that_was_left_empty_is_not_told_as_wrong(asha):
    await reaches(asha, "net")
    line = {"expense_type": "agency_fees", "vendor_name": "Contoso"}
    await asha.clicks("claim.form", **line, net="-5")

    assert "more than zero" in asha.beside("net")[1]
    assert "more than zero" not in asha.beside("claimed")[1]


async def test_the_head_of_a_long_form_names_what_is_wrong_below(asha):
    await reaches(asha, "claim_name")
    await asha.clicks("claim.form", **{**DETAILS, "activity_end": "soon", "claim_name": "x"})
    head, _, _ = asha.said.partition("A name you will recognize later")

    assert "Must be put right: \nClaim name · Last day of the activity" in head


async def test_the_amounts_of_a_cost_say_in_which_currency(asha):
    await reaches(asha, "net", currency="EUR")

    asha.sees("Net amount, without tax (EUR)", "Tax amount (EUR)", "Amount you claim (EUR)")


async def test_what_the_claims_office_said_stands_where_it_is_put_right(stage, asha):
    filing = await files(asha)
    wrong = {"refuse_next_claim": "comments-missing", "refuse_field": "comments"}
    await stage.control(**wrong, refuse_message="Please comment.")
    await filing.submits()
    await asha.waits()
    await asha.clicks("Put it right")
    await asha.says("status")
    asha.sees("Please put it right, then submit it again.")
    asha.sees_not("Nothing was sent yet")
    await asha.clicks("Continue")
    await asha.clicks("Put it right")

    assert "Please comment." in asha.beside("comments")[1]


async def test_an_old_card_of_a_sent_claim_is_answered_at_the_head_of_its_status(stage, asha):
    filing = await files(asha)
    review = asha.new[-1]
    await filing.submits()
    await asha.waits()
    await asha.clicks_on(review, "claim.submit", attested="true")
    head, _, _ = asha.said.partition("Since")

    assert "This claim is already submitted; nothing was sent twice." in head


async def test_the_review_shows_figures_as_people_read_them(asha):
    await files(asha, "MD_TRADESHOW", plan={"metric_estimated_visitors": "1250"})

    asha.sees("Estimated attendees or booth visitors: \n1,250")


async def test_what_a_claim_comes_to_in_the_currency_of_the_funds_stands_below_it(asha):
    await files(asha, plan={"currency": "KRW", "net": "1200000", "tax": "0"})
    claimed, _, below = asha.said.partition("Remaining funds")

    assert "You claim: \nKRW 1,200,000\nAbout, at the monthly rate" in claimed
    assert "monthly rate" not in below
